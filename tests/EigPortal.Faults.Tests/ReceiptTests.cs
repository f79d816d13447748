using EigPortal.Faults.Tests.Candidates;
using EigPortal.Faults.Tests.World;
using EigPortal.Services.Mail;
using EigPortal.TestKit.Mail;
using Microsoft.EntityFrameworkCore;

namespace EigPortal.Faults.Tests;

/// <summary>The only window in which a mail can leave twice, opened on purpose (E15, docs/adr/0018).</summary>
[Collection(FaultyPortal.Collection)]
public sealed class ReceiptTests(FaultyPortal portal)
{
    [Fact]
    public async Task B16_E15_a_kill_between_the_mail_server_s_answer_and_the_mark_delivers_the_same_message_once_more()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(5));
        var ct = limit.Token;
        using var candidate = await ClientCandidate.StartAsync(portal, ct);
        await candidate.FillAsync(1, ct);
        var email = candidate.Ledger.Email;
        var killed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        portal.Smtp.WhenTaken = async mail =>
        {
            if (mail.Recipients.Contains(email))
            {
                portal.Smtp.WhenTaken = null;
                await portal.KillAsync();
                killed.SetResult();
            }
        };

        var submitting = candidate.SubmitAsync(twice: false, ct);
        await killed.Task.WaitAsync(ct);
        await portal.RestartAsync();
        await submitting;

        while (await StateAsync(email) != MailState.Sent)
        {
            await Task.Delay(50, ct);
        }

        IReadOnlyList<ReceivedMail> received = portal.Smtp.To(email);
        Assert.Equal(2, received.Count);
        Assert.Single(received.Select(mail => mail.Message.MessageId).Distinct());
        Assert.Single(received.Select(mail => mail.Message.TextBody).Distinct());
    }

    private Task<MailState> StateAsync(string email) =>
        portal.InDatabaseAsync(db =>
            db.Mails.AsNoTracking().Where(mail => mail.To == email).Select(mail => mail.State).SingleAsync()
        );
}
