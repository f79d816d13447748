using EigPortal.Browser.Tests.Browsers;
using EigPortal.Domain.Candidatures;
using Microsoft.EntityFrameworkCore;

namespace EigPortal.Browser.Tests.Journeys;

/// <summary>What must work in the poorest browser.</summary>
[Collection(BrowserFixture.Collection)]
public sealed class CandidatureJourneyTests(BrowserFixture browsers)
{
    [Fact]
    public async Task Somebody_without_JavaScript_signs_up_fills_and_submits()
    {
        var portal = await browsers.PortalAsync("avant", "parcours");
        await portal.Clock.SetAsync("2018-10-08T10:00:00");
        await using var home = await browsers.VisitorAsync(portal, javaScript: false);
        var candidate = new Visitor(portal, await home.NewPageAsync());
        await candidate.SignUpAsync("noe.sans-script@exemple.fr");
        await candidate.FillCandidatureAsync();
        var number = await candidate.SubmitAsync();
        var state = await portal.InDatabaseAsync(db =>
            db.Candidatures.Where(candidature => candidature.Number == number)
                .Select(candidature => candidature.State)
                .SingleAsync()
        );
        Assert.Equal(CandidatureState.Submitted, state);
    }
}
