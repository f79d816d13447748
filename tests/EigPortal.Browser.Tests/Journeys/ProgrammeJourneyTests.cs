using EigPortal.Browser.Tests.Browsers;
using EigPortal.Services.Demo;
using Microsoft.Playwright;

namespace EigPortal.Browser.Tests.Journeys;

/// <summary>The whole programme, from a published challenge to a signed contract, with the buttons and links that people see.</summary>
[Collection(BrowserFixture.Collection)]
public sealed class ProgrammeJourneyTests(BrowserFixture browsers) : IAsyncLifetime
{
    private const string Challenge = "Carnet de bord";
    private const string Post = "Designer de services";
    private const string CandidateEmail = "noe.parcours@exemple.fr";
    private const string JurorEmail = "ada.jury@exemple.fr";

    // Dates of promotion 3; only the clock moves, never a row.
    private const string DuringCall = "2018-10-08T10:00:00";
    private const string AfterCall = "2018-10-16T09:00:00";
    private const string AfterHearings = "2018-11-12T15:00:00";
    private const string BeforeResults = "2018-12-04T09:59:59";

    private readonly List<IBrowserContext> homes = [];
    private DemoPortal portal = null!;
    private Visitor staff = null!;
    private Visitor colleague = null!;
    private Visitor juror = null!;
    private Visitor candidate = null!;
    private string number = "";

    public async Task InitializeAsync()
    {
        portal = await browsers.PortalAsync("avant", "programme");
        staff = await SignedInAsync(DemoAccounts.Staff);
        colleague = await SignedInAsync(DemoAccounts.SecondStaff);
        juror = await VisitorAsync();
        candidate = await VisitorAsync();
    }

    public async Task DisposeAsync()
    {
        foreach (var home in homes)
        {
            await home.DisposeAsync();
        }
    }

    [Fact]
    public async Task A_challenge_is_published_somebody_applies_is_read_is_chosen_and_signs()
    {
        await StaffPublishAsync();
        await StaffInviteAJurorAsync();
        await portal.Clock.SetAsync(DuringCall);
        await SomebodyAppliesAsync();
        await portal.Clock.SetAsync(AfterCall);
        await TheFileIsCompletedAsync();
        await StaffScreenAndAssignAsync();
        await TheJurorReadsAsync();
        await portal.Clock.SetAsync(AfterHearings);
        await TwoPeopleDecideAsync();
        await TheCandidateAcceptsAsync();
        await TwoPeoplePublishTheResultsAsync();
        await TheContractIsSignedAsync();
    }

    private async Task StaffPublishAsync()
    {
        await staff.Page.GotoAsync("/admin");
        await staff.FollowAsync("Défis");
        await staff.FollowAsync("Créer un défi");
        await staff.FillAsync("Nom du défi", Challenge);
        await staff.Page.SelectOptionAsync("[name=HostId]", new SelectOptionValue { Index = 1 });
        await staff.Page.FillAsync("[name=Tagline]", "Un carnet partagé pour les agents qui accueillent le public");
        await staff.Page.FillAsync("[name=Problem]", "Chaque guichet tient le sien, sur papier.");
        await staff.PressAsync("Enregistrer");
        await staff.FollowAsync("Ajouter un poste");
        await staff.SelectAsync("Profil", "Design");
        await staff.Page.FillAsync("[name=Label]", Post);
        await staff.PressAsync("Enregistrer le poste");
        await staff.PressAsync("Publier");
        await staff.FollowAsync("Voir la page publique");
        Assert.Equal(Challenge, await staff.HeadingAsync());
    }

    private async Task StaffInviteAJurorAsync()
    {
        await staff.Page.GotoAsync("/admin");
        await staff.FollowAsync("Personnes");
        await staff.FollowAsync("Inviter une personne");
        await staff.Page.FillAsync("[name=Email]", JurorEmail);
        await staff.ChooseAsync("Membre du jury");
        await staff.PressAsync("Envoyer l’invitation");
        await juror.OpenMailAsync(JurorEmail, "/invitation/");
        await juror.FillNameAsync("Ada", "Morel");
        await juror.PressAsync("Créer mon compte et accepter");
        Assert.Equal("Charte du jury", await juror.HeadingAsync());
        await juror.ChooseAsync("J’ai lu cette charte et je m’engage à la respecter.");
        await juror.PressAsync("Entrer dans l’espace du jury");
        Assert.Contains("Aucun dossier ne vous est confié pour l’instant.", await juror.TextAsync(), StringComparison.Ordinal);
    }

    private async Task SomebodyAppliesAsync()
    {
        await candidate.Page.GotoAsync("/");
        await candidate.FollowAsync("Choisir un défi");
        await candidate.FollowAsync(Challenge);
        await candidate.FollowAsync("Candidater à ce défi");
        await candidate.FollowAsync("Créer un compte");
        await candidate.FillAccountAsync(CandidateEmail);
        Assert.Contains($"Le défi « {Challenge} »", await candidate.TextAsync(), StringComparison.Ordinal);
        await candidate.FillCandidatureAsync();
        number = await candidate.SubmitAsync();
        Assert.StartsWith("EIG3-", number, StringComparison.Ordinal);
    }

    private async Task TheFileIsCompletedAsync()
    {
        await staff.Page.GotoAsync("/admin");
        await staff.FollowAsync("Candidatures");
        await staff.FollowAsync(number);
        await staff.FollowAsync("Demander un complément à cette personne");
        await staff.ChooseAsync("CV");
        await staff.Page.FillAsync("[name='Ask.Reason']", "La deuxième page du CV est illisible.");
        await staff.Page.FillAsync("[name='Ask.Until']", "2018-10-19T17:00");
        await staff.PressAsync("Demander ce complément");

        await candidate.OpenMailAsync(CandidateEmail, "/candidature/complement");
        Assert.Equal("Complément demandé", await candidate.HeadingAsync());
        await candidate.SeesAsync("Il reste 3 jours");
        Assert.Contains("La deuxième page du CV est illisible.", await candidate.TextAsync(), StringComparison.Ordinal);
        await candidate.AttachAsync("input[name=cv]", "cv-lisible.pdf", "Noé Lefèvre, développement, page 2");
        await candidate.PressAsync("Joindre le CV");
        await candidate.PressAsync("Vérifier avant d’envoyer");
        await candidate.PressAsync("Envoyer mon complément");
        Assert.Equal("Complément reçu", await candidate.HeadingAsync());
    }

    private async Task StaffScreenAndAssignAsync()
    {
        await staff.Page.GotoAsync("/admin");
        await staff.FollowAsync("Candidatures");
        await staff.FollowAsync(number);
        await staff.PressAsync("Déclarer recevable");
        await staff.PressAsync("Présélectionner");
        await staff.FollowAsync("Jury et lectures");
        await staff.FollowAsync("Confier des lectures à la main");
        await staff.ChooseAsync($"Choisir {number}, Noé Lefèvre");
        await staff.ChooseAsync("Ada Morel");
        await staff.PressAsync("Voir l’aperçu");
        // Both have their mailbox at the same place: a tie is proposed, and whoever goes on says why.
        await staff.Page.FillAsync("[name=Reason]", "Une messagerie partagée par des milliers de personnes.");
        await staff.PressAsync("Confier ces lectures");
        Assert.Equal("Lectures confiées", await staff.HeadingAsync());

        // What was decided stays between staff until the results are public.
        await candidate.Page.GotoAsync("/candidature");
        Assert.Contains("Votre candidature est en cours d’examen.", await candidate.TextAsync(), StringComparison.Ordinal);
    }

    private async Task TheJurorReadsAsync()
    {
        await juror.OpenMailAsync(JurorEmail, "/admin/jury");
        await juror.FollowAsync("Ouvrir le dossier");
        for (var criterion = 0; criterion < 5; criterion++)
        {
            var mark = juror.Page.Locator("fieldset:has([data-portal-mark])").Nth(criterion).GetByLabel("3").First;
            await juror.Page.ClickAsync($"label[for='{await mark.GetAttributeAsync("id")}']");
        }

        await juror.ChooseAsync("Favorable");
        await juror.PressAsync("Relire et verrouiller");
        Assert.Contains("15,00", await juror.TextAsync(), StringComparison.Ordinal);
        await juror.PressAsync("Verrouiller la fiche");
    }

    private async Task TwoPeopleDecideAsync()
    {
        await staff.FollowAsync("Classements");
        await staff.Page.Locator("main table a").Filter(new() { HasText = Challenge }).ClickAsync();
        var row = await staff.Page.Locator("main tbody tr").First.InnerTextAsync();
        Assert.Contains(number, row, StringComparison.Ordinal);
        Assert.Contains("15,00", row, StringComparison.Ordinal);
        await staff.FollowAsync("Décisions");
        await staff.FollowAsync($"{number}, Noé Lefèvre");
        await staff.ChooseAsync("Retenue");
        var seat = await staff
            .Page.Locator("main [name=PostId] option")
            .Filter(new() { HasText = Post })
            .GetAttributeAsync("value");
        await staff.Page.SelectOptionAsync("[name=PostId]", seat!);
        await staff.PressAsync("Enregistrer");
        Assert.Contains("une autre personne doit la valider", await staff.TextAsync(), StringComparison.Ordinal);

        await colleague.Page.GotoAsync("/admin/decisions");
        await colleague.FollowAsync($"{number}, Noé Lefèvre");
        await colleague.PressAsync("Valider la décision");
        Assert.Contains("Proposition : ", await colleague.TextAsync(), StringComparison.Ordinal);
    }

    private async Task TheCandidateAcceptsAsync()
    {
        await candidate.OpenMailAsync(CandidateEmail, "/candidature");
        if (await candidate.HeadingAsync() == "Ma candidature")
        {
            await candidate.FollowAsync("Lire la proposition et répondre");
        }

        await candidate.FollowAsync("Accepter");
        await candidate.Page.Locator("[name=IsNamed][type=checkbox]").CheckAsync(new() { Force = true });
        await candidate.Page.FillAsync("[name=PublicName]", "Noé Lefèvre");
        await candidate.PressAsync("Confirmer mon acceptation");
        Assert.Contains("Nom publié avec l’équipe : Noé Lefèvre.", await candidate.TextAsync(), StringComparison.Ordinal);
    }

    private async Task TwoPeoplePublishTheResultsAsync()
    {
        await staff.FollowAsync("Résultats");
        await staff.PressAsync("Préparer la publication");
        await colleague.FollowAsync("Résultats");
        await colleague.Page.FillAsync("[name=word]", "PUBLIER");
        await colleague.PressAsync("Confirmer la publication");

        await using var home = await browsers.VisitorAsync(portal);
        var reader = new Visitor(portal, await home.NewPageAsync());
        await portal.Clock.SetAsync(BeforeResults);
        await reader.Page.GotoAsync("/promotions/3");
        Assert.DoesNotContain("Noé Lefèvre", await reader.TextAsync(), StringComparison.Ordinal);
        await portal.Clock.FreezeAsync(portal.Clock.Now.AddSeconds(1));
        await reader.Page.ReloadAsync();
        Assert.Contains("Noé Lefèvre", await reader.TextAsync(), StringComparison.Ordinal);
    }

    private async Task TheContractIsSignedAsync()
    {
        await staff.FollowAsync("Promotion");
        await staff.PressAsync("Préparer le contrat de Noé Lefèvre");
        await staff.PressAsync("Générer une version du document");
        var document = staff.Page.Locator("main a[href*='/documents/']").First;
        var download = await staff.Page.RunAndWaitForDownloadAsync(() => document.ClickAsync());
        Assert.EndsWith(".docx", download.SuggestedFilename, StringComparison.Ordinal);
        await staff.PressAsync("Envoyer pour signature");
        await staff.AttachAsync("input[name=File]", "contrat-signe.pdf", "Contrat signé");
        await staff.PressAsync("Enregistrer la copie signée");
        Assert.Equal("SIGNÉ", (await staff.Page.Locator("main .fr-badge").First.InnerTextAsync()).ToUpperInvariant());
        await candidate.Page.GotoAsync("/candidature/contrat");
        Assert.Contains("Signé", await candidate.TextAsync(), StringComparison.OrdinalIgnoreCase);
    }

    private async Task<Visitor> SignedInAsync(DemoPerson person)
    {
        var home = await browsers.SignedInAsync(portal, person);
        homes.Add(home);
        return new Visitor(portal, await home.NewPageAsync());
    }

    private async Task<Visitor> VisitorAsync()
    {
        var home = await browsers.VisitorAsync(portal);
        homes.Add(home);
        return new Visitor(portal, await home.NewPageAsync());
    }
}
