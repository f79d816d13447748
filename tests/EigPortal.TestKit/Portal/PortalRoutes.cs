using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Template;

namespace EigPortal.TestKit.Portal;

/// <summary>The addresses that a portal answers to with GET, and those that it did answer while somebody visited it.</summary>
public sealed class PortalRoutes : IStartupFilter
{
    private readonly ConcurrentDictionary<string, bool> answered = new();
    private Lazy<IReadOnlyList<(string Pattern, TemplateMatcher Matcher)>>? known;

    /// <summary>Patterns of address as the code writes them.</summary>
    public IReadOnlyList<string> Known => [.. Routes.Select(route => route.Pattern)];

    public IEnumerable<string> Answered => answered.Keys;

    private IReadOnlyList<(string Pattern, TemplateMatcher Matcher)> Routes =>
        known?.Value ?? throw new InvalidOperationException("Le portail n’est pas encore démarré.");

    public void Read(EndpointDataSource endpoints) => known = new(() => PatternsOf(endpoints));

    /// <summary>The pattern that answers to a path; the path itself when there is none.</summary>
    public string PatternOf(string path) => Routes.FirstOrDefault(route => route.Matcher.TryMatch(path, [])).Pattern ?? path;

    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) =>
        app =>
        {
            app.Use(
                async (context, following) =>
                {
                    await following(context);
                    if (HttpMethods.IsGet(context.Request.Method) && context.Response.StatusCode == StatusCodes.Status200OK)
                    {
                        Note(context.GetEndpoint());
                    }
                }
            );
            next(app);
        };

    private void Note(Endpoint? endpoint)
    {
        if (endpoint is RouteEndpoint route)
        {
            answered[TextOf(route)] = true;
        }
    }

    private static List<(string, TemplateMatcher)> PatternsOf(EndpointDataSource endpoints) =>
        [
            .. endpoints
                .Endpoints.OfType<RouteEndpoint>()
                .Where(IsRead)
                .OrderBy(endpoint => endpoint.Order)
                .ThenBy(endpoint => endpoint.RoutePattern.InboundPrecedence)
                .Select(endpoint => (TextOf(endpoint), new TemplateMatcher(new RouteTemplate(endpoint.RoutePattern), []))),
        ];

    private static bool IsRead(RouteEndpoint endpoint) =>
        endpoint.Metadata.GetMetadata<HttpMethodMetadata>() is not { HttpMethods: [_, ..] methods } || methods.Contains("GET");

    private static string TextOf(RouteEndpoint endpoint) => "/" + endpoint.RoutePattern.RawText!.TrimStart('/');
}
