using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;
using Microsoft.AspNetCore.Identity;

namespace EigPortal.Web.Security;

/// <summary>
/// What a refusal looks like. A visitor goes to the sign-in page and comes back; a script gets 401, so that a page can say that the
/// session is over without losing what was typed (B1); somebody signed in who may not gets 404, like an address that doesn't exist.
/// </summary>
internal sealed class RefusalHandler : IAuthorizationMiddlewareResultHandler
{
    public async Task HandleAsync(
        RequestDelegate next,
        HttpContext context,
        AuthorizationPolicy policy,
        PolicyAuthorizationResult result
    )
    {
        if (result.Succeeded)
        {
            await next(context);
            return;
        }

        var wayOut = result
            .AuthorizationFailure?.FailureReasons.OfType<WayOutReason>()
            .Select(reason => (WayOut?)reason.WayOut)
            .FirstOrDefault();
        if (result.Challenged || wayOut == WayOut.SignInAgain)
        {
            await AskToSignInAsync(context);
        }
        else if (wayOut == WayOut.AcceptCharter)
        {
            Send(context, AccountPaths.Charter);
        }
        else if (wayOut == WayOut.SetUpSecondFactor)
        {
            Send(context, AccountPaths.SecondFactor);
        }
        else
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
        }
    }

    private static async Task AskToSignInAsync(HttpContext context)
    {
        if (context.User.Identity?.IsAuthenticated == true)
        {
            await context.SignOutAsync(IdentityConstants.ApplicationScheme);
        }

        if (IsScript(context.Request))
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
        }
        else
        {
            Send(context, AccountPaths.SignIn);
        }
    }

    private static void Send(HttpContext context, string path)
    {
        var back = WayBack(context.Request);
        context.Response.Redirect(back.Length == 0 ? path : $"{path}?retour={Uri.EscapeDataString(back)}");
    }

    // Only what a GET showed can be shown again after signing in: for what is sent, that is the page that held the form.
    private static string WayBack(HttpRequest request)
    {
        if (HttpMethods.IsGet(request.Method))
        {
            return $"{request.PathBase}{request.Path}{request.QueryString}";
        }

        return
            Uri.TryCreate(request.Headers.Referer, UriKind.Absolute, out var form)
            && string.Equals(form.Authority, request.Host.Value, StringComparison.OrdinalIgnoreCase)
            ? form.PathAndQuery
            : "";
    }

    internal static bool IsScript(HttpRequest request) =>
        request.Headers["Sec-Fetch-Dest"] == "empty" || request.Headers.XRequestedWith == "fetch";
}
