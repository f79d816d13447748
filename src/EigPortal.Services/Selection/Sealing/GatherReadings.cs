using EigPortal.Domain.Candidatures;
using EigPortal.Domain.Cohorts;
using EigPortal.Domain.Juries;
using EigPortal.Domain.Shared;
using EigPortal.Services.Candidatures;
using EigPortal.Services.Data;
using EigPortal.Services.Identity;
using EigPortal.Services.Juries;
using Microsoft.EntityFrameworkCore;

namespace EigPortal.Services.Selection.Sealing;

/// <summary>Grid, sheets, ties and lists of sealed minutes. Lists come from the object that screens and exports read (B31).</summary>
public sealed class GatherReadings(EigDbContext db, RankedLists lists, CalibratedScores calibrated)
{
    public async Task<MinutesRules> RulesAsync(Cohort cohort, CancellationToken ct)
    {
        var posts = await (
            from post in db.Posts
            join challenge in db.Challenges on post.ChallengeId equals challenge.Id
            where challenge.CohortId == cohort.Id
            orderby challenge.Slug, post.Position, post.Id
            select new MinutesPost(post.Id, challenge.Id, challenge.Name, post.Profile, post.Position)
        ).ToListAsync(ct);
        return new MinutesRules(
            cohort.Slug,
            cohort.ScaleMax,
            cohort.ScaleIsPublished,
            [
                .. cohort
                    .Criteria.OrderBy(criterion => criterion.Position)
                    .Select(criterion => new MinutesCriterion(
                        criterion.Key,
                        criterion.Title,
                        criterion.Question,
                        criterion.Anchors,
                        criterion.Weight,
                        criterion.Position
                    )),
            ],
            MinutesPolicies.Current,
            posts
        );
    }

    public async Task<MinutesReadings> ReadingsAsync(Cohort cohort, Pseudonyms pseudonyms, CancellationToken ct)
    {
        var files = await db
            .Candidatures.Where(file => file.CohortId == cohort.Id && file.State != CandidatureState.Draft)
            .Select(file => new { file.Id, file.State })
            .ToListAsync(ct);
        var wishes = (await db.LastSubmittedWishes().ToListAsync(ct)).ToLookup(wish => wish.CandidatureId);
        var states = files.ToDictionary(file => file.Id, file => file.State);
        var jurors = await JurorsAsync(cohort.Id, ct);
        var ties = await db
            .Conflicts.Open()
            .Where(tie => db.Candidatures.Any(file => file.Id == tie.CandidatureId && file.CohortId == cohort.Id))
            .Select(tie => new
            {
                tie.AccountId,
                tie.CandidatureId,
                tie.Level,
            })
            .ToListAsync(ct);
        var barred = ties.Where(tie => tie.Level != ConflictLevel.Declared && jurors.ContainsKey(tie.AccountId))
            .Select(tie => (jurors[tie.AccountId], tie.CandidatureId))
            .ToHashSet();
        return new MinutesReadings(
            [
                .. files
                    .Select(file => new MinutesCandidature(
                        pseudonyms.Of(file.Id),
                        file.State,
                        [
                            .. wishes[file.Id]
                                .OrderBy(wish => wish.Rank)
                                .Select(wish => new MinutesWish(wish.ChallengeId, wish.Profile, wish.Rank)),
                        ]
                    ))
                    .OrderBy(file => file.Id),
            ],
            await SheetsAsync(states, barred, pseudonyms, ct),
            [
                .. ties.Select(tie => new MinutesTie(
                        pseudonyms.Of(jurors.GetValueOrDefault(tie.AccountId, tie.AccountId)),
                        pseudonyms.Of(tie.CandidatureId),
                        tie.Level
                    ))
                    .OrderBy(tie => tie.FileId)
                    .ThenBy(tie => tie.PersonId)
                    .ThenBy(tie => tie.Level),
            ]
        );
    }

    public async Task<MinutesLists> ListsAsync(Cohort cohort, Actor actor, Pseudonyms pseudonyms, CancellationToken ct)
    {
        var calibration = await calibrated.OfCohortAsync(cohort.Id, ct);
        var shown = new List<MinutesList>();
        foreach (var summary in await lists.SummariesAsync(cohort.Id, actor, ct))
        {
            var list = await lists.FindAsync(cohort.Id, summary.ChallengeSlug, summary.ProfileSlug, actor, ct);
            shown.Add(
                new MinutesList(
                    list!.ChallengeId,
                    list.Profile,
                    list.Seats,
                    [
                        .. list
                            .Rows.Select(row => RowOf(row, pseudonyms))
                            .OrderBy(row => row.Rank ?? int.MaxValue)
                            .ThenBy(row => row.FileId),
                    ]
                )
            );
        }

        return calibration.IsOk
            ? new MinutesLists(MinutesFigures.Of(calibration.Value, pseudonyms.Of), null, shown)
            : new MinutesLists(null, calibration.Error.Code, shown);
    }

    /// <summary>Links of jurors by account: a person has one pseudonym, as a juror when they sit on the jury.</summary>
    internal Task<Dictionary<Guid, Guid>> JurorsAsync(Guid cohortId, CancellationToken ct) =>
        db.Jurors.Where(juror => juror.CohortId == cohortId).ToDictionaryAsync(juror => juror.AccountId, juror => juror.Id, ct);

    /// <summary>What was locked, former editions included: a draft is not read by anybody else (B31).</summary>
    private async Task<IReadOnlyList<MinutesSheet>> SheetsAsync(
        Dictionary<Guid, CandidatureState> states,
        HashSet<(Guid JurorId, Guid CandidatureId)> barred,
        Pseudonyms pseudonyms,
        CancellationToken ct
    )
    {
        var ids = states.Keys.ToList();
        var sheets = await db
            .ScoreSheets.AsNoTracking()
            .Include(sheet => sheet.Reopened)
                .ThenInclude(version => version.Marks)
            .AsSplitQuery()
            .Where(sheet => ids.Contains(sheet.CandidatureId))
            .ToListAsync(ct);
        return
        [
            .. sheets
                .SelectMany(sheet =>
                    sheet
                        .Reopened.Select(version => new MinutesSheet(
                            pseudonyms.Of(sheet.CandidatureId),
                            pseudonyms.Of(sheet.JurorId),
                            version.Edition,
                            MinutesSheetStatus.Reopened,
                            version.Opinion,
                            Marks(version.Marks.Select(mark => (mark.CriterionKey, mark.Value))),
                            version.Total
                        ))
                        .Concat(
                            sheet.LockedAt is null
                                ? []
                                : new[]
                                {
                                    new MinutesSheet(
                                        pseudonyms.Of(sheet.CandidatureId),
                                        pseudonyms.Of(sheet.JurorId),
                                        sheet.Edition,
                                        StatusOf(sheet, states[sheet.CandidatureId], barred),
                                        sheet.Opinion!.Value,
                                        Marks(sheet.Marks.Select(mark => (mark.CriterionKey, mark.Value))),
                                        sheet.Total
                                    ),
                                }
                        )
                )
                .OrderBy(sheet => sheet.FileId)
                .ThenBy(sheet => sheet.JurorId)
                .ThenBy(sheet => sheet.Edition),
        ];
    }

    private static MinutesSheetStatus StatusOf(ScoreSheet sheet, CandidatureState state, HashSet<(Guid, Guid)> barred) =>
        sheet.State == SheetState.SetAside ? MinutesSheetStatus.SetAside
        : !SheetQueries.InTheRunning.Contains(state) ? MinutesSheetStatus.OutOfTheRunning
        : barred.Contains((sheet.JurorId, sheet.CandidatureId)) ? MinutesSheetStatus.Conflict
        : sheet.Total is null ? MinutesSheetStatus.TooFewMarks
        : MinutesSheetStatus.Counted;

    internal static IReadOnlyList<MinutesMark> Marks(IEnumerable<(string Criterion, int? Value)> marks) =>
        [
            .. marks
                .OrderBy(mark => mark.Criterion, StringComparer.Ordinal)
                .Select(mark => new MinutesMark(mark.Criterion, mark.Value)),
        ];

    private static MinutesRow RowOf(RankedRow row, Pseudonyms pseudonyms) =>
        new(
            pseudonyms.Of(row.CandidatureId),
            row.Rank,
            row.IsTied,
            row.Score,
            row.Unrounded,
            row.CountedSheets,
            row.Spread,
            row.Favourites,
            row.Calibrated is { } calibrated ? MinutesFigures.Of(calibrated) : null
        );
}
