using EigPortal.Domain.Shared;
using EigPortal.Services.Data;
using Microsoft.AspNetCore.Identity;

namespace EigPortal.Services.Identity;

/// <summary>Confirms the address of an account, or sends the link again. Both answers are the same for an unknown account.</summary>
public sealed class ConfirmAddress(EigDbContext db, UserManager<Account> accounts, AccountMails mails)
{
    public static readonly DomainError LinkTooOld = new(
        "account.link",
        "Ce lien n’est plus valable : il a déjà servi ou il a expiré. Demandez-en un nouveau."
    );

    public async Task<Result> ExecuteAsync(Guid accountId, string token, CancellationToken ct)
    {
        var account = await accounts.FindByIdAsync(accountId.ToString());
        if (account is null)
        {
            return LinkTooOld;
        }

        // A second click on a link that worked is no error.
        return account.EmailConfirmed || (await accounts.ConfirmEmailAsync(account, token)).Succeeded ? Result.Ok : LinkTooOld;
    }

    public async Task SendAgainAsync(string? email, CancellationToken ct)
    {
        if (await accounts.FindByEmailAsync(email?.Trim() ?? "") is { EmailConfirmed: false } account)
        {
            await mails.ConfirmAddressAsync(account, await accounts.GenerateEmailConfirmationTokenAsync(account), null, ct);
            await db.SaveChangesAsync(ct);
        }
    }
}
