using EigPortal.Domain.Shared;
using EigPortal.Services.Identity;
using EigPortal.Web.Shared;
using EigPortal.Web.Startup;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;

namespace EigPortal.Web.Features.Account.Address;

/// <summary>Another address for the account: asked from inside, confirmed from the new one, undone from the former one.</summary>
public sealed class AddressController(ChangeAddress change, ActorLoader actors) : AccountController
{
    private const string LinkPage = "Link";

    [Authorize]
    [HttpGet("/compte/adresse")]
    public IActionResult Index() => View("Index", new AddressInput());

    [Authorize]
    [HttpPost("/compte/adresse")]
    [EnableRateLimiting(RateLimits.SignIn)]
    public async Task<IActionResult> Ask([FromForm] AddressInput input, CancellationToken ct)
    {
        var address = EmailAddress.Parse(input.Email);
        if (!address.IsOk)
        {
            return Refused("Index", input, address);
        }

        var actor = await actors.RequireAsync(ct);
        var result = Result.Ok;
        await EvenlyAsync(
            async () => result = await change.AskAsync(actor.AccountId, address.Value, input.Password ?? "", ct),
            ct
        );
        if (!result.IsOk)
        {
            return Refused("Index", input, result);
        }

        this.Flash("Ouvrez le courriel envoyé à la nouvelle adresse pour la confirmer. L’ancienne reste valable d’ici là.");
        return LocalRedirect("/compte");
    }

    [AllowAnonymous]
    [HttpGet("/compte/adresse/confirmer")]
    public IActionResult Confirm(Guid compte, string? jeton) => View(LinkPage, new LinkInput { Compte = compte, Jeton = jeton });

    [AllowAnonymous]
    [HttpPost("/compte/adresse/confirmer")]
    [EnableRateLimiting(RateLimits.SignIn)]
    public async Task<IActionResult> Confirmed([FromForm] LinkInput input, CancellationToken ct)
    {
        var result = await change.ConfirmAsync(input.Compte, input.Jeton ?? "", ct);
        return Answer(input, result, "Votre nouvelle adresse est confirmée. Connectez-vous avec elle.");
    }

    [AllowAnonymous]
    [HttpGet("/compte/adresse/annuler")]
    public IActionResult Undo(string? jeton) => View(LinkPage, new LinkInput { Jeton = jeton, Undoes = true });

    [AllowAnonymous]
    [HttpPost("/compte/adresse/annuler")]
    [EnableRateLimiting(RateLimits.SignIn)]
    public async Task<IActionResult> Undone([FromForm] LinkInput input, CancellationToken ct)
    {
        var result = await change.UndoAsync(input.Jeton ?? "", ct);
        input = new LinkInput { Jeton = input.Jeton, Undoes = true };
        return Answer(
            input,
            result,
            "Le changement d’adresse est annulé. Choisissez un nouveau mot de passe si vous ne l’aviez pas demandé."
        );
    }

    private IActionResult Answer(LinkInput input, Result result, string done)
    {
        if (!result.IsOk)
        {
            return Refused(LinkPage, input, result);
        }

        this.Flash(done);
        return LocalRedirect(Security.AccountPaths.SignIn);
    }
}

public sealed class AddressInput
{
    public string? Email { get; init; }
    public string? Password { get; init; }
}

public sealed class LinkInput
{
    public Guid Compte { get; init; }
    public string? Jeton { get; init; }

    /// <summary>The page of the former address, which undoes; otherwise of the new one, which confirms.</summary>
    public bool Undoes { get; init; }
}
