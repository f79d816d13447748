using EigPortal.Domain.Candidatures;
using EigPortal.Domain.Screening;
using EigPortal.Domain.Shared;
using EigPortal.Services.Candidatures;
using EigPortal.Services.Data;
using EigPortal.Services.Data.Interceptors;
using EigPortal.Services.Identity;
using Microsoft.EntityFrameworkCore;

namespace EigPortal.Services.Screening;

/// <summary>One of two files that resemble each other.</summary>
public sealed record DuplicateSide(
    Guid Id,
    string Number,
    string FullName,
    string Email,
    string Phone,
    CandidatureState State,
    DateTimeOffset SubmittedAt,
    IReadOnlyList<string> Wishes
);

public sealed record DuplicatePair(LikelyDuplicate Found, DuplicateSide First, DuplicateSide Second);

/// <summary>
/// Files that may be of one person under two accounts, among those the actor may see (B21). Withdrawn and inadmissible files are no
/// longer compared: setting one aside settles the pair.
/// </summary>
public sealed class FindDuplicates(EigDbContext db, ProgrammeNow now)
{
    public static readonly DomainError Settled = new(
        "duplicate.settled",
        "Ces deux dossiers ne sont plus à comparer : quelqu’un s’en est occupé."
    );

    private static readonly CandidatureState[] Compared =
    [
        CandidatureState.Submitted,
        CandidatureState.Admissible,
        CandidatureState.Preselected,
        CandidatureState.NotPreselected,
    ];

    public async Task<int> CountAsync(Guid cohortId, Actor actor, CancellationToken ct) =>
        (await PairsAsync(await FilesAsync(cohortId, actor, ct), ct)).Count;

    /// <summary>The file's own pairs.</summary>
    public async Task<IReadOnlyList<DuplicatePair>> OfAsync(
        Guid cohortId,
        Guid candidatureId,
        Actor actor,
        CancellationToken ct
    ) =>
        [
            .. (await ListAsync(cohortId, actor, ct)).Where(pair =>
                pair.First.Id == candidatureId || pair.Second.Id == candidatureId
            ),
        ];

    public async Task<IReadOnlyList<DuplicatePair>> ListAsync(Guid cohortId, Actor actor, CancellationToken ct)
    {
        var files = await FilesAsync(cohortId, actor, ct);
        var pairs = await PairsAsync(files, ct);
        if (pairs.Count == 0)
        {
            return [];
        }

        var ids = pairs.SelectMany(pair => new[] { pair.FirstId, pair.SecondId }).Distinct().ToList();
        var wishes = await (
            from wish in db.LastSubmittedWishes()
            join challenge in db.Challenges on wish.ChallengeId equals challenge.Id
            where ids.Contains(wish.CandidatureId)
            orderby wish.Rank
            select new { wish.CandidatureId, Label = challenge.Name + " (" + wish.Profile + ")" }
        ).ToListAsync(ct);
        var wishesOf = wishes.ToLookup(wish => wish.CandidatureId, wish => wish.Label);
        var sides = files
            .Where(file => ids.Contains(file.Id))
            .ToDictionary(file => file.Id, file => file.ToSide(wishesOf[file.Id]));
        return [.. pairs.Select(pair => new DuplicatePair(pair, sides[pair.FirstId], sides[pair.SecondId]))];
    }

    /// <summary>Says that two files are of two people. The pair is read again from the facts first.</summary>
    public async Task<Result> TellApartAsync(
        Guid cohortId,
        Guid firstId,
        Guid secondId,
        string? reason,
        Actor actor,
        CancellationToken ct
    )
    {
        var pairs = await PairsAsync(await FilesAsync(cohortId, actor, ct), ct);
        if (pairs.SingleOrDefault(pair => (pair.FirstId, pair.SecondId) == (firstId, secondId)) is not { } pair)
        {
            return Settled;
        }

        var distinct = DistinctPeople.Find(pair, reason, actor.AccountId, now());
        if (!distinct.IsOk)
        {
            return Result.Refuse(distinct.Errors);
        }

        db.DistinctPeople.Add(distinct.Value);
        await db.SaveChangesAsync(ct);
        return Result.Ok;
    }

    private async Task<IReadOnlyList<LikelyDuplicate>> PairsAsync(IReadOnlyList<FileRow> files, CancellationToken ct)
    {
        var found = Duplicates.Find(files.Select(file => file.ToPerson()));
        if (found.Count == 0)
        {
            return [];
        }

        var told = await db.DistinctPeople.AsNoTracking().ToListAsync(ct);
        return [.. found.Where(pair => !told.Any(distinct => distinct.Covers(pair)))];
    }

    private Task<List<FileRow>> FilesAsync(Guid cohortId, Actor actor, CancellationToken ct)
    {
        var visible = db
            .Candidatures.ForStaff(actor, db)
            .Where(file => file.CohortId == cohortId && Compared.Contains(file.State) && file.ErasedAt == null)
            .Select(file => file.Id);
        return db
            .Database.SqlQuery<FileRow>(
                $"""
                select f.id, f.number, f.state, f.submitted_at, p.given_name || ' ' || p.family_name as full_name,
                       coalesce(a.email, '') as email, a.pending_email, s.email as submitted_email,
                       p.phone, array(select d.sha256 from documents d
                                      where d.candidature_id = f.id and d.removed_at is null) as hashes
                from candidatures f
                join candidates p on p.id = f.candidate_id
                join accounts a on a.id = p.account_id
                join snapshots s on s.candidature_id = f.id
                    and s.sequence = (select max(l.sequence) from snapshots l where l.candidature_id = f.id)
                where f.cohort_id = {cohortId} and f.number is not null
                """
            )
            .Where(file => visible.Contains(file.Id))
            .ToListAsync(ct);
    }

    private sealed record FileRow(
        Guid Id,
        string Number,
        string State,
        DateTimeOffset SubmittedAt,
        string FullName,
        string Email,
        string? PendingEmail,
        string? SubmittedEmail,
        string Phone,
        string[] Hashes
    )
    {
        public PersonOfFile ToPerson() =>
            new(Id, Number, FullName, [.. new[] { Email, PendingEmail, SubmittedEmail }.OfType<string>()], Phone, Hashes);

        public DuplicateSide ToSide(IEnumerable<string> wishes) =>
            new(Id, Number, FullName, Email, Phone, Enum.Parse<CandidatureState>(State), SubmittedAt, [.. wishes]);
    }
}
