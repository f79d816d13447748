using System.Text.RegularExpressions;
using EigPortal.Browser.Tests.Browsers;
using EigPortal.Services.Demo;
using Microsoft.Playwright;

namespace EigPortal.Browser.Tests.Journeys;

/// <summary>Somebody who has never seen the portal ends a selection with what the screens say: two readings, one hearing, one deliberation.</summary>
[Collection(BrowserFixture.Collection)]
public sealed class ConclusionJourneyTests(BrowserFixture browsers) : IAsyncLifetime
{
    /// <summary>Pages that a newcomer may need, signing in and out included.</summary>
    private const int MostViews = 40;

    private DemoPortal portal = null!;
    private IBrowserContext home = null!;
    private Visitor visitor = null!;
    private int views;

    public async Task InitializeAsync()
    {
        portal = await browsers.PortalAsync(DemoScenario.Conclusion.Name, "conclusion");
        home = await browsers.VisitorAsync(portal);
        visitor = new Visitor(portal, await home.NewPageAsync());
        visitor.Page.Response += (_, response) =>
            views += response.Request.IsNavigationRequest && response.Status is < 300 or >= 400 ? 1 : 0;
    }

    public async Task DisposeAsync() => await home.DisposeAsync();

    [Fact]
    public async Task Two_readings_a_hearing_and_a_deliberation_lead_to_published_results_in_forty_pages()
    {
        // The banner of the demo, on the first page that one meets.
        await visitor.Page.GotoAsync("/");
        await visitor.Page.ArriveAsync(() =>
            visitor.Page.GetByRole(AriaRole.Link, new() { Name = "Comptes et date" }).ClickAsync()
        );
        await StepAsync("Lire et noter les deux derniers dossiers", DemoAccounts.Juror);
        await visitor.FollowAsync("Ouvrir le dossier");
        await ReadAsync();
        await ReadAsync();
        await visitor.FollowAsync("Mes auditions");
        await HearAsync();
        await SignOutAsync();

        await StepAsync("Ouvrir la délibération", DemoAccounts.Staff);
        await visitor.PressAsync("Ouvrir cette phase");
        await visitor.FollowAsync("Délibérations");
        await DeliberateAsync();
        await SignOutAsync();

        await StepAsync("Valider la décision, puis préparer la publication", DemoAccounts.SecondStaff);
        await visitor.Page.ArriveAsync(() => visitor.Page.Locator("section[aria-labelledby=a-valider] a").First.ClickAsync());
        await visitor.PressAsync("Valider la décision");
        await visitor.FollowAsync("Résultats");
        await visitor.PressAsync("Préparer la publication");
        await SignOutAsync();

        await StepAsync("Confirmer la publication des résultats", DemoAccounts.Staff);
        await visitor.Page.FillAsync("[name=word]", "PUBLIER");
        await visitor.PressAsync("Confirmer la publication");
        await visitor.Page.ArriveAsync(() =>
            visitor.Page.GetByRole(AriaRole.Link, new() { Name = "Comptes et date" }).ClickAsync()
        );
        await visitor.Page.FillAsync("[name=At]", "2018-12-04T10:00");
        await visitor.PressAsync("Changer la date");
        await visitor.SeesAsync("La sélection est terminée et publiée.");
        await visitor.FollowAsync("Lire les résultats publiés");
        Assert.Contains("CibNAV", await visitor.TextAsync(), StringComparison.Ordinal);
        Assert.True(views <= MostViews, $"{views} pages vues, {MostViews} au plus.");
    }

    /// <summary>From the path, with the account that it names.</summary>
    private async Task StepAsync(string title, DemoPerson by)
    {
        await visitor.SeesAsync(by.Email);
        await visitor.FollowAsync(title);
        await visitor.Page.FillAsync("[name=Email]", by.Email);
        await visitor.Page.FillAsync("[name=Password]", DemoAccounts.Password);
        await visitor.PressAsync("Se connecter");
    }

    private async Task SignOutAsync()
    {
        await visitor.Page.ArriveAsync(() =>
            visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Se déconnecter" }).Locator("visible=true").First.ClickAsync()
        );
        await visitor.Page.ArriveAsync(() =>
            visitor.Page.GetByRole(AriaRole.Link, new() { Name = "Comptes et date" }).ClickAsync()
        );
    }

    private async Task ReadAsync()
    {
        await visitor.MarkAsync();
        await visitor.PressAsync("Relire et verrouiller");
        await visitor.PressAsync("Verrouiller la fiche");
    }

    private async Task HearAsync()
    {
        await visitor.Page.ArriveAsync(() =>
            visitor.Page.GetByRole(AriaRole.Button, new() { NameRegex = new Regex("^Commencer l’audition") }).ClickAsync()
        );
        await visitor.MarkAsync();
        await visitor.PressAsync("Terminer l’audition et verrouiller");
    }

    private async Task DeliberateAsync()
    {
        await visitor.FollowAsync("Délibération du jury de la promotion 3");
        foreach (var box in await visitor.Page.Locator("[name=present][type=checkbox]").AllAsync())
        {
            await box.CheckAsync(new() { Force = true });
        }

        await visitor.PressAsync("Ouvrir la séance");
        await visitor.Page.ArriveAsync(() => visitor.Page.Locator("section[aria-labelledby=a-voter] a").First.ClickAsync());
        await visitor.ChooseAsync("Retenue");
        var seat = visitor.Page.Locator("[name='Decision.PostId'] option").Filter(new() { HasText = "Vacant" });
        await visitor.Page.SelectOptionAsync("[name='Decision.PostId']", (await seat.First.GetAttributeAsync("value"))!);
        await visitor.Page.FillAsync("[name=For]", "5");
        await visitor.Page.FillAsync("[name=Against]", "0");
        await visitor.Page.FillAsync("[name=Abstained]", "0");
        await visitor.PressAsync("Enregistrer le vote");
        await visitor.PressAsync("Clore et sceller le procès-verbal");
    }
}
