using EigPortal.Domain.Shared;
using EigPortal.Services.Identity;
using EigPortal.Web.Shared;
using EigPortal.Web.Startup;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;

namespace EigPortal.Web.Features.Account.Password;

/// <summary>A forgotten password: the link by mail, then the new one.</summary>
[AllowAnonymous]
public sealed class PasswordController(ResetPassword reset) : AccountController
{
    [HttpGet("/mot-de-passe-oublie")]
    public IActionResult Forgotten() => View("Forgotten", new ForgottenInput());

    [HttpPost("/mot-de-passe-oublie")]
    [EnableRateLimiting(RateLimits.SignIn)]
    public async Task<IActionResult> Ask([FromForm] ForgottenInput input, CancellationToken ct)
    {
        var address = EmailAddress.Parse(input.Email);
        if (!address.IsOk)
        {
            return Refused("Forgotten", input, address);
        }

        await EvenlyAsync(() => reset.AskAsync(address.Value.Value, ct), ct);
        return RedirectToAction(nameof(Sent));
    }

    [HttpGet("/mot-de-passe-oublie/courriel-envoye")]
    public IActionResult Sent() => View("Sent");

    [HttpGet("/mot-de-passe")]
    public IActionResult Choose(Guid compte, string? jeton) => View("Choose", new ChooseInput { Compte = compte, Jeton = jeton });

    [HttpPost("/mot-de-passe")]
    [EnableRateLimiting(RateLimits.SignIn)]
    public async Task<IActionResult> Change([FromForm] ChooseInput input, CancellationToken ct)
    {
        var result = await reset.ExecuteAsync(input.Compte, input.Jeton ?? "", input.Password ?? "", ct);
        if (!result.IsOk)
        {
            return Refused("Choose", input, result);
        }

        this.Flash("Votre mot de passe est changé. Vous pouvez vous connecter.");
        return RedirectToAction("Index", "SignIn");
    }
}

public sealed class ForgottenInput
{
    public string? Email { get; init; }
}

public sealed class ChooseInput
{
    public Guid Compte { get; init; }
    public string? Jeton { get; init; }
    public string? Password { get; init; }
}
