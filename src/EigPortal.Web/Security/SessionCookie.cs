using System.Globalization;
using System.Security.Claims;
using EigPortal.Domain.Accounts;
using EigPortal.Services.Identity;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace EigPortal.Web.Security;

/// <summary>A session slides while it is used, and ends for good some days after it was opened.</summary>
internal sealed class SessionCookie(
    AccountSessions sessions,
    PortalViewCookie viewCookie,
    IOptionsMonitor<AccountOptions> options,
    TimeProvider machine
) : CookieAuthenticationEvents
{
    private const string OpenedAt = "opened";
    private const string Session = "session";
    private static readonly object Current = new();

    /// <summary>The session that a cookie belongs to, or null.</summary>
    public static Guid? IdOf(AuthenticationProperties? properties) =>
        properties?.Items.TryGetValue(Session, out var text) == true && Guid.TryParse(text, out var id) ? id : null;

    /// <summary>The session of a request, once its cookie was accepted.</summary>
    public static Guid? CurrentId(HttpContext http) => http.Items[Current] as Guid?;

    public override async Task SigningIn(CookieSigningInContext context)
    {
        var accountId = Guid.Parse(context.Principal!.FindFirstValue(ClaimTypes.NameIdentifier)!);
        var ct = context.HttpContext.RequestAborted;
        if (IdOf(context.Properties) is { } known)
        {
            await sessions.RenewAsync(known, accountId, ct);
            return;
        }

        var opened = await sessions.OpenAsync(accountId, context.Request.Headers.UserAgent, ct);
        context.Properties.Items[Session] = opened.ToString();
        context.Properties.Items[OpenedAt] = machine.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
    }

    // Reads what ValidatePrincipal left: asking for authentication again, when it is what signs out, would wait for itself.
    public override async Task SigningOut(CookieSigningOutContext context)
    {
        var view = PortalViewGate.Of(context.HttpContext);
        if (CurrentId(context.HttpContext) is { } id)
        {
            var accountId = view?.ViewerId ?? Guid.Parse(context.HttpContext.User.FindFirstValue(ClaimTypes.NameIdentifier)!);
            await sessions.CloseAsync(id, accountId, CancellationToken.None);
        }

        if (view is not null)
        {
            var views = context.HttpContext.RequestServices.GetRequiredService<PortalViews>();
            await views.EndAsync(view.Id, PortalViewEnd.SignedOut, CancellationToken.None);
            viewCookie.Forget(context.HttpContext);
        }
    }

    public override async Task ValidatePrincipal(CookieValidatePrincipalContext context)
    {
        if (
            !context.Properties.Items.TryGetValue(OpenedAt, out var text)
            || !long.TryParse(text, out var opened)
            || IsOver(opened)
        )
        {
            context.RejectPrincipal();
            return;
        }

        await SecurityStampValidator.ValidatePrincipalAsync(context);
        if (context.Principal is not null)
        {
            context.HttpContext.Items[Current] = IdOf(context.Properties);
        }

        if (LeavesSessionAsIsAttribute.IsOn(context.HttpContext))
        {
            // A look at the security stamp would otherwise write the cookie again, with a new end.
            context.ShouldRenew = false;
        }
    }

    public override Task CheckSlidingExpiration(CookieSlidingExpirationContext context)
    {
        context.ShouldRenew &= !LeavesSessionAsIsAttribute.IsOn(context.HttpContext);
        return Task.CompletedTask;
    }

    private bool IsOver(long opened) =>
        DateTimeOffset.FromUnixTimeSeconds(opened).AddDays(options.CurrentValue.SessionDays) <= machine.GetUtcNow();
}
