using EigPortal.Domain.Candidatures;
using EigPortal.Domain.Cohorts;
using EigPortal.Services.Candidatures;
using EigPortal.Services.Data;
using EigPortal.Services.Data.Interceptors;
using EigPortal.Services.Demo;
using EigPortal.Services.Files;
using EigPortal.Services.Identity;
using EigPortal.Services.Mail;
using EigPortal.TestKit.Files;
using EigPortal.TestKit.Postgres;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace EigPortal.Services.Tests.Candidatures;

/// <summary>The services of a candidature on a database of their own, with the real promotion 3.</summary>
public sealed class CandidatureWorld : IAsyncLifetime
{
    public static readonly DateTimeOffset DuringCall = new(2018, 10, 8, 8, 0, 0, TimeSpan.Zero);

    /// <summary>15 October 2018 at 17:00 in Paris.</summary>
    public static readonly DateTimeOffset Closing = new(2018, 10, 15, 15, 0, 0, TimeSpan.Zero);

    private readonly string folder = Directory.CreateTempSubdirectory("eig-candidatures-").FullName;
    private ServiceProvider services = null!;
    private int people;

    public string FilesFolder => folder;

    public async Task InitializeAsync()
    {
        var connection = await (await PostgresServer.GetAsync()).CreatePortalDatabaseAsync();
        var collection = new ServiceCollection();
        collection.AddSingleton<IConfiguration>(
            new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { ["Files:Path"] = folder }).Build()
        );
        collection.AddLogging();
        collection.AddSingleton<ProgrammeNow>(() => DuringCall);
        collection.AddPortalData(_ => connection);
        collection.AddPortalMail();
        collection.AddFiles();
        collection.AddCandidatures();
        services = collection.BuildServiceProvider();
        await InAsync<EigDbContext>(db => Catalogue.ImportAsync(db, CancellationToken.None));
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

    public Task InAsync<TService>(Func<TService, Task> work)
        where TService : notnull =>
        InAsync<TService, bool>(async service =>
        {
            await work(service);
            return true;
        });

    public PortalUrls Urls => services.GetRequiredService<PortalUrls>();

    public Task<T> ReadAsync<T>(Func<EigDbContext, Task<T>> read) => InAsync(read);

    /// <summary>A person with an account and nothing else.</summary>
    public async Task<Actor> SomebodyAsync(string givenName = "Noé", string familyName = "Lefèvre")
    {
        var email = $"personne-{Interlocked.Increment(ref people)}@exemple.fr";
        var account = new Account
        {
            Email = email,
            UserName = email,
            NormalizedEmail = email.ToUpperInvariant(),
            NormalizedUserName = email.ToUpperInvariant(),
            EmailConfirmed = true,
            GivenName = givenName,
            FamilyName = familyName,
        };
        await InAsync<EigDbContext>(async db =>
        {
            db.Add(account);
            await db.SaveChangesAsync();
        });
        return await ActorAsync(account.Id);
    }

    /// <summary>Who the account is now: its links change as it acts.</summary>
    public async Task<Actor> ActorAsync(Guid accountId) =>
        await ReadAsync(async db => await new ActorLoader(db, new Known(accountId)).RequireAsync(CancellationToken.None));

    /// <summary>A person whose file is complete and not submitted.</summary>
    public async Task<Actor> WithCompleteFileAsync()
    {
        var actor = await SomebodyAsync();
        await StartAsync(actor);
        foreach (var section in CandidatureForm.Sections)
        {
            var saved = await SaveAsync(actor, section.Key, Complete(section));
            Assert.Empty(saved.Errors);
        }

        var wished = await SaveWishesAsync(actor, [await WishAsync(0), await WishAsync(1)]);
        Assert.Empty(wished.Errors);
        var attached = await AttachAsync(actor, DocumentKind.Cv, "cv.pdf", Pdf.Write("CV"));
        Assert.Empty(attached.Errors);
        return await ActorAsync(actor.AccountId);
    }

    public static Dictionary<string, string> Complete(SectionDescriptor section) =>
        section.Fields.ToDictionary(
            field => field.Key,
            field =>
                field.Kind switch
                {
                    FieldKind.Text => $"Réponse {field.Key}",
                    FieldKind.Tel => "06 12 34 56 78",
                    FieldKind.Url => "https://exemple.fr/moi",
                    FieldKind.LongText => $"Un texte long.\nSur deux lignes, pour {field.Key}.",
                    FieldKind.SingleChoice => field.Options![0],
                    FieldKind.MultipleChoice => string.Join(FieldDescriptor.Separator, field.Options!.Take(2)),
                    FieldKind.Declaration => "oui",
                }
        );

    /// <summary>A wish for the open challenge of this place in alphabetical order.</summary>
    public async Task<WishText> WishAsync(int index)
    {
        var cohort = await ReadAsync(db => db.Cohorts.SingleAsync(found => found.IsCurrent));
        var open = await InAsync<OwnCandidature, IReadOnlyList<OpenChallenge>>(own =>
            own.OpenChallengesAsync(cohort.Id, CancellationToken.None)
        );
        return new WishText(open[index].Id, open[index].Profiles[0], "Ce que j’apporterais.");
    }

    public Task<Domain.Shared.Result<Guid>> StartAsync(Actor actor, string? slug = null, DateTimeOffset? at = null) =>
        InAsync<StartCandidature, Domain.Shared.Result<Guid>>(start =>
            start.ExecuteAsync(new StartCandidatureCommand(slug, at ?? DuringCall), actor, CancellationToken.None)
        );

    public async Task<Domain.Shared.Result> SaveAsync(
        Actor actor,
        string section,
        Dictionary<string, string> answers,
        int? version = null,
        DateTimeOffset? at = null
    )
    {
        var seen = version ?? (await FileAsync(actor))!.Candidature.Sections.SingleOrDefault(s => s.Key == section)?.Version ?? 0;
        return await InAsync<SaveSection, Domain.Shared.Result>(save =>
            save.ExecuteAsync(new SaveSectionCommand(section, answers, seen, at ?? DuringCall), actor, CancellationToken.None)
        );
    }

    public async Task<Domain.Shared.Result> SaveWishesAsync(
        Actor actor,
        IReadOnlyList<WishText> wishes,
        string? version = null,
        DateTimeOffset? at = null
    )
    {
        var seen = version ?? SaveWishes.VersionOf((await FileAsync(actor))!.Candidature.Wishes);
        return await InAsync<SaveWishes, Domain.Shared.Result>(save =>
            save.ExecuteAsync(new SaveWishesCommand(wishes, seen, at ?? DuringCall), actor, CancellationToken.None)
        );
    }

    public Task<Domain.Shared.Result<Document>> AttachAsync(
        Actor actor,
        DocumentKind kind,
        string name,
        byte[] content,
        DateTimeOffset? at = null
    ) =>
        InAsync<AttachDocument, Domain.Shared.Result<Document>>(attach =>
            attach.ExecuteAsync(
                new AttachDocumentCommand(kind, name, new MemoryStream(content), at ?? DuringCall),
                actor,
                CancellationToken.None
            )
        );

    public Task<Domain.Shared.Result<Snapshot>> SubmitAsync(Actor actor, string key = "cle", DateTimeOffset? at = null) =>
        InAsync<SubmitCandidature, Domain.Shared.Result<Snapshot>>(submit =>
            submit.ExecuteAsync(new SubmitCandidatureCommand(key, at ?? DuringCall), actor, CancellationToken.None)
        );

    public Task<Domain.Shared.Result> WithdrawAsync(Actor actor, DateTimeOffset? at = null) =>
        InAsync<WithdrawCandidature, Domain.Shared.Result>(withdraw =>
            withdraw.ExecuteAsync(new WithdrawCandidatureCommand(at ?? DuringCall), actor, CancellationToken.None)
        );

    public Task<CandidatureFile?> FileAsync(Actor actor) =>
        InAsync<OwnCandidature, CandidatureFile?>(own => own.FindAsync(actor, CancellationToken.None));

    private sealed class Known(Guid id) : ICurrentAccount
    {
        public Guid? Id => id;
    }
}
