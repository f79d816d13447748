using EigPortal.Browser.Tests.Browsers;
using EigPortal.Services.Demo;
using Microsoft.Playwright;

namespace EigPortal.Browser.Tests.Journeys;

/// <summary>Hands on the keyboard only: no pointer, no script that puts the focus anywhere.</summary>
[Collection(BrowserFixture.Collection)]
public sealed class KeyboardTests(BrowserFixture browsers)
{
    private const int FarEnough = 80;

    // The design system draws the focus of boxes on their label, and that of links of cards and of the header around the whole.
    private const string FocusIsVisible = """
        () => {
          const drawn = (element, part) => {
            const style = getComputedStyle(element, part);
            return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0;
          };
          const at = document.activeElement;
          const label = at.labels?.[0];
          return drawn(at) || drawn(at, "::before") || drawn(at, "::after") || (label != null && (drawn(label) || drawn(label, "::before")));
        }
        """;

    [Fact]
    public async Task Somebody_signs_in_and_saves_a_section_with_the_keyboard_alone()
    {
        var portal = await browsers.PortalAsync("appel");
        await using var home = await browsers.VisitorAsync(portal);
        var page = await home.NewPageAsync();
        await page.GotoAsync("/connexion?retour=/candidature/identite");

        // The first stop leads past the menus.
        await page.Keyboard.PressAsync("Tab");
        Assert.Equal("Contenu", await page.EvaluateAsync<string>("() => document.activeElement.innerText"));
        await page.Keyboard.PressAsync("Enter");
        Assert.Equal("content", await page.EvaluateAsync<string>("() => document.activeElement.id"));

        await GoToAsync(page, "[name=Email]");
        await page.Keyboard.TypeAsync(DemoAccounts.Candidate.Email);
        await GoToAsync(page, "[name=Password]");
        await page.Keyboard.TypeAsync(DemoAccounts.Password);
        await GoToAsync(page, "main button:not([type=button])");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync("**/candidature/identite");

        await GoToAsync(page, "[name=ville]");
        await page.Keyboard.PressAsync("Control+A");
        await page.Keyboard.TypeAsync("Saint-Nazaire");
        await GoToAsync(page, "button[value=liste]");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync("**/candidature");
        await page.GotoAsync("/candidature/identite");
        Assert.Equal("Saint-Nazaire", await page.InputValueAsync("[name=ville]"));
    }

    [Fact]
    public async Task After_a_refusal_the_summary_has_the_focus_and_leads_to_the_field()
    {
        var portal = await browsers.PortalAsync("appel");
        await using var home = await browsers.VisitorAsync(portal);
        var page = await home.NewPageAsync();
        await page.GotoAsync("/inscription");
        await GoToAsync(page, "main form button:not([type=button])");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForFunctionAsync("() => document.activeElement.matches('[data-portal-error-summary]')");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Enter");
        Assert.Equal("GivenName", await page.EvaluateAsync<string>("() => document.activeElement.name"));
    }

    private static async Task GoToAsync(IPage page, string selector)
    {
        for (var stop = 0; stop < FarEnough; stop++)
        {
            await page.Keyboard.PressAsync("Tab");
            Assert.True(await page.EvaluateAsync<bool>(FocusIsVisible), $"Focus invisible avant {selector}, arrêt {stop}.");
            if (await page.EvaluateAsync<bool>("selector => document.activeElement.matches(selector)", selector))
            {
                return;
            }
        }

        Assert.Fail($"{selector} n’est pas atteint avec la touche Tab.");
    }
}
