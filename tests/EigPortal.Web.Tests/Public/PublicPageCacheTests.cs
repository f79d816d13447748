using System.IO.Compression;
using EigPortal.Services.Demo;
using EigPortal.Services.Identity;
using EigPortal.Services.Time;
using EigPortal.TestKit.Html;
using EigPortal.TestKit.Juries;
using EigPortal.TestKit.Portal;
using EigPortal.Web.Startup;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.OutputCaching;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace EigPortal.Web.Tests.Public;

/// <summary>A portal whose machine time stands still, so that a page stays stored for as long as a test wants.</summary>
public sealed class StoredPagesPortal : PortalFactory
{
    private const string Password = "cheval agrafe batterie";
    private int people;

    public StoredPagesPortal()
    {
        With("Accounts:RequireSecondFactor", "false");
        WithServices(services => services.AddSingleton<TimeProvider>(Time));
    }

    public ManualTime Time { get; } = new();

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        await InDatabaseAsync(db => Catalogue.ImportAsync(db, CancellationToken.None));
        await Clock.SetAsync(CataloguePortal.Open);
    }

    /// <summary>Somebody of the programme team, signed in.</summary>
    public async Task<Browse> StaffAsync()
    {
        var email = $"equipe-{Interlocked.Increment(ref people)}@exemple.fr";
        var hash = new PasswordHasher<Account>().HashPassword(new Account(), Password);
        await InDatabaseAsync(db => new JuryBuilder(db, hash).AccountAsync("Maëlys", "Guennégan", email, StaffRole.Staff));
        var site = Browse();
        await site.SubmitAsync(await site.GetAsync("/connexion"), "Se connecter", ("Email", email), ("Password", Password));
        return site;
    }

    /// <summary>Begins without any stored page.</summary>
    public ValueTask ForgetAsync() =>
        PublicPages.EvictAsync(Services.GetRequiredService<IOutputCacheStore>(), CancellationToken.None);

    /// <summary>The page as a new visitor gets it, and whether it was a stored one.</summary>
    public async Task<(Page Page, bool IsStored)> VisitAsync(string path)
    {
        using var site = Browse();
        var page = await site.GetAsync(path);
        return (page, page.Response.Headers.Contains("Age"));
    }
}

/// <summary>Stored pages never lie about time, hold nothing of anybody, and leave as soon as staff change what they show.</summary>
public sealed class PublicPageCacheTests(StoredPagesPortal portal) : IClassFixture<StoredPagesPortal>
{
    [Fact]
    public async Task B9_no_stored_page_offers_to_apply_from_the_very_second_of_the_closing()
    {
        string[] paths = ["/", "/defis/adler"];
        await portal.Clock.TickFromAsync(ClockControl.Instant("2018-10-15T16:59:58"));
        foreach (var path in paths)
        {
            Assert.False((await portal.VisitAsync(path)).IsStored);
        }

        portal.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal([(true, true), (true, true)], await StatesAsync(paths));
        portal.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal([(false, false), (false, false)], await StatesAsync(paths));
        portal.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal([(true, false), (true, false)], await StatesAsync(paths));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_setting_of_the_clock_read_again_is_the_one_that_was_set(bool frozen)
    {
        var clock = portal.Services.GetRequiredService<ProgrammeClock>();
        var betweenMicroseconds = ClockControl.Instant("2018-10-08T10:00:00").AddTicks(1_234_567);
        await (frozen ? portal.Clock.FreezeAsync(betweenMicroseconds) : portal.Clock.TickFromAsync(betweenMicroseconds));
        var set = (clock.Generation, clock.Now);

        await clock.RefreshAsync(CancellationToken.None);

        Assert.Equal(set, (clock.Generation, clock.Now));
    }

    [Theory]
    [InlineData("2018-09-12T23:59:58", "Appel à venir", "Appel ouvert")]
    [InlineData("2018-10-15T16:59:58", "Appel ouvert", "Appel clos")]
    public async Task A_stored_home_page_changes_at_the_next_instant_of_the_timetable(string paris, string before, string after)
    {
        await portal.Clock.TickFromAsync(ClockControl.Instant(paris));
        var states = new List<string>();
        for (var second = 0; second < 4; second++)
        {
            states.AddRange((await portal.VisitAsync("/")).Page.Texts(".portal-call .fr-badge"));
            portal.Time.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Equal([before, before, after, after], states);
    }

    [Fact]
    public async Task What_staff_change_is_on_public_pages_at_once()
    {
        await portal.Clock.SetAsync(CataloguePortal.Open);
        using var staff = await portal.StaffAsync();
        var id = await portal.InDatabaseAsync(db => db.Challenges.Where(c => c.Slug == "plume").Select(c => c.Id).SingleAsync());

        await AssertChangesAsync(
            "/defis/plume",
            page => page.Texts("h1").Single(),
            "Plume",
            async () =>
                await staff.SubmitAsync(
                    await staff.GetAsync($"/admin/defis/{id}/modifier"),
                    "Enregistrer",
                    ("Name", "Plume bis")
                ),
            "Plume bis"
        );
        await AssertChangesAsync(
            "/defis",
            Listed,
            "15",
            async () => await staff.SubmitAsync(await staff.GetAsync($"/admin/defis/{id}"), "Dépublier"),
            "14"
        );
        await AssertChangesAsync(
            "/defis",
            Listed,
            "14",
            async () => await staff.SubmitAsync(await staff.GetAsync($"/admin/defis/{id}"), "Publier"),
            "15"
        );
        await AssertChangesAsync(
            "/defis",
            Listed,
            "15",
            async () =>
                await staff.SubmitAsync(
                    await staff.GetAsync($"/admin/defis/{id}/retirer"),
                    "Retirer le défi",
                    ("Reason", "Le budget manque."),
                    ("Confirmation", "Plume bis")
                ),
            "14"
        );
    }

    [Fact]
    public async Task Somebody_signed_in_neither_reads_nor_leaves_a_stored_page()
    {
        await portal.Clock.SetAsync(CataloguePortal.Open);
        await portal.ForgetAsync();
        using var staff = await portal.StaffAsync();
        foreach (var path in (string[])["/faq", "/defis/cibnav"])
        {
            var first = await staff.GetAsync(path);
            var second = await staff.GetAsync(path);
            Assert.Contains("Mes espaces", second.Body, StringComparison.Ordinal);
            Assert.False(first.Response.Headers.Contains("Age") || second.Response.Headers.Contains("Age"));

            var (visited, isStored) = await portal.VisitAsync(path);
            Assert.False(isStored);
            Assert.DoesNotContain("Mes espaces", visited.Body, StringComparison.Ordinal);
            Assert.DoesNotContain("Guennégan", System.Net.WebUtility.HtmlDecode(visited.Body), StringComparison.Ordinal);
            Assert.True((await portal.VisitAsync(path)).IsStored);
            Assert.False((await staff.GetAsync(path)).Response.Headers.Contains("Age"));
        }
    }

    [Fact]
    public async Task A_free_text_search_is_not_stored_and_its_filters_are()
    {
        await portal.Clock.SetAsync(CataloguePortal.Open);
        foreach (var _ in Enumerable.Range(0, 2))
        {
            Assert.False((await portal.VisitAsync("/defis?q=navires")).IsStored);
        }

        Assert.False((await portal.VisitAsync("/defis?famille=data")).IsStored);
        Assert.True((await portal.VisitAsync("/defis?famille=data")).IsStored);
        Assert.False((await portal.VisitAsync("/defis?famille=design")).IsStored);
    }

    [Fact]
    public async Task No_stored_page_sets_a_cookie_or_holds_the_token_of_a_form()
    {
        await portal.Clock.SetAsync(CataloguePortal.Open);
        var paths = StoredEndpoints();
        Assert.InRange(paths.Count, 15, 60);
        foreach (var path in paths)
        {
            await portal.VisitAsync(path);
            var (page, isStored) = await portal.VisitAsync(path);
            Assert.True(isStored, $"{path} n’est pas gardée : elle pose un cookie, ou sa politique de cache a disparu.");
            Assert.False(page.Response.Headers.Contains("Set-Cookie"), $"{path} pose un cookie.");
            Assert.DoesNotContain("__RequestVerificationToken", page.Body, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Each_encoding_has_its_own_stored_page_and_all_say_the_same()
    {
        await portal.Clock.SetAsync(CataloguePortal.Open);
        foreach (var path in (string[])["/accompagnement", "/defis.json", "/defis.csv", "/sitemap.xml"])
        {
            var plain = await EncodedAsync(path, "");
            foreach (var (accepted, encoding) in ((string, string)[])[("gzip, deflate, br", "br"), ("gzip", "gzip"), ("", "")])
            {
                foreach (var _ in Enumerable.Range(0, 2))
                {
                    var answer = await EncodedAsync(path, accepted);
                    Assert.Equal((path, encoding), (path, answer.Encoding));
                    Assert.Equal(plain.Content, answer.Content);
                    Assert.True(encoding.Length == 0 || answer.Vary.Contains("Accept-Encoding", StringComparison.Ordinal));
                }
            }
        }
    }

    private async Task<List<(bool IsStored, bool OffersToApply)>> StatesAsync(string[] paths)
    {
        var states = new List<(bool, bool)>();
        foreach (var path in paths)
        {
            var (page, isStored) = await portal.VisitAsync(path);
            var offers =
                page.Has("a[href^='/candidature/commencer']") || page.Texts(".portal-call .fr-badge").Contains("Appel ouvert");
            states.Add((isStored, offers));
        }

        return states;
    }

    private async Task AssertChangesAsync(string path, Func<Page, string> read, string before, Func<Task> change, string after)
    {
        await portal.VisitAsync(path);
        var (stored, isStored) = await portal.VisitAsync(path);
        Assert.Equal((true, before), (isStored, read(stored)));
        await change();
        var (fresh, isStill) = await portal.VisitAsync(path);
        Assert.Equal((false, after), (isStill, read(fresh)));
    }

    private static string Listed(Page page) => page.Texts("[role=status] strong").Single().Split(' ')[0];

    // The addresses of the endpoints that name the policy; those with a parameter are visited on a real object above.
    private List<string> StoredEndpoints() =>
        [
            .. portal
                .Services.GetRequiredService<EndpointDataSource>()
                .Endpoints.OfType<RouteEndpoint>()
                .Where(endpoint => endpoint.Metadata.GetMetadata<OutputCacheAttribute>() is not null)
                .Select(endpoint => $"/{endpoint.RoutePattern.RawText?.TrimStart('/')}")
                .Where(path => !path.Contains('{'))
                .Distinct()
                .Order(),
        ];

    private async Task<(string Encoding, string Vary, string Content)> EncodedAsync(string path, string accepted)
    {
        using var site = portal.Browse();
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (accepted.Length > 0)
        {
            request.Headers.Add("Accept-Encoding", accepted);
        }

        using var response = await site.Client.SendAsync(request);
        var encoding = string.Join(',', response.Content.Headers.ContentEncoding);
        await using var body = await response.Content.ReadAsStreamAsync();
        await using var content = encoding switch
        {
            "br" => new BrotliStream(body, CompressionMode.Decompress),
            "gzip" => new GZipStream(body, CompressionMode.Decompress),
            _ => body,
        };
        using var reader = new StreamReader(content);
        return (encoding, string.Join(',', response.Headers.Vary), await reader.ReadToEndAsync());
    }
}
