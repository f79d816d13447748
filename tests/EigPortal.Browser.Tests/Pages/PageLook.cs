using System.Collections.Concurrent;
using System.Text.Json;
using EigPortal.TestKit.Postgres;
using Microsoft.Playwright;

namespace EigPortal.Browser.Tests.Pages;

/// <summary>
/// Everything that is asked of a page that is open, in one pass: facts, accessibility in both schemes, width, screenshots; its HTML is
/// kept for <see cref="HtmlValidation"/>. One per context of the browser.
/// </summary>
internal sealed class PageLook
{
    private const int Wide = 1440;
    private const int Narrow = 360;
    private const int Narrowest = 320;

    // Made for eyes: enough for them, and four times cheaper than PNG.
    private const int JpegQuality = 60;

    // Beyond, one more screen of the same list. A wide page is read as well at two thirds, for half the time.
    private const int Tallest = 4000;
    private const double WideScale = 2.0 / 3;

    // The scripts of the design system arrange the page again some frames after the window changed: what counts is the page at rest.
    private const string WidthAtRest = """
        async () => {
          const width = () => document.documentElement.scrollWidth;
          for (let frame = 0; frame < 60 && width() > innerWidth; frame++) {
            await new Promise(requestAnimationFrame);
          }
          return width();
        }
        """;

    private static readonly string Artifacts = Path.Combine(PostgresServer.RepositoryRoot, "artifacts");
    private static readonly string Axe = Path.Combine(
        PostgresServer.RepositoryRoot,
        "src/EigPortal.Web/node_modules/axe-core/axe.min.js"
    );
    private static readonly Lazy<string> Look = new(() =>
        File.ReadAllText(Path.Combine(PostgresServer.RepositoryRoot, "tests/EigPortal.Browser.Tests/Pages/look.js"))
    );

    private readonly Findings findings;
    private readonly ConcurrentDictionary<string, string> seenInDark;
    private readonly string who;
    private readonly Dictionary<string, string> titles = [];
    private readonly List<string> errors = [];
    private readonly IPage page;
    private readonly ICDPSession session;

    private PageLook(
        Findings findings,
        ConcurrentDictionary<string, string> seenInDark,
        string who,
        IPage page,
        ICDPSession session
    )
    {
        (this.findings, this.seenInDark, this.who, this.page, this.session) = (findings, seenInDark, who, page, session);
        Directory.CreateDirectory(Screenshots);
        Directory.CreateDirectory(Html);
        page.Console += (_, message) => Note(message);
        page.PageError += (_, error) => errors.Add(error);
    }

    /// <summary>The HTML of every page that was looked at, by role.</summary>
    public static string HtmlRoot { get; } = Path.Combine(Artifacts, "html");

    public IPage Page => page;

    private string Screenshots => Path.Combine(Artifacts, "screenshots", who);
    private string Html => Path.Combine(HtmlRoot, who);

    /// <summary>Opens an address, or nothing when a file answers. What the browser says of a file is its own business.</summary>
    public async Task<IResponse?> GoAsync(string address)
    {
        try
        {
            var response = await page.GotoAsync(address);
            var type = response is null ? "" : await response.HeaderValueAsync("content-type");
            if (type?.StartsWith("text/html", StringComparison.Ordinal) == true)
            {
                return response;
            }
        }
        catch (PlaywrightException download)
            when (download.Message.Contains("Download is starting", StringComparison.Ordinal)
                || download.Message.Contains("ERR_ABORTED", StringComparison.Ordinal)
            ) { }

        await page.GotoAsync("about:blank");
        errors.Clear();
        return null;
    }

    /// <param name="seenInDark">The kinds of page that some look has seen in the dark scheme; shared by all looks.</param>
    public static async Task<PageLook> InAsync(
        IBrowserContext context,
        Findings findings,
        ConcurrentDictionary<string, string> seenInDark,
        string who
    )
    {
        await context.AddInitScriptAsync(scriptPath: Axe);
        var page = await context.NewPageAsync();
        return new PageLook(findings, seenInDark, who, page, await context.NewCDPSessionAsync(page));
    }

    /// <param name="response">What brought the page that is open.</param>
    /// <param name="name">Under which it is kept and reported, such as <c>candidature-identite</c>.</param>
    /// <param name="kind">Pages of one kind are states of one page: they may share a title, and one of them is enough in the dark scheme.</param>
    /// <returns>The addresses of its links to the portal, with their query.</returns>
    public async Task<IReadOnlyList<string>> AtAsync(IResponse response, string name, string kind)
    {
        var where = $"{who} {new Uri(response.Url).PathAndQuery} ({name})";
        await File.WriteAllTextAsync(Path.Combine(Html, $"{name}.html"), await response.TextAsync());
        var facts = (await page.EvaluateAsync(Look.Value, seenInDark.TryAdd(kind, who)))!.Value;
        CheckFacts(where, facts, response.Status, kind);
        await ShootAsync(name, Wide, WideScale);
        await page.SetViewportSizeAsync(Narrowest, 640);
        var width = await page.EvaluateAsync<int>(WidthAtRest);
        findings.Check(Demand.Width, where, width <= Narrowest, $"large de {width} px");
        await page.SetViewportSizeAsync(Narrow, 740);
        await ShootAsync(name, Narrow, scale: 1);
        await page.SetViewportSizeAsync(Wide, 900);
        findings.Add(Demand.Console, where, errors);
        errors.Clear();
        return Texts(facts, "links");
    }

    private void CheckFacts(string where, JsonElement facts, int status, string kind)
    {
        var title = facts.GetProperty("title").GetString()!;
        findings.Check(Demand.Markup, where, facts.GetProperty("headings").GetInt32() == 1, "n’a pas exactement un titre h1");
        findings.Check(Demand.Markup, where, facts.GetProperty("language").GetString() == "fr", "n’est pas déclarée en français");
        findings.Check(
            Demand.Markup,
            where,
            title.Contains(" – ", StringComparison.Ordinal),
            $"n’a pas de titre à elle : {title}"
        );
        findings.Check(
            Demand.Markup,
            where,
            (status == 422) == title.StartsWith("Erreur", StringComparison.Ordinal),
            $"répond {status} sous le titre « {title} »"
        );
        titles.TryAdd(title, kind);
        findings.Check(Demand.Markup, where, titles[title] == kind, $"a le titre de {titles[title]} : {title}");
        findings.Add(Demand.Markup, where, Texts(facts, "dead"));
        findings.Add(Demand.Accessibility, where, Texts(facts, "axe"));
        findings.Add(Demand.Language, where, Texts(facts, "words"));
    }

    private async Task ShootAsync(string name, int width, double scale)
    {
        var height = Math.Min(Tallest, await page.EvaluateAsync<int>("() => document.documentElement.scrollHeight"));
        var shot = await session.SendAsync(
            "Page.captureScreenshot",
            new()
            {
                ["format"] = "jpeg",
                ["quality"] = JpegQuality,
                ["optimizeForSpeed"] = true,
                ["captureBeyondViewport"] = true,
                ["clip"] = new
                {
                    x = 0,
                    y = 0,
                    width,
                    height,
                    scale,
                },
            }
        );
        var image = shot!.Value.GetProperty("data").GetBytesFromBase64();
        await File.WriteAllBytesAsync(Path.Combine(Screenshots, $"{name}-{width}.jpg"), image);
    }

    // Browsers report a page that answers 4xx as an error too: its status is checked elsewhere.
    private void Note(IConsoleMessage message)
    {
        if (
            message.Type == "error"
            && !message.Text.StartsWith(
                "Failed to load resource: the server responded with a status of 4",
                StringComparison.Ordinal
            )
        )
        {
            errors.Add(message.Text);
        }
    }

    private static IReadOnlyList<string> Texts(JsonElement facts, string name) =>
        [.. facts.GetProperty(name).EnumerateArray().Select(text => text.GetString()!)];
}
