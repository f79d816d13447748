using System.Security.Claims;
using EigPortal.Services.Identity;
using EigPortal.Web.Security;
using EigPortal.Web.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;

namespace EigPortal.Web.Features.Account.Sessions;

/// <param name="Views">When and why the portal was seen as this person.</param>
public sealed record SessionsModel(IReadOnlyList<SessionLine> Sessions, IReadOnlyList<SeenAsLine> Views);

/// <summary>Where one is signed in, and closing a session left open elsewhere.</summary>
[Authorize]
public sealed class SessionsController(
    AccountSessions sessions,
    PortalViews views,
    UserManager<Services.Identity.Account> accounts,
    SignInManager<Services.Identity.Account> signIn,
    IOptionsSnapshot<AccountOptions> options,
    TimeProvider machine
) : AccountController
{
    private Guid AccountId => Guid.Parse(User.FindFirstValue(ClaimTypes.NameIdentifier)!);

    [HttpGet("/compte/sessions")]
    public async Task<IActionResult> Index(CancellationToken ct)
    {
        var current = SessionCookie.CurrentId(HttpContext) ?? Guid.Empty;
        var ended = machine.GetUtcNow().AddHours(-options.Value.IdleHours);
        var open = await sessions.ListAsync(AccountId, current, ended, ct);
        return View("Index", new SessionsModel(open, await views.OfAsync(AccountId, ct)));
    }

    [HttpPost("/compte/sessions/{id:guid}/fermeture")]
    public async Task<IActionResult> Close(Guid id, CancellationToken ct)
    {
        if (!(await sessions.CloseAsync(id, AccountId, ct)).IsOk)
        {
            return NotFound();
        }

        this.Flash($"La session est fermée. Elle cesse de fonctionner en {options.Value.RevocationSeconds} secondes au plus.");
        return RedirectToAction(nameof(Index));
    }

    /// <summary>Every cookie of the account becomes void, this one included.</summary>
    [HttpPost("/compte/deconnexion-partout")]
    public async Task<IActionResult> LeaveEverywhere()
    {
        await accounts.UpdateSecurityStampAsync((await accounts.GetUserAsync(User))!);
        await signIn.SignOutAsync();
        this.Flash("Toutes vos sessions sont fermées.");
        return LocalRedirect("/connexion");
    }
}
