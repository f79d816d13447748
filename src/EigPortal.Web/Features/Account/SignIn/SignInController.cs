using EigPortal.Services.Identity;
using EigPortal.Web.Security;
using EigPortal.Web.Shared;
using EigPortal.Web.Startup;
using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;

namespace EigPortal.Web.Features.Account.SignIn;

/// <summary>Coming in, with a second factor when the account has one, and leaving.</summary>
[AllowAnonymous]
public sealed class SignInController(
    SignInManager<Services.Identity.Account> signIn,
    PasswordEntry entry,
    IValidator<SignInInput> validator
) : AccountController
{
    // One sentence for every case: whether the account exists or is locked is nobody else's business.
    private const string Wrong = "Adresse ou mot de passe incorrect. Après plusieurs essais, un compte est bloqué dix minutes.";
    private const string WrongCode = "Ce code n’est pas le bon. Saisissez celui qui s’affiche maintenant, ou un code de secours.";
    private const string Locked =
        "Trop d’essais : ce compte est bloqué pour quelques minutes. Vous pouvez choisir un nouveau mot de passe.";

    [HttpGet(AccountPaths.SignIn)]
    public IActionResult Index(string? retour) =>
        User.Identity?.IsAuthenticated == true
            ? LocalRedirect(Local(retour) ?? AccountPaths.Spaces)
            : View("Index", new SignInInput { Retour = Local(retour) });

    [HttpPost(AccountPaths.SignIn)]
    [EnableRateLimiting(RateLimits.SignIn)]
    public async Task<IActionResult> Enter([FromForm] SignInInput input, CancellationToken ct)
    {
        var shape = await validator.ValidateAsync(input, ct);
        if (!shape.IsValid)
        {
            return Refused("Index", input, shape);
        }

        var result = await TryAsync(input.Email!.Trim(), input.Password!, ct);
        if (result.RequiresTwoFactor)
        {
            return RedirectToAction(nameof(Code), new { retour = Local(input.Retour) });
        }

        return result.Succeeded ? Enter(input.Retour) : Refuse("Index", input, Wrong);
    }

    [HttpGet("/connexion/code")]
    public async Task<IActionResult> Code(string? retour) =>
        await signIn.GetTwoFactorAuthenticationUserAsync() is null
            ? LocalRedirect(AccountPaths.SignIn)
            : View("Code", new CodeInput { Retour = Local(retour) });

    [HttpPost("/connexion/code")]
    [EnableRateLimiting(RateLimits.SignIn)]
    public async Task<IActionResult> EnterCode([FromForm] CodeInput input)
    {
        if (await signIn.GetTwoFactorAuthenticationUserAsync() is null)
        {
            return LocalRedirect(AccountPaths.SignIn);
        }

        var code = (input.Code ?? "").Replace(" ", "", StringComparison.Ordinal).Trim();
        var result = await signIn.TwoFactorAuthenticatorSignInAsync(code, isPersistent: false, rememberClient: false);
        if (!result.Succeeded && !result.IsLockedOut && code.Length > 6)
        {
            result = await signIn.TwoFactorRecoveryCodeSignInAsync(code);
        }

        return result.Succeeded ? Enter(input.Retour)
            : result.IsLockedOut ? Refuse("Code", input, Locked)
            : Refuse("Code", input, WrongCode, nameof(CodeInput.Code));
    }

    [HttpPost(AccountPaths.SignOut)]
    public async Task<IActionResult> Leave()
    {
        await signIn.SignOutAsync();
        this.Flash("Vous êtes déconnecté·e.");
        return LocalRedirect("/");
    }

    private async Task<Microsoft.AspNetCore.Identity.SignInResult> TryAsync(string email, string password, CancellationToken ct)
    {
        var result = Microsoft.AspNetCore.Identity.SignInResult.Failed;
        await EvenlyAsync(async () => result = await entry.TryAsync(email, password, ct), ct);
        return result;
    }

    private LocalRedirectResult Enter(string? back) => LocalRedirect(Local(back) ?? AccountPaths.Spaces);

    // Of an address and a password, which of the two is wrong is not said; a code stands alone.
    private ViewResult Refuse(string view, object input, string message, string field = "")
    {
        ModelState.AddModelError(field, message);
        return Refused(view, input);
    }
}
