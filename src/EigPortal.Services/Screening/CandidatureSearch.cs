using System.Runtime.CompilerServices;
using EigPortal.Domain.Candidatures;
using EigPortal.Services.Candidatures;
using EigPortal.Services.Data;
using EigPortal.Services.Identity;
using Microsoft.EntityFrameworkCore;

namespace EigPortal.Services.Screening;

public enum CandidatureSort
{
    Number,
    Name,
    SubmittedAt,
}

/// <summary>What staff look for. Everything is combinable and null means "any".</summary>
public sealed record CandidatureFilter(
    CandidatureState? State = null,
    Guid? ChallengeId = null,
    string? Profile = null,
    string? Text = null,
    CandidatureSort Sort = CandidatureSort.Number,
    int Page = 1,
    IReadOnlyCollection<Guid>? Ids = null
);

public sealed record CandidatureRow(
    Guid Id,
    string Number,
    string GivenName,
    string FamilyName,
    string City,
    string Email,
    CandidatureState State,
    DateTimeOffset SubmittedAt,
    string? FirstChallenge,
    string? FirstProfile,
    string? SecondChallenge,
    string? SecondProfile,
    CompletionState? Completion,
    DateTimeOffset? CompletionUntil,
    DateTimeOffset? CompletionClosedAt
);

/// <param name="ByState">Count of each state under the other filters.</param>
public sealed record CandidaturePage(
    IReadOnlyList<CandidatureRow> Rows,
    int Total,
    int Pages,
    IReadOnlyDictionary<CandidatureState, int> ByState
);

/// <summary>Staff's list of submitted candidatures, and the same rows for exports (B31). Drafts are counted elsewhere and named nowhere.</summary>
public sealed class CandidatureSearch(EigDbContext db)
{
    public const int PageSize = 50;

    public async Task<CandidaturePage> PageAsync(CandidatureFilter filter, Guid cohortId, Actor actor, CancellationToken ct)
    {
        var byState = await Filtered(filter with { State = null }, cohortId, actor)
            .GroupBy(candidature => candidature.State)
            .Select(group => new { group.Key, Count = group.Count() })
            .ToDictionaryAsync(group => group.Key, group => group.Count, ct);
        var total = filter.State is { } state ? byState.GetValueOrDefault(state) : byState.Values.Sum();
        var pages = Math.Max(1, (total + PageSize - 1) / PageSize);
        var page = Math.Clamp(filter.Page, 1, pages);
        var lines = await Lines(filter, cohortId, actor).Skip((page - 1) * PageSize).Take(PageSize).ToListAsync(ct);
        return new CandidaturePage(await WithWishesAsync(lines, ct), total, pages, byState);
    }

    /// <summary>Every row in turn. Wishes, short and few, are read first: a connection reads one thing at a time.</summary>
    public async IAsyncEnumerable<CandidatureRow> StreamAsync(
        CandidatureFilter filter,
        Guid cohortId,
        Actor actor,
        [EnumeratorCancellation] CancellationToken ct = default
    )
    {
        var wishes = await WishesAsync(db.LastSubmittedWishes(), ct);
        await foreach (var line in Lines(filter, cohortId, actor).AsAsyncEnumerable().WithCancellation(ct))
        {
            yield return line.With(wishes[line.Id]);
        }
    }

    /// <summary>The named candidatures that the actor may act on, in order of number.</summary>
    public async Task<IReadOnlyList<CandidatureRow>> OfAsync(
        IReadOnlyCollection<Guid> ids,
        Guid cohortId,
        Actor actor,
        CancellationToken ct
    ) => await WithWishesAsync(await Lines(new CandidatureFilter(Ids: ids), cohortId, actor).ToListAsync(ct), ct);

    private async Task<IReadOnlyList<CandidatureRow>> WithWishesAsync(List<Line> lines, CancellationToken ct)
    {
        var ids = lines.Select(line => line.Id).ToList();
        var wishes = await WishesAsync(db.LastSubmittedWishes().Where(wish => ids.Contains(wish.CandidatureId)), ct);
        return [.. lines.Select(line => line.With(wishes[line.Id]))];
    }

    private async Task<ILookup<Guid, Wished>> WishesAsync(IQueryable<SubmittedWish> wishes, CancellationToken ct)
    {
        var found = await (
            from wish in wishes
            join challenge in db.Challenges on wish.ChallengeId equals challenge.Id
            select new Wished(wish.CandidatureId, wish.Rank, challenge.Name, wish.Profile)
        ).ToListAsync(ct);
        return found.ToLookup(wish => wish.CandidatureId);
    }

    private IQueryable<Candidature> Filtered(CandidatureFilter filter, Guid cohortId, Actor actor)
    {
        var found = db
            .Candidatures.AsNoTracking()
            .ForStaff(actor, db)
            .Where(candidature => candidature.CohortId == cohortId && candidature.SubmittedAt != null);
        if (filter.State is { } state)
        {
            found = found.Where(candidature => candidature.State == state);
        }

        if (filter.Ids is { } ids)
        {
            found = found.Where(candidature => ids.Contains(candidature.Id));
        }

        // One wish must match both, and it must have been submitted: the live wishes are only a draft.
        var (challengeId, profile) = (filter.ChallengeId, filter.Profile);
        if (challengeId is not null || profile is not null)
        {
            found = found.Where(candidature =>
                db.LastSubmittedWishes()
                    .Any(wish =>
                        wish.CandidatureId == candidature.Id
                        && (challengeId == null || wish.ChallengeId == challengeId)
                        && (profile == null || wish.Profile == profile)
                    )
            );
        }

        if (filter.Text?.Trim() is { Length: > 0 } text)
        {
            var pattern =
                $"%{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal)}%";
            found = found.Where(candidature =>
                EF.Functions.ILike(candidature.Number!, pattern)
                || db.Candidates.Any(candidate =>
                    candidate.Id == candidature.CandidateId
                    && EF.Functions.ILike(
                        EF.Functions.Unaccent(candidate.GivenName + " " + candidate.FamilyName + " " + candidate.City),
                        EF.Functions.Unaccent(pattern)
                    )
                )
            );
        }

        return found;
    }

    private IQueryable<Line> Lines(CandidatureFilter filter, Guid cohortId, Actor actor)
    {
        var rows =
            from candidature in Filtered(filter, cohortId, actor)
            join candidate in db.Candidates on candidature.CandidateId equals candidate.Id
            join account in db.Accounts on candidate.AccountId equals account.Id
            select new
            {
                candidature,
                candidate,
                account.Email,
                Completion = db
                    .Completions.Where(request => request.CandidatureId == candidature.Id)
                    .OrderByDescending(request => request.Number)
                    .Select(request => new
                    {
                        request.State,
                        request.Until,
                        request.ClosedAt,
                    })
                    .FirstOrDefault(),
            };
        var sorted = filter.Sort switch
        {
            CandidatureSort.Number => rows.OrderBy(row => row.candidature.Number),
            CandidatureSort.Name => rows.OrderBy(row => row.candidate.FamilyName)
                .ThenBy(row => row.candidate.GivenName)
                .ThenBy(row => row.candidature.Number),
            CandidatureSort.SubmittedAt => rows.OrderByDescending(row => row.candidature.SubmittedAt)
                .ThenBy(row => row.candidature.Number),
        };
        return sorted.Select(row => new Line(
            row.candidature.Id,
            row.candidature.Number!,
            row.candidate.GivenName,
            row.candidate.FamilyName,
            row.candidate.City,
            row.Email!,
            row.candidature.State,
            row.candidature.SubmittedAt!.Value,
            (CompletionState?)row.Completion!.State,
            (DateTimeOffset?)row.Completion!.Until,
            row.Completion!.ClosedAt
        ));
    }

    private sealed record Wished(Guid CandidatureId, int Rank, string Challenge, string Profile);

    /// <summary>A row before its wishes.</summary>
    private sealed record Line(
        Guid Id,
        string Number,
        string GivenName,
        string FamilyName,
        string City,
        string Email,
        CandidatureState State,
        DateTimeOffset SubmittedAt,
        CompletionState? Completion,
        DateTimeOffset? CompletionUntil,
        DateTimeOffset? CompletionClosedAt
    )
    {
        public CandidatureRow With(IEnumerable<Wished> wishes)
        {
            var ranked = wishes.ToDictionary(wish => wish.Rank);
            var (first, second) = (ranked.GetValueOrDefault(1), ranked.GetValueOrDefault(2));
            return new CandidatureRow(
                Id,
                Number,
                GivenName,
                FamilyName,
                City,
                Email,
                State,
                SubmittedAt,
                first?.Challenge,
                first?.Profile,
                second?.Challenge,
                second?.Profile,
                Completion,
                CompletionUntil,
                CompletionClosedAt
            );
        }
    }
}
