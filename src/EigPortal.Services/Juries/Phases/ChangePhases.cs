using EigPortal.Domain.Cohorts;
using EigPortal.Domain.Juries.Phases;
using EigPortal.Domain.Shared;
using EigPortal.Services.Data;
using EigPortal.Services.Data.Interceptors;
using EigPortal.Services.Identity;
using Microsoft.EntityFrameworkCore;

namespace EigPortal.Services.Juries.Phases;

/// <summary>Acts of the team on the phases of the jury. Two people who act at once: the second is told.</summary>
public sealed class ChangePhases(EigDbContext db, PhaseGaps gaps, ProgrammeNow programmeNow)
{
    /// <returns>The phases, and the version that a form is made from.</returns>
    public async Task<(JuryPhases Phases, uint Version)> FindAsync(Guid cohortId, CancellationToken ct)
    {
        var phases = await db.JuryPhases.SingleAsync(row => row.CohortId == cohortId, ct);
        return (phases, db.Entry(phases).Property<uint>("xmin").CurrentValue);
    }

    public async Task<Result> OpenAsync(Cohort cohort, JuryPhase to, Actor actor, CancellationToken ct)
    {
        var (phases, _) = await FindAsync(cohort.Id, ct);
        var missing = await gaps.BeforeAsync(to, cohort, actor, ct);
        return await SaveAsync(phases.Advance(to, missing, actor.AccountId, programmeNow()), ct);
    }

    public async Task<Result> ReturnAsync(Cohort cohort, JuryPhase to, string? reason, Actor actor, CancellationToken ct)
    {
        var (phases, _) = await FindAsync(cohort.Id, ct);
        return await SaveAsync(phases.Return(to, reason, actor.AccountId, programmeNow()), ct);
    }

    /// <param name="version">Version that the page showed.</param>
    public async Task<Result> DescribeAsync(
        Cohort cohort,
        IReadOnlyDictionary<JuryPhase, PhaseSight> sights,
        string? reason,
        uint version,
        CancellationToken ct
    )
    {
        var (phases, current) = await FindAsync(cohort.Id, ct);
        if (current != version)
        {
            return PhaseErrors.Changed;
        }

        var described = phases.Describe(sights, reason);
        if (described.IsOk)
        {
            // Rules are rows of their own: without this, two people who change them at once would not meet the version check.
            db.Entry(phases).Property(row => row.Current).IsModified = true;
        }

        return await SaveAsync(described, ct);
    }

    private async Task<Result> SaveAsync(Result result, CancellationToken ct)
    {
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
            db.ChangeTracker.Clear();
            return PhaseErrors.Changed;
        }
    }
}
