using System.Security.Claims;
using EigPortal.Services.Data;
using EigPortal.Services.Identity;
using EigPortal.Web.Shared;
using EigPortal.Web.Startup;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;

namespace EigPortal.Web.Features.Account.Invitations;

/// <summary>The link of an invitation. Opening it changes nothing; accepting is a button (B18).</summary>
[AllowAnonymous]
public sealed class InvitationsController(
    EigDbContext db,
    AcceptInvitation accept,
    ICurrentAccount current,
    SignInManager<Services.Identity.Account> signIn,
    TimeProvider machine
) : AccountController
{
    [HttpGet("/invitation/{token}")]
    public async Task<IActionResult> Index(string token, CancellationToken ct) =>
        await ModelAsync(token, new InvitationInput(), ct) is { } model ? View("Index", model) : View("Gone");

    [HttpPost("/invitation/{token}")]
    [EnableRateLimiting(RateLimits.SignUp)]
    public async Task<IActionResult> Accept(string token, [FromForm] InvitationInput input, CancellationToken ct)
    {
        var result = current.Id is { } id
            ? await accept.ExecuteAsync(token, id, ct)
            : await accept.ExecuteAsync(
                token,
                new NewPerson(input.GivenName ?? "", input.FamilyName ?? "", input.Password ?? ""),
                ct
            );
        if (!result.IsOk)
        {
            db.ChangeTracker.Clear();
            return await ModelAsync(token, input, ct) is { } model ? Refused("Index", model, result) : View("Gone");
        }

        if (current.Id is null)
        {
            await signIn.SignInAsync(result.Value, isPersistent: false);
        }

        this.Flash("Votre invitation est acceptée.");
        return LocalRedirect(Web.Security.AccountPaths.Spaces);
    }

    private async Task<InvitationModel?> ModelAsync(string token, InvitationInput input, CancellationToken ct)
    {
        var hash = InvitePerson.HashOf(token);
        var now = machine.GetUtcNow();
        var open = await db
            .Invitations.AsNoTracking()
            .Where(row => row.TokenHash == hash && row.AcceptedAt == null && row.RevokedAt == null && row.ExpiresAt > now)
            .Select(row => new
            {
                row.Email,
                row.Kind,
                row.ExpiresAt,
            })
            .SingleOrDefaultAsync(ct);
        if (open is null)
        {
            return null;
        }

        var normalized = open.Email.ToUpperInvariant();
        var known = await db.Accounts.AnyAsync(account => account.NormalizedEmail == normalized && account.EmailConfirmed, ct);
        return new InvitationModel(
            token,
            open.Email,
            open.Kind,
            open.ExpiresAt,
            known,
            User.FindFirstValue(ClaimTypes.Email),
            input.GivenName,
            input.FamilyName
        );
    }
}

/// <param name="HasAccount">The address already has an account: its owner, who alone has this link, may know.</param>
/// <param name="SignedInAs">Address of the account signed in, if any.</param>
public sealed record InvitationModel(
    string Token,
    string Email,
    InvitationKind Kind,
    DateTimeOffset ExpiresAt,
    bool HasAccount,
    string? SignedInAs,
    string? GivenName,
    string? FamilyName
)
{
    public string? Password => null;
}

public sealed class InvitationInput
{
    public string? GivenName { get; init; }
    public string? FamilyName { get; init; }
    public string? Password { get; init; }
}
