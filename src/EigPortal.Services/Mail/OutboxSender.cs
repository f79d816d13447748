using EigPortal.Services.Data;
using EigPortal.Services.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace EigPortal.Services.Mail;

/// <param name="Sent">Mails that the server accepted.</param>
/// <param name="Refused">Mails that the server refused, to be tried again or failed for good.</param>
/// <param name="ServerDown">The run stopped because the server could not be reached.</param>
public sealed record OutboxRun(int Sent, int Refused, bool ServerDown);

/// <summary>
/// Sends the mails that are due. Several nodes may run it at once: each mail is locked while it is sent, and the others skip it. A crash
/// between the server's acceptance and the commit sends one mail a second time, with the same Message-Id. What is written to an account whose
/// address is not proved waits for the proof, the link that proves it excepted: nobody gets mail because somebody typed their address.
/// </summary>
public sealed class OutboxSender(
    IServiceScopeFactory scopes,
    IMailTransport transport,
    TimeProvider machine,
    ILogger<OutboxSender> logger
)
{
    private volatile bool serverWasDown;

    /// <summary>Sends until nothing is due any more, or the server goes away.</summary>
    public async Task<OutboxRun> SendDueAsync(CancellationToken ct)
    {
        var (sent, refused) = (0, 0);
        IMailSession? session = null;
        try
        {
            while (true)
            {
                await using var scope = scopes.CreateAsyncScope();
                var db = scope.ServiceProvider.GetRequiredService<EigDbContext>();
                await using var transaction = await db.Database.BeginTransactionAsync(ct);
                if (await ClaimAsync(db, ct) is not { } mail)
                {
                    return new OutboxRun(sent, refused, ServerDown: false);
                }

                if (mail.ExpiresAt <= machine.GetUtcNow())
                {
                    mail.Cancel();
                    await db.SaveChangesAsync(ct);
                    await transaction.CommitAsync(ct);
                    continue;
                }

                try
                {
                    session ??= await transport.OpenAsync(ct);
                    await session.SendAsync(mail, ct);
                    mail.MarkSent(machine.GetUtcNow());
                    sent++;
                    SayServerIsBack();
                }
                catch (MailRefusedException refusal)
                {
                    mail.MarkAttemptFailed(refusal.Message, refusal.IsPermanent, machine.GetUtcNow());
                    refused++;
                    logger.LogWarning("Mail {MailId} refused: {Reason}", mail.Id, MailAddresses.Masked(refusal.Message));
                }
                catch (MailServerDownException down)
                {
                    mail.NoteServerDown(down.Message);
                    await db.SaveChangesAsync(ct);
                    await transaction.CommitAsync(ct);
                    SayServerIsDown(down);
                    return new OutboxRun(sent, refused, ServerDown: true);
                }

                // Once the server has the mail, stopping the portal must not undo the mark.
                await db.SaveChangesAsync(CancellationToken.None);
                await transaction.CommitAsync(CancellationToken.None);
            }
        }
        finally
        {
            if (session is not null)
            {
                await session.DisposeAsync();
            }
        }
    }

    private async Task<OutboxMail?> ClaimAsync(EigDbContext db, CancellationToken ct)
    {
        var now = machine.GetUtcNow();
        var claimed = await db
            .Mails.FromSql(
                $"""
                select m.* from mails m where m.state = 'Waiting' and m.next_attempt_at <= {now}
                  and (m.template = {AccountWords.ConfirmAddress.Key} or m.account_id is null or not exists (
                    select 1 from accounts a where a.id = m.account_id and not a.email_confirmed and a.erased_at is null))
                order by m.next_attempt_at, m.id limit 1 for update of m skip locked
                """
            )
            .ToListAsync(ct);
        return claimed.SingleOrDefault();
    }

    private void SayServerIsDown(MailServerDownException down)
    {
        if (!serverWasDown)
        {
            // The exception is left out: its message and those inside it are the server's.
            logger.LogError(
                "The mail server can't be reached ({Reason}): mails wait and leave when it answers again",
                MailAddresses.Masked(down.Message)
            );
        }

        serverWasDown = true;
    }

    private void SayServerIsBack()
    {
        if (serverWasDown)
        {
            logger.LogInformation("The mail server answers again");
        }

        serverWasDown = false;
    }
}
