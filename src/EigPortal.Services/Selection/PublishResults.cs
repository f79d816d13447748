using EigPortal.Domain.Cohorts;
using EigPortal.Domain.Selection;
using EigPortal.Domain.Shared;
using EigPortal.Services.Data;
using EigPortal.Services.Data.Interceptors;
using EigPortal.Services.Identity;
using Microsoft.EntityFrameworkCore;

namespace EigPortal.Services.Selection;

/// <summary>First half of publishing the current promotion's results. Refuses while a decision waits for its second person.</summary>
public sealed class PrepareResults(EigDbContext db, ProgrammeNow now)
{
    public Task<Result> ExecuteAsync(Actor actor, CancellationToken ct) =>
        ResultsPublication.ActAsync(db, actor, cohort => cohort.PrepareResults(actor.AccountId, now()), ct);
}

/// <summary>Second half, by another person. The pages open by themselves at the announced instant, or at once when it has passed.</summary>
public sealed class ConfirmResults(EigDbContext db, ProgrammeNow now)
{
    public Task<Result> ExecuteAsync(Actor actor, CancellationToken ct) =>
        ResultsPublication.ActAsync(db, actor, cohort => cohort.ConfirmResults(actor.AccountId, now()), ct);
}

internal static class ResultsPublication
{
    // The preconditions are checked by both halves: a decision may be recorded in between (B30).
    public static async Task<Result> ActAsync(EigDbContext db, Actor actor, Func<Cohort, Result> act, CancellationToken ct)
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

        var result = act(cohort);
        if (!result.IsOk)
        {
            return result;
        }

        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return Result.Ok;
    }
}
