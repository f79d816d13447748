using EigPortal.Services.Cohorts;
using EigPortal.Services.Identity;
using EigPortal.Services.Screening;
using EigPortal.Services.Screening.Opinions;
using EigPortal.Services.Text;
using EigPortal.Web.Dsfr;
using EigPortal.Web.Shared;
using Microsoft.AspNetCore.Mvc;

namespace EigPortal.Web.Areas.Admin.Screening;

/// <summary>Asks operational mentors what they think of files, after a preview of who is asked about what.</summary>
public sealed class OpinionsController(AskMentorOpinions asking, CurrentCohort current, ActorLoader actors)
    : AdminController(actors)
{
    [HttpPost("/admin/candidatures/avis")]
    public async Task<IActionResult> Preview([FromForm] BulkInput input, CancellationToken ct)
    {
        var batch = await asking.PreviewAsync((await current.GetAsync(ct)).Id, input.Ids, await ActorAsync(ct), ct);
        if (batch.Rows.Count == 0)
        {
            this.Flash("Cochez au moins une candidature.", Severity.Warning);
            return LocalRedirect("/admin/candidatures");
        }

        return View("Opinions", new OpinionsModel(input.Ids, batch));
    }

    [HttpPost("/admin/candidatures/avis/demander")]
    public async Task<IActionResult> Ask([FromForm] BulkInput input, CancellationToken ct)
    {
        var (cohort, actor) = (await current.GetAsync(ct), await ActorAsync(ct));
        var asked = await asking.ExecuteAsync(cohort.Id, input.Ids, actor, ct);
        if (!asked.IsOk)
        {
            AddErrors(asked.Errors);
            var batch = await asking.PreviewAsync(cohort.Id, input.Ids, actor, ct);
            return Refused("Opinions", new OpinionsModel(input.Ids, batch), StatusCodes.Status409Conflict);
        }

        this.Flash(
            $"{FrenchNumbers.Count(asked.Value.Asked, "avis demandé", "avis demandés")} à {FrenchNumbers.Count(asked.Value.Mentors, "mentor", "mentors")}, par courriel."
        );
        return LocalRedirect(input.Ids is [var only] ? $"/admin/candidatures/{only}#avis" : "/admin/candidatures");
    }

    [HttpPost("/admin/candidatures/{id:guid}/avis/{opinion:guid}/reprendre")]
    public async Task<IActionResult> TakeBack(Guid id, Guid opinion, CancellationToken ct)
    {
        var done = await asking.TakeBackAsync(id, opinion, await ActorAsync(ct), ct);
        if (done.Errors.Contains(ScreenCandidature.NotFound))
        {
            return NotFound();
        }

        this.Flash(
            done.IsOk ? "La demande est reprise : le dossier n’est plus ouvert à ce mentor." : done.Error.Message,
            done.IsOk ? Severity.Success : Severity.Warning
        );
        return LocalRedirect($"/admin/candidatures/{id}#avis");
    }
}

public sealed record OpinionsModel(IReadOnlyList<Guid> Ids, OpinionBatch Batch);
