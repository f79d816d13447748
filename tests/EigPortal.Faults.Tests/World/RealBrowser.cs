using EigPortal.Browser.Tests.Browsers;
using Microsoft.Playwright;

namespace EigPortal.Faults.Tests.World;

/// <summary>A real Chromium, for the time of a test.</summary>
internal sealed class RealBrowser : IAsyncDisposable
{
    private readonly IPlaywright playwright;
    private readonly IBrowser browser;

    private RealBrowser(IPlaywright playwright, IBrowser browser) => (this.playwright, this.browser) = (playwright, browser);

    public static async Task<RealBrowser> LaunchAsync()
    {
        var path = Chromium.FindOrInstall();
        var playwright = await Playwright.CreateAsync();
        return new RealBrowser(
            playwright,
            await playwright.Chromium.LaunchAsync(new() { ExecutablePath = path, Args = Chromium.Arguments })
        );
    }

    /// <summary>A page of somebody else: its own cookies, its own device.</summary>
    public async Task<IPage> OpenAsync(Uri portal)
    {
        var context = await browser.NewContextAsync(
            new()
            {
                BaseURL = portal.ToString(),
                Locale = "fr-FR",
                TimezoneId = "Europe/Paris",
                ReducedMotion = ReducedMotion.Reduce,
            }
        );
        // The tests have their own limit: a fault may take longer than a page usually does.
        context.SetDefaultTimeout(120_000);
        return await context.NewPageAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await browser.DisposeAsync();
        playwright.Dispose();
    }
}
