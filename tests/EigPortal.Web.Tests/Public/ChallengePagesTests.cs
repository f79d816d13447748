using System.Net;
using EigPortal.TestKit.Html;

namespace EigPortal.Web.Tests.Public;

public sealed class ChallengePagesTests(CataloguePortal portal) : IClassFixture<CataloguePortal>
{
    private static readonly string[] Names =
    [
        "ACOSS Plateforme",
        "ADLER",
        "CartoBio",
        "CibNAV",
        "DataJust",
        "DataReg",
        "EIG Link",
        "ExploCode",
        "IA Flash",
        "Karfu’R",
        "LexImpact",
        "Open Chronic",
        "Open Justice",
        "Plume",
        "PolyGraphe",
    ];

    [Fact]
    public async Task The_list_shows_the_fifteen_challenges_of_promotion_3_and_their_32_posts()
    {
        var page = await GetAsync("/defis");
        Assert.Equal(Names, page.Texts(".fr-card__title"));
        Assert.Equal("15 défis, 32 postes", page.Texts("[role=status] strong").Single());
    }

    [Fact]
    public async Task The_posts_are_17_in_data_10_in_development_and_5_in_design()
    {
        var home = await GetAsync("/");
        Assert.Equal(["Data", "Développement", "Design"], home.Texts(".fr-tile__title"));
        Assert.Equal(
            ["17 postes dans 11 défis", "10 postes dans 10 défis", "5 postes dans 5 défis"],
            home.Texts(".fr-tile__desc")
        );
    }

    [Fact]
    public async Task Every_challenge_page_shows_each_of_its_posts_with_mission_and_skills()
    {
        var list = await GetAsync("/defis");
        var posts = 0;
        foreach (var link in list.Document.QuerySelectorAll(".fr-card__title a"))
        {
            var page = await GetAsync(link.GetAttribute("href")!);
            var shown = page.Document.QuerySelectorAll(".portal-post");
            Assert.All(shown, post => Assert.Equal(2, post.QuerySelectorAll("h4").Length));
            posts += shown.Length;
        }

        Assert.Equal(32, posts);
    }

    [Theory]
    [InlineData("1", 9)]
    [InlineData("2", 13)]
    [InlineData("dig", 17)]
    [InlineData("4", 17)]
    [InlineData("5", 15)]
    [InlineData("6", 14)]
    public async Task Every_other_promotion_is_there(string promotion, int challenges)
    {
        var page = await GetAsync($"/defis?promotion={promotion}");
        Assert.Equal(challenges, page.Texts(".fr-card__title").Count);
        Assert.Equal(challenges, (await GetAsync($"/promotions/{promotion}")).Texts(".fr-card__title").Count);
    }

    [Fact]
    public async Task Filters_of_one_facet_add_up_and_facets_narrow_each_other()
    {
        var page = await GetAsync("/defis?famille=design&theme=numerique-public");
        Assert.Equal(["ACOSS Plateforme", "EIG Link", "Karfu’R", "LexImpact", "Plume"], page.Texts(".fr-card__title"));

        var both = await GetAsync("/defis?lieu=montreuil&lieu=la-defense");
        Assert.Equal(["ACOSS Plateforme", "CartoBio", "CibNAV"], both.Texts(".fr-card__title"));
    }

    [Fact]
    public async Task A_count_says_what_checking_the_box_gives()
    {
        var page = await GetAsync("/defis?famille=design");
        foreach (var label in page.Texts("#filtre-theme label"))
        {
            var (name, count) = (label[..label.LastIndexOf(" (", StringComparison.Ordinal)], label.Split('(')[^1].TrimEnd(')'));
            var slug = page
                .Document.QuerySelectorAll("#filtre-theme input")
                .Single(box => page.One($"label[for='{box.Id}']").TextContent.StartsWith(name + " (", StringComparison.Ordinal))
                .GetAttribute("value");
            var narrowed = await GetAsync($"/defis?famille=design&theme={slug}");
            Assert.Equal(
                count,
                narrowed.Texts(".fr-card__title").Count.ToString(System.Globalization.CultureInfo.InvariantCulture)
            );
        }
    }

    [Fact]
    public async Task The_form_of_the_list_puts_the_filters_in_the_address_and_shows_them_checked()
    {
        using var site = portal.Browse();
        var list = await site.GetAsync("/defis");
        var page = await site.SubmitAsync(list, "Appliquer les filtres", ("famille", new[] { "design" }), ("q", "ecrire"));
        Assert.Equal(["Plume", "LexImpact"], page.Texts(".fr-card__title"));
        Assert.Equal("design", page.One("input[name=famille][checked]").GetAttribute("value"));
        Assert.Equal("ecrire", page.One("input[name=q]").GetAttribute("value"));
    }

    [Fact]
    public async Task A_search_ignores_accents_ranks_and_highlights()
    {
        var page = await GetAsync("/defis?q=donnees+de+sante");
        Assert.Equal("Open Chronic", page.Texts(".fr-card__title")[0]);
        Assert.Equal(
            ["santé", "données", "santé", "données"],
            page.Document.QuerySelector(".fr-card")!.QuerySelectorAll("mark").Select(mark => mark.TextContent)
        );
        Assert.Equal(["CartoBio"], (await GetAsync("/defis?q=cartob")).Texts(".fr-card__title"));
    }

    [Fact]
    public async Task A_search_without_result_says_what_to_do()
    {
        var page = await GetAsync("/defis?q=zzz");
        Assert.Empty(page.Texts(".fr-card__title"));
        Assert.Equal("Aucun défi ne répond à cette recherche", page.One(".fr-alert__title").TextContent);
        Assert.True(page.Has(".fr-alert a[href='/defis']"));
    }

    [Theory]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("\"><img src=x onerror=alert(1)>")]
    [InlineData("' & | ! ( :* \\ \0")]
    public async Task B25_what_was_searched_comes_back_as_text(string typed)
    {
        var page = await GetAsync($"/defis?q={Uri.EscapeDataString(typed)}");
        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Equal(typed.Replace("\0", "").Trim(), page.One("input[name=q]").GetAttribute("value"));
        Assert.DoesNotContain(
            "alert(1)",
            string.Concat(page.Document.QuerySelectorAll("script").Select(script => script.TextContent))
        );
        Assert.False(page.Has("img[onerror]"));
    }

    [Fact]
    public async Task B25_text_of_a_challenge_cannot_become_markup()
    {
        await portal.ChangeAsync(
            "datajust",
            challenge =>
                Assert.True(
                    challenge
                        .Edit(
                            new(
                                challenge.Name,
                                "<b>accroche</b> zyzomys",
                                "",
                                "<script>alert(1)</script> [lien](javascript:alert(1)) ![x](https://example.org/x.png)",
                                "",
                                "",
                                "",
                                [],
                                [],
                                [],
                                false
                            ),
                            challenge.HostId
                        )
                        .IsOk
                )
        );

        var page = await GetAsync("/defis/datajust");
        var body = page.One(".portal-page__body");
        Assert.Empty(body.QuerySelectorAll("script, img, a[href^='javascript']"));
        Assert.Equal(["Le problème", "Les 2 postes"], page.Texts(".portal-page__body h2"));
        var hit = await GetAsync("/defis?q=zyzomys");
        Assert.Equal("<b>accroche</b> zyzomys", hit.One(".fr-card__desc").TextContent);
    }

    [Fact]
    public async Task A_challenge_with_clearance_says_so_and_others_do_not()
    {
        Assert.Equal(["Enquête de sécurité"], (await GetAsync("/defis/adler")).Texts(".fr-alert__title"));
        Assert.Empty((await GetAsync("/defis/cartobio")).Texts(".fr-alert__title"));
    }

    [Fact]
    public async Task A_past_challenge_shows_only_what_is_known()
    {
        var page = await GetAsync("/defis/eiglink-promotion-2");
        Assert.Equal("EIG Link", page.Heading);
        Assert.Equal(["En bref"], page.Texts(".portal-page__body h2"));
        Assert.False(page.Has("a[href^='/candidature/commencer']"));
    }

    private async Task<Page> GetAsync(string path)
    {
        using var site = portal.Browse();
        return await site.GetAsync(path);
    }
}
