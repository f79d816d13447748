using EigPortal.Services.Identity;
using EigPortal.Web.Security;
using EigPortal.Web.Shared;
using EigPortal.Web.Startup;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;
using QRCoder;

namespace EigPortal.Web.Features.Account.SecondFactor;

/// <summary>The second factor: a code that an application shows, and codes on paper for the day it is lost.</summary>
[Authorize]
public sealed class SecondFactorController(
    UserManager<Services.Identity.Account> accounts,
    SignInManager<Services.Identity.Account> signIn,
    ActorLoader actors,
    IOptionsSnapshot<AccountOptions> options
) : AccountController
{
    private const int RecoveryCodes = 10;

    [HttpGet(AccountPaths.SecondFactor)]
    public async Task<IActionResult> Index(string? retour, CancellationToken ct)
    {
        var account = await AccountAsync();
        return View(
            "Index",
            new SecondFactorModel(
                account.TwoFactorEnabled,
                await IsMandatoryAsync(ct),
                await accounts.CountRecoveryCodesAsync(account),
                Local(retour)
            )
        );
    }

    /// <summary>A new secret. Nothing is asked at sign-in before a first code has proved that the application holds it.</summary>
    [HttpPost("/compte/second-facteur/secret")]
    public async Task<IActionResult> Start([FromForm] string? retour)
    {
        var account = await AccountAsync();
        if (!account.TwoFactorEnabled)
        {
            await accounts.ResetAuthenticatorKeyAsync(account);
            await signIn.RefreshSignInAsync(account);
        }

        return RedirectToAction(nameof(Setup), new { retour = Local(retour) });
    }

    [HttpGet("/compte/second-facteur/activation")]
    public async Task<IActionResult> Setup(string? retour)
    {
        var account = await AccountAsync();
        var key = await accounts.GetAuthenticatorKeyAsync(account);
        return key is null || account.TwoFactorEnabled
            ? RedirectToAction(nameof(Index), new { retour = Local(retour) })
            : View("Setup", new SetupInput { Retour = Local(retour), Key = Grouped(key) });
    }

    [HttpGet("/compte/second-facteur/code-qr.png")]
    public async Task<IActionResult> Image()
    {
        var account = await AccountAsync();
        if (account.TwoFactorEnabled || await accounts.GetAuthenticatorKeyAsync(account) is not { } key)
        {
            return NotFound();
        }

        var issuer = Uri.EscapeDataString("Portail EIG");
        var address = $"otpauth://totp/{issuer}:{Uri.EscapeDataString(account.Email!)}?secret={key}&issuer={issuer}&digits=6";
        return File(PngByteQRCodeHelper.GetQRCode(address, QRCodeGenerator.ECCLevel.M, 6), "image/png");
    }

    [HttpPost("/compte/second-facteur/activation")]
    [EnableRateLimiting(RateLimits.SignIn)]
    public async Task<IActionResult> Activate([FromForm] SetupInput input)
    {
        var account = await AccountAsync();
        var code = (input.Code ?? "").Replace(" ", "", StringComparison.Ordinal);
        if (!await accounts.VerifyTwoFactorTokenAsync(account, accounts.Options.Tokens.AuthenticatorTokenProvider, code))
        {
            var key = await accounts.GetAuthenticatorKeyAsync(account) ?? "";
            ModelState.AddModelError(
                nameof(input.Code),
                "Ce code n’est pas le bon. Saisissez celui que l’application affiche maintenant."
            );
            return Refused("Setup", new SetupInput { Retour = Local(input.Retour), Key = Grouped(key) });
        }

        await accounts.SetTwoFactorEnabledAsync(account, true);
        return await ShowCodesAsync(account, Local(input.Retour));
    }

    [HttpPost("/compte/second-facteur/codes")]
    public async Task<IActionResult> Renew()
    {
        var account = await AccountAsync();
        return account.TwoFactorEnabled ? await ShowCodesAsync(account, null) : RedirectToAction(nameof(Index));
    }

    /// <summary>Gives back, as a file, the codes that the page has just shown: they are kept nowhere in a readable form.</summary>
    [HttpPost("/compte/second-facteur/codes.txt")]
    public IActionResult Download([FromForm] string? codes)
    {
        var lines = (codes ?? "")
            .Split(' ', RecoveryCodes + 1)
            .Take(RecoveryCodes)
            .Where(code => code.Length <= 20 && code.All(c => char.IsAsciiLetterOrDigit(c) || c == '-'));
        var text = "Codes de secours du portail EIG. Chacun ne sert qu’une fois.\r\n\r\n" + string.Join("\r\n", lines) + "\r\n";
        return File(System.Text.Encoding.UTF8.GetBytes(text), "text/plain; charset=utf-8", "codes-de-secours-eig.txt");
    }

    [HttpPost("/compte/second-facteur/retrait")]
    [EnableRateLimiting(RateLimits.SignIn)]
    public async Task<IActionResult> Remove([FromForm] RemoveInput input, CancellationToken ct)
    {
        var account = await AccountAsync();
        var mandatory = await IsMandatoryAsync(ct);
        if (mandatory || !await accounts.CheckPasswordAsync(account, input.Password ?? ""))
        {
            ModelState.AddModelError(
                nameof(input.Password),
                mandatory ? "Vos accès demandent un second facteur." : "Ce mot de passe n’est pas le bon."
            );
            return Refused(
                "Index",
                new SecondFactorModel(true, mandatory, await accounts.CountRecoveryCodesAsync(account), null)
            );
        }

        await accounts.SetTwoFactorEnabledAsync(account, false);
        await accounts.ResetAuthenticatorKeyAsync(account);
        await signIn.RefreshSignInAsync(account);
        this.Flash("Le second facteur est retiré. Seul votre mot de passe vous sera demandé.");
        return RedirectToAction(nameof(Index));
    }

    private async Task<IActionResult> ShowCodesAsync(Services.Identity.Account account, string? back)
    {
        var codes = await accounts.GenerateNewTwoFactorRecoveryCodesAsync(account, RecoveryCodes);
        await signIn.RefreshSignInAsync(account);
        return View("Codes", new CodesModel([.. codes ?? []], back));
    }

    private async Task<bool> IsMandatoryAsync(CancellationToken ct) =>
        options.Value.RequireSecondFactor && (await actors.RequireAsync(ct)).NeedsSecondFactor;

    private async Task<Services.Identity.Account> AccountAsync() =>
        await accounts.GetUserAsync(User) ?? throw new InvalidOperationException("The account of the cookie is gone.");

    private static string Grouped(string key) => string.Join(' ', key.Chunk(4).Select(part => new string(part)));
}

public sealed record SecondFactorModel(bool IsOn, bool IsMandatory, int CodesLeft, string? Retour)
{
    public string? Password => null;
}

public sealed record CodesModel(IReadOnlyList<string> Codes, string? Retour);

public sealed class SetupInput
{
    public string? Code { get; init; }
    public string? Retour { get; init; }

    /// <summary>The secret in groups of four letters, for those who can't scan an image.</summary>
    public string Key { get; init; } = "";
}

public sealed class RemoveInput
{
    public string? Password { get; init; }
}
