using EigPortal.Domain.Selection;
using EigPortal.Domain.Shared;
using EigPortal.Services.Cohorts;
using EigPortal.Services.Identity;
using EigPortal.Services.Juries;
using EigPortal.Services.Selection;
using EigPortal.Web.Shared;
using Microsoft.AspNetCore.Mvc;

namespace EigPortal.Web.Areas.Admin.Selection;

/// <summary>Decisions: one person records, another validates.</summary>
public sealed class DecisionsController(
    SelectionBoard board,
    RankedLists lists,
    CurrentCohort current,
    RecordDecision record,
    ValidateDecision validate,
    CancelDecision cancel,
    ActorLoader actors
) : AdminController(actors)
{
    [HttpGet("/admin/decisions")]
    public async Task<IActionResult> Index(int page, CancellationToken ct)
    {
        var actor = await ActorAsync(ct);
        var cohortId = (await current.GetAsync(ct)).Id;
        return View(
            new DecisionsModel(
                await board.SeatsAsync(cohortId, actor, ct),
                await board.CandidaturesAsync(cohortId, page, actor, ct),
                await lists.StandingsAsync(cohortId, actor, ct),
                actor.AccountId
            )
        );
    }

    [HttpGet("/admin/decisions/{candidatureId:guid}")]
    public async Task<IActionResult> Show(Guid candidatureId, CancellationToken ct) =>
        await ModelAsync(candidatureId, new DecisionInput(), ct) is { } model ? View("Show", model) : NotFound();

    [HttpPost("/admin/decisions/{candidatureId:guid}")]
    public async Task<IActionResult> Record(Guid candidatureId, [FromForm] DecisionInput input, CancellationToken ct)
    {
        if (input.Kind is null)
        {
            return await RefusedAsync(candidatureId, input, [DecisionInput.KindMissing], ct);
        }

        if (input.Remarks.AreUnread(input.RemarksRead))
        {
            return await ReadAgainAsync(candidatureId, input, ct);
        }

        var result = await record.ExecuteAsync(input.ToCommand(candidatureId), await ActorAsync(ct), ct);
        return await AnswerAsync(candidatureId, input, result, "Décision enregistrée. Une autre personne doit la valider.", ct);
    }

    [HttpPost("/admin/decisions/{candidatureId:guid}/{decisionId:guid}/valider")]
    public async Task<IActionResult> Validate(Guid candidatureId, Guid decisionId, CancellationToken ct)
    {
        if (!await board.HoldsAsync(candidatureId, decisionId, ct))
        {
            return NotFound();
        }

        var result = await validate.ExecuteAsync(new ValidateDecisionCommand(decisionId), await ActorAsync(ct), ct);
        return await AnswerAsync(candidatureId, new DecisionInput(), result, "Décision validée.", ct);
    }

    [HttpPost("/admin/decisions/{candidatureId:guid}/{decisionId:guid}/annuler")]
    public async Task<IActionResult> Cancel(
        Guid candidatureId,
        Guid decisionId,
        [FromForm] DecisionInput input,
        CancellationToken ct
    )
    {
        if (!await board.HoldsAsync(candidatureId, decisionId, ct))
        {
            return NotFound();
        }

        if (input.Remarks.AreUnread(input.RemarksRead))
        {
            return await ReadAgainAsync(candidatureId, input, ct);
        }

        var command = new CancelDecisionCommand(decisionId, input.Reason ?? "");
        var result = await cancel.ExecuteAsync(command, await ActorAsync(ct), ct);
        return await AnswerAsync(
            candidatureId,
            input,
            result,
            "Décision annulée. Les messages qui n’étaient pas partis ne partiront pas.",
            ct
        );
    }

    /// <summary>Nothing is recorded yet: the page comes back with the words to read again, and the same button.</summary>
    private async Task<IActionResult> ReadAgainAsync(Guid candidatureId, DecisionInput input, CancellationToken ct)
    {
        ModelState.Remove(nameof(input.RemarksRead));
        return await ModelAsync(candidatureId, input, ct) is { } model ? View("Show", model) : NotFound();
    }

    private async Task<IActionResult> AnswerAsync(
        Guid candidatureId,
        DecisionInput input,
        Result result,
        string done,
        CancellationToken ct
    )
    {
        if (!result.IsOk)
        {
            return await RefusedAsync(candidatureId, input, result.Errors, ct);
        }

        this.Flash(done);
        return LocalRedirect($"/admin/decisions/{candidatureId}");
    }

    private async Task<IActionResult> RefusedAsync(
        Guid candidatureId,
        DecisionInput input,
        IReadOnlyList<DomainError> errors,
        CancellationToken ct
    )
    {
        AddErrors(errors);
        return !errors.Contains(SelectionRefusals.NotFound) && await ModelAsync(candidatureId, input, ct) is { } model
            ? Refused("Show", model)
            : NotFound();
    }

    private async Task<DecisionModel?> ModelAsync(Guid candidatureId, DecisionInput input, CancellationToken ct)
    {
        var actor = await ActorAsync(ct);
        if (await board.FindAsync(candidatureId, actor, ct) is not { } line)
        {
            return null;
        }

        var cohortId = (await current.GetAsync(ct)).Id;
        var standings = await lists.StandingsAsync(cohortId, actor, ct);
        return new DecisionModel(
            line,
            await board.SeatsAsync(cohortId, actor, ct),
            [.. standings[candidatureId]],
            actor.AccountId,
            input
        );
    }
}
