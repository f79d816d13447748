using System.Security.Cryptography;
using EigPortal.Domain.Accounts;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace EigPortal.Web.Security;

/// <summary>Which view of the portal this browser shows. It opens nothing by itself: the session beside it says who asks.</summary>
internal sealed class PortalViewCookie
{
    private const string BareName = "eig.vue";

    private const string HostOnly = "__Host-";
    private readonly IDataProtector protector;
    private readonly bool isHttpsOnly;
    private readonly string name;

    public PortalViewCookie(IDataProtectionProvider protection, IOptionsMonitor<CookieAuthenticationOptions> sessions)
    {
        protector = protection.CreateProtector("portal-view");
        isHttpsOnly = sessions.Get(IdentityConstants.ApplicationScheme).Cookie.SecurePolicy == CookieSecurePolicy.Always;
        name = isHttpsOnly ? HostOnly + BareName : BareName;
    }

    public bool IsSent(HttpRequest request) => request.Cookies.ContainsKey(name);

    /// <summary>The view, or null when the cookie was not written by this portal.</summary>
    public Guid? Read(HttpRequest request)
    {
        try
        {
            return request.Cookies[name] is { } text && Guid.TryParse(protector.Unprotect(text), out var id) ? id : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    public void Write(HttpContext context, PortalView view) =>
        context.Response.Cookies.Append(name, protector.Protect(view.Id.ToString()), Options(context));

    public void Forget(HttpContext context) => context.Response.Cookies.Delete(name, Options(context));

    private CookieOptions Options(HttpContext context) =>
        new()
        {
            HttpOnly = true,
            SameSite = SameSiteMode.Strict,
            Path = "/",
            Secure = isHttpsOnly || context.Request.IsHttps,
            IsEssential = true,
        };
}
