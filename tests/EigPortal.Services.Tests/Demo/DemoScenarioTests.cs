using EigPortal.Domain.Candidatures;
using EigPortal.Domain.Challenges;
using EigPortal.Domain.Contracts;
using EigPortal.Domain.Hearings;
using EigPortal.Domain.Juries;
using EigPortal.Domain.Selection;
using EigPortal.Domain.Selection.Deliberations;
using EigPortal.Services.Data;
using EigPortal.Services.Demo;
using EigPortal.Services.Files;
using EigPortal.Services.Time;
using EigPortal.TestKit.Postgres;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace EigPortal.Services.Tests.Demo;

/// <summary>The demo tells the funnel of the real promotion 3, breaks no rule of the database and is the same each time.</summary>
public sealed class DemoScenarioTests
{
    [Theory]
    [InlineData("avant", 0, 0)]
    [InlineData("lecture", 170, 34)]
    public async Task Each_scenario_has_its_candidatures(string scenario, int submitted, int drafts)
    {
        await using var demo = await BuildAsync(scenario);

        Assert.Equal(
            submitted,
            await demo.Db.Candidatures.CountAsync(candidature => candidature.State == CandidatureState.Submitted)
        );
        Assert.Equal(drafts, await demo.Db.Candidatures.CountAsync(candidature => candidature.State == CandidatureState.Draft));
        Assert.Equal(0, await demo.Db.ScoreSheets.CountAsync());
        Assert.Equal(
            scenario == "lecture" ? [CompletionState.Answered, CompletionState.Open] : [],
            await demo.Db.Completions.Select(request => request.State).OrderBy(state => state).ToListAsync()
        );
        await AssertInvariantsHoldAsync(demo.Db);
    }

    [Fact]
    public async Task Nobody_of_the_demo_has_a_namesake()
    {
        await using var demo = await BuildAsync("promotion");

        var names = await demo.Db.Accounts.Select(account => account.GivenName + " " + account.FamilyName).ToListAsync();
        Assert.Equal(names.Distinct().Order(), names.Order());
    }

    [Fact]
    public async Task During_the_call_some_candidatures_are_in_and_none_comes_from_the_future()
    {
        await using var demo = await BuildAsync("appel");

        var submitted = await demo
            .Db.Candidatures.Where(candidature => candidature.SubmittedAt != null)
            .Select(candidature => candidature.SubmittedAt!.Value)
            .ToListAsync();
        Assert.InRange(submitted.Count, 20, 150);
        Assert.True(submitted.Max() <= DemoScenario.Call.StartsAt);
        Assert.Equal(
            CandidatureState.Draft,
            await demo
                .Db.Candidatures.Where(candidature =>
                    demo.Db.Candidates.Any(candidate =>
                        candidate.Id == candidature.CandidateId
                        && demo.Db.Accounts.Any(account =>
                            account.Id == candidate.AccountId && account.Email == DemoAccounts.Candidate.Email
                        )
                    )
                )
                .Select(candidature => candidature.State)
                .SingleAsync()
        );
        await AssertInvariantsHoldAsync(demo.Db);
    }

    [Fact]
    public async Task During_the_hearings_86_people_are_preselected_and_every_reading_is_locked()
    {
        await using var demo = await BuildAsync("jury");

        var states = await demo
            .Db.Candidatures.GroupBy(candidature => candidature.State)
            .ToDictionaryAsync(group => group.Key, group => group.Count());
        Assert.Equal(86, states[CandidatureState.Preselected]);
        Assert.Equal(12, states[CandidatureState.Inadmissible]);
        Assert.Equal(72, states[CandidatureState.NotPreselected]);
        Assert.Equal(86 * 3, await demo.Db.ScoreSheets.CountAsync(sheet => sheet.State == SheetState.Locked));
        Assert.Equal(0, await demo.Db.ScoreSheets.CountAsync(sheet => sheet.State != SheetState.Locked));
        await AssertInvariantsHoldAsync(demo.Db);
    }

    [Fact]
    public async Task The_conclusion_leaves_two_readings_one_hearing_one_decision_and_nothing_else()
    {
        await using var demo = await BuildAsync("conclusion");
        var db = demo.Db;
        var juror = await db.Jurors.SingleAsync(row =>
            db.Accounts.Any(account => account.Id == row.AccountId && account.Email == DemoAccounts.Juror.Email)
        );
        Assert.Equal(
            [juror.Id, juror.Id],
            await db.ScoreSheets.Where(sheet => sheet.State != SheetState.Locked).Select(sheet => sheet.JurorId).ToListAsync()
        );
        var left = await db.Slots.SingleAsync(slot => slot.State != SlotState.Heard);
        Assert.Equal(SlotState.Waiting, left.State);
        Assert.Equal(
            juror.Id,
            (await db.Panels.Include(panel => panel.Members).SingleAsync(panel => panel.Id == left.PanelId)).NoteTakerId
        );
        Assert.Equal(169, await db.Decisions.CountAsync(decision => decision.State == DecisionState.Validated));
        Assert.False(await db.Decisions.AnyAsync(decision => decision.CandidatureId == left.CandidatureId));
        Assert.Equal(31, await db.Fellows.CountAsync());
        Assert.Equal(1, await db.Deliberations.CountAsync(sitting => sitting.State == DeliberationState.Convened));
        await AssertInvariantsHoldAsync(db);
    }

    [Fact]
    public async Task In_the_end_32_people_work_in_15_teams_with_one_seat_filled_by_another_profile()
    {
        await using var demo = await BuildAsync("promotion");
        var db = demo.Db;

        var people = await (
            from fellow in db.Fellows
            join post in db.Posts on fellow.PostId equals post.Id
            join candidature in db.Candidatures on fellow.CandidatureId equals candidature.Id
            select new
            {
                Seat = post.Family,
                Wished = candidature.Wishes.Single(wish => wish.Rank == 1).Profile,
                fellow.TeamId,
            }
        ).ToListAsync();
        Assert.Equal(32, people.Count);
        Assert.Equal(15, people.Select(person => person.TeamId).Distinct().Count());
        Assert.Equal((17, 10, 5), Families(people.Select(person => person.Seat)));
        Assert.Equal((18, 9, 5), Families(people.Select(person => Profiles.FamilyOf(person.Wished))));
        Assert.Single(
            await db.Decisions.Where(decision => decision.Kind == DecisionKind.Retained && decision.Reason != "").ToListAsync()
        );
        Assert.Equal(170, await db.Decisions.CountAsync(decision => decision.State == DecisionState.Validated));
        Assert.Equal(31, await db.Contracts.CountAsync(contract => contract.State == ContractState.Running));
        Assert.Equal(1, await db.Contracts.CountAsync(contract => contract.State == ContractState.Sent));
        Assert.True((await db.Cohorts.SingleAsync(cohort => cohort.IsCurrent)).ResultsArePublicAt(DemoScenario.Cohort.StartsAt));
        await AssertInvariantsHoldAsync(db);
    }

    [Fact]
    public async Task The_same_scenario_is_the_same_world_each_time()
    {
        await using var one = await BuildAsync("jury");
        await using var other = await BuildAsync("jury");

        Assert.Equal(await DescribeAsync(one.Db), await DescribeAsync(other.Db));
    }

    [Fact]
    public async Task A_database_with_data_of_its_own_is_left_alone()
    {
        await using var demo = await BuildAsync("avant");
        await demo.Db.Set<ProgrammeTime>().ExecuteDeleteAsync();

        await Assert.ThrowsAsync<DemoException>(() => demo.EnsureAsync("appel"));
        Assert.Equal(100, await demo.Db.Challenges.CountAsync());
    }

    [Fact]
    public async Task Another_scenario_rebuilds_the_demo()
    {
        await using var demo = await BuildAsync("lecture");
        await demo.EnsureAsync("avant");

        Assert.Equal(0, await demo.Db.Candidatures.CountAsync());
        Assert.Equal(100, await demo.Db.Challenges.CountAsync());
    }

    private static (int Data, int Developpement, int Design) Families(IEnumerable<Family> families)
    {
        var counts = families.CountBy(family => family).ToDictionary();
        return (counts[Family.Data], counts[Family.Developpement], counts[Family.Design]);
    }

    private static async Task<List<string>> DescribeAsync(EigDbContext db) =>
        [.. await DescribeFilesAsync(db), .. await DescribeHearingsAsync(db)];

    private static Task<List<string>> DescribeHearingsAsync(EigDbContext db) =>
        (
            from slot in db.Slots
            join panel in db.Panels on slot.PanelId equals panel.Id
            join file in db.Candidatures on slot.CandidatureId equals file.Id
            orderby slot.StartsAt, panel.Room
            select $"{slot.StartsAt} {panel.Room} {file.Number} {slot.State}"
        ).ToListAsync();

    private static Task<List<string>> DescribeFilesAsync(EigDbContext db) =>
        db
            .Candidatures.OrderBy(candidature => candidature.Number)
            .ThenBy(candidature => candidature.StartedAt)
            .Select(candidature =>
                $"{candidature.Number} {candidature.State} {candidature.SubmittedAt} {db.Candidates.Single(candidate => candidate.Id == candidature.CandidateId).FamilyName} {db.ScoreSheets.Where(sheet => sheet.CandidatureId == candidature.Id).Sum(sheet => sheet.Total)}"
            )
            .ToListAsync();

    private static async Task AssertInvariantsHoldAsync(EigDbContext db) =>
        Assert.All(
            await DatabaseInvariants.CheckAsync(db, CancellationToken.None),
            outcome => Assert.True(outcome.Violations == 0, outcome.Name)
        );

    private static async Task<DemoUnderTest> BuildAsync(string scenario)
    {
        var server = await PostgresServer.GetAsync();
        var demo = new DemoUnderTest(await server.CreatePortalDatabaseAsync());
        await demo.EnsureAsync(scenario);
        return demo;
    }

    private sealed class DemoUnderTest : IAsyncDisposable
    {
        private readonly string folder = Directory.CreateTempSubdirectory("eig-demo-").FullName;
        private readonly ServiceProvider services;
        private readonly AsyncServiceScope scope;

        public DemoUnderTest(string connectionString)
        {
            var collection = new ServiceCollection();
            collection.AddLogging();
            collection.AddSingleton<IConfiguration>(
                new ConfigurationBuilder()
                    .AddInMemoryCollection(new Dictionary<string, string?> { ["Files:Path"] = folder })
                    .Build()
            );
            collection.AddPortalData(_ => connectionString);
            collection.AddFiles();
            collection.AddSingleton(new ProgrammeClockOptions(CanBeSimulated: true));
            collection.AddSingleton<ProgrammeClock>();
            collection.AddScoped<DemoSeeder>();
            services = collection.BuildServiceProvider();
            scope = services.CreateAsyncScope();
        }

        public EigDbContext Db => scope.ServiceProvider.GetRequiredService<EigDbContext>();

        public Task EnsureAsync(string scenario) =>
            scope.ServiceProvider.GetRequiredService<DemoSeeder>().EnsureAsync(scenario, CancellationToken.None);

        public async ValueTask DisposeAsync()
        {
            await scope.DisposeAsync();
            await services.DisposeAsync();
            Directory.Delete(folder, recursive: true);
        }
    }
}
