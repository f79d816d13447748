using EigPortal.Domain.Shared;
using EigPortal.Services.Identity;
using Microsoft.AspNetCore.Identity;
using SignInResult = Microsoft.AspNetCore.Identity.SignInResult;

namespace EigPortal.Web.Features.Account.SignIn;

/// <summary>
/// Coming in with an address and a password, or with a new account. An address opens the account that proved it, or one that claims
/// it, whichever has this password: none of them can see the others (ADR 23).
/// </summary>
public sealed class PasswordEntry(
    UserManager<Services.Identity.Account> accounts,
    SignInManager<Services.Identity.Account> signIn,
    UnprovedAccounts unproved,
    Services.Identity.SignUp signUp,
    ConfirmAddress confirm,
    ICurrentAccount current
)
{
    public static readonly DomainError WrongPassword = new(
        "account.confirm-password",
        "Ce mot de passe n’est pas celui du compte ouvert avec cette adresse. Après plusieurs essais, il est bloqué dix minutes.",
        "Password"
    );

    public async Task<SignInResult> TryAsync(string email, string password, CancellationToken ct)
    {
        var owner = await accounts.FindByEmailAsync(email);
        var claims = await unproved.ClaimingAsync(email, ct);
        var claim = await OpenedByAsync(claims, password);
        if (claim is not null && !(owner is not null && await accounts.CheckPasswordAsync(owner, password)))
        {
            // The owner's failures are not counted: somebody who only claims the address must not lock them out.
            return await signIn.PasswordSignInAsync(claim, password, isPersistent: false, lockoutOnFailure: true);
        }

        var result = owner is null
            ? SignInResult.Failed
            : await signIn.PasswordSignInAsync(owner, password, isPersistent: false, lockoutOnFailure: true);
        if (!result.Succeeded && !result.RequiresTwoFactor)
        {
            foreach (var missed in claims)
            {
                await accounts.AccessFailedAsync(missed);
            }
        }

        return result;
    }

    /// <summary>Opens an account and comes in. Who already has one with this address and this password comes into that one.</summary>
    /// <returns>True when the account they have asks for a code first.</returns>
    public async Task<Result<bool>> OpenAsync(SignUpCommand command, CancellationToken ct)
    {
        var known = await TryAsync(command.Email.Value, command.Password, ct);
        if (known.Succeeded || known.RequiresTwoFactor)
        {
            return known.RequiresTwoFactor;
        }

        var opened = await signUp.ExecuteAsync(command, ct);
        if (!opened.IsOk)
        {
            return Result<bool>.Refuse(opened.Errors);
        }

        await signIn.SignInAsync(opened.Value, isPersistent: false);
        return false;
    }

    /// <summary>Confirms the address of an account by somebody who is in it, or who gives its password and comes in.</summary>
    public async Task<Result> ConfirmAsync(Guid accountId, string token, string? password, CancellationToken ct)
    {
        if (current.Id == accountId)
        {
            return await confirm.ExecuteAsync(accountId, token, ct);
        }

        if (await confirm.FindAsync(accountId, token) is not { } account)
        {
            return ConfirmAddress.LinkTooOld;
        }

        if (!(await signIn.CheckPasswordSignInAsync(account, password ?? "", lockoutOnFailure: true)).Succeeded)
        {
            return WrongPassword;
        }

        var result = await confirm.ExecuteAsync(accountId, token, ct);
        if (result.IsOk)
        {
            await signIn.PasswordSignInAsync(account, password!, isPersistent: false, lockoutOnFailure: true);
        }

        return result;
    }

    private async Task<Services.Identity.Account?> OpenedByAsync(IEnumerable<Services.Identity.Account> claims, string password)
    {
        foreach (var claim in claims)
        {
            if (!await accounts.IsLockedOutAsync(claim) && await accounts.CheckPasswordAsync(claim, password))
            {
                return claim;
            }
        }

        return null;
    }
}
