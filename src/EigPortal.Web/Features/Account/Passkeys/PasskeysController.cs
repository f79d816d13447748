using System.Buffers.Text;
using EigPortal.Domain.Shared;
using EigPortal.Services.Data;
using EigPortal.Services.Identity;
using EigPortal.Web.Shared;
using EigPortal.Web.Startup;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;

namespace EigPortal.Web.Features.Account.Passkeys;

/// <summary>The passkeys of one's account: a key kept by a phone, a computer or a password manager, which opens the account alone.</summary>
[Authorize]
public sealed class PasskeysController(
    UserManager<Services.Identity.Account> accounts,
    SignInManager<Services.Identity.Account> signIn,
    AccountMails mails,
    EigDbContext db
) : AccountController
{
    private const int MaxPasskeys = 10;
    private const string NotMade = "La clé d’accès n’a pas été créée. Recommencez, ou gardez votre mot de passe.";

    [HttpGet("/compte/cles-acces")]
    public async Task<IActionResult> Index() => View("Index", await ModelAsync(await AccountAsync(), new PasskeyInput()));

    /// <summary>What the browser needs to make a key. The password is asked first: a borrowed session must not leave a key behind.</summary>
    [HttpPost("/compte/cles-acces/options")]
    [EnableRateLimiting(RateLimits.SignIn)]
    public async Task<IActionResult> Options([FromForm] PasskeyInput input)
    {
        var account = await AccountAsync();
        if (!await AcceptsAsync(account, input))
        {
            return UnprocessableEntity();
        }

        var entity = new PasskeyUserEntity
        {
            Id = account.Id.ToString(),
            Name = account.Email!,
            DisplayName = account.FullName,
        };
        return Content(await signIn.MakePasskeyCreationOptionsAsync(entity), "application/json");
    }

    [HttpPost("/compte/cles-acces")]
    [EnableRateLimiting(RateLimits.SignIn)]
    public async Task<IActionResult> Add([FromForm] PasskeyInput input, CancellationToken ct)
    {
        var account = await AccountAsync();
        if (await AcceptsAsync(account, input) && await AttestAsync(input) is { } passkey)
        {
            passkey.Name = PlainText.CleanLine(input.Name);
            await accounts.AddOrUpdatePasskeyAsync(account, passkey);
            await mails.PasskeyAddedAsync(account, passkey.Name, ct);
            await db.SaveChangesAsync(ct);
            this.Flash($"La clé d’accès « {passkey.Name} » est créée.");
            return RedirectToAction(nameof(Index));
        }

        return Refused("Index", await ModelAsync(account, input));
    }

    [HttpPost("/compte/cles-acces/{id}/retrait")]
    public async Task<IActionResult> Remove(string id)
    {
        var account = await AccountAsync();
        var passkey = (await accounts.GetPasskeysAsync(account)).SingleOrDefault(own => PasskeyLine.IdOf(own) == id);
        if (passkey is null)
        {
            return NotFound();
        }

        await accounts.RemovePasskeyAsync(account, passkey.CredentialId);
        this.Flash($"La clé d’accès « {passkey.Name} » est retirée.");
        return RedirectToAction(nameof(Index));
    }

    private async Task<bool> AcceptsAsync(Services.Identity.Account account, PasskeyInput input)
    {
        var name = PlainText.CleanLine(input.Name);
        if (name.Length is 0 or > PasskeyInput.NameMaxLength)
        {
            ModelState.AddModelError(
                nameof(input.Name),
                $"Donnez à cette clé un nom de {PasskeyInput.NameMaxLength} caractères au maximum, qui vous aide à la reconnaître."
            );
        }

        if (!await accounts.CheckPasswordAsync(account, input.Password ?? ""))
        {
            ModelState.AddModelError(nameof(input.Password), "Ce mot de passe n’est pas le bon.");
        }

        if ((await accounts.GetPasskeysAsync(account)).Count >= MaxPasskeys)
        {
            ModelState.AddModelError("", $"Vous avez déjà {MaxPasskeys} clés d’accès : retirez-en une.");
        }

        return ModelState.IsValid;
    }

    private async Task<UserPasskeyInfo?> AttestAsync(PasskeyInput input)
    {
        var attestation = await signIn.AttestAsync(input.Credential);
        if (attestation is not { Succeeded: true })
        {
            ModelState.AddModelError("", NotMade);
        }

        return attestation?.Passkey;
    }

    private async Task<PasskeysModel> ModelAsync(Services.Identity.Account account, PasskeyInput input) =>
        new(
            [.. (await accounts.GetPasskeysAsync(account)).OrderBy(passkey => passkey.CreatedAt).Select(PasskeyLine.From)],
            input.Name
        );

    private async Task<Services.Identity.Account> AccountAsync() =>
        await accounts.GetUserAsync(User) ?? throw new InvalidOperationException("The account of the cookie is gone.");
}

public sealed class PasskeyInput
{
    public const int NameMaxLength = 60;

    public string? Name { get; init; }
    public string? Password { get; init; }

    /// <summary>What the browser answers, as JSON.</summary>
    public string? Credential { get; init; }
}

/// <param name="Id">The credential's id, as addresses write it.</param>
public sealed record PasskeyLine(string Id, string Name, DateTimeOffset CreatedAt)
{
    public static PasskeyLine From(UserPasskeyInfo passkey) => new(IdOf(passkey), passkey.Name ?? "", passkey.CreatedAt);

    public static string IdOf(UserPasskeyInfo passkey) => Base64Url.EncodeToString(passkey.CredentialId);
}

/// <param name="Name">What was typed for a key that was refused.</param>
public sealed record PasskeysModel(IReadOnlyList<PasskeyLine> Passkeys, string? Name)
{
    /// <summary>Never shown again.</summary>
    public string? Password => null;
}
