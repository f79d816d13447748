using System.Globalization;
using EigPortal.Domain.Hearings;
using EigPortal.Domain.Shared;
using EigPortal.Services.Cohorts;
using EigPortal.Services.Hearings;
using EigPortal.Services.Identity;
using EigPortal.Web.Dsfr;
using EigPortal.Web.Shared;
using Microsoft.AspNetCore.Mvc;

namespace EigPortal.Web.Areas.Admin.Hearings;

/// <summary>One person's hearing: what they need, another place, a trade, an answer, the day itself.</summary>
public sealed class SlotsController(
    ArrangeHearings arrange,
    HearingDesk desk,
    CollectiveSheets sheets,
    SlotPages pages,
    CurrentCohort current,
    ActorLoader actors
) : AdminController(actors)
{
    [HttpGet("/admin/auditions/dossiers/{id:guid}")]
    public async Task<IActionResult> Show(Guid id, CancellationToken ct) =>
        await pages.OfAsync(await current.GetAsync(ct), id, await ActorAsync(ct), ct) is { } model
            ? View("Show", model)
            : NotFound();

    [HttpPost("/admin/auditions/dossiers/{id:guid}/amenagement")]
    public async Task<IActionResult> Adjust(Guid id, [FromForm] AdjustmentInput input, CancellationToken ct)
    {
        var (cohort, actor) = (await current.GetAsync(ct), await ActorAsync(ct));
        var halves = input.Halves(SlotPages.HalvesOf(cohort));
        var saved = await arrange.AdjustAsync(id, input.Minutes, input.IsRemote, halves, input.ZoneId, input.Reason, actor, ct);
        return await AnswerAsync(
            id,
            saved,
            "C’est enregistré. Le prochain plan, ou le prochain déplacement, en tient compte.",
            input,
            ct
        );
    }

    [HttpPost("/admin/auditions/dossiers/{id:guid}/{slot:guid}/deplacer")]
    public Task<IActionResult> Move(Guid id, Guid slot, [FromForm] string? place, CancellationToken ct) =>
        ActAsync(
            id,
            slot,
            async actor =>
                PlaceOf(place) is var (panelId, startsAt)
                    ? await arrange.MoveAsync(slot, panelId, startsAt, actor, ct)
                    : new DomainError("hearing.place", "Choisissez une place.", "Place"),
            "L’audition est déplacée. Si la personne connaissait l’ancienne heure, un courriel lui donne la nouvelle.",
            ct
        );

    [HttpPost("/admin/auditions/dossiers/{id:guid}/{slot:guid}/echanger")]
    public Task<IActionResult> Swap(Guid id, Guid slot, [FromForm] Guid? other, CancellationToken ct) =>
        ActAsync(
            id,
            slot,
            async actor =>
                other is { } second
                    ? await arrange.SwapAsync(slot, second, actor, ct)
                    : new DomainError("hearing.other", "Choisissez avec qui échanger.", "Other"),
            "Les deux auditions sont échangées.",
            ct
        );

    [HttpPost("/admin/auditions/dossiers/{id:guid}/{slot:guid}/garder")]
    public Task<IActionResult> Keep(Guid id, Guid slot, [FromForm] string? answer, CancellationToken ct) =>
        ActAsync(
            id,
            slot,
            actor => arrange.KeepAsync(slot, answer, actor, ct),
            "La réponse est partie. L’audition garde son créneau.",
            ct
        );

    [HttpPost("/admin/auditions/dossiers/{id:guid}/{slot:guid}/grille/rouvrir")]
    public Task<IActionResult> Unlock(Guid id, Guid slot, [FromForm] string? reason, CancellationToken ct) =>
        ActAsync(id, slot, actor => sheets.UnlockAsync(slot, reason, actor, ct), "La grille est rouverte.", ct);

    [HttpPost("/admin/auditions/dossiers/{id:guid}/{slot:guid}/etape")]
    public async Task<IActionResult> Advance(
        Guid id,
        Guid slot,
        [FromForm] SlotVerb? verb,
        [FromForm] HearingMode? mode,
        CancellationToken ct
    )
    {
        var actor = await ActorAsync(ct);
        var result =
            !await pages.HoldsAsync(id, slot, actor, ct) ? HearingRefusals.NotFound
            : mode is { } how ? await desk.TakePartAsync(slot, how, actor, asJuror: false, ct)
            : verb is { } step ? await desk.AdvanceAsync(slot, step, actor, asJuror: false, ct)
            : HearingRefusals.NotFound;
        if (result.Errors.Contains(HearingRefusals.NotFound))
        {
            return NotFound();
        }

        this.Flash(result.IsOk ? "C’est noté." : result.Error.Message, result.IsOk ? Severity.Success : Severity.Warning);
        return LocalRedirect("/admin/auditions/jour");
    }

    private static (Guid PanelId, DateTimeOffset StartsAt)? PlaceOf(string? place) =>
        (place ?? "").Split(' ') is [var panel, var at]
        && Guid.TryParse(panel, out var panelId)
        && DateTimeOffset.TryParse(at, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var startsAt)
            ? (panelId, startsAt)
            : null;

    /// <summary>An act on the hearing of this file; of another, both look unknown.</summary>
    private async Task<IActionResult> ActAsync(
        Guid id,
        Guid slot,
        Func<Actor, Task<Result>> act,
        string done,
        CancellationToken ct
    )
    {
        var actor = await ActorAsync(ct);
        return await pages.HoldsAsync(id, slot, actor, ct) ? await AnswerAsync(id, await act(actor), done, null, ct) : NotFound();
    }

    private async Task<IActionResult> AnswerAsync(
        Guid id,
        Result result,
        string done,
        AdjustmentInput? typed,
        CancellationToken ct
    )
    {
        if (result.IsOk)
        {
            this.Flash(done);
            return LocalRedirect($"/admin/auditions/dossiers/{id}");
        }

        if (
            result.Errors.Contains(HearingRefusals.NotFound)
            || await pages.OfAsync(await current.GetAsync(ct), id, await ActorAsync(ct), ct) is not { } model
        )
        {
            return NotFound();
        }

        AddErrors(result.Errors);
        return Refused("Show", typed is null ? model : model with { Adjustment = typed });
    }
}
