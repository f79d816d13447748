using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using EigPortal.Web.Security;
using Microsoft.AspNetCore.Mvc;

namespace EigPortal.Web.Shared;

/// <param name="Name">Address of who is signed in; empty for visitors.</param>
/// <param name="Mark">
/// Tells the accounts of one device apart for the script, without naming anybody. Empty in a view of the portal as somebody else: nothing
/// is kept on the device in their name.
/// </param>
public sealed record AccountLinksModel(string Name, string Mark);

/// <summary>The quick links of the header: how to come in, or where one's own spaces are and how to leave.</summary>
public sealed class AccountLinks : ViewComponent
{
    public IViewComponentResult Invoke() =>
        View("Default", new AccountLinksModel(UserClaimsPrincipal.FindFirstValue(ClaimTypes.Email) ?? "", Mark()));

    private string Mark()
    {
        if (PortalViewGate.Of(HttpContext) is not null)
        {
            return "";
        }

        var id = UserClaimsPrincipal.FindFirstValue(ClaimTypes.NameIdentifier) ?? "";
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(id)).AsSpan(0, 8));
    }
}
