using EigPortal.Domain.Shared;
using EigPortal.Services.Identity;
using EigPortal.Web.Shared;
using EigPortal.Web.Startup;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;

namespace EigPortal.Web.Features.Account.Address;

/// <summary>Another address for the account: asked from inside, confirmed from the new one, undone from the former one. Before the first one
/// is confirmed it is corrected instead, at once.</summary>
public sealed class AddressController(
    ChangeAddress change,
    CorrectAddress correct,
    ConfirmAddress confirm,
    ActorLoader actors,
    SignInManager<Services.Identity.Account> signIn
) : AccountController
{
    private const string LinkPage = "Link";

    [Authorize]
    [HttpGet("/compte/adresse")]
    public async Task<IActionResult> Index(CancellationToken ct) => View(await PageAsync(ct), new AddressInput());

    [Authorize]
    [HttpPost("/compte/adresse")]
    [EnableRateLimiting(RateLimits.SignIn)]
    public async Task<IActionResult> Ask([FromForm] AddressInput input, CancellationToken ct)
    {
        var address = EmailAddress.Parse(input.Email);
        if (!address.IsOk)
        {
            return Refused(await PageAsync(ct), input, address);
        }

        var actor = await actors.RequireAsync(ct);
        var result = Result.Ok;
        await EvenlyAsync(async () => result = await ReplaceAsync(actor, address.Value, input.Password ?? "", ct), ct);
        return result.IsOk ? await DoneAsync(actor) : Refused(await PageAsync(ct), input, result);
    }

    /// <summary>Another link to confirm the address, for the account that is signed in; nothing when it is confirmed.</summary>
    [Authorize]
    [HttpPost("/compte/adresse/lien")]
    [EnableRateLimiting(RateLimits.SignIn)]
    public async Task<IActionResult> SendLink(string? retour, CancellationToken ct)
    {
        var actor = await actors.RequireAsync(ct);
        await EvenlyAsync(() => confirm.SendAgainAsync(actor.AccountId, ct), ct);
        this.Flash(
            actor.IsAddressProved
                ? "Votre adresse est déjà confirmée."
                : "Un nouveau lien part à votre adresse, dans la limite de quelques-uns par jour. Regardez aussi dans les indésirables."
        );
        return LocalRedirect(Local(retour) ?? Security.AccountPaths.Spaces);
    }

    private async Task<string> PageAsync(CancellationToken ct) =>
        (await actors.RequireAsync(ct)).IsAddressProved ? "Index" : "Correct";

    private Task<Result> ReplaceAsync(Actor actor, EmailAddress wanted, string password, CancellationToken ct) =>
        actor.IsAddressProved
            ? change.AskAsync(actor.AccountId, wanted, password, ct)
            : correct.ExecuteAsync(actor.AccountId, wanted, password, ct);

    private async Task<IActionResult> DoneAsync(Actor actor)
    {
        if (actor.IsAddressProved)
        {
            this.Flash("Ouvrez le courriel envoyé à la nouvelle adresse pour la confirmer. L’ancienne reste valable d’ici là.");
            return LocalRedirect("/compte");
        }

        // The stamp has changed with the address: this session goes on, the others end.
        await signIn.RefreshSignInAsync((await signIn.UserManager.FindByIdAsync(actor.AccountId.ToString()))!);
        this.Flash("L’adresse est corrigée. Un lien de confirmation y part ; ceux envoyés à l’ancienne ne servent plus.");
        return LocalRedirect(Security.AccountPaths.Spaces);
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
