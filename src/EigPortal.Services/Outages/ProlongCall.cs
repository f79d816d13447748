using EigPortal.Domain.Cohorts;
using EigPortal.Domain.Shared;
using EigPortal.Services.Cohorts;
using EigPortal.Services.Data;
using EigPortal.Services.Identity;
using EigPortal.Services.Time;
using Microsoft.EntityFrameworkCore;

namespace EigPortal.Services.Outages;

/// <summary>Postpones the closing for everybody: one person proposes with a reason, another confirms.</summary>
public sealed class ProlongCall(EigDbContext db, ProgrammeClock clock)
{
    public Task<Result> ProposeAsync(DateTimeOffset until, string reason, Actor actor, CancellationToken ct) =>
        ActAsync(cohort => cohort.ProposeClosing(until, reason, actor.AccountId, clock.Now), ct);

    /// <param name="until">What the person read before confirming: another proposal made meanwhile is not confirmed unseen.</param>
    public Task<Result> ConfirmAsync(DateTimeOffset until, Actor actor, CancellationToken ct) =>
        ActAsync(cohort => cohort.ConfirmClosing(until, actor.AccountId, clock.Now), ct);

    public Task<Result> DropAsync(CancellationToken ct) => ActAsync(cohort => cohort.DropClosing(), ct);

    private async Task<Result> ActAsync(Func<Cohort, Result> act, CancellationToken ct)
    {
        var result = act(await db.Cohorts.SingleAsync(cohort => cohort.IsCurrent, ct));
        if (!result.IsOk)
        {
            return result;
        }

        try
        {
            await db.SaveChangesAsync(ct);
            return Result.Ok;
        }
        catch (DbUpdateConcurrencyException)
        {
            return RescheduleCohort.Changed;
        }
    }
}
