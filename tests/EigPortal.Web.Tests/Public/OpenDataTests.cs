using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Xml.Linq;

namespace EigPortal.Web.Tests.Public;

public sealed class OpenDataTests(CataloguePortal portal) : IClassFixture<CataloguePortal>
{
    [Theory]
    [InlineData("/defis.json?promotion=1", "defis-promotion-1.json")]
    [InlineData("/defis.csv?promotion=1", "defis-promotion-1.csv")]
    [InlineData("/robots.txt", "robots.txt")]
    public async Task A_file_keeps_the_names_and_the_form_that_it_promised(string path, string golden)
    {
        var expected = await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "Public", "Golden", golden));
        Assert.Equal(expected.ReplaceLineEndings("\n"), (await GetTextAsync(path)).TrimStart('\uFEFF').ReplaceLineEndings("\n"));
    }

    [Fact]
    public async Task The_files_hold_the_hundred_challenges()
    {
        using var json = JsonDocument.Parse(await GetTextAsync("/defis.json"));
        var challenges = json.RootElement.GetProperty("defis").EnumerateArray().ToList();
        Assert.Equal(100, challenges.Count);
        Assert.Equal(100, challenges.Select(challenge => challenge.GetProperty("identifiant").GetString()).Distinct().Count());
        Assert.Equal(32, challenges.Sum(challenge => challenge.GetProperty("postes").GetArrayLength()));

        var atom = XDocument.Parse(await GetTextAsync("/defis.atom"));
        Assert.Equal(15, atom.Root!.Elements(XName.Get("entry", "http://www.w3.org/2005/Atom")).Count());
        var map = XDocument.Parse(await GetTextAsync("/sitemap.xml"));
        Assert.Equal(15 + 7 + 100, map.Root!.Elements().Count());
    }

    [Fact]
    public async Task A_csv_starts_with_the_mark_that_spreadsheets_need()
    {
        using var site = portal.Browse();
        var bytes = await site.Client.GetByteArrayAsync("/defis.csv");
        Assert.Equal([0xEF, 0xBB, 0xBF], bytes[..3]);
    }

    [Theory]
    [InlineData("/defis.json")]
    [InlineData("/defis.csv")]
    [InlineData("/defis.atom")]
    [InlineData("/sitemap.xml")]
    public async Task An_unchanged_file_is_not_sent_again_and_any_site_may_read_it(string path)
    {
        using var site = portal.Browse();
        using var first = await site.Client.GetAsync(path);
        Assert.Equal("*", first.Headers.GetValues("Access-Control-Allow-Origin").Single());
        using var again = new HttpRequestMessage(HttpMethod.Get, path);
        again.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        using var second = await site.Client.SendAsync(again);
        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
        Assert.Empty(await second.Content.ReadAsByteArrayAsync());

        using var other = new HttpRequestMessage(HttpMethod.Get, path);
        other.Headers.IfNoneMatch.Add(new EntityTagHeaderValue("\"autre\""));
        using var third = await site.Client.SendAsync(other);
        Assert.Equal(HttpStatusCode.OK, third.StatusCode);
    }

    [Theory]
    [InlineData("/selection")]
    [InlineData("/eligibilite")]
    [InlineData("/criteres")]
    [InlineData("/algorithmes")]
    [InlineData("/conditions")]
    [InlineData("/accompagnement")]
    [InlineData("/faq")]
    [InlineData("/mentions-legales")]
    [InlineData("/donnees-personnelles")]
    [InlineData("/accessibilite")]
    [InlineData("/plan-du-site")]
    [InlineData("/donnees-ouvertes")]
    [InlineData("/promotions")]
    public async Task Every_page_answers_with_one_heading_and_no_unfilled_date(string path)
    {
        using var site = portal.Browse();
        var page = await site.GetAsync(path);
        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.NotEmpty(page.Heading);
        Assert.DoesNotContain("{", page.One("main").TextContent);
    }

    private async Task<string> GetTextAsync(string path)
    {
        using var site = portal.Browse();
        return await site.Client.GetStringAsync(path);
    }
}
