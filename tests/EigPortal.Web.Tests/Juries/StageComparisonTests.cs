using System.Globalization;
using System.Net;
using System.Text.Json;
using EigPortal.Domain.Hearings;
using EigPortal.Domain.Juries;
using EigPortal.Domain.Juries.Phases;
using EigPortal.Services.Demo;
using EigPortal.TestKit.Html;
using EigPortal.TestKit.Juries;
using EigPortal.Web.Tests.Selection;
using Microsoft.EntityFrameworkCore;

namespace EigPortal.Web.Tests.Juries;

/// <summary>The shared grid of a hearing against individual grids: never added up, side by side where the jury deliberates (E8).</summary>
public sealed class StageComparisonTests(HearingSession session) : IClassFixture<HearingSession>
{
    private const string Rows = "section[aria-labelledby=etapes] tbody tr";

    [Fact]
    public async Task E8_the_shared_grid_enters_no_score_no_rank_and_no_calibration_and_leaves_sheets_as_they_were()
    {
        using var staff = await session.SignInAsync(DemoAccounts.SecondStaff.Email);
        var (before, sheets) = (await FiguresAsync(staff), await SheetsAsync());
        Assert.Contains(before, figure => figure.Contains(',', StringComparison.Ordinal));

        await session.InDatabaseAsync(async db =>
        {
            var cohort = await db.Cohorts.SingleAsync(row => row.IsCurrent);
            var zeros = cohort.Criteria.Select(criterion => new MarkText(criterion.Key, 0, false, "")).ToList();
            foreach (var grid in await db.CollectiveSheets.Where(grid => grid.State == CollectiveState.Locked).ToListAsync())
            {
                Assert.Empty(grid.Unlock("Essai").Errors);
                Assert.Empty(grid.Write(zeros, Opinion.Defavorable, "", cohort, grid.SavedBy!.Value, session.Clock.Now).Errors);
                Assert.Empty(grid.Lock(SlotState.Heard, cohort, session.Clock.Now).Errors);
            }

            return await db.SaveChangesAsync();
        });

        Assert.Equal(before, await FiguresAsync(staff));
        Assert.Equal(sheets, await SheetsAsync());
    }

    [Fact]
    public async Task E8_both_stages_stand_side_by_side_in_the_deliberation_and_a_recused_person_sees_neither()
    {
        var (fileId, sheetId) = await HeardAsync();
        var expected = await ExpectedAsync(fileId);
        var sitting = await OpenSittingAsync();
        using var staff = await session.SignInAsync(DemoAccounts.Staff.Email);
        using var juror = await session.SignInAsync(DemoAccounts.Juror.Email);
        var (vote, reading) = ($"/admin/deliberations/{sitting}/candidatures/{fileId}", $"/admin/jury/lectures/{sheetId}");

        Assert.Equal(expected, CellsOf(await staff.GetAsync(vote)));
        Assert.False((await juror.GetAsync(reading)).Has(Rows));
        await PhaseAsync(JuryPhase.Deliberation);
        Assert.Equal(expected, CellsOf(await juror.GetAsync(reading)));

        await TieAsync(fileId, DemoAccounts.Juror.Email);
        await TieAsync(fileId, DemoAccounts.Staff.Email);
        var recused = await juror.GetAsync(reading);
        Assert.Equal(HttpStatusCode.OK, recused.Status);
        Assert.False(recused.Has(Rows));
        Assert.Empty(recused.Document.QuerySelectorAll("[id^=fiche-]"));
        Assert.Equal(HttpStatusCode.NotFound, (await staff.GetAsync(vote)).Status);
    }

    private static IReadOnlyList<string> CellsOf(Page page) =>
        [
            .. page
                .Document.QuerySelectorAll(Rows)
                .Select(row => string.Join(" | ", row.QuerySelectorAll("th, td").Select(cell => cell.TextContent.Trim()))),
        ];

    /// <summary>Every cell of every ranked list and of the page of severities.</summary>
    private static async Task<IReadOnlyList<string>> FiguresAsync(Browse staff)
    {
        var lists = await staff.GetAsync("/admin/classements");
        var figures = new List<string>((await staff.GetAsync("/admin/classements/severite")).Texts("main td"));
        foreach (
            var address in lists
                .Document.QuerySelectorAll("main td a[href^='/admin/classements/'], main th a[href^='/admin/classements/']")
                .Select(link => link.GetAttribute("href")!)
                .Distinct()
        )
        {
            figures.AddRange((await staff.GetAsync(address)).Texts("main td"));
        }

        return figures;
    }

    private Task<IReadOnlyList<string>> SheetsAsync() =>
        session.InDatabaseAsync<IReadOnlyList<string>>(async db =>
            [
                .. (await db.ScoreSheets.AsNoTracking().OrderBy(sheet => sheet.Id).ToListAsync()).Select(sheet =>
                    JsonSerializer.Serialize(sheet)
                ),
            ]
        );

    /// <summary>A person heard whose file the demo's juror has read.</summary>
    private Task<(Guid FileId, Guid SheetId)> HeardAsync() =>
        session.InDatabaseAsync(async db =>
        {
            var sheet = await (
                from read in db.ScoreSheets
                join member in db.Jurors on read.JurorId equals member.Id
                join account in db.Accounts on member.AccountId equals account.Id
                where
                    account.Email == DemoAccounts.Juror.Email
                    && read.State == SheetState.Locked
                    && db.CollectiveSheets.Any(grid =>
                        grid.CandidatureId == read.CandidatureId && grid.State == CollectiveState.Locked
                    )
                orderby read.CandidatureId
                select read
            ).FirstAsync();
            return (sheet.CandidatureId, sheet.Id);
        });

    /// <summary>The same table made by hand: means of two decimals, half up, and the difference of what is shown.</summary>
    private Task<IReadOnlyList<string>> ExpectedAsync(Guid fileId) =>
        session.InDatabaseAsync<IReadOnlyList<string>>(async db =>
        {
            var cohort = await db.Cohorts.AsNoTracking().SingleAsync(row => row.IsCurrent);
            var sheets = await db
                .ScoreSheets.Where(sheet =>
                    sheet.CandidatureId == fileId && sheet.State == SheetState.Locked && sheet.Total != null
                )
                .ToListAsync();
            var grid = await db.CollectiveSheets.Include(row => row.Marks).SingleAsync(row => row.CandidatureId == fileId);
            var rows = cohort
                .Criteria.OrderBy(criterion => criterion.Position)
                .Select(criterion =>
                {
                    var given = sheets
                        .SelectMany(sheet => sheet.Marks)
                        .Where(mark => mark.CriterionKey == criterion.Key && mark.Value is not null)
                        .ToList();
                    var mean = TwoDecimals(given.Sum(mark => (decimal)mark.Value!.Value) / given.Count);
                    var mark = grid.Marks.Single(row => row.CriterionKey == criterion.Key).Value!.Value;
                    return $"{criterion.Title} | {Words(mean)} | {mark} | {Signed(mark - mean)}";
                });
            var (score, total) = (
                TwoDecimals(sheets.Sum(sheet => sheet.Total!.Value) / sheets.Count),
                TwoDecimals(grid.Total!.Value)
            );
            return [.. rows, $"Total sur 20 | {Words(score)} | {Words(total)} | {Signed(total - score)}"];
        });

    private static decimal TwoDecimals(decimal value) => Math.Round(value, 2, MidpointRounding.AwayFromZero);

    private static string Words(decimal value) => value.ToString("0.00", CultureInfo.GetCultureInfo("fr-FR"));

    private static string Signed(decimal value) =>
        value switch
        {
            > 0 => $"+{Words(value)}",
            < 0 => $"−{Words(-value)}",
            _ => Words(0),
        };

    private Task<Guid> OpenSittingAsync() =>
        session.InDatabaseAsync(db => new JuryBuilder(db).OpenSittingAsync(session.Clock.Now));

    private Task PhaseAsync(JuryPhase phase) =>
        session.InDatabaseAsync(async db =>
        {
            var staff = await db.Accounts.SingleAsync(account => account.Email == DemoAccounts.Staff.Email);
            await new JuryBuilder(db).PhaseAsync(phase, staff.Id);
            return 0;
        });

    private Task TieAsync(Guid fileId, string email) =>
        session.InDatabaseAsync(async db =>
        {
            var account = await db.Accounts.SingleAsync(row => row.Email == email);
            db.Add(
                new ConflictOfInterest(
                    account.Id,
                    fileId,
                    ConflictLevel.ReadsOnly,
                    "Ancien collègue",
                    account.Id,
                    session.Clock.Now
                )
            );
            return await db.SaveChangesAsync();
        });
}
