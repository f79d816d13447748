using EigPortal.Services.Mail;
using EigPortal.TestKit.Mail;
using EigPortal.TestKit.Portal;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace EigPortal.Services.Tests.Mail;

/// <summary>The outbox against a real SMTP server.</summary>
public sealed class OutboxSenderTests(PortalFactory portal) : IClassFixture<PortalFactory>
{
    [Fact]
    public async Task B13_senders_in_parallel_send_each_mail_once()
    {
        var ids = new List<Guid>();
        for (var i = 0; i < 30; i++)
        {
            ids.Add(await WriteAsync($"parallele-{i}@exemple.fr"));
        }

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Sender().SendDueAsync(CancellationToken.None)));

        Assert.Equal(
            ids.Select(id => $"{id:N}@portail.eig").Order(),
            portal
                .Smtp.Mails.Where(mail => mail.Recipients[0].StartsWith("parallele-", StringComparison.Ordinal))
                .Select(mail => mail.Message.MessageId)
                .Order()
        );
        Assert.Equal(
            30,
            await portal.InDatabaseAsync(db => db.Mails.CountAsync(mail => ids.Contains(mail.Id) && mail.State == MailState.Sent))
        );
    }

    [Fact]
    public async Task A_server_that_hangs_up_costs_no_attempt_and_the_mail_leaves_when_it_is_back()
    {
        var id = await WriteAsync("panne@exemple.fr");
        portal.Smtp.ReplyOnce(SmtpMoment.MailFrom, "");

        Assert.Equal(new OutboxRun(0, 0, ServerDown: true), await Sender().SendDueAsync(CancellationToken.None));
        var waiting = await FindAsync(id);
        Assert.Equal((MailState.Waiting, 0), (waiting.State, waiting.Attempts));
        Assert.NotNull(waiting.LastError);

        Assert.Equal(new OutboxRun(1, 0, ServerDown: false), await Sender().SendDueAsync(CancellationToken.None));
        Assert.Equal(MailState.Sent, (await FindAsync(id)).State);
        Assert.Single(portal.Smtp.To("panne@exemple.fr"));
    }

    [Fact]
    public async Task An_unknown_address_fails_at_once_and_can_be_tried_again()
    {
        var id = await WriteAsync("inconnue@exemple.fr");
        portal.Smtp.ReplyOnce(SmtpMoment.RecipientTo, "550 boite inconnue");

        Assert.Equal(new OutboxRun(0, 1, ServerDown: false), await Sender().SendDueAsync(CancellationToken.None));
        var failed = await FindAsync(id);
        Assert.Equal((MailState.Failed, "550 boite inconnue"), (failed.State, failed.LastError));

        await ChangeAsync(id, mail => mail.Retry(DateTimeOffset.UtcNow));
        Assert.Equal(new OutboxRun(1, 0, ServerDown: false), await Sender().SendDueAsync(CancellationToken.None));
        Assert.Single(portal.Smtp.To("inconnue@exemple.fr"));
    }

    [Theory]
    [InlineData("550 <{0}>: boite inconnue", "550 <[adresse]>: boite inconnue")]
    [InlineData("421 trop de courrier pour \"{0}\", revenez", "trop de courrier pour \"[adresse]\", revenez")]
    public async Task No_address_that_the_server_repeats_reaches_the_log(string reply, string logged)
    {
        var address = $"repetee-{Guid.CreateVersion7():N}@exemple.fr";
        await WriteAsync(address);
        portal.Smtp.ReplyOnce(SmtpMoment.RecipientTo, reply.Replace("{0}", address, StringComparison.Ordinal));
        using var log = new CapturedLog();
        using var factory = LoggerFactory.Create(logging => logging.AddProvider(log));

        await ActivatorUtilities
            .CreateInstance<OutboxSender>(portal.Services, factory.CreateLogger<OutboxSender>())
            .SendDueAsync(CancellationToken.None);

        Assert.Contains(logged, log.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(address, log.Text, StringComparison.OrdinalIgnoreCase);
        await Sender().SendDueAsync(CancellationToken.None);
    }

    [Fact]
    public async Task A_server_that_asks_to_come_back_later_is_tried_again_later()
    {
        var id = await WriteAsync("grise@exemple.fr");
        portal.Smtp.ReplyOnce(SmtpMoment.RecipientTo, "451 plus tard");

        Assert.Equal(new OutboxRun(0, 1, ServerDown: false), await Sender().SendDueAsync(CancellationToken.None));
        var mail = await FindAsync(id);
        Assert.Equal((MailState.Waiting, 1), (mail.State, mail.Attempts));
        Assert.True(mail.NextAttemptAt > DateTimeOffset.UtcNow.AddSeconds(5));
        Assert.Equal(new OutboxRun(0, 0, ServerDown: false), await Sender().SendDueAsync(CancellationToken.None));
    }

    [Fact]
    public async Task B13_the_same_mail_can_not_be_written_twice()
    {
        var about = Guid.CreateVersion7();
        await WriteAsync("unique@exemple.fr", about);

        await Assert.ThrowsAsync<DbUpdateException>(() => WriteAsync("unique@exemple.fr", about));
    }

    [Fact]
    public async Task A_mail_arrives_whole_with_its_accents_in_text_and_html()
    {
        await WriteAsync("accents@exemple.fr");
        await Sender().SendDueAsync(CancellationToken.None);

        var received = portal.Smtp.To("accents@exemple.fr").Single().Message;
        Assert.Equal("Votre défi «\u00a0préféré\u00a0»", received.Subject);
        Assert.Contains("Bonjour Zoé,", received.TextBody, StringComparison.Ordinal);
        Assert.Contains("<p>Bonjour Zoé,</p>", received.HtmlBody, StringComparison.Ordinal);
        Assert.Equal("auto-generated", received.Headers["Auto-Submitted"]);
    }

    private OutboxSender Sender() => ActivatorUtilities.CreateInstance<OutboxSender>(portal.Services);

    private Task<Guid> WriteAsync(string to, Guid? about = null) =>
        portal.InDatabaseAsync(async db =>
        {
            var mail = new MailText("Votre défi « préféré »")
                .Greeting("Zoé")
                .ToOutbox("Test", about ?? Guid.CreateVersion7(), null, to, DateTimeOffset.UtcNow);
            db.Mails.Add(mail);
            await db.SaveChangesAsync();
            return mail.Id;
        });

    private Task<OutboxMail> FindAsync(Guid id) =>
        portal.InDatabaseAsync(db => db.Mails.AsNoTracking().SingleAsync(mail => mail.Id == id));

    private Task ChangeAsync(Guid id, Action<OutboxMail> change) =>
        portal.InDatabaseAsync(async db =>
        {
            change(await db.Mails.SingleAsync(mail => mail.Id == id));
            await db.SaveChangesAsync();
        });
}
