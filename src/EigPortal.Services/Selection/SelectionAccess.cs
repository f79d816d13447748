using EigPortal.Domain.Candidatures;
using EigPortal.Domain.Juries;
using EigPortal.Services.Candidatures;
using EigPortal.Services.Data;
using EigPortal.Services.Identity;
using Microsoft.EntityFrameworkCore;

namespace EigPortal.Services.Selection;

/// <summary>Who may decide about whom.</summary>
public static class SelectionAccess
{
    /// <summary>
    /// Candidatures that a member of staff may decide about: minus those with whom a tie excludes them or only lets them read.
    /// </summary>
    public static IQueryable<Candidature> DecidableBy(this IQueryable<Candidature> candidatures, Actor actor, EigDbContext db) =>
        candidatures
            .ForStaff(actor, db)
            .Where(candidature =>
                !db.Conflicts.Any(conflict =>
                    conflict.AccountId == actor.AccountId
                    && conflict.CandidatureId == candidature.Id
                    && conflict.LiftedAt == null
                    && conflict.Level == ConflictLevel.ReadsOnly
                )
            );
}

internal static class Embargo
{
    /// <summary>Whether the results of the promotion of a candidature are public.</summary>
    public static async Task<bool> ResultsArePublicAsync(
        this EigDbContext db,
        Guid candidatureId,
        DateTimeOffset now,
        CancellationToken ct
    ) =>
        (
            await db
                .Cohorts.AsNoTracking()
                .SingleAsync(cohort => db.Candidatures.Any(found => found.Id == candidatureId && found.CohortId == cohort.Id), ct)
        ).ResultsArePublicAt(now);
}
