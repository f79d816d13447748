using System.Net;
using System.Net.Sockets;
using System.Text;
using EigPortal.TestKit.Mail;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;

namespace EigPortal.Services.Tests.Mail;

public sealed class SmtpSinkTests : IAsyncLifetime
{
    private readonly SmtpSink sink = new();

    [Fact]
    public async Task A_mail_arrives_as_it_was_written()
    {
        await SendAsync("Première ligne\r\n.\r\n..fin d’un point\r\n");

        var mail = Assert.Single(sink.Mails);
        Assert.Equal("portail@eig.test", mail.Sender);
        Assert.Equal(["camille@eig.test"], mail.Recipients);
        Assert.Equal("Votre candidature a été reçue", mail.Message.Subject);
        Assert.Equal("Première ligne\n.\n..fin d’un point\n", mail.Message.TextBody!.ReplaceLineEndings("\n"));
    }

    [Theory]
    [InlineData(SmtpMoment.MailFrom)]
    [InlineData(SmtpMoment.RecipientTo)]
    [InlineData(SmtpMoment.BeforeData)]
    [InlineData(SmtpMoment.AfterData)]
    public async Task A_refusal_asked_for_is_given_once(SmtpMoment moment)
    {
        sink.ReplyOnce(moment, "451 plus tard");

        var refusal = await Assert.ThrowsAsync<SmtpCommandException>(() => SendAsync("Bonjour"));
        Assert.Equal(451, (int)refusal.StatusCode);
        Assert.Empty(sink.Mails);

        await SendAsync("Bonjour");
        Assert.Single(sink.Mails);
    }

    [Fact]
    public async Task A_lost_acknowledgement_is_seen_as_a_broken_connection()
    {
        sink.ReplyOnce(SmtpMoment.AfterData, "");

        await Assert.ThrowsAnyAsync<Exception>(() => SendAsync("Bonjour"));
        Assert.Empty(sink.Mails);
    }

    [Theory]
    [InlineData("")]
    [InlineData("Subject: coup\r\n\r\nde")]
    public async Task A_sender_who_hangs_up_in_the_middle_of_a_message_has_sent_nothing_and_breaks_nothing(string started)
    {
        using (var client = new TcpClient())
        {
            await client.ConnectAsync(IPAddress.Loopback, sink.Port);
            await using var stream = client.GetStream();
            using var reader = new StreamReader(stream);
            await reader.ReadLineAsync();
            foreach (var line in (string[])["HELO portail", "MAIL FROM:<portail@eig.test>", "RCPT TO:<camille@eig.test>", "DATA"])
            {
                await stream.WriteAsync(Encoding.ASCII.GetBytes(line + "\r\n"));
                await reader.ReadLineAsync();
            }

            await stream.WriteAsync(Encoding.ASCII.GetBytes(started));
            client.Client.Shutdown(SocketShutdown.Send);
            Assert.Null(await reader.ReadLineAsync());
        }

        await sink.StopAsync();
        Assert.Empty(sink.Mails);
    }

    [Fact]
    public async Task Credentials_are_asked_for_when_set()
    {
        sink.Credentials = ("portail", "secret-d’essai");

        await Assert.ThrowsAnyAsync<Exception>(() => SendAsync("Bonjour"));
        await Assert.ThrowsAsync<AuthenticationException>(() => SendAsync("Bonjour", ("portail", "autre")));
        await SendAsync("Bonjour", ("portail", "secret-d’essai"));

        Assert.Single(sink.To("camille@eig.test"));
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => sink.DisposeAsync().AsTask();

    private async Task SendAsync(string text, (string User, string Password)? credentials = null)
    {
        using var client = new SmtpClient();
        await client.ConnectAsync("127.0.0.1", sink.Port, SecureSocketOptions.None);
        if (credentials is { } given)
        {
            await client.AuthenticateAsync(given.User, given.Password);
        }

        using var message = new MimeMessage();
        message.From.Add(MailboxAddress.Parse("portail@eig.test"));
        message.To.Add(MailboxAddress.Parse("camille@eig.test"));
        message.Subject = "Votre candidature a été reçue";
        message.Body = new TextPart("plain") { Text = text };
        await client.SendAsync(message);
        await client.DisconnectAsync(quit: true);
    }
}
