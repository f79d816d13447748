using EigPortal.Domain.Candidatures;
using EigPortal.Services.Demo;
using EigPortal.Services.Identity;
using EigPortal.TestKit.Files;
using EigPortal.TestKit.Html;
using EigPortal.TestKit.Portal;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace EigPortal.Web.Tests.Candidates;

/// <summary>The portal with the real promotion 3, during its call.</summary>
public sealed class CandidatePortal : PortalFactory
{
    public const string DuringCall = "2018-10-08T10:00:00";
    public const string Password = "cheval agrafe batterie";
    private static readonly string PasswordHash = new PasswordHasher<Account>().HashPassword(new Account(), Password);
    private readonly CapturedLog log = new();
    private int people;

    public CandidatePortal() =>
        With("Accounts:RequireSecondFactor", "false")
            .WithServices(services => services.AddSingleton(LoggerFactory.Create(logging => logging.AddProvider(log))));

    /// <summary>Everything that the portal has logged so far.</summary>
    public string Log => log.Text;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        await InDatabaseAsync(db => Catalogue.ImportAsync(db, CancellationToken.None));
        await Clock.SetAsync(DuringCall);
    }

    /// <summary>Somebody signed in, with no candidature yet.</summary>
    public Task<(Browse Site, Account Account)> SomebodyAsync(string givenName = "Noé", string familyName = "Lefèvre") =>
        SignedInAsync(givenName, familyName, StaffRole.None);

    /// <summary>Somebody of the programme team, signed in.</summary>
    public async Task<Browse> StaffAsync() => (await SignedInAsync("Nour", "Lemaître", StaffRole.Staff)).Site;

    private async Task<(Browse Site, Account Account)> SignedInAsync(string givenName, string familyName, StaffRole role)
    {
        var email = $"personne-{Interlocked.Increment(ref people)}@exemple.fr";
        var account = new Account
        {
            Email = email,
            UserName = email,
            NormalizedEmail = email.ToUpperInvariant(),
            NormalizedUserName = email.ToUpperInvariant(),
            EmailConfirmed = true,
            PasswordHash = PasswordHash,
            SecurityStamp = Guid.NewGuid().ToString(),
            GivenName = givenName,
            FamilyName = familyName,
            StaffRole = role,
        };
        await InDatabaseAsync(async db =>
        {
            db.Add(account);
            await db.SaveChangesAsync();
        });
        var site = Browse();
        await site.SubmitAsync(await site.GetAsync("/connexion"), "Se connecter", ("Email", email), ("Password", Password));
        return (site, account);
    }

    /// <summary>Somebody who has started a candidature.</summary>
    public async Task<(Browse Site, Account Account)> CandidateAsync()
    {
        var (site, account) = await SomebodyAsync();
        var started = await site.SubmitAsync(await site.GetAsync("/candidature"), "Commencer ma candidature");
        Assert.Equal("/candidature", started.Path);
        return (site, account);
    }

    /// <summary>Somebody who has filled every section through the forms.</summary>
    public async Task<(Browse Site, Account Account)> CompleteAsync()
    {
        var (site, account) = await CandidateAsync();
        await FillAsync(site);
        return (site, account);
    }

    /// <summary>Fills every section, one wish and the CV of a candidature already started.</summary>
    public static async Task FillAsync(Browse site)
    {
        foreach (var section in CandidatureForm.Sections)
        {
            var saved = await site.SubmitAsync(
                await site.GetAsync($"/candidature/{section.Key}"),
                "Enregistrer et revenir à la liste",
                [.. section.Fields.Select(field => (field.Key, Answer(field)))]
            );
            Assert.Equal("/candidature", saved.Path);
        }

        var wishes = await site.GetAsync("/candidature/voeux");
        await site.SubmitAsync(
            wishes,
            "Enregistrer et revenir à la liste",
            ("Wish1", OptionOf(wishes, 1)),
            ("Contribution1", "Ce que j’apporterais.")
        );
        await AttachCvAsync(site, "cv.pdf", Pdf.Write("CV"));
    }

    public static async Task<Page> AttachCvAsync(Browse site, string name, byte[] content) =>
        await site.SubmitAsync(
            await site.GetAsync("/candidature/documents"),
            "Envoyer le CV",
            ("cv", new UploadedFile(name, "application/pdf", content))
        );

    public static async Task<Page> SubmitAsync(Browse site) =>
        await site.SubmitAsync(await site.GetAsync("/candidature/verifier"), "Déposer ma candidature");

    public static string OptionOf(Page wishes, int index) =>
        wishes.Document.QuerySelectorAll("#Wish1 option")[index].GetAttribute("value")!;

    public static object Answer(FieldDescriptor field) =>
        field.Kind switch
        {
            FieldKind.Text => $"Réponse {field.Key}",
            FieldKind.Tel => "06 12 34 56 78",
            FieldKind.Url => "https://exemple.fr/moi",
            FieldKind.LongText => $"Un texte long.\nPour {field.Key}.",
            FieldKind.SingleChoice => field.Options![^1],
            FieldKind.MultipleChoice => field.Options!.Take(2).ToArray(),
            FieldKind.Declaration => true,
        };
}
