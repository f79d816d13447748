using EigPortal.Browser.Tests.Browsers;
using EigPortal.Services.Candidatures;
using EigPortal.TestKit.Portal;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace EigPortal.Browser.Tests.Journeys;

/// <summary>What happens to words when something goes wrong in the middle of a sentence (B1, B2, E2).</summary>
[Collection(BrowserFixture.Collection)]
public sealed class DraftJourneyTests(BrowserFixture browsers)
{
    private const string Scenario = "avant";
    private const string DuringCall = "2018-10-08T10:00:00";
    private const string Form = "/candidature/parcours";

    [Fact]
    public async Task E2_words_typed_offline_stay_on_the_device_and_leave_when_the_network_is_back()
    {
        var (portal, context, visitor) = await StartAsync("hors-connexion");
        await using var home = context;
        await visitor.Page.GotoAsync(Form);
        await context.SetOfflineAsync(true);
        await visitor.TypeAsync("projet", "Écrit dans un train.");
        await visitor.SeesAsync("Hors connexion : vos réponses sont gardées sur cet appareil");
        // The plain save waits too, instead of leaving for an error page of the browser.
        await visitor.ClickAsync("Enregistrer et continuer");
        Assert.EndsWith(Form, visitor.Page.Url, StringComparison.Ordinal);
        await context.SetOfflineAsync(false);
        await visitor.SeesAsync("Enregistré à 10 h");
        Assert.Equal("Écrit dans un train.", await StoredAsync(portal, "hors-connexion"));
        Assert.Equal(0, await visitor.KeptOnDeviceAsync());
    }

    [Fact]
    public async Task E2_words_that_never_left_come_back_after_the_page_is_closed()
    {
        var (portal, context, visitor) = await StartAsync("onglet-ferme");
        await using var home = context;
        await visitor.Page.GotoAsync(Form);
        await context.RouteAsync("**/brouillon", route => route.AbortAsync());
        await visitor.TypeAsync("projet", "Pas encore parti.");
        await visitor.SeesAsync("Le portail ne répond pas");
        await visitor.Page.CloseAsync();
        await context.UnrouteAllAsync();

        var later = new Visitor(portal, await context.NewPageAsync());
        await later.Page.GotoAsync(Form);
        Assert.Equal("Pas encore parti.", await later.Page.InputValueAsync("#projet"));
        await later.PressAsync("Enregistrer et continuer");
        Assert.Equal("Pas encore parti.", await StoredAsync(portal, "onglet-ferme"));
    }

    [Fact]
    public async Task E2_words_typed_for_a_question_retired_meanwhile_are_kept_and_their_owner_is_told()
    {
        const string Page = "/candidature/disponibilite";
        var (portal, context, visitor) = await StartAsync("question-retiree", own: "question-retiree");
        await using var home = context;
        await visitor.Page.GotoAsync(Page);
        await context.RouteAsync("**/brouillon", route => route.AbortAsync());
        await visitor.TypeAsync("moyens", "Un écran.");
        await visitor.SeesAsync("Le portail ne répond pas");
        var open = new Visitor(portal, await context.NewPageAsync());
        await open.Page.GotoAsync("/candidature/identite");
        await portal.InScopeAsync(async services =>
        {
            var writing = services.GetRequiredService<FormWriting>();
            var published = await writing.ActAsync(
                (await writing.DeskAsync(CancellationToken.None)).Token,
                (draft, moment) =>
                    draft.Retire("moyens", moment) is { IsOk: false } refused ? refused
                    : draft.Retire("site", moment) is { IsOk: false } kept ? kept
                    : draft.Publish("Demandé plus tard.", moment),
                CancellationToken.None
            );
            Assert.Empty(published.Errors);
        });

        // Words that never left come back under a question that the page no longer asks, then leave. A page that is closed sends them
        // one last time, which may succeed: this one dies.
        await DieAsync(context, visitor.Page);
        await context.UnrouteAllAsync();
        var later = new Visitor(portal, await context.NewPageAsync());
        await later.Page.GotoAsync(Page);
        await later.SeesAsync("Cette question n’est plus posée");
        Assert.Equal("Un écran.", await later.Page.InputValueAsync("#moyens"));
        await later.SeesAsync("Enregistré à 10 h");
        Assert.Equal("Un écran.", await StoredAsync(portal, "question-retiree", "disponibilite", "moyens"));
        Assert.Equal(0, await later.KeptOnDeviceAsync());

        // A page still open is told, and its words are stored as it asked them.
        await open.TypeAsync("site", "https://exemple.fr/moi");
        await open.SeesAsync("Le formulaire a changé");
        await open.SeesAsync("Voir le nouveau formulaire");
        Assert.Equal("https://exemple.fr/moi", await StoredAsync(portal, "question-retiree", "identite", "site"));
    }

    [Fact]
    public async Task B1_an_expired_session_leads_to_signing_in_and_back_to_the_same_field_with_its_words()
    {
        var (portal, context, visitor) = await StartAsync("session");
        await using var home = context;
        await visitor.Page.GotoAsync(Form);
        await context.ClearCookiesAsync(new() { Name = "eig.session" });
        await visitor.TypeAsync("projet", "Écrit après la fin de la session.");
        await visitor.SeesAsync("Session expirée : reconnectez-vous");
        await visitor.Page.GetByRole(AriaRole.Link, new() { Name = "Se reconnecter" }).ClickAsync();
        await visitor.SignInAsync(Email("session"));
        Assert.EndsWith($"{Form}#projet", visitor.Page.Url, StringComparison.Ordinal);
        Assert.Equal("Écrit après la fin de la session.", await visitor.Page.InputValueAsync("#projet"));
        Assert.Equal("projet", await visitor.Page.EvaluateAsync<string>("() => document.activeElement.id"));
        await visitor.SeesAsync("Enregistré à 10 h");
        Assert.Equal("Écrit après la fin de la session.", await StoredAsync(portal, "session"));
    }

    [Fact]
    public async Task B1_a_plain_save_after_the_end_of_the_session_loses_nothing_either()
    {
        var (portal, context, visitor) = await StartAsync("session-bouton");
        await using var home = context;
        await visitor.Page.GotoAsync(Form);
        await visitor.Page.FillAsync("#projet", "Enregistré trop tard.");
        await context.ClearCookiesAsync(new() { Name = "eig.session" });
        await visitor.PressAsync("Enregistrer et continuer");
        await visitor.SignInAsync(Email("session-bouton"));
        Assert.Equal("Enregistré trop tard.", await visitor.Page.InputValueAsync("#projet"));
        await visitor.SeesAsync("Enregistré à 10 h");
        Assert.Equal("Enregistré trop tard.", await StoredAsync(portal, "session-bouton"));
    }

    [Fact]
    public async Task B1_nobody_finds_the_words_of_somebody_else_on_the_same_device()
    {
        var (portal, context, visitor) = await StartAsync("premiere");
        await using var home = context;
        await visitor.Page.GotoAsync(Form);
        await context.ClearCookiesAsync(new() { Name = "eig.session" });
        await visitor.TypeAsync("projet", "Ne regarde que moi.");
        await visitor.SeesAsync("Session expirée : reconnectez-vous");

        await visitor.SignUpAsync(Email("seconde"));
        await visitor.PressAsync("Commencer ma candidature");
        await visitor.Page.GotoAsync(Form);
        Assert.Equal("", await visitor.Page.InputValueAsync("#projet"));
        Assert.Equal(1, await visitor.KeptOnDeviceAsync());
        Assert.Null(await StoredAsync(portal, "seconde"));
    }

    [Fact]
    public async Task B2_the_second_tab_stops_says_so_and_lets_choose_per_question()
    {
        var (portal, context, first) = await StartAsync("deux-onglets");
        await using var home = context;
        await first.Page.GotoAsync(Form);
        var second = new Visitor(portal, await context.NewPageAsync());
        await second.Page.GotoAsync(Form);
        await first.TypeAsync("projet", "Premier onglet");
        await first.SeesAsync("Enregistré à 10 h");
        await second.TypeAsync("projet", "Second onglet");
        await second.SeesAsync("Rubrique enregistrée ailleurs");
        Assert.Equal("Premier onglet", await StoredAsync(portal, "deux-onglets"));

        await second.PressAsync("Comparer les deux versions");
        Assert.Equal(["Premier onglet", "Second onglet"], await second.Page.Locator(".portal-version").AllInnerTextsAsync());
        await second.PressAsync("Garder ces versions");
        Assert.Equal("Second onglet", await StoredAsync(portal, "deux-onglets"));
        Assert.Equal(0, await second.KeptOnDeviceAsync());
    }

    [Fact]
    public async Task E2_the_back_button_shows_what_was_saved_last()
    {
        var (_, context, visitor) = await StartAsync("retour");
        await using var home = context;
        await visitor.Page.GotoAsync(Form);
        await visitor.TypeAsync("projet", "Avant de partir");
        await visitor.PressAsync("Enregistrer et continuer");
        await visitor.Page.GoBackAsync();
        Assert.Equal("Avant de partir", await visitor.Page.InputValueAsync("#projet"));
        Assert.False(await visitor.Page.Locator("[data-portal-kept]").IsVisibleAsync());
    }

    [Theory]
    [InlineData(429)]
    [InlineData(503)]
    [InlineData(400)]
    public async Task E2_a_refusal_of_the_network_or_of_the_portal_is_tried_again(int status)
    {
        var (portal, context, visitor) = await StartAsync($"refus-{status}");
        await using var home = context;
        await visitor.Page.GotoAsync(Form);
        var refused = 0;
        await context.RouteAsync(
            "**/brouillon",
            route =>
                refused++ == 0
                    ? route.FulfillAsync(
                        new()
                        {
                            Status = status,
                            Headers = new Dictionary<string, string> { ["Retry-After"] = "1" },
                        }
                    )
                    : route.ContinueAsync()
        );
        await visitor.TypeAsync("projet", "Têtu.");
        await visitor.SeesAsync("Enregistré à 10 h");
        Assert.Equal("Têtu.", await StoredAsync(portal, $"refus-{status}"));
    }

    [Fact]
    public async Task E2_a_section_is_filled_and_saved_with_the_keyboard_alone()
    {
        var (portal, context, visitor) = await StartAsync("clavier");
        await using var home = context;
        var keys = visitor.Page.Keyboard;
        await visitor.Page.GotoAsync("/candidature/identite");
        await visitor.Page.FocusAsync("#prenom");
        await keys.PressAsync("Tab");
        await keys.PressAsync("Tab");
        await keys.TypeAsync("06 12 34 56 78");
        await keys.PressAsync("Tab");
        await keys.TypeAsync("Nouméa");
        await keys.PressAsync("Tab");
        await keys.PressAsync("Tab");
        Assert.Equal(
            "Enregistrer et continuer",
            await visitor.Page.EvaluateAsync<string>("() => document.activeElement.textContent")
        );
        await keys.PressAsync("Enter");
        await visitor.Page.WaitForURLAsync("**/candidature/eligibilite");
        Assert.Equal("Nouméa", await StoredAsync(portal, "clavier", "identite", "ville"));
    }

    [Fact]
    public async Task E1_the_last_hour_is_counted_from_the_portal_s_time_whatever_the_device_believes()
    {
        var (portal, context, visitor) = await StartAsync("compte-a-rebours");
        await using var home = context;
        // The clock of the device is years away, as Chromium's own clock is from October 2018.
        await visitor.Page.GotoAsync(Form);
        Assert.False(await visitor.Page.Locator("[data-portal-countdown]").IsVisibleAsync());
        await portal.Clock.TickFromAsync(ClockControl.Instant("2018-10-15T16:59:55"));
        await visitor.Page.GotoAsync(Form);
        await visitor.SeesAsync("L’appel est clos.");
        await visitor.TypeAsync("projet", "Trop tard, et gardé.");
        await visitor.SeesAsync("Votre brouillon le garde, et il ne compte pas dans votre candidature.");
        Assert.Equal("Trop tard, et gardé.", await StoredAsync(portal, "compte-a-rebours"));
    }

    [Fact]
    public async Task B13_a_double_click_on_submit_makes_one_submission()
    {
        var (portal, context, visitor) = await StartAsync("double-clic");
        await using var home = context;
        await visitor.FillSectionsAsync();
        await visitor.Page.GotoAsync("/candidature/verifier");
        await visitor.Page.Locator("main").GetByRole(AriaRole.Button, new() { Name = "Déposer ma candidature" }).DblClickAsync();
        await visitor.Page.WaitForURLAsync("**/candidature/depot/1");
        var email = Email("double-clic");
        Assert.Equal(
            1,
            await portal.InDatabaseAsync(db =>
                db.Snapshots.CountAsync(snapshot =>
                    db.Candidatures.Any(c =>
                        c.Id == snapshot.CandidatureId
                        && db.Candidates.Any(p =>
                            p.Id == c.CandidateId && db.Accounts.Any(a => a.Id == p.AccountId && a.Email == email)
                        )
                    )
                )
            )
        );
    }

    [Fact]
    public async Task B13_a_submission_that_finds_nobody_is_sent_again_by_the_page_with_the_same_key()
    {
        var (portal, context, visitor) = await StartAsync("depot-coupe");
        await using var home = context;
        await visitor.FillSectionsAsync();
        await visitor.Page.GotoAsync("/candidature/verifier");
        var key = await visitor.Page.GetAttributeAsync("[name=cle]", "value");
        var attempts = 0;
        await context.RouteAsync(
            "**/candidature/deposer",
            async route =>
            {
                switch (++attempts)
                {
                    case 1:
                        await route.AbortAsync();
                        break;
                    case 2:
                        // Arrives, and its answer is lost: only the key tells that it is the same.
                        await route.FetchAsync(new() { MaxRedirects = 0 });
                        await route.AbortAsync();
                        break;
                    default:
                        await route.ContinueAsync();
                        break;
                }
            }
        );
        await visitor.ClickAsync("Déposer ma candidature");
        await visitor.SeesAsync("votre dépôt n’est pas encore confirmé");
        await visitor.Page.WaitForURLAsync("**/candidature/depot/1");
        Assert.Equal(3, attempts);
        Assert.Equal(
            [1],
            await portal.InDatabaseAsync(db =>
                db.Snapshots.Where(snapshot => snapshot.SubmissionKey == key).Select(snapshot => snapshot.Sequence).ToListAsync()
            )
        );
    }

    /// <summary>The page stops at once, as when the device runs out of memory: nothing of it runs any more.</summary>
    private static async Task DieAsync(IBrowserContext context, IPage page)
    {
        var died = new TaskCompletionSource();
        page.Crash += (_, _) => died.TrySetResult();
        var devTools = await context.NewCDPSessionAsync(page);
        // Never answered: who would?
        _ = devTools.SendAsync("Page.crash");
        await died.Task.WaitAsync(TimeSpan.FromSeconds(30));
        await page.CloseAsync();
    }

    private static string Email(string name) => $"{name}@brouillon.exemple.fr";

    private async Task<(DemoPortal Portal, IBrowserContext Context, Visitor Visitor)> StartAsync(string name, string own = "")
    {
        var portal = await browsers.PortalAsync(Scenario, own);
        await portal.Clock.SetAsync(DuringCall);
        var context = await browsers.VisitorAsync(portal);
        var visitor = new Visitor(portal, await context.NewPageAsync());
        await visitor.SignUpAsync(Email(name));
        await visitor.PressAsync("Commencer ma candidature");
        return (portal, context, visitor);
    }

    private static async Task<string?> StoredAsync(
        DemoPortal portal,
        string name,
        string section = "parcours",
        string question = "projet"
    )
    {
        var email = Email(name);
        var found = await portal.InDatabaseAsync(db =>
            db.Candidatures.Include(c => c.Sections)
                .SingleAsync(c =>
                    db.Candidates.Any(p => p.Id == c.CandidateId && db.Accounts.Any(a => a.Id == p.AccountId && a.Email == email))
                )
        );
        return found.AnswersOf(section).GetValueOrDefault(question);
    }
}
