using System.Net;
using AngleSharp.Dom;
using EigPortal.TestKit.Html;
using EigPortal.TestKit.Portal;

namespace EigPortal.Web.Tests.Phases;

/// <summary>Opens every page that the portal leads somebody to at one instant, one for each kind of address.</summary>
internal sealed class Crawl(Browse site, PortalRoutes routes, bool isVisitor)
{
    // Somebody's own pages; what is public is opened by the visitor.
    private static readonly string[] Areas = ["/espaces", "/candidature", "/admin", "/accueil"];
    private readonly Queue<(string Address, string From)> waiting = new();
    private readonly HashSet<string> queued = [];
    private readonly SortedSet<string> offers = new(StringComparer.Ordinal);
    private readonly List<string> problems = [];

    /// <summary>Pages that were reached, with the titles and the buttons that were on them, told by kind of address.</summary>
    public IReadOnlyCollection<string> Offers => offers;

    /// <summary>Pages that were blank, broken, or led to nothing.</summary>
    public IReadOnlyList<string> Problems => problems;

    public async Task RunAsync()
    {
        Queue(isVisitor ? "/" : Areas[0], "départ");
        while (waiting.TryDequeue(out var next))
        {
            await OpenAsync(next.Address, next.From);
        }
    }

    private async Task OpenAsync(string address, string from)
    {
        var page = await site.GetAsync(address);
        var pattern = PatternOf(page.Path);
        if (page.Status != HttpStatusCode.OK)
        {
            problems.Add($"{address}, vu dans {from}, répond {(int)page.Status}");
            return;
        }

        offers.Add($"page {pattern}");
        if (page.Response.Content.Headers.ContentType?.MediaType == "text/html")
        {
            Read(page, pattern);
        }
    }

    private void Read(Page page, string pattern)
    {
        if (!IsWritten(page))
        {
            problems.Add($"{page.Path} n’a rien sous son titre");
        }

        foreach (var title in page.Texts("main h2"))
        {
            offers.Add($"titre {pattern} « {title} »");
        }

        foreach (var button in page.Texts("main form[method=post] button"))
        {
            // After the colon comes the name of a row.
            offers.Add($"bouton {pattern} « {button.Split(" : ")[0]} »");
        }

        foreach (var link in page.Document.QuerySelectorAll("a[href]").Select(link => link.GetAttribute("href")!))
        {
            if (link.StartsWith('/') && !link.StartsWith("//", StringComparison.Ordinal))
            {
                Queue(link.Split('#')[0], pattern);
            }
        }
    }

    private static bool IsWritten(Page page) =>
        page.Document.QuerySelectorAll("h1").Length == 1
        && page.Document.QuerySelector("main") is { } main
        && main.TextContent.Trim() != main.QuerySelector("h1")?.TextContent.Trim();

    private void Queue(string address, string from)
    {
        var path = address.Split('?')[0];
        var isOwn = Array.Exists(Areas, area => path == area || path.StartsWith(area + "/", StringComparison.Ordinal));
        if (isOwn != isVisitor && queued.Add(PatternOf(address)))
        {
            waiting.Enqueue((address, from));
        }
    }

    private string PatternOf(string address) => routes.PatternOf(address.Split('?')[0]);
}
