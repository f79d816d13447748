using EigPortal.Domain.Shared;
using EigPortal.Services.Data;
using Microsoft.AspNetCore.Identity;

namespace EigPortal.Services.Identity;

/// <summary>A new password for somebody who proves, by mail, to own the address.</summary>
public sealed class ResetPassword(EigDbContext db, UserManager<Account> accounts, AccountMails mails)
{
    /// <summary>Sends the link when an account has proved this address; the caller answers the same either way.</summary>
    public async Task AskAsync(string? email, CancellationToken ct)
    {
        if (await accounts.FindByEmailAsync(email?.Trim() ?? "") is { } account)
        {
            await mails.ResetPasswordAsync(account, await accounts.GeneratePasswordResetTokenAsync(account), ct);
            await db.SaveChangesAsync(ct);
        }
    }

    /// <summary>Changes the password and closes every session. Only a proved address gets such a link.</summary>
    public async Task<Result> ExecuteAsync(Guid accountId, string token, string password, CancellationToken ct)
    {
        if (await accounts.FindByIdAsync(accountId.ToString()) is not { } account)
        {
            return ConfirmAddress.LinkTooOld;
        }

        var result = await accounts.ResetPasswordAsync(account, token, password);
        if (!result.Succeeded)
        {
            return result.Errors.Any(error => error.Code == nameof(IdentityErrorDescriber.InvalidToken))
                ? ConfirmAddress.LinkTooOld
                : new DomainError("account.password", result.Errors.First().Description, "Password");
        }

        await accounts.SetLockoutEndDateAsync(account, null);
        await mails.PasswordChangedAsync(account, ct);
        await db.SaveChangesAsync(ct);
        return Result.Ok;
    }
}
