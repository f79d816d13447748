using EigPortal.Domain.Shared;
using EigPortal.Services.Identity;
using EigPortal.Web.Shared;
using EigPortal.Web.Startup;
using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;

namespace EigPortal.Web.Features.Account.Profile;

/// <summary>One's own account: name and password; sessions, passkeys and the second factor have pages of their own.</summary>
[Authorize]
public sealed class ProfileController(
    UserManager<Services.Identity.Account> accounts,
    SignInManager<Services.Identity.Account> signIn,
    IValidator<NameInput> validator
) : AccountController
{
    [HttpGet("/compte")]
    public async Task<IActionResult> Index() => View("Index", await ModelAsync(await AccountAsync()));

    [HttpPost("/compte/nom")]
    public async Task<IActionResult> Rename([FromForm] NameInput input, CancellationToken ct)
    {
        var account = await AccountAsync();
        var shape = await validator.ValidateAsync(input, ct);
        if (!shape.IsValid)
        {
            return Refused("Index", await ModelAsync(account), shape);
        }

        (account.GivenName, account.FamilyName) = (PlainText.CleanLine(input.GivenName), PlainText.CleanLine(input.FamilyName));
        await accounts.UpdateAsync(account);
        this.Flash("Votre nom est enregistré.");
        return RedirectToAction(nameof(Index));
    }

    [HttpGet("/compte/mot-de-passe")]
    public IActionResult Password() => View("Password", new PasswordInput());

    [HttpPost("/compte/mot-de-passe")]
    [EnableRateLimiting(RateLimits.SignIn)]
    public async Task<IActionResult> ChangePassword([FromForm] PasswordInput input)
    {
        var account = await AccountAsync();
        var result = await accounts.ChangePasswordAsync(account, input.Current ?? "", input.New ?? "");
        if (!result.Succeeded)
        {
            var error = result.Errors.First();
            var isCurrent = error.Code == nameof(IdentityErrorDescriber.PasswordMismatch);
            ModelState.AddModelError(isCurrent ? nameof(input.Current) : nameof(input.New), error.Description);
            return Refused("Password", input);
        }

        await signIn.RefreshSignInAsync(account);
        this.Flash("Votre mot de passe est changé. Vos autres sessions sont fermées.");
        return RedirectToAction(nameof(Index));
    }

    private async Task<AccountModel> ModelAsync(Services.Identity.Account account) =>
        AccountModel.From(account, (await accounts.GetPasskeysAsync(account)).Count);

    private async Task<Services.Identity.Account> AccountAsync() =>
        await accounts.GetUserAsync(User) ?? throw new InvalidOperationException("The account of the cookie is gone.");
}

public sealed record AccountModel(
    string GivenName,
    string FamilyName,
    string Email,
    string? PendingEmail,
    bool HasSecondFactor,
    int Passkeys
)
{
    public static AccountModel From(Services.Identity.Account account, int passkeys) =>
        new(account.GivenName, account.FamilyName, account.Email ?? "", account.PendingEmail, account.TwoFactorEnabled, passkeys);
}

public sealed class NameInput
{
    public string? GivenName { get; init; }
    public string? FamilyName { get; init; }
}

public sealed class NameInputValidator : AbstractValidator<NameInput>
{
    public NameInputValidator()
    {
        RuleFor(input => input.GivenName)
            .NotEmpty()
            .WithMessage("Saisissez votre prénom.")
            .MaximumLength(Services.Identity.Account.NameMaxLength)
            .WithMessage($"Votre prénom dépasse {Services.Identity.Account.NameMaxLength} caractères : raccourcissez-le.");
        RuleFor(input => input.FamilyName)
            .NotEmpty()
            .WithMessage("Saisissez votre nom.")
            .MaximumLength(Services.Identity.Account.NameMaxLength)
            .WithMessage($"Votre nom dépasse {Services.Identity.Account.NameMaxLength} caractères : raccourcissez-le.");
    }
}

public sealed class PasswordInput
{
    public string? Current { get; init; }
    public string? New { get; init; }
}
