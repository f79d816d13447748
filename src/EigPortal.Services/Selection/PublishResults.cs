using EigPortal.Domain.Candidatures;
using EigPortal.Domain.Cohorts;
using EigPortal.Domain.Selection;
using EigPortal.Domain.Shared;
using EigPortal.Services.Candidatures;
using EigPortal.Services.Data;
using EigPortal.Services.Data.Interceptors;
using EigPortal.Services.Identity;
using Microsoft.EntityFrameworkCore;

namespace EigPortal.Services.Selection;

/// <param name="IsPartial">The person says that results are published although somebody who was heard waits for a decision.</param>
public sealed record PublishResultsCommand(bool IsPartial);

/// <summary>First half of publishing the current promotion's results. Refuses while a decision waits for its second person.</summary>
public sealed class PrepareResults(EigDbContext db, ProgrammeNow now)
{
    public Task<Result> ExecuteAsync(PublishResultsCommand command, Actor actor, CancellationToken ct) =>
        ResultsPublication.ActAsync(
            db,
            command,
            actor,
            (cohort, isPartial) => cohort.PrepareResults(actor.AccountId, now(), isPartial),
            ct
        );
}

/// <summary>Second half, by another person. The pages open by themselves at the announced instant, or at once when it has passed.</summary>
public sealed class ConfirmResults(EigDbContext db, ProgrammeNow now)
{
    public Task<Result> ExecuteAsync(PublishResultsCommand command, Actor actor, CancellationToken ct) =>
        ResultsPublication.ActAsync(
            db,
            command,
            actor,
            (cohort, isPartial) => cohort.ConfirmResults(actor.AccountId, now(), isPartial),
            ct
        );
}

/// <summary>People who were heard and have no decision: results published now would leave them without an answer.</summary>
public static class UndecidedQuery
{
    /// <summary>Minus those hidden from the actor by a tie: the second person, who sees them, is told (B21).</summary>
    public static IQueryable<Candidature> Undecided(this EigDbContext db, Guid cohortId, Actor actor) =>
        db
            .Candidatures.ForStaff(actor, db)
            .Where(file =>
                file.CohortId == cohortId
                && file.State == CandidatureState.Preselected
                && file.ErasedAt == null
                && !db.Decisions.Any(decision => decision.CandidatureId == file.Id && decision.State != DecisionState.Cancelled)
            );
}

internal static class ResultsPublication
{
    // The preconditions are checked by both halves: a decision may be recorded or cancelled in between (B30, E10).
    public static async Task<Result> ActAsync(
        EigDbContext db,
        PublishResultsCommand command,
        Actor actor,
        Func<Cohort, bool, Result> act,
        CancellationToken ct
    )
    {
        if (!actor.IsStaff)
        {
            return SelectionRefusals.NotFound;
        }

        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var id = await db.Cohorts.Where(found => found.IsCurrent).Select(found => found.Id).SingleAsync(ct);
        await db.LockCohortAsync(id, ct);
        var cohort = await db.Cohorts.SingleAsync(found => found.Id == id, ct);
        var states = await db
            .Decisions.Where(decision => decision.CohortId == id && decision.State != DecisionState.Cancelled)
            .Select(decision => decision.State)
            .Distinct()
            .ToListAsync(ct);
        if (states.Contains(DecisionState.Recorded))
        {
            return SelectionRefusals.DecisionsPending;
        }

        if (states.Count == 0)
        {
            return SelectionRefusals.NothingValidated;
        }

        var isPartial = await db.Undecided(id, actor).AnyAsync(ct);
        if (isPartial && !command.IsPartial)
        {
            return SelectionRefusals.Partial;
        }

        var result = act(cohort, isPartial);
        if (!result.IsOk)
        {
            return result;
        }

        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return Result.Ok;
    }
}
