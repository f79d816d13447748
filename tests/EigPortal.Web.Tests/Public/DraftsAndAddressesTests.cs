using System.Net;
using EigPortal.Domain.Challenges;
using EigPortal.TestKit.Html;
using EigPortal.TestKit.Portal;

namespace EigPortal.Web.Tests.Public;

/// <summary>What the public must not see, and addresses that must go on working.</summary>
public sealed class DraftsAndAddressesTests(CataloguePortal portal) : IClassFixture<CataloguePortal>
{
    [Fact]
    public async Task A_draft_is_nowhere_neither_listed_nor_found_nor_counted_nor_in_a_feed()
    {
        await portal.ChangeAsync("karfur", challenge => Assert.True(challenge.Unpublish().IsOk));

        Assert.Equal(HttpStatusCode.NotFound, (await GetAsync("/defis/karfur")).Status);
        string[] files =
        [
            "/defis",
            "/defis?q=multilingue",
            "/",
            "/promotions/3",
            "/plan-du-site",
            "/defis.json",
            "/defis.csv",
            "/defis.atom",
            "/sitemap.xml",
        ];
        foreach (var path in files)
        {
            Assert.DoesNotContain("karfu", (await GetAsync(path)).Body, StringComparison.OrdinalIgnoreCase);
        }

        Assert.Equal("14 défis, 30 postes", (await GetAsync("/defis")).Texts("[role=status] strong").Single());
        Assert.Contains("Développement (9)", (await GetAsync("/defis")).Texts("#filtre-famille label"));
        Assert.Equal("9 postes dans 9 défis", (await GetAsync("/")).Texts(".fr-tile__desc")[1]);

        await portal.ChangeAsync(
            "karfur",
            challenge => Assert.True(challenge.Publish(ClockControl.Instant(CataloguePortal.Open)).IsOk)
        );
        Assert.Equal(HttpStatusCode.OK, (await GetAsync("/defis/karfur")).Status);
    }

    [Fact]
    public async Task A_preview_link_shows_a_draft_to_those_who_have_it_until_it_is_closed()
    {
        await portal.ChangeAsync(
            "explocode",
            challenge =>
            {
                Assert.True(challenge.Unpublish().IsOk);
                challenge.OpenPreview("un-secret-de-test");
            }
        );

        var page = await GetAsync("/defis/apercu/un-secret-de-test");
        Assert.Equal("ExploCode", page.Heading);
        Assert.Equal("noindex, nofollow", page.Response.Headers.GetValues("X-Robots-Tag").Single());
        Assert.True(page.Response.Headers.CacheControl!.NoStore);
        Assert.False(page.Has("a[href^='/candidature/commencer']"));
        Assert.Equal(HttpStatusCode.NotFound, (await GetAsync("/defis/apercu/autre")).Status);

        await portal.ChangeAsync("explocode", challenge => challenge.ClosePreview());
        Assert.Equal(HttpStatusCode.NotFound, (await GetAsync("/defis/apercu/un-secret-de-test")).Status);
    }

    [Fact]
    public async Task A_former_address_leads_to_the_present_one_for_ever()
    {
        await portal.ChangeAsync(
            "cibnav",
            challenge => Assert.True(challenge.ChangeSlug("ciblage-navires", ClockControl.Instant(CataloguePortal.Open)).IsOk)
        );

        var page = await GetAsync("/defis/cibnav");
        Assert.Equal([(HttpStatusCode.MovedPermanently, "/defis/ciblage-navires")], page.Redirects);
        Assert.Equal("CibNAV", page.Heading);
    }

    [Fact]
    public async Task A_withdrawn_challenge_keeps_its_page_with_the_reason_and_leaves_the_lists()
    {
        await portal.ChangeAsync(
            "polygraphe",
            challenge =>
                Assert.True(
                    challenge
                        .Withdraw("L’équipe d’accueil n’est plus disponible.", ClockControl.Instant(CataloguePortal.Open))
                        .IsOk
                )
        );

        var page = await GetAsync("/defis/polygraphe");
        Assert.Equal(["Ce défi est retiré"], page.Texts(".fr-alert__title"));
        Assert.Contains("L’équipe d’accueil n’est plus disponible.", page.Body);
        Assert.False(page.Has("a[href^='/candidature/commencer']"));
        Assert.DoesNotContain("PolyGraphe", (await GetAsync("/defis")).Texts(".fr-card__title"));
    }

    [Fact]
    public async Task A_page_changed_by_staff_is_new_at_once()
    {
        Assert.Equal("Plume", (await GetAsync("/defis/plume")).Heading);
        await portal.ChangeAsync(
            "plume",
            challenge =>
                Assert.True(
                    challenge
                        .Edit(new ChallengeText("Plume bis", "Accroche", "", "", "", "", "", [], [], [], false), challenge.HostId)
                        .IsOk
                )
        );
        Assert.Equal("Plume bis", (await GetAsync("/defis/plume")).Heading);
    }

    private async Task<Page> GetAsync(string path)
    {
        using var site = portal.Browse();
        return await site.GetAsync(path);
    }
}
