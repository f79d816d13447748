using EigPortal.Domain.Candidatures;
using EigPortal.Services.Candidatures;
using EigPortal.Services.Data;
using EigPortal.Services.Identity;
using Microsoft.EntityFrameworkCore;

namespace EigPortal.Services.Extensions;

/// <summary>A person with what staff need to give them more time: no answer of the draft.</summary>
public sealed record ExtensionRow
{
    public required Guid CandidatureId { get; init; }
    public required string FullName { get; init; }
    public required string Email { get; init; }

    /// <summary>Null while nothing was submitted.</summary>
    public required string? Number { get; init; }
    public required CandidatureState State { get; init; }

    /// <summary>End of the person's own time; null without an extension.</summary>
    public required DateTimeOffset? Until { get; init; }
    public required string? Reason { get; init; }

    /// <summary>How often they tried after the closing.</summary>
    public required int LateAttempts { get; init; }
}

/// <summary>People who have, or may be given, more time than the others. Conflicts of interest hide a person here too.</summary>
public sealed class ExtensionLists(EigDbContext db)
{
    private const int MostFound = 20;

    /// <summary>Extensions given in this promotion, the last to end first.</summary>
    public async Task<IReadOnlyList<ExtensionRow>> GivenAsync(Guid cohortId, Actor actor, CancellationToken ct) =>
        await Rows(db.Candidatures.Where(row => row.ExtendedUntil != null), cohortId, actor)
            .OrderByDescending(row => row.Until)
            .ThenBy(row => row.CandidatureId)
            .ToListAsync(ct);

    /// <summary>People whose name or address holds these words, those who never submitted included.</summary>
    public async Task<IReadOnlyList<ExtensionRow>> SearchAsync(string words, Guid cohortId, Actor actor, CancellationToken ct)
    {
        var text = words.Trim().ToLowerInvariant();
        return await Rows(
                db.Candidatures.Where(row =>
                    db.Candidates.Any(candidate =>
                        candidate.Id == row.CandidateId
                        && (
                            (candidate.GivenName + " " + candidate.FamilyName).ToLower().Contains(text)
                            || db.Accounts.Any(account =>
                                account.Id == candidate.AccountId && account.Email!.ToLower().Contains(text)
                            )
                        )
                    )
                ),
                cohortId,
                actor
            )
            .OrderBy(row => row.FullName)
            .ThenBy(row => row.CandidatureId)
            .Take(MostFound)
            .ToListAsync(ct);
    }

    /// <summary>Null when there is no such person for this actor, whatever the reason.</summary>
    public Task<ExtensionRow?> FindAsync(Guid candidatureId, Guid cohortId, Actor actor, CancellationToken ct) =>
        Rows(db.Candidatures.Where(row => row.Id == candidatureId), cohortId, actor).SingleOrDefaultAsync(ct);

    private IQueryable<ExtensionRow> Rows(IQueryable<Candidature> candidatures, Guid cohortId, Actor actor) =>
        from candidature in candidatures.AsNoTracking().ForStaff(actor, db)
        join candidate in db.Candidates on candidature.CandidateId equals candidate.Id
        join account in db.Accounts on candidate.AccountId equals account.Id
        where candidature.CohortId == cohortId
        select new ExtensionRow
        {
            CandidatureId = candidature.Id,
            FullName = candidate.GivenName + " " + candidate.FamilyName,
            Email = account.Email!,
            Number = candidature.Number,
            State = candidature.State,
            Until = candidature.ExtendedUntil,
            Reason = candidature.ExtensionReason,
            LateAttempts = db.LateAttempts.Count(attempt => attempt.CandidatureId == candidature.Id),
        };
}
