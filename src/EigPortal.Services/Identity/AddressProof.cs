using EigPortal.Services.Data;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace EigPortal.Services.Identity;

/// <summary>Asks an address to prove whose it is. One that has its owner gets another mail, and nobody but its owner learns it.</summary>
public sealed class AddressProof(EigDbContext db, UserManager<Account> accounts, AccountMails mails, TimeProvider machine)
{
    /// <summary>An address that somebody keeps typing doesn't have to bear more in a day, whoever types it.</summary>
    public const int MostADay = 6;

    /// <summary>Adds the mail to the outbox, saved by the caller.</summary>
    /// <param name="back">Local address to come back to after confirming; null for none.</param>
    public async Task AskAsync(Account account, string? back, CancellationToken ct)
    {
        if (await HasEnoughAsync(account.Email!, ct))
        {
            return;
        }

        if (await accounts.FindByEmailAsync(account.Email!) is { } owner)
        {
            await mails.AlreadyRegisteredAsync(owner, ct);
            return;
        }

        await mails.ConfirmAddressAsync(account, await accounts.GenerateEmailConfirmationTokenAsync(account), back, ct);
    }

    private async Task<bool> HasEnoughAsync(string email, CancellationToken ct)
    {
        var since = machine.GetUtcNow().AddDays(-1);
        return await db.Mails.CountAsync(
                mail =>
                    mail.To == email
                    && (mail.Template == AccountWords.ConfirmAddress.Key || mail.Template == AccountWords.AlreadyRegistered.Key)
                    && mail.CreatedAt > since,
                ct
            ) >= MostADay;
    }
}
