using EigPortal.Browser.Tests.Browsers;
using EigPortal.Domain.Candidatures;
using EigPortal.Services.Demo;
using Microsoft.EntityFrameworkCore;

namespace EigPortal.Browser.Tests.Journeys;

/// <summary>From the first visit to the preselection, in a real browser.</summary>
[Collection(BrowserFixture.Collection)]
public sealed class CandidatureJourneyTests(BrowserFixture browsers)
{
    // Nobody has applied in this scenario; the clock is moved to the call.
    private const string Scenario = "avant";
    private const string DuringCall = "2018-10-08T10:00:00";
    private const string AfterCall = "2018-10-16T09:00:00";

    [Fact]
    public async Task Somebody_applies_and_is_preselected_by_staff()
    {
        var portal = await browsers.PortalAsync(Scenario);
        await portal.Clock.SetAsync(DuringCall);
        await using var home = await browsers.VisitorAsync(portal);
        var candidate = new Visitor(portal, await home.NewPageAsync());
        await candidate.SignUpAsync("noe.parcours@exemple.fr");
        await candidate.FillCandidatureAsync();
        var number = await candidate.SubmitAsync();

        await portal.Clock.SetAsync(AfterCall);
        await using var office = await browsers.SignedInAsync(portal, DemoAccounts.Staff);
        var staff = new Visitor(portal, await office.NewPageAsync());
        await staff.Page.GotoAsync($"/admin/candidatures?q={number}");
        await staff.Page.Locator("main table a").First.ClickAsync();
        await staff.PressAsync("Déclarer recevable");
        await staff.PressAsync("Présélectionner");
        Assert.Equal(CandidatureState.Preselected, await StateAsync(portal, number));

        // The answer is under embargo until the results are public.
        await candidate.Page.GotoAsync("/candidature");
        Assert.StartsWith(
            "Votre candidature est en cours d’examen.",
            await candidate.Page.Locator("main .fr-alert--info").First.InnerTextAsync(),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Somebody_without_JavaScript_signs_up_fills_and_submits()
    {
        var portal = await browsers.PortalAsync(Scenario);
        await portal.Clock.SetAsync(DuringCall);
        await using var home = await browsers.VisitorAsync(portal, javaScript: false);
        var candidate = new Visitor(portal, await home.NewPageAsync());
        await candidate.SignUpAsync("noe.sans-script@exemple.fr");
        await candidate.FillCandidatureAsync();
        Assert.Equal(CandidatureState.Submitted, await StateAsync(portal, await candidate.SubmitAsync()));
    }

    private static Task<CandidatureState> StateAsync(DemoPortal portal, string number) =>
        portal.InDatabaseAsync(db =>
            db.Candidatures.Where(candidature => candidature.Number == number)
                .Select(candidature => candidature.State)
                .SingleAsync()
        );
}
