using EigPortal.Domain.Hearings;
using EigPortal.Domain.Shared;
using EigPortal.Services.Cohorts;
using EigPortal.Services.Hearings;
using EigPortal.Services.Identity;
using EigPortal.Services.Juries;
using EigPortal.Services.Time;
using EigPortal.Web.Areas.Jury.Readings;
using EigPortal.Web.Dsfr;
using EigPortal.Web.Shared;
using Microsoft.AspNetCore.Mvc;

namespace EigPortal.Web.Areas.Jury.Hearings;

/// <summary>A juror's own hearings: the running order, the day, the shared grid. One of somebody else's is an unknown address.</summary>
public sealed class HearingsController(
    RunningOrder order,
    HearingDesk desk,
    CollectiveSheets sheets,
    CurrentCohort current,
    ProgrammeClock clock,
    ActorLoader actors
) : JuryController(actors)
{
    [HttpGet("/admin/jury/auditions")]
    public async Task<IActionResult> Index(CancellationToken ct) =>
        View(
            "Index",
            new OwnOrderModel(await order.ForJurorAsync((await current.GetAsync(ct)).Id, await ActorAsync(ct), ct), clock.Now)
        );

    [HttpGet("/admin/jury/auditions/{id:guid}")]
    public async Task<IActionResult> Show(Guid id, CancellationToken ct) =>
        await FileAsync(id, ct) is { } file ? View("Show", CollectiveModel.From(file)) : NotFound();

    [ReadableForm]
    [HttpPost("/admin/jury/auditions/{id:guid}")]
    public async Task<IActionResult> Save(Guid id, [FromForm] ScoreSheetInput input, CancellationToken ct)
    {
        var saved = await sheets.SaveAsync(
            await current.GetAsync(ct),
            input.ToCollective(id, OpenPageForm.Read(Request.Form)),
            await ActorAsync(ct),
            ct
        );
        if (await FileAsync(id, ct) is not { } file || saved.Errors.Contains(HearingRefusals.NotFound))
        {
            return NotFound();
        }

        if (!saved.IsOk)
        {
            return Refused(file, input, saved.Errors);
        }

        return await FinishAsync(file, input, ct);
    }

    /// <summary>The draft stays, or is locked: once its words to read again have been shown.</summary>
    private async Task<IActionResult> FinishAsync(CollectiveFile file, ScoreSheetInput input, CancellationToken ct)
    {
        if (input.Then != ScoreSheetInput.ToLock)
        {
            return Done(file.Line.SlotId, "Le brouillon de la grille est enregistré.");
        }

        return CollectiveModel.From(file).Remarks.AreUnread(input.RemarksRead)
            ? Done(
                file.Line.SlotId,
                "Le brouillon de la grille est enregistré. Des mots sont à relire avant de verrouiller.",
                Severity.Warning
            )
            : await LockAsync(file, ct);
    }

    [HttpPost("/admin/jury/auditions/{id:guid}/etape")]
    public async Task<IActionResult> Advance(
        Guid id,
        [FromForm] SlotVerb? verb,
        [FromForm] HearingMode? mode,
        CancellationToken ct
    )
    {
        var actor = await ActorAsync(ct);
        var result =
            mode is { } how ? await desk.TakePartAsync(id, how, actor, asJuror: true, ct)
            : verb is { } step ? await desk.AdvanceAsync(id, step, actor, asJuror: true, ct)
            : HearingRefusals.NotFound;
        if (result.Errors.Contains(HearingRefusals.NotFound))
        {
            return NotFound();
        }

        this.Flash(result.IsOk ? "C’est noté." : result.Error.Message, result.IsOk ? Severity.Success : Severity.Warning);
        return LocalRedirect(verb == SlotVerb.Begin && result.IsOk ? $"/admin/jury/auditions/{id}" : "/admin/jury/auditions");
    }

    private async Task<IActionResult> LockAsync(CollectiveFile file, CancellationToken ct)
    {
        var locked = await sheets.LockAsync(file.Cohort, file.Line.SlotId, file.Version, await ActorAsync(ct), ct);
        return locked.IsOk ? Done(file.Line.SlotId, "La grille est verrouillée.")
            : locked.Errors.Contains(JuryErrors.ChangedElsewhere)
                ? Done(file.Line.SlotId, $"{locked.Error.Message} Relisez-la avant de la verrouiller.", Severity.Warning)
            : Refused(file, CollectiveModel.InputOf(file), locked.Errors);
    }

    private LocalRedirectResult Done(Guid id, string words, Severity severity = Severity.Success)
    {
        this.Flash(words, severity);
        return LocalRedirect($"/admin/jury/auditions/{id}");
    }

    /// <summary>The form again, with all that was typed; the version becomes the one now in the database.</summary>
    private ViewResult Refused(CollectiveFile file, ScoreSheetInput input, IReadOnlyList<DomainError> errors)
    {
        var changed = errors.Contains(JuryErrors.ChangedElsewhere) || errors.Contains(JuryErrors.GridChanged);
        Response.StatusCode = changed ? StatusCodes.Status409Conflict : StatusCodes.Status422UnprocessableEntity;
        foreach (var error in errors)
        {
            ModelState.AddModelError(CollectiveModel.FieldOf(error, file), error.Message);
        }

        ModelState.Remove(nameof(input.Version));
        return View("Show", CollectiveModel.From(file, input, changed || !file.IsWritable));
    }

    private async Task<CollectiveFile?> FileAsync(Guid id, CancellationToken ct) =>
        await sheets.ForJurorAsync(await current.GetAsync(ct), id, await ActorAsync(ct), ct);
}
