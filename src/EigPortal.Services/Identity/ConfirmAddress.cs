using EigPortal.Domain.Shared;
using EigPortal.Services.Data;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace EigPortal.Services.Identity;

/// <summary>
/// Confirms the address of an account, or sends the link again. An address is proved once: of two accounts that claim it, the first to
/// confirm has it, and the link of the other is refused like one that is too old. Mails that waited for the proof leave.
/// </summary>
public sealed class ConfirmAddress(EigDbContext db, UserManager<Account> accounts, UnprovedAccounts unproved, AddressProof proof)
{
    public static readonly DomainError LinkTooOld = new(
        "account.link",
        "Ce lien n’est plus valable : il a déjà servi, une autre adresse l’a remplacé ou il a expiré. Demandez-en un nouveau."
    );

    /// <summary>Whether the link would confirm the account now. Changes nothing.</summary>
    public async Task<Account?> FindAsync(Guid accountId, string token) =>
        await accounts.FindByIdAsync(accountId.ToString()) is { EmailConfirmed: false } account
        && await accounts.VerifyUserTokenAsync(
            account,
            accounts.Options.Tokens.EmailConfirmationTokenProvider,
            UserManager<Account>.ConfirmEmailTokenPurpose,
            token
        )
            ? account
            : null;

    /// <summary>A second click on a link that worked is no error.</summary>
    public async Task<bool> IsDoneAsync(Guid accountId) =>
        await accounts.FindByIdAsync(accountId.ToString()) is { EmailConfirmed: true };

    public async Task<Result> ExecuteAsync(Guid accountId, string token, CancellationToken ct)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        if (await FindAsync(accountId, token) is not { } account)
        {
            return await IsDoneAsync(accountId) ? Result.Ok : LinkTooOld;
        }

        account.Prove();
        try
        {
            // Refused when another account has proved the address since this one was read.
            if (!(await accounts.UpdateAsync(account)).Succeeded)
            {
                return LinkTooOld;
            }
        }
        catch (DbUpdateException refused) when (refused.Breaks("ux_accounts_email") || refused.Breaks("ux_accounts_user_name"))
        {
            return LinkTooOld;
        }

        await unproved.ReaddressAsync(account, ct);
        await db.Database.ExecuteSqlAsync($"select pg_notify({Mail.OutboxLoop.Channel}, '')", ct);
        await transaction.CommitAsync(ct);
        return Result.Ok;
    }

    /// <summary>Sends the link of every account that claims the address; the answer is the same without any.</summary>
    public async Task SendAgainAsync(string? email, CancellationToken ct)
    {
        foreach (var account in await unproved.ClaimingAsync(email?.Trim() ?? "", ct))
        {
            await proof.AskAsync(account, null, ct);
            await db.SaveChangesAsync(ct);
        }
    }

    /// <summary>Sends the link of the account that asks; nothing when its address is proved.</summary>
    public async Task SendAgainAsync(Guid accountId, CancellationToken ct)
    {
        if (await accounts.FindByIdAsync(accountId.ToString()) is { EmailConfirmed: false } account)
        {
            await proof.AskAsync(account, null, ct);
            await db.SaveChangesAsync(ct);
        }
    }
}
