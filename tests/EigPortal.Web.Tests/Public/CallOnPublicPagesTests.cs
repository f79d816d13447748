using EigPortal.TestKit.Html;

namespace EigPortal.Web.Tests.Public;

/// <summary>What public pages say of the call, at and around its instants. Stored pages: PublicPageCacheTests.</summary>
public sealed class CallOnPublicPagesTests(CataloguePortal portal) : IClassFixture<CataloguePortal>
{
    [Theory]
    [InlineData("2018-09-12T23:59:59", false)]
    [InlineData("2018-09-13T00:00:00", true)]
    [InlineData("2018-10-15T16:59:59", true)]
    [InlineData("2018-10-15T17:00:00", false)]
    [InlineData("2018-10-15T17:00:01", false)]
    public async Task B9_a_challenge_can_be_applied_to_exactly_while_the_call_is_open(string paris, bool open)
    {
        await portal.Clock.SetAsync(paris);
        var page = await GetAsync("/defis/adler");
        Assert.Equal(open ? 2 : 0, page.Document.QuerySelectorAll("a[href='/candidature/commencer?defi=adler']").Length);
        Assert.Equal(open, page.Has("script[type='application/ld+json']"));
    }

    [Theory]
    [InlineData("2018-09-10T09:00:00", "Appel à venir")]
    [InlineData("2018-10-08T10:00:00", "Appel ouvert")]
    [InlineData("2018-10-16T10:00:00", "Appel clos")]
    public async Task The_home_page_says_first_where_the_call_stands(string paris, string state)
    {
        await portal.Clock.SetAsync(paris);
        Assert.Equal([state], (await GetAsync("/")).Texts(".portal-call .fr-badge"));
    }

    [Fact]
    public async Task The_closing_is_told_with_weekday_hour_and_zone_and_as_clocks_show_it_overseas()
    {
        await portal.Clock.SetAsync(CataloguePortal.Open);
        var page = await GetAsync("/");
        Assert.Equal("lundi 15 octobre 2018 à 17 h, heure de Paris", page.Texts(".portal-call__moment").Single());
        Assert.Equal("Il reste 7 jours et 7 heures.", page.Texts(".portal-call__left").Single());
        var places = page.Texts(".portal-places dt")
            .Zip(page.Texts(".portal-places dd"))
            .ToDictionary(pair => pair.First, pair => pair.Second);
        Assert.Equal("mardi 16 octobre 2018 à 2 h", places["Nouvelle-Calédonie"]);
        Assert.Equal("lundi 15 octobre 2018 à 5 h", places["Polynésie française (Tahiti)"]);
        Assert.Equal("lundi 15 octobre 2018 à 19 h", places["La Réunion"]);
    }

    [Fact]
    public async Task The_figures_of_the_current_promotion_wait_for_its_results()
    {
        await portal.Clock.SetAsync(CataloguePortal.Open);
        var rows = (await GetAsync("/promotions")).Texts("#chiffres-recrutements-table tbody th");
        Assert.Equal(
            ["Promotion 1 (2017)", "Promotion 2 (2018)", "Designers (2019)", "Promotion 4 (2020)", "Promotion 6 (2022)"],
            rows
        );
        var page = await GetAsync("/promotions/3");
        Assert.Empty(page.Texts(".portal-figures dd"));
        Assert.False(page.Has("#equipes"));
    }

    private async Task<Page> GetAsync(string path)
    {
        using var site = portal.Browse();
        return await site.GetAsync(path);
    }
}
