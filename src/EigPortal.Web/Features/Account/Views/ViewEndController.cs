using System.Security.Claims;
using EigPortal.Services.Identity;
using EigPortal.Web.Security;
using EigPortal.Web.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace EigPortal.Web.Features.Account.Views;

/// <summary>Coming back from the portal as somebody else sees it. The form was written for that person: it is read as theirs.</summary>
[Authorize]
public sealed class ViewEndController(PortalViews views) : AccountController
{
    [HttpPost(AccountPaths.EndView)]
    public async Task<IActionResult> End(CancellationToken ct)
    {
        var view = PortalViewGate.Of(HttpContext);
        await views.EndOwnAsync(view?.ViewerId ?? Guid.Parse(User.FindFirstValue(ClaimTypes.NameIdentifier)!), ct);
        HttpContext.RequestServices.GetRequiredService<PortalViewCookie>().Forget(HttpContext);
        this.Flash("Vous êtes de nouveau sur votre compte.");
        return LocalRedirect(view is null ? AccountPaths.Spaces : $"/admin/utilisateurs/{view.SubjectId}");
    }
}
