using System.Globalization;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using EigPortal.Services.Challenges;
using EigPortal.Web.Features.Shared;

namespace EigPortal.Web.Features.OpenData;

/// <summary>What programs read: the Atom feed, the site map, the file for robots.</summary>
internal static class Feeds
{
    private static readonly XNamespace AtomName = "http://www.w3.org/2005/Atom";
    private static readonly XNamespace SiteMapName = "http://www.sitemaps.org/schemas/sitemap/0.9";

    private static readonly string[] Pages =
    [
        "/",
        "/defis",
        "/promotions",
        "/selection",
        "/eligibilite",
        "/criteres",
        "/algorithmes",
        "/conditions",
        "/accompagnement",
        "/faq",
        "/donnees-ouvertes",
        "/donnees-personnelles",
        "/mentions-legales",
        "/accessibilite",
        "/plan-du-site",
    ];

    private static readonly string[] Private = ["/admin", "/candidature", "/accueil", "/compte", "/demo", "/defis/apercu/"];

    /// <summary>The challenges of the current promotion, latest publication first.</summary>
    public static byte[] Atom(IReadOnlyList<ChallengeSheet> sheets, HttpRequest request)
    {
        var entries = sheets
            .OrderByDescending(sheet => sheet.Challenge.PublishedAt)
            .ThenBy(sheet => sheet.Challenge.Name, StringComparer.Ordinal)
            .Select(sheet => new XElement(
                AtomName + "entry",
                // The id outlives a change of address.
                new XElement(AtomName + "id", $"urn:uuid:{sheet.Challenge.Id}"),
                new XElement(AtomName + "title", sheet.Challenge.Name),
                new XElement(AtomName + "updated", Instant(sheet.Challenge.PublishedAt)),
                new XElement(AtomName + "published", Instant(sheet.Challenge.PublishedAt)),
                Link("alternate", request.Absolute($"/defis/{sheet.Challenge.Slug}")),
                new XElement(AtomName + "summary", sheet.Lead),
                sheet.Challenge.ProfilesSought.Select(profile => new XElement(
                    AtomName + "category",
                    new XAttribute("term", profile)
                ))
            ));
        return Bytes(
            new XElement(
                AtomName + "feed",
                new XElement(AtomName + "id", request.Absolute("/defis.atom")),
                new XElement(AtomName + "title", "Entrepreneurs d’intérêt général\u00a0: les défis"),
                new XElement(AtomName + "updated", Instant(sheets.Max(sheet => sheet.Challenge.PublishedAt))),
                new XElement(AtomName + "author", new XElement(AtomName + "name", "Entrepreneurs d’intérêt général")),
                new XElement(AtomName + "rights", ChallengesFile.OpenLicence),
                Link("self", request.Absolute("/defis.atom")),
                Link("alternate", request.Absolute("/defis")),
                entries
            )
        );
    }

    public static byte[] SiteMap(
        IReadOnlyList<ChallengeSheet> sheets,
        IReadOnlyList<CohortSummary> cohorts,
        HttpRequest request
    ) =>
        Bytes(
            new XElement(
                SiteMapName + "urlset",
                Pages
                    .Concat(cohorts.Select(cohort => $"/promotions/{cohort.Slug}"))
                    .Concat(sheets.Select(sheet => $"/defis/{sheet.Challenge.Slug}"))
                    .Select(path => new XElement(SiteMapName + "url", new XElement(SiteMapName + "loc", request.Absolute(path))))
            )
        );

    /// <param name="isDemo">A demonstration must not be found in place of the real site.</param>
    public static string Robots(HttpRequest request, bool isDemo)
    {
        var lines = isDemo
            ? ["User-agent: *", "Disallow: /"]
            : new[] { "User-agent: *" }
                .Concat(Private.Select(path => $"Disallow: {path}"))
                .Append($"Sitemap: {request.Absolute("/sitemap.xml")}");
        return string.Join("\n", lines) + "\n";
    }

    private static XElement Link(string relation, string address) =>
        new(AtomName + "link", new XAttribute("rel", relation), new XAttribute("href", address));

    private static string Instant(DateTimeOffset? instant) =>
        (instant ?? DateTimeOffset.UnixEpoch).ToUniversalTime().ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);

    private static byte[] Bytes(XElement root)
    {
        using var stream = new MemoryStream();
        using (var writer = XmlWriter.Create(stream, new() { Encoding = new UTF8Encoding(false), Indent = true }))
        {
            root.Save(writer);
        }

        return stream.ToArray();
    }
}
