using EigPortal.Domain.Shared;
using EigPortal.Services.Data;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace EigPortal.Services.Identity;

/// <summary>
/// Changes the address of an account. The new address must confirm; the former one is told at once and can undo the change for seven
/// days, even after the confirmation: somebody who holds a session must not be able to take the account away.
/// </summary>
public sealed class ChangeAddress(
    EigDbContext db,
    UserManager<Account> accounts,
    AccountMails mails,
    IDataProtectionProvider protection
)
{
    /// <summary>How long the former address can undo the change.</summary>
    public static readonly TimeSpan UndoWindow = TimeSpan.FromDays(7);

    public static readonly DomainError WrongPassword = new("address.password", "Ce mot de passe n’est pas le bon.", "Password");
    public static readonly DomainError SameAddress = new("address.same", "C’est déjà l’adresse de votre compte.", "Email");

    private readonly ITimeLimitedDataProtector undo = protection
        .CreateProtector("EigPortal.ChangeAddress")
        .ToTimeLimitedDataProtector();

    /// <summary>Asks the new address. An address that already has an account gets another mail, and the answer is the same.</summary>
    public async Task<Result> AskAsync(Guid accountId, EmailAddress wanted, string password, CancellationToken ct)
    {
        var account = (await accounts.FindByIdAsync(accountId.ToString()))!;
        if (!await accounts.CheckPasswordAsync(account, password))
        {
            return WrongPassword;
        }

        if (string.Equals(account.Email, wanted.Value, StringComparison.OrdinalIgnoreCase))
        {
            return SameAddress;
        }

        account.PendingEmail = wanted.Value;
        var token = undo.Protect($"{account.Id}|{account.Email}|{wanted.Value}", UndoWindow);
        await mails.AddressChangeAskedAsync(account, token, ct);
        if (await accounts.FindByEmailAsync(wanted.Value) is { } owner)
        {
            await mails.AddressTakenAsync(owner, ct);
        }
        else
        {
            await mails.ConfirmNewAddressAsync(
                account,
                wanted.Value,
                await accounts.GenerateChangeEmailTokenAsync(account, wanted.Value),
                ct
            );
        }

        await db.SaveChangesAsync(ct);
        return Result.Ok;
    }

    /// <summary>The new address confirms. Refuses a link that is old, used, undone, or whose address got an account meanwhile.</summary>
    public async Task<Result> ConfirmAsync(Guid accountId, string token, CancellationToken ct)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        if (await accounts.FindByIdAsync(accountId.ToString()) is not { PendingEmail: { } wanted } account)
        {
            return ConfirmAddress.LinkTooOld;
        }

        try
        {
            var changed = await accounts.ChangeEmailAsync(account, wanted, token);
            if (!changed.Succeeded)
            {
                return ConfirmAddress.LinkTooOld;
            }

            account.PendingEmail = null;
            await accounts.SetUserNameAsync(account, wanted);
        }
        catch (DbUpdateException refused) when (refused.Breaks("ux_accounts_email"))
        {
            return ConfirmAddress.LinkTooOld;
        }

        await transaction.CommitAsync(ct);
        return Result.Ok;
    }

    /// <summary>The former address refuses: the request is dropped, or the address put back, and every session is closed.</summary>
    public async Task<Result> UndoAsync(string token, CancellationToken ct)
    {
        if (Read(token) is not var (id, former, wanted) || await accounts.FindByIdAsync(id) is not { } account)
        {
            return ConfirmAddress.LinkTooOld;
        }

        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        if (account.PendingEmail == wanted)
        {
            account.PendingEmail = null;
        }
        else if (account.Email == wanted && await accounts.FindByEmailAsync(former) is null)
        {
            account.PendingEmail = null;
            (account.Email, account.UserName, account.EmailConfirmed) = (former, former, true);
        }
        else
        {
            return ConfirmAddress.LinkTooOld;
        }

        await accounts.UpdateSecurityStampAsync(account);
        await transaction.CommitAsync(ct);
        return Result.Ok;
    }

    private (string Id, string Former, string Wanted)? Read(string token)
    {
        try
        {
            return undo.Unprotect(token).Split('|') is [var id, var former, var wanted] ? (id, former, wanted) : null;
        }
        catch (System.Security.Cryptography.CryptographicException)
        {
            return null;
        }
    }
}
