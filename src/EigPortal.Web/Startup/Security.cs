using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Claims;
using System.Threading.RateLimiting;
using EigPortal.Web.Shared;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Options;

namespace EigPortal.Web.Startup;

/// <summary>Headers, limits, proxies and antiforgery. Capabilities are in Security/.</summary>
internal static class Security
{
    public static void AddPortalSecurity(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddAntiforgery(antiforgery =>
        {
            antiforgery.Cookie.Name = "eig.formulaire";
            antiforgery.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            antiforgery.Cookie.SameSite = SameSiteMode.Strict;
            // The policy of the headers below already refuses every frame.
            antiforgery.SuppressXFrameOptionsHeader = true;
        });
        services.AddOptions<ProxyOptions>().BindConfiguration(ProxyOptions.Section);
        services.AddOptions<RateLimitOptions>().BindConfiguration(RateLimitOptions.Section);
        services.AddOptions<LegalOptions>().BindConfiguration(LegalOptions.Section);
        services.AddHsts(hsts => hsts.MaxAge = TimeSpan.FromDays(365));
        services.AddRateLimiter(AddPolicies);
        services.Configure<FormOptions>(form => form.MultipartBodyLengthLimit = UploadLimits.MaxRead);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = UploadLimits.MaxRequest;
        });
    }

    /// <summary>Believes forwarded headers only when they come from a proxy named in the configuration (incident B27).</summary>
    public static void UseKnownProxies(this WebApplication app)
    {
        var proxies = app.Services.GetRequiredService<IOptions<ProxyOptions>>().Value;
        if (!proxies.IsUsed)
        {
            return;
        }

        var options = new ForwardedHeadersOptions
        {
            ForwardedHeaders =
                ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto | ForwardedHeaders.XForwardedHost,
        };
        // The framework trusts the loopback addresses by default.
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (var proxy in proxies.KnownProxies)
        {
            options.KnownProxies.Add(IPAddress.Parse(proxy));
        }

        foreach (var network in proxies.KnownNetworks)
        {
            options.KnownIPNetworks.Add(System.Net.IPNetwork.Parse(network));
        }

        app.UseForwardedHeaders(options);
    }

    public static void UsePortalSecurityHeaders(this WebApplication app)
    {
        var policies = new HeaderPolicyCollection()
            .AddFrameOptionsDeny()
            .AddContentTypeOptionsNoSniff()
            .AddReferrerPolicySameOrigin()
            .AddCrossOriginOpenerPolicy(policy => policy.SameOrigin())
            .AddCrossOriginResourcePolicy(policy => policy.SameOrigin())
            .AddPermissionsPolicy(policy =>
            {
                policy.AddDefaultSecureDirectives();
                // Off by default, and without it no browser presents a passkey.
                policy.AddPublickeyCredentialsGet().Self();
            })
            .RemoveServerHeader()
            .AddContentSecurityPolicy(policy =>
            {
                policy.AddDefaultSrc().Self();
                // The design system draws some of its icons from data addresses in its style sheets.
                policy.AddImgSrc().Self().Data();
                policy.AddObjectSrc().None();
                policy.AddBaseUri().None();
                policy.AddFormAction().Self();
                policy.AddFrameAncestors().None();
            });
        app.UseSecurityHeaders(policies);
        if (ProductionGuard.AppliesTo(app.Environment))
        {
            app.UseHsts();
        }
    }

    private static void AddPolicies(Microsoft.AspNetCore.RateLimiting.RateLimiterOptions limiter)
    {
        limiter.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        limiter.OnRejected = (rejected, _) =>
        {
            var wait = rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var delay) ? delay : TimeSpan.FromMinutes(1);
            rejected.HttpContext.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds)
                .ToString(CultureInfo.InvariantCulture);
            return ValueTask.CompletedTask;
        };
        limiter.AddPolicy(RateLimits.SignIn, context => Window(context, RateLimits.SignIn, limits => limits.SignIn));
        limiter.AddPolicy(RateLimits.SignUp, context => Window(context, RateLimits.SignUp, limits => limits.SignUp));
        limiter.AddPolicy(RateLimits.Upload, context => Window(context, RateLimits.Upload, limits => limits.Upload));
        limiter.AddPolicy(
            RateLimits.UploadPiece,
            context => Window(context, RateLimits.UploadPiece, limits => limits.UploadPiece)
        );
        limiter.AddPolicy(RateLimits.Submit, context => Window(context, RateLimits.Submit, limits => limits.Submit));
    }

    private static RateLimitPartition<string> Window(
        HttpContext context,
        string policy,
        Func<RateLimitOptions, RateLimitOptions.Limit> choose
    )
    {
        // Reading a form costs nothing and must never be refused: only what is sent counts.
        if (HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method))
        {
            return RateLimitPartition.GetNoLimiter("read");
        }

        var limit = choose(context.RequestServices.GetRequiredService<IOptionsMonitor<RateLimitOptions>>().CurrentValue);
        return RateLimitPartition.GetFixedWindowLimiter(
            $"{policy}:{Caller(context)}",
            _ => new FixedWindowRateLimiterOptions { PermitLimit = limit.Requests, Window = TimeSpan.FromSeconds(limit.Seconds) }
        );
    }

    private static string Caller(HttpContext context) =>
        context.User.FindFirstValue(ClaimTypes.NameIdentifier) ?? Network(context.Connection.RemoteIpAddress);

    // One home has 2^64 IPv6 addresses.
    private static string Network(IPAddress? address) =>
        address is null ? "unknown"
        : address.IsIPv4MappedToIPv6 ? address.MapToIPv4().ToString()
        : address.AddressFamily == AddressFamily.InterNetworkV6 ? Convert.ToHexString(address.GetAddressBytes().AsSpan(0, 8))
        : address.ToString();
}
