using EigPortal.Services.Identity;
using Microsoft.AspNetCore.Mvc;

namespace EigPortal.Web.Shared;

/// <param name="HasBounced">A mail to this address came back: there is probably a mistake in it.</param>
/// <param name="Back">The page that shows the banner, to come back to.</param>
public sealed record AddressBannerModel(string Email, bool HasBounced, string Back);

/// <summary>
/// Tells somebody whose address is not confirmed what it changes: their work counts, our mails wait. On the pages of the candidature and
/// of the account, which know who is there anyway.
/// </summary>
public sealed class AddressBanner(ActorLoader actors, UnprovedAccounts unproved) : ViewComponent
{
    public async Task<IViewComponentResult> InvokeAsync()
    {
        if (!IsOwnPage() || await actors.LoadAsync(HttpContext.RequestAborted) is not { IsAddressProved: false } actor)
        {
            return Content("");
        }

        var bounced = await unproved.HasBouncedAsync(actor.AccountId, HttpContext.RequestAborted);
        return View("Default", new AddressBannerModel(actor.Email, bounced, Back()));
    }

    private bool IsOwnPage() =>
        UserClaimsPrincipal.Identity?.IsAuthenticated == true
        && (
            RouteData.Values["area"] as string == "Candidate"
            || HttpContext.Request.Path.StartsWithSegments("/compte", StringComparison.Ordinal)
        );

    // Only what a GET showed can be shown again.
    private string Back() =>
        HttpMethods.IsGet(HttpContext.Request.Method) ? HttpContext.Request.Path : Security.AccountPaths.Spaces;
}
