using EigPortal.Web.Features.Account.Passkeys;
using EigPortal.Web.Security;
using EigPortal.Web.Startup;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;

namespace EigPortal.Web.Features.Account.SignIn;

/// <summary>
/// Coming in with a passkey. The browser proposes the keys that it holds, so no address is asked and none is betrayed. A key that
/// checked its owner is two factors by itself: no code is asked after it.
/// </summary>
[AllowAnonymous]
public sealed class PasskeySignInController(
    UserManager<Services.Identity.Account> accounts,
    SignInManager<Services.Identity.Account> signIn
) : AccountController
{
    /// <summary>RFC 8176: proof of possession of a key kept by hardware.</summary>
    private const string Method = "hwk";
    private const string Refusal = "Cette clé d’accès n’ouvre aucun compte. Recommencez, ou utilisez votre mot de passe.";

    [HttpPost("/connexion/cle-acces/options")]
    [EnableRateLimiting(RateLimits.SignIn)]
    public async Task<IActionResult> Options() => Content(await signIn.MakePasskeyRequestOptionsAsync(null), "application/json");

    [HttpPost("/connexion/cle-acces")]
    [EnableRateLimiting(RateLimits.SignIn)]
    public async Task<IActionResult> Enter([FromForm] string? credential, [FromForm] string? retour)
    {
        var assertion = await signIn.AssertAsync(credential);
        if (
            assertion is not { Succeeded: true }
            || !await signIn.CanSignInAsync(assertion.User)
            || await accounts.IsLockedOutAsync(assertion.User)
        )
        {
            ModelState.AddModelError("", Refusal);
            return Refused("Index", new SignInInput { Retour = Local(retour) });
        }

        // Keeps the counter by which a copied key is told from the real one.
        await accounts.AddOrUpdatePasskeyAsync(assertion.User, assertion.Passkey);
        await signIn.SignInAsync(assertion.User, isPersistent: false, Method);
        return LocalRedirect(Local(retour) ?? AccountPaths.Spaces);
    }
}
