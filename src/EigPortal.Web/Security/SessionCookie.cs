using System.Globalization;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace EigPortal.Web.Security;

/// <summary>A session slides while it is used, and ends for good some days after it was opened.</summary>
internal sealed class SessionCookie(IOptionsMonitor<AccountOptions> options, TimeProvider machine) : CookieAuthenticationEvents
{
    private const string OpenedAt = "opened";

    public override Task SigningIn(CookieSigningInContext context)
    {
        if (!context.Properties.Items.ContainsKey(OpenedAt))
        {
            context.Properties.Items[OpenedAt] = machine.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        }

        return Task.CompletedTask;
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
