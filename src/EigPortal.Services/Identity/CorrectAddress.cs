using EigPortal.Domain.Shared;
using EigPortal.Services.Data;
using Microsoft.AspNetCore.Identity;

namespace EigPortal.Services.Identity;

/// <summary>
/// Corrects the address of an account before it is confirmed (E4): no former address has anything to say, since nobody proved it. The
/// links sent so far stop working, the other sessions end, and mails that wait follow the new address.
/// </summary>
public sealed class CorrectAddress(EigDbContext db, UserManager<Account> accounts, UnprovedAccounts unproved, AddressProof proof)
{
    /// <summary>The address was confirmed meanwhile: it changes by <see cref="ChangeAddress"/>.</summary>
    public static readonly DomainError AlreadyProved = new(
        "address.proved",
        "Votre adresse est confirmée : demandez son changement depuis votre compte.",
        "Email"
    );

    public async Task<Result> ExecuteAsync(Guid accountId, EmailAddress wanted, string password, CancellationToken ct)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var account = (await accounts.FindByIdAsync(accountId.ToString()))!;
        if (account.EmailConfirmed)
        {
            return AlreadyProved;
        }

        if (!await accounts.CheckPasswordAsync(account, password))
        {
            return ChangeAddress.WrongPassword;
        }

        if (string.Equals(account.Email, wanted.Value, StringComparison.OrdinalIgnoreCase))
        {
            return ChangeAddress.SameAddress;
        }

        account.Email = wanted.Value;
        await accounts.UpdateNormalizedEmailAsync(account);
        // Links are made of the stamp: another stamp, and those sent to the mistaken address open nothing.
        await accounts.UpdateSecurityStampAsync(account);
        await unproved.CancelLinksAsync(account, ct);
        await unproved.ReaddressAsync(account, ct);
        await proof.AskAsync(account, null, ct);
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return Result.Ok;
    }
}
