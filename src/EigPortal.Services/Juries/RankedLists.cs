using EigPortal.Domain.Candidatures;
using EigPortal.Domain.Challenges;
using EigPortal.Domain.Cohorts;
using EigPortal.Domain.Juries;
using EigPortal.Domain.Shared;
using EigPortal.Services.Candidatures;
using EigPortal.Services.Data;
using EigPortal.Services.Identity;
using Microsoft.EntityFrameworkCore;

namespace EigPortal.Services.Juries;

/// <summary>One list: a challenge and a profile of its posts.</summary>
/// <param name="ProfileSlug">The profile as addresses write it: "data-science".</param>
/// <param name="Seats">Posts to fill from this list.</param>
/// <param name="Candidatures">Files in the running that ask for it, minus those hidden from the viewer.</param>
/// <param name="Readings">Readings given on those files.</param>
/// <param name="Locked">Readings that are locked.</param>
public sealed record RankedListSummary(
    Guid ChallengeId,
    string ChallengeSlug,
    string Challenge,
    string Profile,
    string ProfileSlug,
    int Seats,
    int Candidatures,
    int Readings,
    int Locked
);

/// <summary>Mean of a criterion over the counted sheets that mark it; null when none does.</summary>
public sealed record CriterionMean(string Key, string Title, decimal? Mean);

/// <param name="Score">Out of 20, two decimals half up: the figure people see, on screen and in exports.</param>
/// <param name="Unrounded">The figure ranks are made of.</param>
/// <param name="CountedSheets">Locked sheets with enough marks.</param>
/// <param name="UncountedSheets">Locked sheets with too few marks.</param>
/// <param name="PendingSheets">Readings not locked yet.</param>
/// <param name="Spread">Highest minus lowest counted sheet, two decimals; null with fewer than two.</param>
/// <param name="Calibrated">Null when no sheet counts, or when the promotion can't be calibrated.</param>
public sealed record RankedRow(
    int? Rank,
    bool IsTied,
    Guid CandidatureId,
    string Number,
    string FullName,
    CandidatureState State,
    int WishRank,
    decimal? Score,
    decimal? Unrounded,
    int CountedSheets,
    int UncountedSheets,
    int PendingSheets,
    decimal? Lowest,
    decimal? Highest,
    decimal? Spread,
    int Favourites,
    IReadOnlyList<CriterionMean> Criteria,
    CalibratedRow? Calibrated
);

/// <summary>Where a file stands on one of the lists it asked for.</summary>
/// <param name="Rank">Null without a counted sheet.</param>
/// <param name="Score">Out of 20, two decimals half up.</param>
/// <param name="Unrounded">The figure ranks are made of.</param>
/// <param name="Sheets">Counted sheets.</param>
/// <param name="Spread">Highest minus lowest counted sheet, two decimals; null with fewer than two.</param>
public sealed record Standing(
    Guid CandidatureId,
    Guid ChallengeId,
    string Challenge,
    string ChallengeSlug,
    string Profile,
    int WishRank,
    int? Rank,
    bool IsTied,
    decimal? Score,
    decimal? Unrounded,
    int Sheets,
    decimal? Spread
)
{
    /// <summary>Address of the list.</summary>
    public string Href => $"/admin/classements/{ChallengeSlug}/{Slugs.From(Profile)}";
}

/// <param name="CalibrationRefusal">Why nothing is calibrated, or null.</param>
public sealed record RankedList(
    Guid ChallengeId,
    string ChallengeSlug,
    string Challenge,
    string Profile,
    string ProfileSlug,
    int Seats,
    int ScaleMax,
    bool ScaleIsPublished,
    IReadOnlyList<RankedRow> Rows,
    DomainError? CalibrationRefusal
);

/// <summary>
/// The ranked lists of a promotion, by the arithmetic of <see cref="ScoringPolicy"/>. A list holds the files still in the running
/// whose last submission wishes for the challenge and profile. Files hidden from the viewer by an excluding conflict are left out
/// before ranking, so that neither a row, nor a gap in the ranks, nor a total betrays them (B21). Sheets of jurors kept from scoring
/// by a conflict stay in the database and count for nothing.
/// </summary>
public sealed class RankedLists(EigDbContext db, CalibratedScores calibrated)
{
    /// <summary>
    /// Totals are stored with 12 decimals, so equal means of different sheets may differ in the last of them. Scores that differ at
    /// all differ by far more: nine decimals tell them apart, and keep equals equal.
    /// </summary>
    private const int SignificantDecimals = 9;

    /// <summary>Every list of a promotion, in order of challenge then profile.</summary>
    public Task<IReadOnlyList<RankedListSummary>> SummariesAsync(Guid cohortId, Actor actor, CancellationToken ct) =>
        SummariesAsync(cohortId, db.Candidatures.ForStaff(actor, db), ct);

    /// <param name="visible">Files that the viewer may see ranked.</param>
    internal async Task<IReadOnlyList<RankedListSummary>> SummariesAsync(
        Guid cohortId,
        IQueryable<Candidature> visible,
        CancellationToken ct
    )
    {
        var posts = await db
            .Posts.Join(
                db.Challenges,
                post => post.ChallengeId,
                challenge => challenge.Id,
                (post, challenge) => new { post, challenge }
            )
            .Where(row => row.challenge.CohortId == cohortId && row.challenge.State == ChallengeState.Published)
            .GroupBy(row => new
            {
                row.challenge.Id,
                row.challenge.Slug,
                row.challenge.Name,
                row.post.Profile,
            })
            .Select(group => new { group.Key, Seats = group.Count() })
            .ToListAsync(ct);
        var files = await Listed(cohortId, visible)
            .Select(row => new
            {
                row.ChallengeId,
                row.Profile,
                Readings = db
                    .ScoreSheets.WithoutConflict(db)
                    .Count(sheet => sheet.CandidatureId == row.CandidatureId && sheet.State != SheetState.SetAside),
                Locked = db
                    .ScoreSheets.WithoutConflict(db)
                    .Count(sheet => sheet.CandidatureId == row.CandidatureId && sheet.State == SheetState.Locked),
            })
            .ToListAsync(ct);
        var byList = files.ToLookup(file => (file.ChallengeId, file.Profile));
        return
        [
            .. posts
                .OrderBy(post => post.Key.Name, StringComparer.OrdinalIgnoreCase)
                .ThenBy(post => post.Key.Profile, StringComparer.Ordinal)
                .Select(post => new RankedListSummary(
                    post.Key.Id,
                    post.Key.Slug,
                    post.Key.Name,
                    post.Key.Profile,
                    Slugs.From(post.Key.Profile),
                    post.Seats,
                    byList[(post.Key.Id, post.Key.Profile)].Count(),
                    byList[(post.Key.Id, post.Key.Profile)].Sum(file => file.Readings),
                    byList[(post.Key.Id, post.Key.Profile)].Sum(file => file.Locked)
                )),
        ];
    }

    /// <summary>One list, ranked; null when the promotion has no such challenge and profile.</summary>
    /// <param name="profileSlug">The profile as addresses write it, or as it is named.</param>
    public Task<RankedList?> FindAsync(
        Guid cohortId,
        string challengeSlug,
        string profileSlug,
        Actor actor,
        CancellationToken ct
    ) => FindAsync(cohortId, challengeSlug, profileSlug, db.Candidatures.ForStaff(actor, db), ct);

    /// <summary>
    /// The lists that a file asked for, each with the row of this file alone, for the person it belongs to. Ranks are those among
    /// everybody. Empty when the file is no longer in the running.
    /// </summary>
    public async Task<IReadOnlyList<RankedList>> OfFileAsync(Cohort cohort, Guid candidatureId, CancellationToken ct)
    {
        var asked = await Listed(cohort.Id, db.Candidatures)
            .Where(row => row.CandidatureId == candidatureId)
            .OrderBy(row => row.WishRank)
            .Join(
                db.Challenges,
                row => row.ChallengeId,
                challenge => challenge.Id,
                (row, challenge) => new { challenge.Slug, row.Profile }
            )
            .ToListAsync(ct);
        var own = new List<RankedList>();
        foreach (var list in asked)
        {
            if (await FindAsync(cohort.Id, list.Slug, list.Profile, db.Candidatures, ct) is { } found)
            {
                own.Add(found with { Rows = [.. found.Rows.Where(row => row.CandidatureId == candidatureId)] });
            }
        }

        return own;
    }

    /// <param name="visible">Files that the viewer may see ranked.</param>
    internal async Task<RankedList?> FindAsync(
        Guid cohortId,
        string challengeSlug,
        string profileSlug,
        IQueryable<Candidature> visible,
        CancellationToken ct
    )
    {
        var challenge = await db
            .Challenges.AsNoTracking()
            .Include(row => row.Posts)
            .SingleOrDefaultAsync(row => row.CohortId == cohortId && row.Slug == challengeSlug, ct);
        var profile = challenge?.Posts.FirstOrDefault(post => Slugs.From(post.Profile) == Slugs.From(profileSlug))?.Profile;
        if (challenge is null || profile is null)
        {
            return null;
        }

        var cohort = await db.Cohorts.AsNoTracking().SingleAsync(row => row.Id == cohortId, ct);
        var files = await Listed(cohortId, visible)
            .Where(row => row.ChallengeId == challenge.Id && row.Profile == profile)
            .ToListAsync(ct);
        var ids = files.Select(file => file.CandidatureId).ToList();
        var sheets = await db
            .ScoreSheets.AsNoTracking()
            .WithoutConflict(db)
            .Where(sheet => ids.Contains(sheet.CandidatureId) && sheet.State != SheetState.SetAside)
            .ToListAsync(ct);
        var seats = challenge.Posts.Count(post => post.Profile == profile);
        var calibration = await calibrated.OfCohortAsync(cohortId, ct);
        var rows = Rank(files, sheets.ToLookup(sheet => sheet.CandidatureId), cohort);
        return new RankedList(
            challenge.Id,
            challenge.Slug,
            challenge.Name,
            profile,
            Slugs.From(profile),
            seats,
            cohort.ScaleMax,
            cohort.ScaleIsPublished,
            calibration.IsOk ? CalibratedRow.Beside(rows, calibration.Value, seats) : rows,
            calibration.IsOk ? null : calibration.Error
        );
    }

    /// <summary>
    /// Where every file stands on every list it asked for, with the same figures as <see cref="FindAsync"/>, in two queries. In
    /// order of the wishes of each file.
    /// </summary>
    public async Task<ILookup<Guid, Standing>> StandingsAsync(Guid cohortId, Actor actor, CancellationToken ct)
    {
        var listed = Listed(cohortId, db.Candidatures.ForStaff(actor, db));
        var files = await listed
            .Join(
                db.Challenges,
                file => file.ChallengeId,
                challenge => challenge.Id,
                (file, challenge) =>
                    new
                    {
                        File = file,
                        challenge.Name,
                        challenge.Slug,
                    }
            )
            .ToListAsync(ct);
        var totals = (
            await db
                .ScoreSheets.WithoutConflict(db)
                .Where(sheet =>
                    sheet.State == SheetState.Locked
                    && sheet.Total != null
                    && listed.Any(file => file.CandidatureId == sheet.CandidatureId)
                )
                .Select(sheet => new { sheet.CandidatureId, Total = sheet.Total!.Value })
                .ToListAsync(ct)
        ).ToLookup(sheet => sheet.CandidatureId, sheet => sheet.Total);
        return files
            .GroupBy(file => (file.File.ChallengeId, file.File.Profile))
            .SelectMany(list =>
            {
                var byId = list.ToDictionary(file => file.File.CandidatureId);
                var entries = list.Select(file => Entry(file.File, [.. totals[file.File.CandidatureId]]));
                return RankingPolicy
                    .Rank(entries)
                    .Select(ranked =>
                    {
                        var file = byId[ranked.Entry.CandidatureId];
                        return new Standing(
                            file.File.CandidatureId,
                            file.File.ChallengeId,
                            file.Name,
                            file.Slug,
                            file.File.Profile,
                            file.File.WishRank,
                            ranked.Rank,
                            ranked.IsTied,
                            Shown(ranked.Entry.Score),
                            ranked.Entry.Score,
                            ranked.Entry.CountedSheets,
                            Shown(ranked.Entry.Spread)
                        );
                    });
            })
            .OrderBy(standing => standing.WishRank)
            .ToLookup(standing => standing.CandidatureId);
    }

    private static IReadOnlyList<RankedRow> Rank(IReadOnlyList<ListedFile> files, ILookup<Guid, ScoreSheet> sheets, Cohort cohort)
    {
        var byId = files.ToDictionary(file => file.CandidatureId);
        var entries = files.Select(file => Entry(file, Totals(sheets[file.CandidatureId])));
        return [.. RankingPolicy.Rank(entries).Select(ranked => Row(ranked, byId, sheets, cohort))];
    }

    private static RankingEntry Entry(ListedFile file, IReadOnlyCollection<decimal> totals)
    {
        var score = ScoringPolicy.Score(totals.Select(total => (decimal?)total));
        return new RankingEntry(
            file.CandidatureId,
            file.Number,
            score is { } value ? Comparable(value) : null,
            totals.Count,
            RankingPolicy.Spread(totals)
        );
    }

    /// <summary>A score as ranks compare it.</summary>
    internal static decimal Comparable(decimal score) => Math.Round(score, SignificantDecimals);

    private static RankedRow Row(
        RankedEntry ranked,
        Dictionary<Guid, ListedFile> files,
        ILookup<Guid, ScoreSheet> sheets,
        Cohort cohort
    )
    {
        var file = files[ranked.Entry.CandidatureId];
        var all = sheets[file.CandidatureId].ToList();
        var counted = all.Where(sheet => sheet is { State: SheetState.Locked, Total: not null }).ToList();
        var totals = Totals(all);
        return new RankedRow(
            ranked.Rank,
            ranked.IsTied,
            file.CandidatureId,
            file.Number,
            file.FullName,
            file.State,
            file.WishRank,
            Shown(ranked.Entry.Score),
            ranked.Entry.Score,
            ranked.Entry.CountedSheets,
            all.Count(sheet => sheet is { State: SheetState.Locked, Total: null }),
            all.Count(sheet => sheet.State != SheetState.Locked),
            totals.Count == 0 ? null : Shown(totals.Min()),
            totals.Count == 0 ? null : Shown(totals.Max()),
            Shown(ranked.Entry.Spread),
            counted.Count(sheet => sheet.Opinion == Opinion.CoupDeCoeur),
            [.. cohort.Criteria.OrderBy(criterion => criterion.Position).Select(criterion => Mean(criterion, counted))],
            Calibrated: null
        );
    }

    internal static CriterionMean Mean(Criterion criterion, IReadOnlyList<ScoreSheet> counted)
    {
        var values = counted
            .SelectMany(sheet => sheet.Marks)
            .Where(mark => mark.CriterionKey == criterion.Key && mark.Value is not null)
            .Select(mark => (decimal)mark.Value!.Value)
            .ToList();
        return new CriterionMean(criterion.Key, criterion.Title, values.Count == 0 ? null : Shown(values.Sum() / values.Count));
    }

    private static List<decimal> Totals(IEnumerable<ScoreSheet> sheets) =>
        [.. sheets.Where(sheet => sheet.State == SheetState.Locked).Select(sheet => sheet.Total).OfType<decimal>()];

    private static decimal? Shown(decimal? value) => value is { } known ? ScoringPolicy.Shown(known) : null;

    private IQueryable<ListedFile> Listed(Guid cohortId, IQueryable<Candidature> visible) =>
        from candidature in visible
        where candidature.CohortId == cohortId && SheetQueries.InTheRunning.Contains(candidature.State)
        join wish in db.LastSubmittedWishes() on candidature.Id equals wish.CandidatureId
        join person in db.Candidates on candidature.CandidateId equals person.Id
        select new ListedFile
        {
            CandidatureId = candidature.Id,
            Number = candidature.Number!,
            FullName = person.GivenName + " " + person.FamilyName,
            State = candidature.State,
            ChallengeId = wish.ChallengeId,
            Profile = wish.Profile,
            WishRank = wish.Rank,
        };

    // Properties rather than constructor arguments: queries filter and join on them after this projection.
    private sealed class ListedFile
    {
        public Guid CandidatureId { get; init; }
        public string Number { get; init; } = "";
        public string FullName { get; init; } = "";
        public CandidatureState State { get; init; }
        public Guid ChallengeId { get; init; }
        public string Profile { get; init; } = "";
        public int WishRank { get; init; }
    }
}
