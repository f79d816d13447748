using EigPortal.Web.Startup;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.OutputCaching;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace EigPortal.Web.Tests.Public;

/// <summary>The store of public pages answers before authentication and limits: who it answers, and with what.</summary>
public sealed class StoredPagesTests(CataloguePortal portal) : IClassFixture<CataloguePortal>
{
    [Theory]
    [InlineData("", true)]
    [InlineData("eig.formulaire=quelconque", true)]
    [InlineData("eig.session=finie-ou-fausse", false)]
    [InlineData("eig.formulaire=quelconque; eig.session=finie-ou-fausse", false)]
    [InlineData("eig.message=un-message-attend", false)]
    public async Task Whoever_has_a_session_or_a_waiting_message_gets_a_page_of_their_own(string cookies, bool fromStore)
    {
        await portal.Clock.SetAsync(CataloguePortal.Open);
        using var first = await GetAsync("/defis/adler", "");

        using var second = await GetAsync("/defis/adler", cookies);

        Assert.Equal(fromStore, second.Headers.Age is not null);
    }

    [Fact]
    public async Task Credentials_of_any_other_kind_pass_by_the_store()
    {
        await portal.Clock.SetAsync(CataloguePortal.Open);
        using var first = await GetAsync("/defis/plume", "");
        using var visitor = portal.Browse();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/defis/plume");
        request.Headers.Add("Authorization", "Bearer quelconque");

        using var second = await visitor.Client.SendAsync(request);

        Assert.Null(second.Headers.Age);
    }

    [Fact]
    public async Task A_stored_page_carries_every_header_of_security_that_a_new_one_does()
    {
        await portal.Clock.SetAsync(CataloguePortal.Open);
        string[] own = ["Age", "Date", "Content-Length", "Transfer-Encoding"];
        using var made = await GetAsync("/defis/cibnav", "");

        using var stored = await GetAsync("/defis/cibnav", "");

        Assert.NotNull(stored.Headers.Age);
        Assert.Equal(Headers(made), Headers(stored));

        List<string> Headers(HttpResponseMessage response) =>
            [
                .. response
                    .Headers.Concat(response.Content.Headers)
                    .Where(header => !own.Contains(header.Key))
                    .Select(header => $"{header.Key}: {string.Join(", ", header.Value)}")
                    .Order(StringComparer.Ordinal),
            ];
    }

    [Fact]
    public void Only_pages_for_everybody_are_stored()
    {
        var stored = portal
            .Services.GetServices<EndpointDataSource>()
            .SelectMany(source => source.Endpoints)
            .Where(endpoint => endpoint.Metadata.GetMetadata<OutputCacheAttribute>() is not null)
            .ToList();

        Assert.NotEmpty(stored);
        Assert.All(
            stored,
            endpoint => Assert.Equal(PublicPages.Policy, endpoint.Metadata.GetMetadata<OutputCacheAttribute>()!.PolicyName)
        );
        Assert.All(stored, endpoint => Assert.NotNull(endpoint.Metadata.GetMetadata<IAllowAnonymous>()));
        Assert.All(stored, endpoint => Assert.Null(endpoint.Metadata.GetMetadata<EnableRateLimitingAttribute>()));
    }

    private async Task<HttpResponseMessage> GetAsync(string path, string cookies)
    {
        using var visitor = portal.Browse();
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (cookies.Length > 0)
        {
            request.Headers.Add("Cookie", cookies);
        }

        return await visitor.Client.SendAsync(request);
    }
}
