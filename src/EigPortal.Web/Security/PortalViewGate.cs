using System.Security.Claims;
using EigPortal.Domain.Accounts;
using EigPortal.Services.Identity;
using EigPortal.Services.Privacy;
using EigPortal.Web.Dsfr;
using EigPortal.Web.Shared;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.Extensions.Options;

namespace EigPortal.Web.Security;

/// <summary>
/// Right after authentication: an administrator who sees the portal as somebody else becomes that person for the request, to look only
/// (B34). The view is checked in the database each time, and everything but a page to look at is refused. Without the cookie of a view
/// a request costs nothing here.
/// </summary>
internal sealed class PortalViewGate(RequestDelegate next, PortalViewCookie cookie, ILogger<PortalViewGate> logger)
{
    /// <summary>How the principal of a view says that nobody signed in with it.</summary>
    private const string AuthenticationType = "portal-view";

    public static PortalViewInProgress? Of(HttpContext context) => context.Features.Get<PortalViewInProgress>();

    public async Task InvokeAsync(HttpContext context)
    {
        if (context.Features.Get<IStatusCodeReExecuteFeature>() is not null)
        {
            // The page of an error is asked for within the same request, by the same person.
            Become(context, Of(context));
            await next(context);
        }
        else if (!cookie.IsSent(context.Request))
        {
            await next(context);
        }
        else if (await CheckAsync(context) is { View: { } view })
        {
            logger.LogInformation(
                "{Method} {Path} : compte {ViewerId}, vu comme {SubjectId}",
                context.Request.Method,
                context.Request.Path,
                view.ViewerId,
                view.SubjectId
            );
            context.Features.Set(view);
            Become(context, view);
            await ShowAsync(context, view);
        }
    }

    /// <summary>What the view is worth. Of one that is over, the request has its answer.</summary>
    private async Task<PortalViewStanding> CheckAsync(HttpContext context)
    {
        var standing = await FindAsync(context);
        if (standing.View is not null)
        {
            return standing;
        }

        cookie.Forget(context);
        if (standing.SubjectId is not { } subject)
        {
            await next(context);
        }
        else if (standing.Over == PortalViewEnd.NoLongerAllowed)
        {
            // The same answer as for somebody who doesn't exist, whatever stands between them.
            context.Response.StatusCode = StatusCodes.Status404NotFound;
        }
        else if (RefusalHandler.IsScript(context.Request))
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
        }
        else
        {
            var message = context.RequestServices.GetRequiredService<ITempDataDictionaryFactory>().GetTempData(context);
            message.SetFlash("La vue est terminée : vous êtes de nouveau sur votre compte.", Severity.Info);
            message.Save();
            context.Response.Redirect($"/admin/utilisateurs/{subject}");
        }

        return standing;
    }

    private async Task<PortalViewStanding> FindAsync(HttpContext context)
    {
        var nothing = new PortalViewStanding(null, null, null);
        if (cookie.Read(context.Request) is not { } id)
        {
            return nothing;
        }

        var views = context.RequestServices.GetRequiredService<PortalViews>();
        var claims = context.RequestServices.GetRequiredService<IOptions<IdentityOptions>>().Value.ClaimsIdentity;
        if (Guid.TryParse(context.User.FindFirstValue(claims.UserIdClaimType), out var viewerId))
        {
            var stamp = context.User.FindFirstValue(claims.SecurityStampClaimType);
            return await views.CheckAsync(id, viewerId, stamp, context.RequestAborted);
        }

        // The session that it lived in is over.
        await views.EndAsync(id, PortalViewEnd.SignedOut, context.RequestAborted);
        return nothing;
    }

    private async Task ShowAsync(HttpContext context, PortalViewInProgress view)
    {
        var endpoint = context.GetEndpoint();
        var isRead = HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method);
        var mayLook = isRead && (endpoint is null || PagesShownInViews.Holds(endpoint));
        if (!mayLook && !IsWayOut(context))
        {
            // Scripts take 401 for a session that is over, and stop.
            context.Response.StatusCode = RefusalHandler.IsScript(context.Request)
                ? StatusCodes.Status401Unauthorized
                : StatusCodes.Status403Forbidden;
            return;
        }

        if (mayLook && PagesShownInViews.IsOwnPage(endpoint))
        {
            var openings = context.RequestServices.GetRequiredService<FileOpenings>();
            await openings.RecordPagesAsync(view, context.RequestAborted);
        }

        await next(context);
    }

    private static bool IsWayOut(HttpContext context) =>
        HttpMethods.IsPost(context.Request.Method)
        && PagesShownInViews.PatternOf(context.GetEndpoint()) is AccountPaths.EndView or AccountPaths.SignOut;

    private static void Become(HttpContext context, PortalViewInProgress? view)
    {
        if (view is null)
        {
            return;
        }

        var claims = context.RequestServices.GetRequiredService<IOptions<IdentityOptions>>().Value.ClaimsIdentity;
        context.User = new ClaimsPrincipal(
            new ClaimsIdentity(
                [
                    new(claims.UserIdClaimType, view.SubjectId.ToString()),
                    new(claims.UserNameClaimType, view.SubjectEmail),
                    new(claims.EmailClaimType, view.SubjectEmail),
                ],
                AuthenticationType,
                claims.UserNameClaimType,
                claims.RoleClaimType
            )
        );
    }
}
