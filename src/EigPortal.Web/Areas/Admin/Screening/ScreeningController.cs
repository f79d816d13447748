using EigPortal.Domain.Candidatures;
using EigPortal.Services.Cohorts;
using EigPortal.Services.Identity;
using EigPortal.Services.Screening;
using EigPortal.Web.Shared;
using Microsoft.AspNetCore.Mvc;

namespace EigPortal.Web.Areas.Admin.Screening;

/// <summary>Acts on one candidature, or on several after a preview.</summary>
public sealed class ScreeningController(
    ScreenCandidature screen,
    CandidatureDetail details,
    CandidatureSearch search,
    CurrentCohort current,
    ActorLoader actors
) : AdminController(actors)
{
    private static readonly IReadOnlySet<CandidatureVerb> Acts = new HashSet<CandidatureVerb>
    {
        CandidatureVerb.Admit,
        CandidatureVerb.Reject,
        CandidatureVerb.Preselect,
        CandidatureVerb.SetAside,
        CandidatureVerb.Reconsider,
    };

    [HttpPost("/admin/candidatures/{id:guid}/examen")]
    public async Task<IActionResult> Screen(Guid id, [FromForm] ScreeningInput input, CancellationToken ct)
    {
        var actor = await ActorAsync(ct);
        var result = await screen.ExecuteAsync(input.ToCommand(id), actor, ct);
        if (result.IsOk)
        {
            SayDone(input);
            return LocalRedirect($"/admin/candidatures/{id}");
        }

        if (await details.FindAsync(id, actor, ct) is not { } dossier)
        {
            return NotFound();
        }

        AddErrors(result.Errors);
        var status = result.Errors.Contains(ScreenCandidature.Changed)
            ? StatusCodes.Status409Conflict
            : StatusCodes.Status422UnprocessableEntity;
        return Refused("Show", CandidatureModel.From(dossier, input), status);
    }

    /// <summary>What is done, and what the words written with it may not rest on: for whoever wrote them, once.</summary>
    private void SayDone(ScreeningInput input)
    {
        const string Done = "C’est enregistré, avec votre nom, dans l’historique de la candidature.";
        var remarks = RemarkWarning.Of(input.Act == CandidatureVerb.Preselect ? input.Remarks : input.Reason);
        if (remarks.Count == 0)
        {
            this.Flash(Done);
        }
        else
        {
            this.Flash($"{Done} Relisez ces mots : {string.Join(" ", remarks)}", Dsfr.Severity.Warning);
        }
    }

    /// <summary>Shows who and how many before anything happens.</summary>
    [HttpPost("/admin/candidatures/lot")]
    public async Task<IActionResult> Preview([FromForm] BulkInput input, CancellationToken ct)
    {
        var rows = await search.OfAsync(input.Ids, (await current.GetAsync(ct)).Id, await ActorAsync(ct), ct);
        if (rows.Count == 0 || input.Act is null || !Acts.Contains(input.Act.Value))
        {
            this.Flash("Cochez au moins une candidature et choisissez une action.", Dsfr.Severity.Warning);
            return LocalRedirect("/admin/candidatures");
        }

        return View("Preview", new BulkModel(input, rows));
    }

    [HttpPost("/admin/candidatures/lot/appliquer")]
    public async Task<IActionResult> Apply([FromForm] BulkInput input, CancellationToken ct)
    {
        var actor = await ActorAsync(ct);
        var rows = await search.OfAsync(input.Ids, (await current.GetAsync(ct)).Id, actor, ct);
        var results = new List<BulkResult>();
        foreach (var row in rows)
        {
            var result = await screen.ExecuteAsync(
                new ScreenCommand(row.Id, input.Act ?? CandidatureVerb.Edit, input.Reason ?? "", input.Article ?? ""),
                actor,
                ct
            );
            results.Add(new BulkResult(row, result.IsOk ? null : result.Error.Message));
        }

        return View("Applied", results);
    }
}
