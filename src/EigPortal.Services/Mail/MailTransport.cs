using System.Text;
using MailKit.Net.Smtp;
using MailKit.Security;
using Microsoft.Extensions.Options;
using MimeKit;

namespace EigPortal.Services.Mail;

/// <summary>The way out for mails: a real server, or the demo's mailbox.</summary>
public interface IMailTransport
{
    /// <summary>Opens a session for a run of mails.</summary>
    /// <exception cref="MailServerDownException">The server can't be reached or refuses us, whatever the mail.</exception>
    Task<IMailSession> OpenAsync(CancellationToken ct);
}

public interface IMailSession : IAsyncDisposable
{
    /// <exception cref="MailServerDownException">The server went away: the mail may be tried again at once elsewhere.</exception>
    /// <exception cref="MailRefusedException">The server refused this mail.</exception>
    Task SendAsync(OutboxMail mail, CancellationToken ct);
}

/// <summary>Not the mail's fault: it costs it no attempt.</summary>
public sealed class MailServerDownException(string message, Exception inner) : Exception(message, inner);

/// <param name="permanent">Trying again is useless until somebody changes something, such as the address.</param>
public sealed class MailRefusedException(string message, bool permanent, Exception inner) : Exception(message, inner)
{
    public bool IsPermanent { get; } = permanent;
}

/// <summary>Development without a mail server: the outbox itself is the mailbox, read at /demo/courrier.</summary>
public sealed class CapturedMailTransport : IMailTransport, IMailSession
{
    public Task<IMailSession> OpenAsync(CancellationToken ct) => Task.FromResult<IMailSession>(this);

    public Task SendAsync(OutboxMail mail, CancellationToken ct) => Task.CompletedTask;

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}

public sealed class SmtpMailTransport(IOptions<MailOptions> options) : IMailTransport
{
    private const string CalendarName = "echeance.ics";

    public async Task<IMailSession> OpenAsync(CancellationToken ct)
    {
        var settings = options.Value;
        var client = new SmtpClient { Timeout = settings.TimeoutSeconds * 1000 };
        try
        {
            var security =
                settings.Port == 465 ? SecureSocketOptions.SslOnConnect
                : settings.RequireTls ? SecureSocketOptions.StartTls
                : SecureSocketOptions.StartTlsWhenAvailable;
            await client.ConnectAsync(settings.Host, settings.Port, security, ct);
            if (settings.User.Length > 0)
            {
                await client.AuthenticateAsync(settings.User, settings.Password, ct);
            }

            return new SmtpMailSession(client, settings);
        }
        catch (Exception problem) when (!ct.IsCancellationRequested && MeansServerDown(problem))
        {
            client.Dispose();
            throw new MailServerDownException(problem.Message, problem);
        }
    }

    internal static bool MeansServerDown(Exception problem) =>
        problem
            is IOException
                or System.Net.Sockets.SocketException
                or TimeoutException
                or OperationCanceledException
                or NotSupportedException
                or AuthenticationException
                or SslHandshakeException
                or SmtpProtocolException
                or SmtpCommandException
                or MailKit.ServiceNotConnectedException;

    private sealed class SmtpMailSession(SmtpClient client, MailOptions settings) : IMailSession
    {
        public async Task SendAsync(OutboxMail mail, CancellationToken ct)
        {
            MimeMessage message;
            try
            {
                message = Compose(mail, settings);
            }
            catch (ParseException problem)
            {
                throw new MailRefusedException(problem.Message, permanent: true, problem);
            }

            try
            {
                await client.SendAsync(message, ct);
            }
            catch (SmtpCommandException problem) when (problem.StatusCode is not SmtpStatusCode.ServiceNotAvailable)
            {
                // 5xx is a final answer, 4xx (greylisting, full mailbox) asks to come back later.
                throw new MailRefusedException(
                    $"{(int)problem.StatusCode} {problem.Message}",
                    (int)problem.StatusCode >= 500,
                    problem
                );
            }
            catch (Exception problem) when (!ct.IsCancellationRequested && MeansServerDown(problem))
            {
                throw new MailServerDownException(problem.Message, problem);
            }
        }

        public async ValueTask DisposeAsync()
        {
            try
            {
                if (client.IsConnected)
                {
                    await client.DisconnectAsync(quit: true);
                }
            }
            catch (Exception problem) when (MeansServerDown(problem))
            {
                // The mails are already accepted or counted as refused: a broken goodbye changes nothing.
            }

            client.Dispose();
        }
    }

    private static MimeMessage Compose(OutboxMail mail, MailOptions settings)
    {
        var body = new BodyBuilder { TextBody = mail.TextBody, HtmlBody = mail.HtmlBody };
        if (mail.Calendar is { } calendar)
        {
            var type = new ContentType("text", "calendar") { Charset = "utf-8", Name = CalendarName };
            type.Parameters.Add("method", "PUBLISH");
            body.Attachments.Add(CalendarName, Encoding.UTF8.GetBytes(calendar), type);
        }

        var message = new MimeMessage
        {
            MessageId = mail.MessageId,
            Date = mail.CreatedAt,
            Subject = mail.Subject,
            Body = body.ToMessageBody(),
        };
        message.From.Add(new MailboxAddress(settings.FromName, settings.From));
        message.To.Add(MailboxAddress.Parse(mail.To));
        if (settings.ReplyTo.Length > 0)
        {
            message.ReplyTo.Add(MailboxAddress.Parse(settings.ReplyTo));
        }

        // Says to autoresponders that nobody waits for their answer (RFC 3834).
        message.Headers.Add("Auto-Submitted", "auto-generated");
        return message;
    }
}
