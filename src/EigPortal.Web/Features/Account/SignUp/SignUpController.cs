using EigPortal.Domain.Shared;
using EigPortal.Services.Identity;
using EigPortal.Web.Features.Account.SignIn;
using EigPortal.Web.Shared;
using EigPortal.Web.Startup;
using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;

namespace EigPortal.Web.Features.Account.SignUp;

/// <summary>Opening an account and confirming its address.</summary>
[AllowAnonymous]
public sealed class SignUpController(PasswordEntry entry, ConfirmAddress confirm, IValidator<SignUpInput> validator)
    : AccountController
{
    [HttpGet("/inscription")]
    public IActionResult Index(string? retour) => View("Index", new SignUpInput { Retour = Local(retour) });

    /// <summary>The account opens at once. What the page says is the same for an address that has its owner (ADR 23).</summary>
    [HttpPost("/inscription")]
    [EnableRateLimiting(RateLimits.SignUp)]
    public async Task<IActionResult> Open([FromForm] SignUpInput input, CancellationToken ct)
    {
        var shape = await validator.ValidateAsync(input, ct);
        if (!shape.IsValid)
        {
            return Refused("Index", input, shape);
        }

        var command = new SignUpCommand(
            input.GivenName!,
            input.FamilyName!,
            EmailAddress.Parse(input.Email).Value,
            input.Password!,
            Local(input.Retour)
        );
        Result<bool> opened = false;
        await EvenlyAsync(async () => opened = await entry.OpenAsync(command, ct), ct);
        return !opened.IsOk ? Refused("Index", input, opened)
            : opened.Value ? RedirectToAction("Code", "SignIn", new { retour = Local(input.Retour) })
            : LocalRedirect(Local(input.Retour) ?? Security.AccountPaths.Spaces);
    }

    [HttpGet("/inscription/courriel-envoye")]
    public IActionResult Waiting() => View("Waiting");

    /// <summary>Programs that open links in mails must not confirm anything: the page only shows a button (B18).</summary>
    [HttpGet("/inscription/confirmer")]
    public IActionResult Confirm([FromQuery] ConfirmInput input) => View("Confirm", input);

    /// <summary>
    /// The mailbox alone confirms nothing: whoever follows the link is in the account already, or gives its password. Somebody whose
    /// address a stranger typed can thus not confirm the stranger's account by mistake.
    /// </summary>
    [HttpPost("/inscription/confirmer")]
    [EnableRateLimiting(RateLimits.SignIn)]
    public async Task<IActionResult> Confirmed([FromForm] ConfirmInput input, CancellationToken ct)
    {
        if (await confirm.IsDoneAsync(input.Compte))
        {
            return Enter("Cette adresse est déjà confirmée.", input);
        }

        var result = await entry.ConfirmAsync(input.Compte, input.Jeton ?? "", input.Password, ct);
        return result.IsOk
            ? Enter("Votre adresse est confirmée. Les courriels qui l’attendaient partent maintenant.", input)
            : Refused("Confirm", input, result);
    }

    private LocalRedirectResult Enter(string done, ConfirmInput input)
    {
        this.Flash(done);
        return LocalRedirect(Local(input.Retour) ?? Security.AccountPaths.Spaces);
    }

    [HttpGet("/inscription/nouveau-lien")]
    public IActionResult Resend() => View("Resend", new ResendInput());

    [HttpPost("/inscription/nouveau-lien")]
    [EnableRateLimiting(RateLimits.SignUp)]
    public async Task<IActionResult> SendAgain([FromForm] ResendInput input, CancellationToken ct)
    {
        if (!EmailAddress.Parse(input.Email).IsOk)
        {
            return Refused("Resend", input, EmailAddress.Parse(input.Email));
        }

        await EvenlyAsync(() => confirm.SendAgainAsync(input.Email, ct), ct);
        return RedirectToAction(nameof(Waiting));
    }
}
