using System.Globalization;
using System.Net;
using System.Text.Json;
using EigPortal.Services.Time;
using EigPortal.TestKit.Portal;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace EigPortal.Web.Tests.Startup;

/// <summary>What every request meets, whatever page it asks for.</summary>
public sealed class PipelineTests : IAsyncLifetime
{
    private readonly PortalFactory portal = new();

    public Task InitializeAsync() => portal.InitializeAsync();

    public Task DisposeAsync() => ((IAsyncLifetime)portal).DisposeAsync();

    [Theory]
    [InlineData("/connexion", HttpStatusCode.OK)]
    [InlineData("/cette-page-n-existe-pas", HttpStatusCode.NotFound)]
    public async Task Every_page_forbids_frames_inline_code_and_guessed_types(string path, HttpStatusCode status)
    {
        using var visitor = portal.Browse();

        var page = await visitor.GetAsync(path);

        Assert.Equal(status, page.Status);
        Assert.Equal(
            "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
            Header(page.Response, "Content-Security-Policy")
        );
        Assert.Equal("DENY", Header(page.Response, "X-Frame-Options"));
        Assert.Equal("nosniff", Header(page.Response, "X-Content-Type-Options"));
        Assert.Equal("same-origin", Header(page.Response, "Referrer-Policy"));
        Assert.False(page.Response.Headers.Contains("Server"));
    }

    [Fact]
    public async Task B27_An_address_written_by_the_visitor_does_not_escape_the_limit_of_attempts()
    {
        portal.With("RateLimits:SignIn:Requests", "2").Listen();
        using var visitor = portal.Browse();

        var first = await AttemptAsync(visitor.Client, "203.0.113.1");
        var second = await AttemptAsync(visitor.Client, "203.0.113.2");
        var third = await AttemptAsync(visitor.Client, "203.0.113.3");

        Assert.NotEqual(HttpStatusCode.TooManyRequests, first.StatusCode);
        Assert.NotEqual(HttpStatusCode.TooManyRequests, second.StatusCode);
        Assert.Equal(HttpStatusCode.TooManyRequests, third.StatusCode);
        Assert.InRange(third.Headers.RetryAfter!.Delta!.Value, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(60));
        Assert.Contains("<h1", await third.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_known_proxy_is_believed_about_the_address_of_the_visitor()
    {
        portal
            .With("RateLimits:SignIn:Requests", "1")
            .With("Proxy:KnownProxies:0", "127.0.0.1")
            .With("Proxy:KnownProxies:1", "::1");
        portal.Listen();
        using var visitor = portal.Browse();

        await AttemptAsync(visitor.Client, "203.0.113.1");
        var neighbour = await AttemptAsync(visitor.Client, "203.0.113.2");
        var again = await AttemptAsync(visitor.Client, "203.0.113.1");

        Assert.NotEqual(HttpStatusCode.TooManyRequests, neighbour.StatusCode);
        Assert.Equal(HttpStatusCode.TooManyRequests, again.StatusCode);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Only_a_known_proxy_may_say_when_a_request_arrived(bool known)
    {
        if (known)
        {
            portal.With("Proxy:KnownProxies:0", "127.0.0.1").With("Proxy:KnownProxies:1", "::1");
        }

        portal.With("Proxy:ArrivalHeader", "X-Request-Start").WithServices(ShowArrival).Listen();
        using var visitor = portal.Browse();
        var claimed = DateTimeOffset.UtcNow.AddSeconds(-30).ToUnixTimeMilliseconds();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/sante/vivant");
        request.Headers.Add("X-Request-Start", $"t={claimed}");

        var response = await visitor.Client.SendAsync(request);

        var stamped = long.Parse(Header(response, "X-Arrival"), CultureInfo.InvariantCulture);
        Assert.Equal(known, stamped == claimed);
    }

    [Fact]
    public async Task A_proxy_can_not_date_a_request_in_the_future()
    {
        portal.With("Proxy:KnownProxies:0", "127.0.0.1").With("Proxy:KnownProxies:1", "::1");
        portal.With("Proxy:ArrivalHeader", "X-Request-Start").WithServices(ShowArrival).Listen();
        using var visitor = portal.Browse();
        var claimed = DateTimeOffset.UtcNow.AddHours(1).ToUnixTimeMilliseconds();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/sante/vivant");
        request.Headers.Add("X-Request-Start", claimed.ToString(CultureInfo.InvariantCulture));

        var response = await visitor.Client.SendAsync(request);

        Assert.True(long.Parse(Header(response, "X-Arrival"), CultureInfo.InvariantCulture) < claimed);
    }

    [Fact]
    public async Task A_ready_node_says_what_it_checked()
    {
        using var visitor = portal.Browse();

        var alive = await visitor.GetAsync("/sante/vivant");
        var ready = await visitor.GetAsync("/sante/pret");

        Assert.Equal(HttpStatusCode.OK, alive.Status);
        Assert.Equal(HttpStatusCode.OK, ready.Status);
        using var answer = JsonDocument.Parse(ready.Body);
        Assert.Equal(
            ["base-de-donnees", "horloge", "fichiers"],
            answer.RootElement.GetProperty("controles").EnumerateObject().Select(check => check.Name)
        );
    }

    [Fact]
    public async Task A_node_that_can_not_write_files_is_alive_but_not_ready()
    {
        portal.With("Files:Path", Path.Combine(typeof(PipelineTests).Assembly.Location, "sous-un-fichier"));
        using var visitor = portal.Browse();

        var alive = await visitor.GetAsync("/sante/vivant");
        var ready = await visitor.GetAsync("/sante/pret");

        Assert.Equal(HttpStatusCode.OK, alive.Status);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, ready.Status);
        Assert.Equal("5", Header(ready.Response, "Retry-After"));
        using var answer = JsonDocument.Parse(ready.Body);
        Assert.False(answer.RootElement.GetProperty("controles").GetProperty("fichiers").GetBoolean());
    }

    [Fact]
    public async Task The_clock_of_the_programme_stops_where_a_test_puts_it()
    {
        _ = portal.Services;

        await portal.Clock.SetAsync("2018-10-15T16:59:59");

        Assert.Equal(new DateTimeOffset(2018, 10, 15, 14, 59, 59, TimeSpan.Zero), portal.Clock.Now);
    }

    [Fact]
    public async Task A_clock_moved_by_another_node_is_followed_within_two_seconds()
    {
        _ = portal.Services;
        var instant = new DateTimeOffset(2018, 11, 7, 8, 0, 0, TimeSpan.Zero);

        await portal.InDatabaseAsync(async db =>
        {
            var time = new ProgrammeTime();
            time.FreezeAt(instant);
            db.Add(time);
            await db.SaveChangesAsync();
        });

        for (var attempt = 0; attempt < 40 && portal.Clock.Now != instant; attempt++)
        {
            await Task.Delay(50);
        }

        Assert.Equal(instant, portal.Clock.Now);
    }

    private static async Task<HttpResponseMessage> AttemptAsync(HttpClient client, string forwardedFor)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/connexion") { Content = new FormUrlEncodedContent([]) };
        request.Headers.Add("X-Forwarded-For", forwardedFor);
        return await client.SendAsync(request);
    }

    private static string Header(HttpResponseMessage response, string name) => Assert.Single(response.Headers.GetValues(name));

    private static void ShowArrival(IServiceCollection services) => services.AddSingleton<IStartupFilter, ArrivalInHeader>();

    private sealed class ArrivalInHeader : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) =>
            app =>
            {
                app.Use(
                    (context, go) =>
                    {
                        context.Response.OnStarting(() =>
                        {
                            var arrival = context.Features.Get<RequestArrival>()!.Machine.ToUnixTimeMilliseconds();
                            context.Response.Headers["X-Arrival"] = arrival.ToString(CultureInfo.InvariantCulture);
                            return Task.CompletedTask;
                        });
                        return go(context);
                    }
                );
                next(app);
            };
    }
}
