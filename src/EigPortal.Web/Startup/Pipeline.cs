using EigPortal.Web.Security;
using Microsoft.AspNetCore.Http.Features;

namespace EigPortal.Web.Startup;

/// <summary>The order in which a request meets things. Each line needs the ones above it.</summary>
internal static class Pipeline
{
    public static void UsePortal(this WebApplication app)
    {
        app.UseArrivalStamp();
        app.UseKnownProxies();
        app.UsePortalSecurityHeaders();
        app.UsePortalRequestLogging();
        app.UsePortalErrorPages();
        app.UseExceptionHandler(Failures.Options);
        app.UsePortalAssets();
        app.UseFormsWithoutNul();
        app.UseRouting();
        // Stored pages are for visitors only, and their endpoints are anonymous: the policy refuses anything else. So an answer from
        // the store needs nothing of what follows.
        app.UseOutputCache();
        app.UseAuthentication();
        app.UseMiddleware<PortalViewGate>();
        app.UseRateLimiter();
        app.UseAuthorization();
        app.UseCompression();
        app.MapHealth();
        app.MapOutageReports();
        app.MapControllers().RequireAuthorization();
    }

    // A page of somebody signed in holds secrets next to text that a stranger may have chosen: compressing both over HTTPS lets
    // the length of the answer betray the secret (BREACH).
    private static void UseCompression(this WebApplication app)
    {
        app.UseResponseCompression();
        app.Use(
            (context, next) =>
            {
                if (
                    context.User.Identity?.IsAuthenticated == true
                    && context.Features.Get<IHttpsCompressionFeature>() is { } compression
                )
                {
                    compression.Mode = HttpsCompressionMode.DoNotCompress;
                }

                return next(context);
            }
        );
    }
}
