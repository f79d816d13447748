using EigPortal.Domain.Shared;
using EigPortal.Services.Cohorts;
using EigPortal.Services.Identity;
using EigPortal.Services.Juries;
using EigPortal.Web.Dsfr;
using EigPortal.Web.Shared;
using Microsoft.AspNetCore.Mvc;

namespace EigPortal.Web.Areas.Admin.Juries;

/// <summary>Acts of staff on one sheet, each with a reason.</summary>
public sealed class SheetsController(
    JuryBoard board,
    UnlockScoreSheet unlock,
    UnassignReading unassign,
    MarkingClosing closing,
    CurrentCohort current,
    ActorLoader actors
) : AdminController(actors)
{
    [HttpPost("/admin/jurys/dossiers/{candidatureId:guid}/fiches/{id:guid}/rouvrir")]
    public async Task<IActionResult> Unlock(Guid candidatureId, Guid id, [FromForm] string? reason, CancellationToken ct)
    {
        var actor = await ActorAsync(ct);
        if (!await board.HoldsAsync(candidatureId, id, actor, ct))
        {
            return NotFound();
        }

        var result = await unlock.ExecuteAsync(id, reason ?? "", actor, ct);
        var people = result.IsOk ? await closing.OutOfTimeAsync(await current.GetAsync(ct), id, ct) : [];
        var done = $"La fiche est rouverte. La personne reçoit un courriel avec la raison. {TimeNeeded.Words(people)}".Trim();
        return Answer(result, done, candidatureId, TimeNeeded.Link(people));
    }

    [HttpPost("/admin/jurys/dossiers/{candidatureId:guid}/fiches/{id:guid}/retirer")]
    public async Task<IActionResult> Unassign(Guid candidatureId, Guid id, [FromForm] string? reason, CancellationToken ct)
    {
        var actor = await ActorAsync(ct);
        if (!await board.HoldsAsync(candidatureId, id, actor, ct))
        {
            return NotFound();
        }

        var result = await unassign.ExecuteAsync(id, reason ?? "", actor, ct);
        return Answer(result, "La lecture est retirée. Ce qui était écrit est gardé et ne compte plus.", candidatureId);
    }

    private IActionResult Answer(Result result, string done, Guid candidatureId, FlashLink? toDo = null)
    {
        if (result.Errors.Contains(JuryErrors.NotFound))
        {
            return NotFound();
        }

        this.Flash(
            result.IsOk ? done : result.Error.Message,
            result.IsOk && toDo is null ? Severity.Success : Severity.Warning,
            toDo
        );
        return LocalRedirect($"/admin/jurys/dossiers/{candidatureId}");
    }
}
