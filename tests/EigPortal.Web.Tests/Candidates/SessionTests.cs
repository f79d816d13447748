using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace EigPortal.Web.Tests.Candidates;

/// <summary>How long a session lasts when only the page itself asks for something.</summary>
public sealed class SessionTests : IAsyncLifetime
{
    private readonly LaterTime machine = new();
    private readonly CandidatePortal portal = new();

    public SessionTests() =>
        portal.WithServices(services => services.Replace(ServiceDescriptor.Singleton<TimeProvider>(machine)));

    public Task InitializeAsync() => portal.InitializeAsync();

    public Task DisposeAsync() => ((IAsyncLifetime)portal).DisposeAsync();

    [Fact]
    public async Task B1_saving_automatically_does_not_make_a_session_last_and_a_visit_does()
    {
        var (site, _) = await portal.CandidateAsync();
        var form = await site.GetAsync("/candidature/parcours");

        machine.Ahead = TimeSpan.FromHours(5);
        var kept = await Answer.SendAsync(site, form, ("projet", "Cinq heures plus tard"));
        Assert.Equal((HttpStatusCode.OK, false), (kept.Status, RenewsSession(kept.Response)));
        Assert.False(RenewsSession((await site.GetAsync("/candidature/etat")).Response));

        machine.Ahead = TimeSpan.FromHours(9);
        Assert.Equal(HttpStatusCode.Unauthorized, (await Answer.SendAsync(site, form, ("projet", "Neuf heures"))).Status);
    }

    [Fact]
    public async Task A_visit_makes_a_session_last()
    {
        var (site, _) = await portal.CandidateAsync();
        machine.Ahead = TimeSpan.FromHours(5);
        Assert.True(RenewsSession((await site.GetAsync("/candidature/parcours")).Response));
    }

    private static bool RenewsSession(HttpResponseMessage response) =>
        response.Headers.TryGetValues("Set-Cookie", out var cookies)
        && cookies.Any(cookie => cookie.StartsWith("eig.session=", StringComparison.Ordinal));

    private sealed class LaterTime : TimeProvider
    {
        public TimeSpan Ahead { get; set; }

        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Ahead;
    }
}
