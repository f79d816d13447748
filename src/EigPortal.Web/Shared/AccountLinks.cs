using Microsoft.AspNetCore.Mvc;

namespace EigPortal.Web.Shared;

/// <summary>The quick links of the header: how to come in, or where one's own spaces are and how to leave.</summary>
public sealed class AccountLinks : ViewComponent
{
    public IViewComponentResult Invoke() => View("Default", UserClaimsPrincipal.Identity?.Name ?? "");
}
