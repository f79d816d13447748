using EigPortal.Domain.Shared;
using EigPortal.Services.Identity;
using EigPortal.Web.Shared;
using EigPortal.Web.Startup;
using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;

namespace EigPortal.Web.Features.Account.SignUp;

/// <summary>Opening an account and confirming its address.</summary>
[AllowAnonymous]
public sealed class SignUpController(Services.Identity.SignUp signUp, ConfirmAddress confirm, IValidator<SignUpInput> validator)
    : AccountController
{
    [HttpGet("/inscription")]
    public IActionResult Index(string? retour) => View("Index", new SignUpInput { Retour = Local(retour) });

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
        var result = Result.Ok;
        await EvenlyAsync(async () => result = await signUp.ExecuteAsync(command, ct), ct);
        return result.IsOk ? RedirectToAction(nameof(Waiting)) : Refused("Index", input, result);
    }

    [HttpGet("/inscription/courriel-envoye")]
    public IActionResult Waiting() => View("Waiting");

    /// <summary>Programs that open links in mails must not confirm anything: the page only shows a button (B18).</summary>
    [HttpGet("/inscription/confirmer")]
    public IActionResult Confirm([FromQuery] ConfirmInput input) => View("Confirm", input);

    [HttpPost("/inscription/confirmer")]
    public async Task<IActionResult> Confirmed([FromForm] ConfirmInput input, CancellationToken ct)
    {
        var result = await confirm.ExecuteAsync(input.Compte, input.Jeton ?? "", ct);
        if (!result.IsOk)
        {
            return Refused("Confirm", input, result);
        }

        this.Flash("Votre adresse est confirmée. Vous pouvez vous connecter.");
        return RedirectToAction("Index", "SignIn", new { retour = Local(input.Retour) });
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
