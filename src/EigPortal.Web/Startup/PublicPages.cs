using System.Globalization;
using System.IO.Compression;
using EigPortal.Services.Time;
using EigPortal.Web.Shared;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.OutputCaching;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;

namespace EigPortal.Web.Startup;

/// <summary>Names for <c>[OutputCache]</c>.</summary>
public static class PublicPages
{
    /// <summary>Policy of the pages that everybody sees alike.</summary>
    public const string Policy = "public";

    /// <summary>Tag of every stored page.</summary>
    public const string Tag = "public";

    /// <summary>Query key of the free-text search, whose results are not cached.</summary>
    public const string SearchKey = "q";

    /// <summary>Forgets every stored page. Call it after saving what changes a public page, so that readers see it at once.</summary>
    public static ValueTask EvictAsync(IOutputCacheStore store, CancellationToken ct) => store.EvictByTagAsync(Tag, ct);

    internal static void AddPublicPageCache(this IServiceCollection services)
    {
        services.AddOutputCache(cache => cache.AddPolicy(Policy, new PublicPagePolicy()));
        services.AddResponseCompression(compression =>
        {
            // Signed-in pages are left uncompressed over HTTPS by UseCompression.
            compression.EnableForHttps = true;
            compression.MimeTypes =
            [
                .. ResponseCompressionDefaults.MimeTypes,
                "image/svg+xml",
                "text/csv",
                "application/atom+xml",
                "application/geo+json",
                "application/ld+json",
            ];
        });
        services.Configure<BrotliCompressionProviderOptions>(brotli => brotli.Level = CompressionLevel.Optimal);
        services.Configure<GzipCompressionProviderOptions>(gzip => gzip.Level = CompressionLevel.Optimal);
    }
}

/// <summary>
/// Caches, compressed, what visitors see. The next instant of the timetable is part of the key and caps the lifetime, so no stored
/// page can outlive the state of the call that it shows.
/// </summary>
internal sealed class PublicPagePolicy : IOutputCachePolicy
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);

    public async ValueTask CacheRequestAsync(OutputCacheContext context, CancellationToken cancellation)
    {
        var http = context.HttpContext;
        var cacheable =
            (HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method))
            && IsForEverybody(http.GetEndpoint())
            && IsVisitor(http)
            && StringValues.IsNullOrEmpty(http.Request.Query[PublicPages.SearchKey]);
        context.EnableOutputCaching = cacheable;
        context.AllowCacheLookup = cacheable;
        context.AllowCacheStorage = cacheable;
        context.AllowLocking = true;
        if (!cacheable)
        {
            return;
        }

        var clock = http.RequestServices.GetRequiredService<ProgrammeClock>();
        var now = clock.Now;
        var next = await http.RequestServices.GetRequiredService<IProgrammeInstants>().NextAfterAsync(now, cancellation);
        context.Tags.Add(PublicPages.Tag);
        context.CacheVaryByRules.QueryKeys = "*";
        context.CacheVaryByRules.VaryByHost = true;
        context.CacheVaryByRules.VaryByValues["encoding"] = Encoding(http.Request.Headers.AcceptEncoding);
        context.CacheVaryByRules.VaryByValues["clock"] = clock.Generation.ToString(CultureInfo.InvariantCulture);
        context.CacheVaryByRules.VaryByValues["next"] = next?.UtcTicks.ToString(CultureInfo.InvariantCulture) ?? "";
        context.ResponseExpirationTimeSpan = next is { } instant && instant - now < Longest ? instant - now : Longest;
    }

    public ValueTask ServeFromCacheAsync(OutputCacheContext context, CancellationToken cancellation) => ValueTask.CompletedTask;

    public ValueTask ServeResponseAsync(OutputCacheContext context, CancellationToken cancellation)
    {
        var response = context.HttpContext.Response;
        // A page that sets a cookie, or that was made for somebody, however they proved who they are, is theirs alone.
        if (
            response.StatusCode != StatusCodes.Status200OK
            || response.Headers.SetCookie.Count > 0
            || context.HttpContext.User.Identity?.IsAuthenticated == true
        )
        {
            context.AllowCacheStorage = false;
        }

        return ValueTask.CompletedTask;
    }

    // The store comes before authentication and limits: what needs either must never be answered from it.
    private static bool IsForEverybody(Endpoint? endpoint) =>
        endpoint?.Metadata.GetMetadata<IAllowAnonymous>() is not null
        && endpoint.Metadata.GetMetadata<EnableRateLimitingAttribute>() is null;

    // Whoever sends a session, even one that has ended, gets a page of their own; so does whoever a message waits for.
    private static bool IsVisitor(HttpContext http)
    {
        if (http.Request.Headers.Authorization.Count > 0)
        {
            return false;
        }

        if (http.Request.Headers.Cookie.Count == 0)
        {
            return true;
        }

        var session = http
            .RequestServices.GetRequiredService<IOptionsMonitor<CookieAuthenticationOptions>>()
            .Get(IdentityConstants.ApplicationScheme)
            .Cookie.Name!;
        return !http.Request.Cookies.ContainsKey(session) && !http.Request.Cookies.ContainsKey(Flash.CookieName);
    }

    // Browsers write this header in many ways, for three possible answers.
    private static string Encoding(StringValues accepted)
    {
        var text = accepted.ToString();
        return text.Contains("br", StringComparison.OrdinalIgnoreCase) ? "br"
            : text.Contains("gzip", StringComparison.OrdinalIgnoreCase) ? "gzip"
            : "";
    }
}
