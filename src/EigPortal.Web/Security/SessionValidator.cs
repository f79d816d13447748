using EigPortal.Services.Identity;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace EigPortal.Web.Security;

/// <summary>Besides the stamp of the account, checks at the same pace that the session itself was not closed from elsewhere.</summary>
internal sealed class SessionValidator(
    IOptions<SecurityStampValidatorOptions> options,
    SignInManager<Account> signIn,
    ILoggerFactory logging,
    AccountSessions sessions
) : SecurityStampValidator<Account>(options, signIn, logging)
{
    protected override async Task SecurityStampVerified(Account user, CookieValidatePrincipalContext context)
    {
        if (
            SessionCookie.IdOf(context.Properties) is { } id
            && await sessions.SeeAsync(id, user.Id, context.HttpContext.RequestAborted)
        )
        {
            await base.SecurityStampVerified(user, context);
            return;
        }

        context.RejectPrincipal();
        await context.HttpContext.SignOutAsync(IdentityConstants.ApplicationScheme);
    }
}
