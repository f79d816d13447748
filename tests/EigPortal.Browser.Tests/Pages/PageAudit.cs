using System.Text.Json;
using System.Text.RegularExpressions;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using EigPortal.TestKit.Postgres;
using Microsoft.Playwright;

namespace EigPortal.Browser.Tests.Pages;

/// <summary>Visits what a role can reach by links and notes every problem, rather than stopping at the first.</summary>
internal sealed partial class PageAudit(IBrowserContext context, string role, params string[] areas)
{
    private const int MaxPages = 40;

    // What holds on every page whatever its content.
    private const string Facts = """
        () => ({
          title: document.title,
          headings: document.querySelectorAll('h1').length,
          language: document.documentElement.lang,
          duplicateIds: [...document.querySelectorAll('[id]')].map(e => e.id).filter((id, i, all) => id === '' || all.indexOf(id) !== i),
          deadLabels: [...document.querySelectorAll('label[for]')].map(e => e.htmlFor).filter(id => !document.getElementById(id)),
          deadReferences: [...document.querySelectorAll('[aria-describedby],[aria-labelledby],[aria-controls]')]
            .flatMap(e => ['aria-describedby', 'aria-labelledby', 'aria-controls'].flatMap(n => (e.getAttribute(n) ?? '').split(/\s+/)))
            .filter(id => id !== '' && !document.getElementById(id)),
          links: [...document.querySelectorAll('a[href]:not([download])')].filter(a => a.origin === location.origin).map(a => a.pathname),
        })
        """;

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

    private static readonly AxeRunOptions Wcag = new()
    {
        RunOnly = new RunOnlyOptions { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"] },
        ResultTypes = [ResultType.Violations],
    };

    private readonly HashSet<string> queued = [];
    private readonly HashSet<string> visited = [];
    private readonly List<string> problems = [];
    private readonly Dictionary<string, string> titles = [];
    private readonly string screenshots = Path.Combine(PostgresServer.RepositoryRoot, "artifacts", "screenshots", role);

    public int Visited => visited.Count;

    /// <summary>Follows links from the given addresses, one per pattern of address, within the areas when there are some.</summary>
    public async Task<IReadOnlyList<string>> RunAsync(params string[] starts)
    {
        Directory.CreateDirectory(screenshots);
        var waiting = new Queue<string>(starts);
        var page = await context.NewPageAsync();
        var console = new List<string>();
        page.Console += (_, message) => Note(console, message);
        page.PageError += (_, error) => console.Add(error);
        while (waiting.TryDequeue(out var path) && Visited < MaxPages)
        {
            foreach (var link in (await VisitAsync(page, path, console)).Where(IsOfRole))
            {
                if (queued.Add(Pattern(link)))
                {
                    waiting.Enqueue(link);
                }
            }
        }

        return problems;
    }

    private bool IsOfRole(string path) =>
        areas.Length == 0 || areas.Any(area => path == area || path.StartsWith(area + "/", StringComparison.Ordinal));

    private static void Note(List<string> console, IConsoleMessage message)
    {
        if (message.Type == "error")
        {
            console.Add(message.Text);
        }
    }

    private async Task<IReadOnlyList<string>> VisitAsync(IPage page, string path, List<string> console)
    {
        console.Clear();
        await page.SetViewportSizeAsync(1440, 900);
        // Several addresses lead to one page: it is looked at once.
        if (await OpenAsync(page, path) is not { } response || !visited.Add(new Uri(response.Url).AbsolutePath))
        {
            return [];
        }

        Check(path, response.Status == 200, $"répond {response.Status}");
        var facts = (await page.EvaluateAsync(Facts))!.Value;
        CheckFacts(path, facts);
        await CheckAccessibilityAsync(page, path);
        await ShootAsync(page, path, 1440);
        await CheckNarrowAsync(page, path);
        Check(path, console.Count == 0, $"console : {string.Join(" | ", console)}");
        return Texts(facts, "links");
    }

    // An address that answers with a file has no page to look at.
    private static async Task<IResponse?> OpenAsync(IPage page, string path)
    {
        try
        {
            var response = await page.GotoAsync(path);
            var type = response is null ? "" : await response.HeaderValueAsync("content-type");
            return type?.StartsWith("text/html", StringComparison.Ordinal) == true ? response : null;
        }
        catch (PlaywrightException download)
            when (download.Message.Contains("Download is starting", StringComparison.Ordinal)
                || download.Message.Contains("ERR_ABORTED", StringComparison.Ordinal)
            )
        {
            return null;
        }
    }

    private void CheckFacts(string path, JsonElement facts)
    {
        var title = facts.GetProperty("title").GetString()!;
        Check(path, facts.GetProperty("headings").GetInt32() == 1, "n’a pas exactement un titre h1");
        Check(path, facts.GetProperty("language").GetString() == "fr", "n’est pas déclarée en français");
        Check(path, title.Length > 0, "n’a pas de titre");
        Check(path, titles.TryAdd(title, path), $"a le même titre que {titles[title]} : {title}");
        foreach (var kind in (string[])["duplicateIds", "deadLabels", "deadReferences"])
        {
            var found = Texts(facts, kind);
            Check(path, found.Count == 0, $"{kind} : {string.Join(", ", found.Distinct())}");
        }
    }

    private async Task CheckAccessibilityAsync(IPage page, string path)
    {
        var result = await page.RunAxe(Wcag);
        foreach (var violation in result.Violations)
        {
            var places = string.Join(" ; ", violation.Nodes.Take(3).Select(node => node.Html));
            problems.Add($"{path} : axe {violation.Id} ({violation.Nodes.Length}) {places}");
        }
    }

    private async Task CheckNarrowAsync(IPage page, string path)
    {
        await page.SetViewportSizeAsync(320, 640);
        var width = await page.EvaluateAsync<int>(WidthAtRest);
        Check(path, width <= 320, $"défile de côté à 320 px (largeur {width})");
        await page.SetViewportSizeAsync(360, 740);
        await ShootAsync(page, path, 360);
    }

    private Task ShootAsync(IPage page, string path, int width)
    {
        var name = path == "/" ? "accueil" : Pattern(path).Trim('/').Replace('/', '-');
        return page.ScreenshotAsync(
            new PageScreenshotOptions { Path = Path.Combine(screenshots, $"{name}-{width}.png"), FullPage = true }
        );
    }

    private void Check(string path, bool holds, string problem)
    {
        if (!holds)
        {
            problems.Add($"{path} : {problem}");
        }
    }

    private static IReadOnlyList<string> Texts(JsonElement facts, string name) =>
        [.. facts.GetProperty(name).EnumerateArray().Select(text => text.GetString()!)];

    // Ten pages of challenges teach no more than one.
    private static string Pattern(string path) => SlugOfList().Replace(Variable().Replace(path, "/_"), "$1/_");

    [GeneratedRegex(@"/([0-9a-f]{8}-[0-9a-f-]{27}|[^/]*\d[^/]*)(?=/|$)")]
    private static partial Regex Variable();

    [GeneratedRegex("(/(?:defis|promotions|structures))/[^/]+")]
    private static partial Regex SlugOfList();
}
