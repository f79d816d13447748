using System.Collections.Concurrent;
using EigPortal.Domain.Candidatures;
using EigPortal.Services.Data;
using Microsoft.EntityFrameworkCore;

namespace EigPortal.Services.Candidatures;

/// <summary>
/// The published versions of the forms. They never change, so each node keeps those it has read: a save costs no more than the number
/// of the version in force, which comes with another query.
/// </summary>
public sealed class CandidatureForms
{
    private readonly ConcurrentDictionary<(Guid CohortId, int Number), PromotionForm> read = [];

    /// <summary>The version that candidates answer now.</summary>
    public async Task<PromotionForm> InForceAsync(EigDbContext db, Guid cohortId, CancellationToken ct) =>
        await OfAsync(
            db,
            cohortId,
            await db
                .FormVersions.Published()
                .Where(version => version.CohortId == cohortId)
                .MaxAsync(version => version.Number, ct),
            ct
        );

    /// <summary>The version that candidates of the current promotion answer now.</summary>
    public async Task<PromotionForm> CurrentAsync(EigDbContext db, CancellationToken ct)
    {
        var current = await db
            .Cohorts.Where(cohort => cohort.IsCurrent)
            .Select(cohort => new
            {
                cohort.Id,
                Number = db
                    .FormVersions.Published()
                    .Where(version => version.CohortId == cohort.Id)
                    .Max(version => version.Number),
            })
            .SingleAsync(ct);
        return await OfAsync(db, current.Id, current.Number, ct);
    }

    /// <summary>A published version.</summary>
    /// <exception cref="InvalidOperationException">The promotion has no such version.</exception>
    public async Task<PromotionForm> OfAsync(EigDbContext db, Guid cohortId, int number, CancellationToken ct) =>
        await FindAsync(db, cohortId, number, ct)
        ?? throw new InvalidOperationException($"The promotion {cohortId} has no published form {number}.");

    /// <summary>A published version, or null.</summary>
    public async Task<PromotionForm?> FindAsync(EigDbContext db, Guid cohortId, int number, CancellationToken ct)
    {
        if (read.TryGetValue((cohortId, number), out var known))
        {
            return known;
        }

        var found = await db
            .FormVersions.AsNoTracking()
            .Published()
            .SingleOrDefaultAsync(version => version.CohortId == cohortId && version.Number == number, ct);
        return found is null ? null : read.GetOrAdd((cohortId, number), found.Form);
    }
}

internal static class FormVersionQueries
{
    /// <summary>Versions that candidates have been asked to answer: the one in force has the highest number.</summary>
    public static IQueryable<FormVersion> Published(this IQueryable<FormVersion> versions) =>
        versions.Where(version => version.State == FormState.Published);
}
