using EigPortal.Domain.Cohorts;
using EigPortal.Domain.Juries;
using EigPortal.Domain.Shared;
using EigPortal.Services.Juries;
using Microsoft.EntityFrameworkCore;

namespace EigPortal.Services.Tests.Juries;

/// <summary>A first mark against a change of the grid: one wins, and no mark stays on a scale that is gone (E8).</summary>
public sealed class GridFixingTests : IAsyncLifetime
{
    private readonly JuryWorld world = new();

    public Task InitializeAsync() => world.InitializeAsync();

    public Task DisposeAsync() => world.DisposeAsync();

    [Fact]
    public async Task E8_first_marks_and_a_change_of_scale_at_once_leave_one_grid_and_marks_of_that_grid()
    {
        var juror = await world.JurorAsync("Aubert");
        var sheets = new List<Guid>();
        for (var i = 1; i <= 19; i++)
        {
            var file = await world.FileAsync($"EIG3-00{i:00}");
            await world.AssignAsync([file.Id], [juror.JurorId]);
            sheets.Add((await world.SheetAsync(file.Id, juror.JurorId)).Id);
        }

        var text = Lowered(await CohortAsync());
        var version = await VersionAsync();
        var saving = sheets.Select(id => world.SaveAsync(id, juror.Actor, [4, 4, 4, 4, 4], grid: 1)).ToList();
        var changed = await ReplaceAsync(text, version);
        var saved = await Task.WhenAll(saving);

        var cohort = await CohortAsync();
        var marks = await world.ReadAsync(db => db.ScoreSheets.SelectMany(sheet => sheet.Marks).CountAsync());
        Assert.All(saved.Where(result => !result.IsOk), result => Assert.Equal([JuryErrors.GridChanged], result.Errors));
        Assert.Equal(5 * saved.Count(result => result.IsOk), marks);
        if (changed.IsOk)
        {
            Assert.Equal((3, 0, (DateTimeOffset?)null), (cohort.ScaleMax, marks, cohort.GridFixedAt));
        }
        else
        {
            Assert.Equal("grid.fixed", changed.Error.Code);
            Assert.Equal((4, 95, JuryWorld.Now), (cohort.ScaleMax, marks, cohort.GridFixedAt!.Value));
            Assert.Equal(1, await world.ReadAsync(db => db.AuditEvents.CountAsync(row => row.Kind == nameof(GridFixed))));
        }
    }

    [Fact]
    public async Task E8_a_mark_checked_against_the_former_grid_waits_for_the_change_and_is_refused()
    {
        var juror = await world.JurorAsync("Barre");
        var file = await world.FileAsync("EIG3-0001");
        await world.AssignAsync([file.Id], [juror.JurorId]);
        var sheet = await world.SheetAsync(file.Id, juror.JurorId);

        var saving = await world.ReadAsync(async db =>
        {
            await using var transaction = await db.Database.BeginTransactionAsync();
            var cohort = await db.Cohorts.SingleAsync(row => row.Id == world.CohortId);
            var text = Lowered(cohort);
            Assert.True(cohort.ChangeGrid(text.ScaleMax, false, text.Criteria, "Barème plus simple", 0).IsOk);
            await db.SaveChangesAsync();
            // It reads the grid as it was, then waits for the row.
            var waiting = world.SaveAsync(sheet.Id, juror.Actor, [4, 4, 4, 4, 4]);
            await UntilSomebodyWaitsAsync();
            await transaction.CommitAsync();
            return waiting;
        });

        Assert.Equal([JuryErrors.GridChanged], (await saving).Errors);
        Assert.Equal(0, await world.ReadAsync(db => db.ScoreSheets.SelectMany(row => row.Marks).CountAsync()));
        Assert.Equal((3, null), ((await CohortAsync()).ScaleMax, (await CohortAsync()).GridFixedAt));
    }

    [Fact]
    public async Task E8_a_page_of_the_former_grid_is_refused_and_an_empty_draft_fixes_nothing()
    {
        var juror = await world.JurorAsync("Colin");
        var file = await world.FileAsync("EIG3-0001");
        await world.AssignAsync([file.Id], [juror.JurorId]);
        var sheet = await world.SheetAsync(file.Id, juror.JurorId);
        var empty = new ScoreSheetText(sheet.Id, (await world.ReadingAsync(sheet.Id, juror.Actor))!.Version, [], null, "À lire");
        Assert.True(
            (
                await world.InAsync<SaveScoreSheet, Result<uint>>(save =>
                    save.ExecuteAsync(empty, juror.Actor, CancellationToken.None)
                )
            ).IsOk
        );
        Assert.Null((await CohortAsync()).GridFixedAt);

        Assert.True((await ReplaceAsync(Lowered(await CohortAsync()), await VersionAsync())).IsOk);
        Assert.Equal([JuryErrors.GridChanged], (await world.SaveAsync(sheet.Id, juror.Actor, [1, 1, 1, 1, 1], grid: 1)).Errors);
        Assert.True((await world.SaveAsync(sheet.Id, juror.Actor, [1, 1, 1, 1, 1], grid: 2)).IsOk);

        var refused = await ReplaceAsync(Lowered(await CohortAsync()), await VersionAsync());
        Assert.Equal([GridErrors.Fixed(1)], refused.Errors);
    }

    private static GridText Lowered(Cohort cohort) =>
        new(
            3,
            false,
            [
                .. cohort
                    .Criteria.OrderBy(criterion => criterion.Position)
                    .Select(criterion => new CriterionText(
                        criterion.Key,
                        criterion.Title,
                        criterion.Question,
                        criterion.Weight,
                        [.. criterion.Anchors.Take(4)],
                        IsRemoved: false
                    )),
            ],
            "Barème plus simple"
        );

    private Task<Result> ReplaceAsync(GridText text, uint version) =>
        world.InAsync<ReadingGrid, Result>(grid => grid.ReplaceAsync(text, version, world.Staff, CancellationToken.None));

    private Task<Cohort> CohortAsync() =>
        world.ReadAsync(db => db.Cohorts.AsNoTracking().SingleAsync(cohort => cohort.Id == world.CohortId));

    private async Task<uint> VersionAsync() =>
        (await world.InAsync<ReadingGrid, GridState>(grid => grid.CurrentAsync(world.Staff, CancellationToken.None))).Version;

    // By another connection: within a transaction the server shows the activity as it was when first asked.
    private async Task UntilSomebodyWaitsAsync()
    {
        while (await WaitingAsync() == 0)
        {
            await Task.Delay(20);
        }
    }

    private Task<int> WaitingAsync() =>
        world.ReadAsync(db =>
            db.Database.SqlQuery<int>(
                    $"select count(*)::int as \"Value\" from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'"
                )
                .SingleAsync()
        );
}
