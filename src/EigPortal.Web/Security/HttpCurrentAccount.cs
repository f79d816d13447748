using System.Security.Claims;
using EigPortal.Services.Identity;

namespace EigPortal.Web.Security;

/// <summary>The account that the cookie of the current request names.</summary>
internal sealed class HttpCurrentAccount(IHttpContextAccessor accessor) : ICurrentAccount
{
    public Guid? Id =>
        Guid.TryParse(accessor.HttpContext?.User.FindFirstValue(ClaimTypes.NameIdentifier), out var id) ? id : null;

    public Guid? ViewerId => accessor.HttpContext?.Features.Get<PortalViewInProgress>()?.ViewerId;
}
