using EigPortal.Faults.Tests.World;
using EigPortal.TestKit.Files;
using Microsoft.Playwright;

namespace EigPortal.Faults.Tests.Candidates;

/// <summary>
/// A candidate in Chromium: types, chooses a file, presses the button. What has no answer is tried again by the page itself; the person
/// only reloads a page that did not open, and presses again when the page asks for it.
/// </summary>
internal sealed class PageCandidate : IDisposable
{
    private const string Kept = "() => Object.keys(localStorage).filter(key => key.startsWith('portal-brouillon/')).length === 0";

    private readonly FaultyPortal portal;
    private readonly IPage page;
    private readonly ClientCandidate same;

    private PageCandidate(FaultyPortal portal, IPage page, ClientCandidate same) =>
        (this.portal, this.page, this.same) = (portal, page, same);

    public Ledger Ledger => same.Ledger;

    /// <summary>Signed in, with a candidature that lacks nothing.</summary>
    public static async Task<PageCandidate> StartAsync(FaultyPortal portal, RealBrowser browser, CancellationToken ct)
    {
        var same = await ClientCandidate.StartAsync(portal, ct);
        await same.FillAsync(0, ct);
        var candidate = new PageCandidate(portal, await browser.OpenAsync(portal.Address), same);
        await candidate.OpenAsync("/connexion");
        await candidate.page.FillAsync("[name=Email]", same.Ledger.Email);
        await candidate.page.FillAsync("[name=Password]", FaultyPortal.Password);
        await candidate.page.ClickAsync("main button:not([type=button])");
        await candidate.page.WaitForURLAsync(url => !url.Contains("/connexion", StringComparison.Ordinal));
        return candidate;
    }

    /// <summary>Writes, replaces the CV, submits.</summary>
    public async Task RoundAsync(int round, CancellationToken ct)
    {
        await WriteAsync(round);
        await ReplaceCvAsync(round);
        await SubmitAsync(ct);
    }

    public Task ReadBackAsync(CancellationToken ct) => same.ReadBackAsync(ct);

    public void Dispose() => same.Dispose();

    private async Task WriteAsync(int round)
    {
        await OpenAsync("/candidature/parcours");
        Assert.Equal(Ledger.Answers["parcours.projet"], await page.InputValueAsync("#projet"));
        var words = ClientCandidate.Words(Ledger.Email, "projet", round);
        await page.FillAsync("#projet", "");
        await page.Locator("#projet").PressSequentiallyAsync(words);
        // The device lets go of the words once the portal has acknowledged them, and not before.
        await page.WaitForFunctionAsync(Kept);
        Assert.Equal("saved", await page.Locator("[data-portal-dock]").GetAttributeAsync("data-state"));
        Ledger.Keep("parcours", [KeyValuePair.Create("projet", words)]);
        portal.Weather.Acknowledge();
    }

    private async Task ReplaceCvAsync(int round)
    {
        var cv = Pdf.Heavy($"{Ledger.Email} {round}", Ordeal.Asked.DocumentLength);
        var name = $"cv-{round}.pdf";
        await OpenAsync("/candidature/documents");
        var sent = page.GetByRole(AriaRole.Link, new() { Name = name });
        var asksAgain = page.Locator("#cv-messages .fr-message--error");
        for (var isThere = false; !isThere; isThere = await sent.CountAsync() > 0)
        {
            await page.SetInputFilesAsync(
                "input[name=cv]",
                new FilePayload
                {
                    Name = name,
                    MimeType = "application/pdf",
                    Buffer = cv,
                }
            );
            await page.ClickAsync("text=Envoyer le CV");
            await ArriveAsync("/candidature/documents", sent.Or(asksAgain));
        }

        Ledger.DocumentSha256 = Ledger.Hash(cv);
        portal.Weather.Acknowledge();
    }

    private async Task SubmitAsync(CancellationToken ct)
    {
        await OpenAsync("/candidature/verifier");
        var key = await page.GetAttributeAsync("[name=cle]", "value");
        await page.Locator("[data-portal-submission] button").ClickAsync();
        var sequence = Ledger.Submissions.Count + 1;
        await ArriveAsync($"/candidature/depot/{sequence}", page.Locator("#empreinte"));
        var announced = (await page.InnerTextAsync("#empreinte")).Trim();
        Assert.Equal(announced, await same.ReadReceiptAsync(sequence, ct));
        Ledger.Submitted(key!, sequence, announced);
        portal.Weather.Acknowledge();
    }

    /// <summary>Opens a page, and reloads until the portal shows it.</summary>
    private async Task OpenAsync(string path)
    {
        while (!await TryOpenAsync(path))
        {
            portal.Weather.Retry();
            await Task.Delay(300);
        }
    }

    private async Task<bool> TryOpenAsync(string path)
    {
        try
        {
            return await page.GotoAsync(path) is { Status: 200 };
        }
        catch (PlaywrightException)
        {
            return false;
        }
    }

    /// <summary>Waits for what the page leads to by itself; the portal may die between its answer and the page that shows it.</summary>
    private async Task ArriveAsync(string path, ILocator proof)
    {
        while (!await IsInSightAsync(proof))
        {
            if (await IsLostAsync())
            {
                portal.Weather.Retry();
                await OpenAsync(path);
            }
        }
    }

    private static async Task<bool> IsInSightAsync(ILocator proof)
    {
        try
        {
            await proof.First.WaitForAsync(new() { Timeout = 500 });
            return true;
        }
        catch (Exception problem) when (problem is PlaywrightException or TimeoutException)
        {
            return false;
        }
    }

    // The browser's own error page, or the portal's when it is away.
    private async Task<bool> IsLostAsync()
    {
        try
        {
            return page.Url.StartsWith("chrome-error:", StringComparison.Ordinal)
                || await page.Locator("main form[data-portal-upload], main form[data-portal-submission], #empreinte").CountAsync()
                    == 0;
        }
        catch (PlaywrightException)
        {
            return false;
        }
    }
}
