using EigPortal.Services.Data;
using EigPortal.Services.Identity;
using EigPortal.Services.Mail;
using Microsoft.EntityFrameworkCore;

namespace EigPortal.Services.Privacy.Erasing;

/// <summary>
/// Mails to the person and mails to others about the file: no address, subject nor body stays, and what had not left never leaves. The
/// confirmation of the erasure itself is erased by the sender once it has left. While a contract keeps the account, mails about either stay.
/// </summary>
internal sealed class EraseMails : IErasureStep
{
    public int Order => 30;

    public async Task EraseAsync(Erasure erasure, EigDbContext db, CancellationToken ct)
    {
        var (id, account) = (erasure.Candidature.Id, erasure.Account.Id);
        await db.Database.ExecuteSqlAsync(
            $"""
            update mails set "to" = 'efface:' || id, subject = {OutboxMail.ErasedSubject}, text_body = '', html_body = '', calendar = null, last_error = null,
                account_id = null, state = case when sent_at is null then 'Cancelled' else state end
            where not erase_once_sent and (
                (account_id = {account} and not {erasure.KeepsContract})
                or (account_id = {account} and sent_at is not null and (about_id is null or about_id <> {account} and about_id not in (
                    select c.id from contracts c join fellows f on f.id = c.fellow_id where f.candidature_id = {id})))
                or about_id = {id}
                or about_id in (select s.id from score_sheets s where s.candidature_id = {id})
                or about_id in (select r.id from completion_requests r where r.candidature_id = {id})
                or about_id in (select d.id from decisions d where d.candidature_id = {id})
                or about_id in (select o.id from offers o where o.candidature_id = {id})
                or (not {erasure.KeepsContract} and about_id in (
                    select c.id from contracts c join fellows f on f.id = c.fellow_id where f.candidature_id = {id})))
            """,
            ct
        );
    }
}

/// <summary>
/// The account, when nothing else needs it: the row stays as a pseudonym without name, address nor password, so that history can go on
/// pointing to it. When the person is also a juror or has a contract, the account is theirs and the file is tied to a pseudonym instead.
/// </summary>
internal sealed class EraseAccount : IErasureStep
{
    public int Order => 100;

    public async Task EraseAsync(Erasure erasure, EigDbContext db, CancellationToken ct)
    {
        var id = erasure.Account.Id;
        if (await IsNeededAsync(erasure, db, ct))
        {
            if (erasure.Candidature.Snapshots.Count == 0)
            {
                return;
            }

            var pseudonym = Account.Pseudonym(erasure.At);
            db.Accounts.Add(pseudonym);
            await db.SaveChangesAsync(ct);
            await db
                .Candidates.Where(candidate => candidate.Id == erasure.Candidate.Id)
                .ExecuteUpdateAsync(candidate => candidate.SetProperty(row => row.AccountId, pseudonym.Id), ct);
            return;
        }

        await db.UserClaims.Where(row => row.UserId == id).ExecuteDeleteAsync(ct);
        await db.UserLogins.Where(row => row.UserId == id).ExecuteDeleteAsync(ct);
        await db.UserTokens.Where(row => row.UserId == id).ExecuteDeleteAsync(ct);
        await db.UserPasskeys.Where(row => row.UserId == id).ExecuteDeleteAsync(ct);
        await db.Sessions.Where(row => row.AccountId == id).ExecuteDeleteAsync(ct);
        // Who saw the portal as this person stays in the history, without the reason that was typed.
        await db.PortalViews.Where(row => row.SubjectId == id).ExecuteDeleteAsync(ct);
        await db.Database.ExecuteSqlAsync(
            $"update audit_events set reason = null, reason_salt = null where object_id = {id} and reason is not null",
            ct
        );
        // An address that was only claimed may be somebody else's, and their invitation with it.
        if (erasure.Account.EmailConfirmed)
        {
            await db.Database.ExecuteSqlAsync(
                $"update invitations set email = '' where upper(email) = {erasure.Account.NormalizedEmail}",
                ct
            );
        }

        var account = await db.Accounts.SingleAsync(row => row.Id == id, ct);
        account.Erase(erasure.At);
        await db.SaveChangesAsync(ct);
    }

    private static async Task<bool> IsNeededAsync(Erasure erasure, EigDbContext db, CancellationToken ct)
    {
        var id = erasure.Account.Id;
        return erasure.KeepsContract
            || erasure.Account.StaffRole != StaffRole.None
            || await db.Jurors.AnyAsync(row => row.AccountId == id, ct)
            || await db.Mentors.AnyAsync(row => row.AccountId == id, ct)
            || await db.HostContacts.AnyAsync(row => row.AccountId == id, ct)
            || await db.Candidates.AnyAsync(row => row.AccountId == id && row.Id != erasure.Candidate.Id, ct)
            || await db.Fellows.AnyAsync(row => row.AccountId == id && row.CandidatureId != erasure.Candidature.Id, ct);
    }
}
