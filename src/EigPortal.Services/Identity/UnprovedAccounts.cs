using EigPortal.Services.Data;
using EigPortal.Services.Jobs;
using EigPortal.Services.Mail;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace EigPortal.Services.Identity;

/// <summary>
/// Accounts whose address nobody has confirmed yet. Several may claim the same one, and one may claim an address that has its owner:
/// none of them learns of the others. Until its address is proved an account gets no mail but the link that proves it; the others wait
/// in the outbox (<see cref="OutboxSender"/>).
/// </summary>
public sealed class UnprovedAccounts(EigDbContext db, UserManager<Account> accounts)
{
    /// <summary>Each one costs the computation of a password hash: of an address claimed more often, the last ones in use count.</summary>
    public const int MostClaims = 4;

    /// <summary>Accounts that claim an address, those with a candidature first, then the latest.</summary>
    public Task<List<Account>> ClaimingAsync(string email, CancellationToken ct)
    {
        var normalized = accounts.NormalizeEmail(email);
        return db
            .Accounts.Where(account =>
                account.NormalizedEmail == normalized && !account.EmailConfirmed && account.ErasedAt == null
            )
            .OrderByDescending(account => db.Candidates.Any(link => link.AccountId == account.Id))
            .ThenByDescending(account => account.CreatedAt)
            .ThenByDescending(account => account.Id)
            .Take(MostClaims)
            .ToListAsync(ct);
    }

    /// <summary>Gives the mails that wait for an account its address of now.</summary>
    public Task ReaddressAsync(Account account, CancellationToken ct) =>
        db.Database.ExecuteSqlAsync(
            $"""
            update mails set "to" = {account.Email}
            where account_id = {account.Id} and sent_at is null and state <> 'Cancelled'
              and template <> {AccountWords.ConfirmAddress.Key} and "to" <> {account.Email}
            """,
            ct
        );

    /// <summary>Drops the links that have not left yet: they would no longer open anything.</summary>
    public Task CancelLinksAsync(Account account, CancellationToken ct) =>
        db.Database.ExecuteSqlAsync(
            $"""
            update mails set state = 'Cancelled'
            where account_id = {account.Id} and template = {AccountWords.ConfirmAddress.Key} and state in ('Waiting', 'Failed')
            """,
            ct
        );

    /// <summary>
    /// Whether a mail to the address of an account, since the account was opened, came back. Looks at the address, never at whose mail it
    /// was: the answer is the same when the address has an owner.
    /// </summary>
    public Task<bool> HasBouncedAsync(Guid accountId, CancellationToken ct) =>
        db.Mails.AnyAsync(
            mail =>
                (mail.Template == AccountWords.ConfirmAddress.Key || mail.Template == AccountWords.AlreadyRegistered.Key)
                && (mail.State == MailState.Bounced || mail.State == MailState.Failed)
                && db.Accounts.Any(account =>
                    account.Id == accountId && account.Email == mail.To && mail.CreatedAt >= account.CreatedAt
                ),
            ct
        );
}

/// <summary>Forgets accounts that were never confirmed and hold nothing: a name and an address typed once have no use.</summary>
public sealed class ForgetUnprovedAccounts(EigDbContext db, TimeProvider machine) : IRecurringWork
{
    public static readonly TimeSpan Kept = TimeSpan.FromDays(7);

    public static string Name => "forget-unproved-accounts";
    public static string Cron => "27 3 * * *";

    public async Task RunAsync(CancellationToken ct)
    {
        var oldest = machine.GetUtcNow() - Kept;
        var empty = db.Accounts.Where(account =>
            !account.EmailConfirmed
            && account.ErasedAt == null
            && account.CreatedAt < oldest
            && !db.Candidates.Any(link => link.AccountId == account.Id)
        );
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await db.Mails.Where(mail => empty.Any(account => account.Id == mail.AccountId)).ExecuteDeleteAsync(ct);
        await empty.ExecuteDeleteAsync(ct);
        await transaction.CommitAsync(ct);
    }
}
