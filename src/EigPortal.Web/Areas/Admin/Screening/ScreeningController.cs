using EigPortal.Domain.Candidatures;
using EigPortal.Services.Identity;
using EigPortal.Services.Screening;
using EigPortal.Web.Shared;
using Microsoft.AspNetCore.Mvc;

namespace EigPortal.Web.Areas.Admin.Screening;

/// <summary>Acts on one candidature.</summary>
public sealed class ScreeningController(ScreenCandidature screen, CandidatureDetail details, ActorLoader actors)
    : AdminController(actors)
{
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
}
