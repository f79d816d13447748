using EigPortal.Domain.Selection.Deliberations;
using EigPortal.Services.Data;
using EigPortal.Services.Identity;
using Microsoft.EntityFrameworkCore;

namespace EigPortal.Services.Selection.Deliberations;

public sealed record SittingLine(Guid Id, string Title, DateOnly HeldOn, DeliberationState State, int Members, int Votes);

/// <param name="Votes">In the order of the sitting, minus candidatures with which the viewer has a tie.</param>
/// <param name="IsIntact">Whether what is stored still gives the sealed hash; null before the minutes are sealed.</param>
public sealed record Sitting(Deliberation Deliberation, IReadOnlyList<Resolution> Votes, bool? IsIntact)
{
    public string Chair => Deliberation.Members.Single(member => member.AccountId == Deliberation.ChairId).FullName;
}

/// <summary>What the pages of deliberations show.</summary>
public sealed class Sittings(EigDbContext db)
{
    public async Task<IReadOnlyList<SittingLine>> ListAsync(Guid cohortId, Actor actor, CancellationToken ct)
    {
        var decidable = db.Candidatures.DecidableBy(actor, db).Select(candidature => candidature.Id);
        return await db
            .Deliberations.Where(sitting => sitting.CohortId == cohortId)
            .OrderByDescending(sitting => sitting.HeldOn)
            .ThenBy(sitting => sitting.Id)
            .Select(sitting => new SittingLine(
                sitting.Id,
                sitting.Title,
                sitting.HeldOn,
                sitting.State,
                sitting.Members.Count,
                sitting.Resolutions.Count(vote => decidable.Contains(vote.CandidatureId))
            ))
            .ToListAsync(ct);
    }

    public async Task<Sitting?> FindAsync(Guid id, Guid cohortId, Actor actor, CancellationToken ct)
    {
        var found = await db
            .Deliberations.AsNoTracking()
            .Include(sitting => sitting.Members)
            .Include(sitting => sitting.Resolutions)
            .AsSplitQuery()
            .SingleOrDefaultAsync(sitting => sitting.Id == id && sitting.CohortId == cohortId, ct);
        if (found is null)
        {
            return null;
        }

        var ids = found.Resolutions.Select(vote => vote.CandidatureId).ToList();
        var decidable = await db
            .Candidatures.DecidableBy(actor, db)
            .Where(candidature => ids.Contains(candidature.Id))
            .Select(candidature => candidature.Id)
            .ToListAsync(ct);
        return new Sitting(
            found,
            [.. found.Resolutions.Where(vote => decidable.Contains(vote.CandidatureId)).OrderBy(vote => vote.Sequence)],
            found.State == DeliberationState.Closed ? DeliberationMinutes.HashOf(found) == found.MinutesSha256 : null
        );
    }

    public Task<List<CalledMember>> MembersAsync(Guid cohortId, CancellationToken ct) =>
        db.CallableMembers(cohortId).ToListAsync(ct);

    /// <summary>Members present who step aside for a candidature.</summary>
    public async Task<IReadOnlyList<DeliberationMember>> RecusedAsync(
        Deliberation sitting,
        Guid candidatureId,
        CancellationToken ct
    )
    {
        var tied = await db.TiedWithAsync(candidatureId, ct);
        return [.. sitting.Members.Where(member => member.IsPresent && tied.Contains(member.AccountId))];
    }
}
