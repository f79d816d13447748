using EigPortal.Domain.Juries;
using EigPortal.Services.Identity;
using EigPortal.Services.Juries;
using EigPortal.Web.Dsfr;
using EigPortal.Web.Shared;
using Microsoft.AspNetCore.Mvc;

namespace EigPortal.Web.Areas.Jury.Readings;

/// <summary>The end of a reading: locking after a last look, or a tie declared.</summary>
public sealed class LockingController(
    JurorReadings readings,
    LockScoreSheet locking,
    DeclareConflict declare,
    TakeLateSheet late,
    ActorLoader actors
) : JuryController(actors)
{
    [HttpGet("/admin/jury/lectures/{id:guid}/verrouiller")]
    public async Task<IActionResult> Confirm(Guid id, CancellationToken ct)
    {
        if (await readings.FindAsync(id, await ActorAsync(ct), ct) is not { } file)
        {
            return NotFound();
        }

        var input = ScoreSheetInput.From(file);
        return file.MayScore && file.TryLock(Arrived).IsOk
            ? View("Lock", new LockModel(file, input, file.Sheet.Total))
            : LocalRedirect($"/admin/jury/lectures/{id}");
    }

    [HttpPost("/admin/jury/lectures/{id:guid}/verrouiller")]
    public async Task<IActionResult> Lock(Guid id, [FromForm] uint version, CancellationToken ct)
    {
        var actor = await ActorAsync(ct);
        var result = await locking.ExecuteAsync(id, version, actor, ct, Arrived);
        if (result.IsOk)
        {
            this.Flash("La fiche est verrouillée.");
            var next = (await readings.ListAsync(actor, ct)).Next;
            return LocalRedirect(next is null ? "/admin/jury" : $"/admin/jury/lectures/{next.SheetId}");
        }

        if (result.Errors.Contains(JuryErrors.NotFound))
        {
            return NotFound();
        }

        var words =
            result.Error == JuryErrors.ChangedElsewhere
                ? $"{result.Error.Message} Relisez-la avant de la verrouiller."
                : result.Error.Message;
        this.Flash(words, Severity.Warning);
        return LocalRedirect($"/admin/jury/lectures/{id}");
    }

    /// <summary>Words that arrived after the closing become the draft, once staff have opened marking again.</summary>
    [HttpPost("/admin/jury/lectures/{id:guid}/retards/{lateId:guid}/reprendre")]
    public async Task<IActionResult> Take(Guid id, Guid lateId, CancellationToken ct)
    {
        var result = await late.ExecuteAsync(id, lateId, await ActorAsync(ct), Arrived, ct);
        if (result.Errors.Contains(JuryErrors.NotFound))
        {
            return NotFound();
        }

        this.Flash(
            result.IsOk ? "Ce texte est repris dans la fiche. Relisez-le, puis verrouillez." : result.Error.Message,
            result.IsOk ? Severity.Success : Severity.Warning
        );
        return LocalRedirect($"/admin/jury/lectures/{id}");
    }

    [HttpPost("/admin/jury/lectures/{id:guid}/lien")]
    public async Task<IActionResult> Declare(Guid id, [FromForm] string? reason, CancellationToken ct)
    {
        var actor = await ActorAsync(ct);
        var result = await declare.ByJurorAsync(id, ConflictLevel.Excluded, reason ?? "", actor, ct);
        if (result.IsOk)
        {
            this.Flash("Votre lien est déclaré. Ce dossier ne vous est plus confié, et ce que vous aviez écrit ne compte pas.");
            return LocalRedirect("/admin/jury");
        }

        if (result.Errors.Contains(JuryErrors.NotFound) || await readings.FindAsync(id, actor, ct) is not { } file)
        {
            return NotFound();
        }

        ModelState.AddModelError("Reason", result.Error.Message);
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return View("Show", ReadingModel.From(file));
    }
}
