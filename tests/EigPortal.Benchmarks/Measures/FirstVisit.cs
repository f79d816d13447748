using System.Net;
using AngleSharp.Html.Parser;
using EigPortal.Benchmarks.World;

namespace EigPortal.Benchmarks.Measures;

/// <summary>What a first visit downloads, compressed, with and without the brand that only a site of the State may show.</summary>
internal static class FirstVisit
{
    public static async Task MeasureAsync(BenchWorld world, Table table)
    {
        var database = await world.DemoAsync();
        await using (var portal = await world.PortalAsync(database))
        {
            await AddAsync(table, portal, "first visit of `/`, compressed: page, styles, scripts", 90, withFonts: false);
        }

        var official = new Dictionary<string, string> { ["Brand__Official"] = "true" };
        await using (var portal = await world.PortalAsync(database, official))
        {
            await AddAsync(table, portal, "the same with the official brand and its two fonts", 180, withFonts: true);
        }
    }

    private static async Task AddAsync(Table table, ServerProcess portal, string what, int budget, bool withFonts)
    {
        using var http = new HttpClient(new HttpClientHandler { AutomaticDecompression = DecompressionMethods.None })
        {
            BaseAddress = portal.Address,
        };
        var html = await (await http.GetAsync("/")).Content.ReadAsStringAsync();
        var document = new HtmlParser().ParseDocument(html);
        http.DefaultRequestHeaders.Add("Accept-Encoding", "br");
        var addresses = document
            .QuerySelectorAll("link[rel=stylesheet]")
            .Select(link => link.GetAttribute("href")!)
            .Concat(document.QuerySelectorAll("script[src]").Select(script => script.GetAttribute("src")!))
            .ToList();
        if (withFonts)
        {
            addresses.AddRange(
                Directory
                    .EnumerateFiles(Path.Combine(PublishedPortal.WebProject, "wwwroot", "assets"), "Marianne-*.woff2")
                    .Select(font => $"/assets/{Path.GetFileName(font)}")
            );
        }

        var page = await WeighAsync(http, "/");
        var rest = 0d;
        foreach (var address in addresses)
        {
            rest += await WeighAsync(http, address);
        }

        table.Add(
            what,
            $"{Figures.Of(page + rest, 1)} kB ({Figures.Of(page, 1)} kB of page, {addresses.Count} files)",
            $"<= {budget} kB",
            page + rest <= budget
        );
    }

    private static async Task<double> WeighAsync(HttpClient http, string address) =>
        (await (await http.GetAsync(address)).EnsureSuccessStatusCode().Content.ReadAsByteArrayAsync()).Length / 1024d;
}
