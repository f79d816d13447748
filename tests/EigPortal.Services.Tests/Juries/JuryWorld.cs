using EigPortal.Domain.Candidatures;
using EigPortal.Domain.Challenges;
using EigPortal.Domain.Juries;
using EigPortal.Services.Audit;
using EigPortal.Services.Data;
using EigPortal.Services.Data.Interceptors;
using EigPortal.Services.Demo;
using EigPortal.Services.Files;
using EigPortal.Services.Identity;
using EigPortal.Services.Juries;
using EigPortal.Services.Mail;
using EigPortal.TestKit.Juries;
using EigPortal.TestKit.Postgres;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace EigPortal.Services.Tests.Juries;

/// <summary>The services of the jury on a database of their own, the day after closing.</summary>
public sealed class JuryWorld : IAsyncLifetime
{
    public const string Profile = "Data science";
    public static readonly DateTimeOffset Now = new(2018, 10, 16, 8, 0, 0, TimeSpan.Zero);

    private ServiceProvider services = null!;
    private int people;

    public Guid CohortId { get; private set; }
    public Challenge Challenge { get; private set; } = null!;
    public Actor Staff { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        var connection = await (await PostgresServer.GetAsync()).CreatePortalDatabaseAsync();
        var collection = new ServiceCollection();
        collection.AddSingleton<IConfiguration>(new ConfigurationBuilder().Build());
        collection.AddLogging();
        collection.AddSingleton<ProgrammeNow>(() => Now);
        collection.AddPortalData(_ => connection);
        collection.AddPortalMail();
        collection.AddFiles();
        collection.AddScoped<AuditTrail>();
        collection.AddJuries();
        services = collection.BuildServiceProvider();
        await InAsync<EigDbContext, int>(async db =>
        {
            await Catalogue.ImportAsync(db, CancellationToken.None);
            CohortId = (await new JuryBuilder(db).CohortAsync()).Id;
            Challenge = await new JuryBuilder(db).ChallengeAsync(Profile);
            return 0;
        });
        Staff = await StaffAsync();
    }

    public async Task DisposeAsync() => await services.DisposeAsync();

    public async Task<T> InAsync<TService, T>(Func<TService, Task<T>> work)
        where TService : notnull
    {
        await using var scope = services.CreateAsyncScope();
        return await work(scope.ServiceProvider.GetRequiredService<TService>());
    }

    public Task<T> ReadAsync<T>(Func<EigDbContext, Task<T>> read) => InAsync(read);

    public async Task<Actor> ActorAsync(Guid accountId) =>
        await ReadAsync(async db => await new ActorLoader(db, new Known(accountId)).RequireAsync(CancellationToken.None));

    public async Task<Actor> StaffAsync() =>
        await ActorAsync(
            await ReadAsync(async db =>
                (await new JuryBuilder(db).AccountAsync("Équipe", "Programme", NextAddress(), StaffRole.Staff)).Id
            )
        );

    /// <summary>A juror, and who they are as an actor.</summary>
    public async Task<(Guid JurorId, Actor Actor)> JurorAsync(string familyName, string? email = null, bool mentors = false)
    {
        var (jurorId, accountId) = await ReadAsync(async db =>
        {
            var builder = new JuryBuilder(db);
            var account = await builder.AccountAsync("Jury", familyName, email ?? NextAddress());
            if (mentors)
            {
                await builder.MentorAsync(account, Challenge);
            }

            return ((await builder.JurorAsync(account)).Id, account.Id);
        });
        return (jurorId, await ActorAsync(accountId));
    }

    public Task<Candidature> FileAsync(string number, string? email = null) =>
        ReadAsync(async db =>
        {
            var builder = new JuryBuilder(db);
            var account = await builder.AccountAsync("Personne", number, email ?? NextAddress());
            return await builder.SubmittedAsync(account, Challenge, Profile, number);
        });

    public async Task<IReadOnlyList<AssignmentRow>> AssignAsync(
        Guid[] files,
        Guid[] jurors,
        int? readingsPerFile = null,
        string reason = ""
    ) => (await TryAssignAsync(files, jurors, readingsPerFile, reason)).Value.Rows;

    public Task<Domain.Shared.Result<AssignmentReport>> TryAssignAsync(
        Guid[] files,
        Guid[] jurors,
        int? readingsPerFile = null,
        string reason = ""
    ) =>
        InAsync<AssignReadings, Domain.Shared.Result<AssignmentReport>>(assign =>
            assign.ExecuteAsync(
                new AssignmentRequest(CohortId, files, jurors, readingsPerFile, reason),
                Staff,
                CancellationToken.None
            )
        );

    public Task<ScoreSheet> SheetAsync(Guid candidatureId, Guid jurorId) =>
        ReadAsync(db => db.ScoreSheets.SingleAsync(sheet => sheet.CandidatureId == candidatureId && sheet.JurorId == jurorId));

    public async Task<ReadingFile?> ReadingAsync(Guid sheetId, Actor actor) =>
        await InAsync<JurorReadings, ReadingFile?>(readings => readings.FindAsync(sheetId, actor, CancellationToken.None));

    public async Task<Domain.Shared.Result<uint>> SaveAsync(
        Guid sheetId,
        Actor actor,
        int?[] marks,
        uint? version = null,
        Opinion? opinion = Opinion.Favorable,
        int? grid = null
    )
    {
        var keys = await ReadAsync(db =>
            db.Cohorts.Where(cohort => cohort.Id == CohortId)
                .SelectMany(cohort => cohort.Criteria)
                .OrderBy(criterion => criterion.Position)
                .Select(criterion => criterion.Key)
                .ToListAsync()
        );
        var seen = version ?? (await ReadingAsync(sheetId, actor))?.Version ?? 0;
        var texts = marks.Select((mark, i) => new MarkText(keys[i], mark, mark is null, "")).ToList();
        return await InAsync<SaveScoreSheet, Domain.Shared.Result<uint>>(save =>
            save.ExecuteAsync(
                new ScoreSheetText(sheetId, seen, texts, opinion, "Avis") { Grid = grid },
                actor,
                CancellationToken.None
            )
        );
    }

    public async Task<Domain.Shared.Result> LockAsync(Guid sheetId, Actor actor)
    {
        var version = (await ReadingAsync(sheetId, actor))?.Version ?? 0;
        return await InAsync<LockScoreSheet, Domain.Shared.Result>(locking =>
            locking.ExecuteAsync(sheetId, version, actor, CancellationToken.None)
        );
    }

    /// <summary>Assigns, scores and locks.</summary>
    public async Task<Guid> ScoreAsync(Guid candidatureId, (Guid JurorId, Actor Actor) juror, params int?[] marks)
    {
        await AssignAsync([candidatureId], [juror.JurorId]);
        var sheet = await SheetAsync(candidatureId, juror.JurorId);
        Assert.Empty((await SaveAsync(sheet.Id, juror.Actor, marks)).Errors);
        Assert.Empty((await LockAsync(sheet.Id, juror.Actor)).Errors);
        return sheet.Id;
    }

    public async Task<RankedList> ListAsync(Actor? viewer = null) =>
        (
            await InAsync<RankedLists, RankedList?>(lists =>
                lists.FindAsync(CohortId, Challenge.Slug, Profile, viewer ?? Staff, CancellationToken.None)
            )
        )!;

    public async Task DeclareAsync(Guid accountId, Guid candidatureId, ConflictLevel level = ConflictLevel.Excluded) =>
        Assert.Empty(
            (
                await InAsync<DeclareConflict, Domain.Shared.Result>(declare =>
                    declare.ByStaffAsync(accountId, candidatureId, level, "Ancienne collègue", Staff, CancellationToken.None)
                )
            ).Errors
        );

    private string NextAddress() => $"personne-{Interlocked.Increment(ref people)}@exemple.test";

    private sealed class Known(Guid id) : ICurrentAccount
    {
        public Guid? Id => id;
    }
}
