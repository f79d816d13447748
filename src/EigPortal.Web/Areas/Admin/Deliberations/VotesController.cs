using EigPortal.Domain.Selection.Deliberations;
using EigPortal.Domain.Shared;
using EigPortal.Services.Cohorts;
using EigPortal.Services.Identity;
using EigPortal.Services.Juries;
using EigPortal.Services.Selection;
using EigPortal.Services.Selection.Deliberations;
using EigPortal.Web.Areas.Admin.Selection;
using EigPortal.Web.Shared;
using Microsoft.AspNetCore.Mvc;

namespace EigPortal.Web.Areas.Admin.Deliberations;

/// <summary>The vote on one candidature in an open sitting.</summary>
public sealed class VotesController(
    Sittings sittings,
    ResolveCandidature resolve,
    SelectionBoard board,
    RankedLists lists,
    StageComparisons stages,
    CurrentCohort current,
    ActorLoader actors
) : AdminController(actors)
{
    private const string Address = "/admin/deliberations/{id:guid}/candidatures/{candidatureId:guid}";

    [HttpGet(Address)]
    public async Task<IActionResult> Show(Guid id, Guid candidatureId, CancellationToken ct) =>
        await ModelAsync(id, candidatureId, new VoteInput(), ct) is { } model ? View("Vote", model) : NotFound();

    [HttpPost(Address)]
    public async Task<IActionResult> Vote(Guid id, Guid candidatureId, [FromForm] VoteInput input, CancellationToken ct)
    {
        if (input.Decision.Kind is null)
        {
            return await RefusedAsync(id, candidatureId, input, [DecisionInput.KindMissing with { Field = "Decision.Kind" }], ct);
        }

        if (input.Decision.Remarks.AreUnread(input.Decision.RemarksRead))
        {
            return await ModelAsync(id, candidatureId, input, ct) is { } unread ? View("Vote", unread) : NotFound();
        }

        var command = new ResolveCommand(id, input.Decision.ToCommand(candidatureId), input.Ballot);
        var voted = await resolve.ExecuteAsync(command, await ActorAsync(ct), ct);
        return voted.IsOk ? Done(id, voted.Value) : await RefusedAsync(id, candidatureId, input, voted.Errors, ct);
    }

    private LocalRedirectResult Done(Guid id, Resolution voted)
    {
        this.Flash(
            voted.DecisionId is null
                ? $"Proposition rejetée pour {voted.Number}. Aucune décision n’est enregistrée."
                : $"Proposition adoptée pour {voted.Number}. Une autre personne doit valider la décision."
        );
        return LocalRedirect($"/admin/deliberations/{id}");
    }

    private async Task<IActionResult> RefusedAsync(
        Guid id,
        Guid candidatureId,
        VoteInput input,
        IReadOnlyList<DomainError> errors,
        CancellationToken ct
    )
    {
        string[] ofDecision = ["PostId", "Reason", "Grounds"];
        AddErrors(
            errors.Select(error => ofDecision.Contains(error.Field) ? error with { Field = $"Decision.{error.Field}" } : error)
        );
        return !errors.Contains(SelectionRefusals.NotFound) && await ModelAsync(id, candidatureId, input, ct) is { } model
            ? Refused("Vote", model)
            : NotFound();
    }

    private async Task<VoteModel?> ModelAsync(Guid id, Guid candidatureId, VoteInput input, CancellationToken ct)
    {
        var cohort = await current.GetAsync(ct);
        var cohortId = cohort.Id;
        var actor = await ActorAsync(ct);
        if (
            await sittings.FindAsync(id, cohortId, actor, ct) is not { } sitting
            || await board.FindAsync(candidatureId, actor, ct) is not { } line
        )
        {
            return null;
        }

        var standings = await lists.StandingsAsync(cohortId, actor, ct);
        return new VoteModel(
            sitting.Deliberation,
            new DecisionModel(
                line,
                await board.SeatsAsync(cohortId, actor, ct),
                [.. standings[candidatureId]],
                actor.AccountId,
                input.Decision
            ),
            await sittings.RecusedAsync(sitting.Deliberation, candidatureId, ct),
            await stages.ForStaffAsync(candidatureId, cohort, actor, ct),
            input
        );
    }
}
