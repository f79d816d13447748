using EigPortal.Domain.Candidatures;
using EigPortal.Domain.Selection;
using EigPortal.Domain.Shared;
using EigPortal.Services.Candidatures;
using EigPortal.Services.Data;
using EigPortal.Services.Data.Interceptors;
using EigPortal.Services.Demo;
using EigPortal.Services.Files;
using EigPortal.Services.Identity;
using EigPortal.Services.Juries;
using EigPortal.Services.Mail;
using EigPortal.Services.Selection;
using EigPortal.Services.Time;
using EigPortal.TestKit.Postgres;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace EigPortal.Services.Tests.Selection;

/// <summary>Promotion 3 during its hearings: 86 people preselected, nothing decided. Each world has a database of its own.</summary>
public sealed class SelectionWorld : IAsyncLifetime
{
    /// <summary>Announced instant of the results of the demo: 4 December 2018 at 10:00 in Paris.</summary>
    public static readonly DateTimeOffset ResultsAt = new(2018, 12, 4, 9, 0, 0, TimeSpan.Zero);

    private readonly string folder = Directory.CreateTempSubdirectory("eig-selection-").FullName;
    private ServiceProvider services = null!;
    private string connection = "";

    public DateTimeOffset Now { get; set; } = new(2018, 11, 9, 9, 0, 0, TimeSpan.Zero);
    public Actor Staff { get; private set; } = null!;
    public Actor Second { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        connection = await (await PostgresServer.GetAsync()).CreateDatabaseAsync("selection", BuildDemoAsync);
        services = Services(connection);
        Staff = await ActorAsync(DemoAccounts.Staff.Email);
        Second = await ActorAsync(DemoAccounts.SecondStaff.Email);
    }

    public async Task DisposeAsync()
    {
        await services.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    public async Task<T> InAsync<TService, T>(Func<TService, Task<T>> work)
        where TService : notnull
    {
        await using var scope = services.CreateAsyncScope();
        return await work(scope.ServiceProvider.GetRequiredService<TService>());
    }

    public Task<T> ReadAsync<T>(Func<EigDbContext, Task<T>> read) => InAsync(read);

    public Task<Actor> ActorAsync(string email) =>
        ReadAsync(async db =>
        {
            var id = await db.Accounts.Where(account => account.Email == email).Select(account => account.Id).SingleAsync();
            return await new ActorLoader(db, new Known(id)).RequireAsync(CancellationToken.None);
        });

    /// <summary>The preselected candidature of this place in order of number, with the account behind it.</summary>
    public Task<(Guid Id, string Email)> PreselectedAsync(int index) =>
        ReadAsync(async db =>
        {
            var found = await (
                from candidature in db.Candidatures
                join candidate in db.Candidates on candidature.CandidateId equals candidate.Id
                join account in db.Accounts on candidate.AccountId equals account.Id
                where candidature.State == CandidatureState.Preselected
                orderby candidature.Number
                select new { candidature.Id, account.Email }
            )
                .Skip(index)
                .FirstAsync();
            return (found.Id, found.Email!);
        });

    /// <summary>The seat of this place, in order of challenge then position.</summary>
    public Task<Guid> SeatAsync(int index) =>
        ReadAsync(db =>
            db.Posts.Join(
                    db.Challenges,
                    post => post.ChallengeId,
                    challenge => challenge.Id,
                    (post, challenge) => new { post, challenge }
                )
                .Where(row => db.Cohorts.Any(cohort => cohort.IsCurrent && cohort.Id == row.challenge.CohortId))
                .OrderBy(row => row.challenge.Slug)
                .ThenBy(row => row.post.Position)
                .Skip(index)
                .Select(row => row.post.Id)
                .FirstAsync()
        );

    public Task<Result<Decision>> RecordAsync(
        Guid candidatureId,
        DecisionKind kind,
        Guid? postId = null,
        Actor? by = null,
        bool alsoOtherWishes = false
    ) =>
        InAsync<RecordDecision, Result<Decision>>(record =>
            record.ExecuteAsync(
                new RecordDecisionCommand(candidatureId, kind, postId, "Avis du jury")
                {
                    Grounds = kind == DecisionKind.NotRetained ? [DecisionGround.Skills] : [],
                    AlsoOtherWishes = alsoOtherWishes,
                },
                by ?? Staff,
                CancellationToken.None
            )
        );

    public Task<Result> ValidateAsync(Guid decisionId, Actor? by = null) =>
        InAsync<ValidateDecision, Result>(validate =>
            validate.ExecuteAsync(new ValidateDecisionCommand(decisionId), by ?? Second, CancellationToken.None)
        );

    public Task<Result> CancelAsync(Guid decisionId, string reason = "Erreur de saisie") =>
        InAsync<CancelDecision, Result>(cancel =>
            cancel.ExecuteAsync(new CancelDecisionCommand(decisionId, reason), Staff, CancellationToken.None)
        );

    public Task<Result> AcceptAsync(Guid offerId, Actor by, string publicName = "", string reason = "") =>
        InAsync<AcceptOffer, Result>(accept =>
            accept.ExecuteAsync(new AcceptOfferCommand(offerId, publicName, reason), by, CancellationToken.None)
        );

    public Task<Result> DeclineAsync(Guid offerId, Actor by, string reason = "") =>
        InAsync<DeclineOffer, Result>(decline =>
            decline.ExecuteAsync(new DeclineOfferCommand(offerId, reason), by, CancellationToken.None)
        );

    /// <summary>A decision recorded by one person and validated by another.</summary>
    public async Task<Guid> DecideAsync(Guid candidatureId, DecisionKind kind, Guid? postId = null)
    {
        var recorded = await RecordAsync(candidatureId, kind, postId);
        Assert.Empty(recorded.Errors);
        Assert.Empty((await ValidateAsync(recorded.Value.Id)).Errors);
        return recorded.Value.Id;
    }

    /// <summary>A retained person with their offer.</summary>
    public async Task<(Guid DecisionId, Guid OfferId, Actor Person)> OfferAsync(int index)
    {
        var (candidatureId, email) = await PreselectedAsync(index);
        var decisionId = await DecideAsync(candidatureId, DecisionKind.Retained, await SeatAsync(index));
        var offerId = await ReadAsync(db =>
            db.Offers.Where(offer => offer.DecisionId == decisionId).Select(offer => offer.Id).SingleAsync()
        );
        return (decisionId, offerId, await ActorAsync(email));
    }

    /// <summary>Both halves of the publication, without waiting for those whom a test did not decide about.</summary>
    public async Task PublishAsync()
    {
        Assert.Empty((await PrepareResultsAsync(isPartial: true)).Errors);
        Assert.Empty((await ConfirmResultsAsync(isPartial: true)).Errors);
    }

    public Task<Result> PrepareResultsAsync(bool isPartial, Actor? by = null) =>
        InAsync<PrepareResults, Result>(act =>
            act.ExecuteAsync(new PublishResultsCommand(isPartial), by ?? Staff, CancellationToken.None)
        );

    public Task<Result> ConfirmResultsAsync(bool isPartial, Actor? by = null) =>
        InAsync<ConfirmResults, Result>(act =>
            act.ExecuteAsync(new PublishResultsCommand(isPartial), by ?? Second, CancellationToken.None)
        );

    public Task<List<(string Template, MailState State)>> MailsAboutAsync(params Guid[] ids) =>
        ReadAsync(async db =>
            (
                await db
                    .Mails.Where(mail => ids.Contains(mail.AboutId))
                    .OrderBy(mail => mail.CreatedAt)
                    .Select(mail => new { mail.Template, mail.State })
                    .ToListAsync()
            )
                .Select(mail => (mail.Template, mail.State))
                .ToList()
        );

    private async Task BuildDemoAsync(string connectionString)
    {
        await using var provider = Services(connectionString);
        await using var scope = provider.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<EigDbContext>();
        await DatabaseSchema.MigrateAsync(db, CancellationToken.None);
        await scope.ServiceProvider.GetRequiredService<DemoSeeder>().EnsureAsync("jury", CancellationToken.None);
    }

    private ServiceProvider Services(string connectionString)
    {
        var collection = new ServiceCollection();
        collection.AddSingleton<IConfiguration>(
            new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { ["Files:Path"] = folder }).Build()
        );
        collection.AddLogging();
        collection.AddSingleton<ProgrammeNow>(() => Now);
        collection.AddPortalData(_ => connectionString);
        collection.AddPortalMail();
        collection.AddFiles();
        collection.AddCandidatures();
        collection.AddSelection();
        collection.AddJuries();
        collection.AddSingleton(new ProgrammeClockOptions(CanBeSimulated: true));
        collection.AddSingleton<ProgrammeClock>();
        collection.AddScoped<DemoSeeder>();
        return collection.BuildServiceProvider();
    }

    private sealed class Known(Guid id) : ICurrentAccount
    {
        public Guid? Id => id;
    }
}
