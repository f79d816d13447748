using EigPortal.Services.Demo;
using Microsoft.Playwright;

namespace EigPortal.Browser.Tests.Browsers;

/// <summary>One browser and one portal per scenario for all the tests of this project, made when first asked for.</summary>
public sealed class BrowserFixture : IAsyncLifetime
{
    public const string Collection = "navigateur";

    private readonly Dictionary<string, DemoPortal> portals = [];
    private IPlaywright? playwright;
    private IBrowser? browser;

    private IBrowser Browser => browser ?? throw new InvalidOperationException("Le navigateur n’est pas encore lancé.");

    public async Task InitializeAsync()
    {
        var path = Chromium.FindOrInstall();
        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(
            new BrowserTypeLaunchOptions { ExecutablePath = path, Args = Chromium.Arguments }
        );
    }

    /// <summary>The portal in a scenario of the demo. Tests that change its data use a scenario of their own.</summary>
    public async Task<DemoPortal> PortalAsync(string scenario)
    {
        if (!portals.TryGetValue(scenario, out var portal))
        {
            portal = new DemoPortal(scenario);
            await portal.InitializeAsync();
            portals[scenario] = portal;
        }

        return portal;
    }

    /// <summary>A new visitor: no cookie, French, in Paris.</summary>
    public Task<IBrowserContext> VisitorAsync(DemoPortal portal, bool javaScript = true) =>
        Browser.NewContextAsync(
            new BrowserNewContextOptions
            {
                BaseURL = portal.Address.ToString(),
                Locale = "fr-FR",
                TimezoneId = "Europe/Paris",
                JavaScriptEnabled = javaScript,
                ReducedMotion = ReducedMotion.Reduce,
            }
        );

    /// <summary>Signs a person of the demo in, through the form.</summary>
    public async Task<IBrowserContext> SignedInAsync(DemoPortal portal, DemoPerson person)
    {
        var context = await VisitorAsync(portal);
        var page = await context.NewPageAsync();
        await page.GotoAsync("/connexion");
        await page.FillAsync("[name=Email]", person.Email);
        await page.FillAsync("[name=Password]", DemoAccounts.Password);
        await page.Locator("main").GetByRole(AriaRole.Button, new() { Name = "Se connecter", Exact = true }).ClickAsync();
        await page.WaitForURLAsync(url => !url.EndsWith("/connexion", StringComparison.Ordinal));
        await page.CloseAsync();
        return context;
    }

    public async Task DisposeAsync()
    {
        foreach (IAsyncLifetime portal in portals.Values)
        {
            await portal.DisposeAsync();
        }

        if (browser is not null)
        {
            await browser.DisposeAsync();
        }

        playwright?.Dispose();
    }
}

/// <summary>The tests that share the browser, one after the other: two at once would only wait for each other.</summary>
[CollectionDefinition(BrowserFixture.Collection)]
public sealed class BrowserCollection : ICollectionFixture<BrowserFixture>;
