using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using MimeKit;

namespace EigPortal.TestKit.Mail;

/// <summary>What the sink received: the envelope and the message, which may differ.</summary>
public sealed record ReceivedMail(string Sender, IReadOnlyList<string> Recipients, MimeMessage Message);

/// <summary>When a reply that a test asked for replaces the usual one.</summary>
public enum SmtpMoment
{
    MailFrom,
    RecipientTo,
    BeforeData,

    /// <summary>After the whole message was sent: the client can't know whether it was taken.</summary>
    AfterData,
}

/// <summary>A small real SMTP server on the loopback interface. Refuses on demand, with the codes that servers use.</summary>
public sealed class SmtpSink : IAsyncDisposable
{
    private readonly ConcurrentQueue<ReceivedMail> mails = new();
    private readonly ConcurrentDictionary<SmtpMoment, ConcurrentQueue<string>> replies = new();
    private Opening? opening;

    public SmtpSink()
    {
        opening = new Opening(this, 0);
        Port = opening.Port;
    }

    public int Port { get; }

    /// <summary>Done once a mail is taken, before its sender is told so.</summary>
    public Func<ReceivedMail, Task>? WhenTaken { get; set; }

    /// <summary>When set, a client must give these with AUTH PLAIN or AUTH LOGIN before it sends.</summary>
    public (string User, string Password)? Credentials { get; set; }

    /// <summary>In order of arrival.</summary>
    public IReadOnlyList<ReceivedMail> Mails => [.. mails];

    public IReadOnlyList<ReceivedMail> To(string address) =>
        [.. mails.Where(mail => mail.Recipients.Contains(address, StringComparer.OrdinalIgnoreCase))];

    public void Clear() => mails.Clear();

    /// <summary>Answers the next command of this moment with this reply, such as <c>451 plus tard</c>, or hangs up when it is empty.</summary>
    public void ReplyOnce(SmtpMoment moment, string reply) => replies.GetOrAdd(moment, _ => new()).Enqueue(reply);

    /// <summary>Waits until so many mails have come.</summary>
    /// <exception cref="TimeoutException">Fewer came in the time given.</exception>
    public async Task<IReadOnlyList<ReceivedMail>> WaitForAsync(int count, TimeSpan? within = null)
    {
        var deadline = DateTime.UtcNow + (within ?? TimeSpan.FromSeconds(10));
        while (mails.Count < count)
        {
            if (DateTime.UtcNow > deadline)
            {
                throw new TimeoutException($"{mails.Count} courriers reçus, {count} attendus.");
            }

            await Task.Delay(20);
        }

        return Mails;
    }

    /// <summary>Hangs up on everybody and refuses connections until <see cref="Start"/>. What was taken stays taken.</summary>
    public async Task StopAsync()
    {
        if (opening is { } open)
        {
            opening = null;
            await open.DisposeAsync();
        }
    }

    public void Start() => opening ??= new Opening(this, Port);

    public ValueTask DisposeAsync() => new(StopAsync());

    /// <summary>The server from one start to the next stop.</summary>
    private sealed class Opening : IAsyncDisposable
    {
        private readonly SmtpSink sink;
        private readonly TcpListener listener;
        private readonly CancellationTokenSource stopping = new();
        private readonly Task accepting;

        public Opening(SmtpSink sink, int port)
        {
            this.sink = sink;
            listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
            accepting = AcceptAsync();
        }

        public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

        public async ValueTask DisposeAsync()
        {
            await stopping.CancelAsync();
            listener.Stop();
            await accepting;
            stopping.Dispose();
        }

        private async Task AcceptAsync()
        {
            var sessions = new List<Task>();
            try
            {
                while (true)
                {
                    sessions.Add(sink.ServeAsync(await listener.AcceptTcpClientAsync(stopping.Token), stopping.Token));
                }
            }
            catch (Exception stopped) when (stopped is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                await Task.WhenAll(sessions);
            }
        }
    }

    private async Task ServeAsync(TcpClient client, CancellationToken stopping)
    {
        using (client)
        {
            // Latin 1 keeps every byte as it came, which the message parser needs.
            await using var stream = client.GetStream();
            using var reader = new StreamReader(stream, Encoding.Latin1);
            await using var writer = new StreamWriter(stream, Encoding.Latin1) { NewLine = "\r\n", AutoFlush = true };
            try
            {
                await new Session(this, reader, writer, stopping).RunAsync();
            }
            catch (Exception gone) when (gone is IOException or OperationCanceledException)
            {
                // The client hung up, or the test is over.
                return;
            }
        }
    }

    private bool TryTakeReply(SmtpMoment moment, out string reply)
    {
        reply = "";
        return replies.TryGetValue(moment, out var waiting) && waiting.TryDequeue(out reply!);
    }

    private sealed class Session(SmtpSink sink, StreamReader reader, StreamWriter writer, CancellationToken ct)
    {
        private readonly List<string> recipients = [];
        private string sender = "";
        private bool signedIn;

        public async Task RunAsync()
        {
            await writer.WriteLineAsync("220 sink.test ESMTP");
            while (await reader.ReadLineAsync(ct) is { } line)
            {
                var verb = line.Split(' ', 2)[0].ToUpperInvariant();
                var goOn = verb switch
                {
                    "EHLO" => await SayAsync("250-sink.test\r\n250-8BITMIME\r\n250-SMTPUTF8\r\n250 AUTH PLAIN LOGIN"),
                    "HELO" or "NOOP" => await SayAsync("250 sink.test"),
                    "AUTH" => await SignInAsync(line),
                    "MAIL" => await MailAsync(line),
                    "RCPT" => await RecipientAsync(line),
                    "DATA" => await DataAsync(),
                    "RSET" => await ResetAsync(),
                    "QUIT" => !await SayAsync("221 au revoir"),
                    _ => await SayAsync("502 commande inconnue"),
                };
                if (!goOn)
                {
                    return;
                }
            }
        }

        private async Task<bool> SignInAsync(string line)
        {
            var parts = line.Split(' ');
            string user;
            string password;
            if (parts[1].Equals("PLAIN", StringComparison.OrdinalIgnoreCase))
            {
                var fields = Decode(parts.Length > 2 ? parts[2] : await AskAsync("334 ")).Split('\0');
                (user, password) = (fields[1], fields[2]);
            }
            else
            {
                user = Decode(parts.Length > 2 ? parts[2] : await AskAsync("334 VXNlcm5hbWU6"));
                password = Decode(await AskAsync("334 UGFzc3dvcmQ6"));
            }

            signedIn = sink.Credentials is null || sink.Credentials == (user, password);
            return await SayAsync(signedIn ? "235 bienvenue" : "535 identifiants refusés");
        }

        private async Task<bool> MailAsync(string line)
        {
            if (sink.Credentials is not null && !signedIn)
            {
                return await SayAsync("530 authentification nécessaire");
            }

            if (sink.TryTakeReply(SmtpMoment.MailFrom, out var reply))
            {
                return await SayAsync(reply);
            }

            sender = Address(line);
            recipients.Clear();
            return await SayAsync("250 ok");
        }

        private async Task<bool> RecipientAsync(string line)
        {
            if (sink.TryTakeReply(SmtpMoment.RecipientTo, out var reply))
            {
                return await SayAsync(reply);
            }

            recipients.Add(Address(line));
            return await SayAsync("250 ok");
        }

        private async Task<bool> DataAsync()
        {
            if (recipients.Count == 0)
            {
                return await SayAsync("503 aucun destinataire");
            }

            if (sink.TryTakeReply(SmtpMoment.BeforeData, out var refusal))
            {
                return await SayAsync(refusal);
            }

            await SayAsync("354 terminez par un point seul");
            var message = await ReadMessageAsync();
            if (sink.TryTakeReply(SmtpMoment.AfterData, out var reply))
            {
                return await SayAsync(reply);
            }

            var taken = new ReceivedMail(sender, [.. recipients], message);
            sink.mails.Enqueue(taken);
            recipients.Clear();
            if (sink.WhenTaken is { } whenTaken)
            {
                await whenTaken(taken);
            }

            return await SayAsync("250 accepté");
        }

        private async Task<MimeMessage> ReadMessageAsync()
        {
            using var bytes = new MemoryStream();
            while (await ReadDataLineAsync() is var line && line != ".")
            {
                // A line that begins with a dot was given a second one by the sender.
                var text = line.StartsWith('.') ? line[1..] : line;
                bytes.Write(Encoding.Latin1.GetBytes(text + "\r\n"));
            }

            bytes.Position = 0;
            return await MimeMessage.LoadAsync(bytes, ct);
        }

        // A sender killed before the final point has sent no mail, whatever had come of it (RFC 5321, section 4.1.1.4).
        private async Task<string> ReadDataLineAsync() =>
            await reader.ReadLineAsync(ct) ?? throw new IOException("The sender hung up in the middle of a message.");

        private async Task<bool> ResetAsync()
        {
            recipients.Clear();
            return await SayAsync("250 ok");
        }

        private async Task<string> AskAsync(string question)
        {
            await SayAsync(question);
            return await reader.ReadLineAsync(ct) ?? "";
        }

        private async Task<bool> SayAsync(string reply)
        {
            if (reply.Length == 0)
            {
                return false;
            }

            await writer.WriteLineAsync(reply);
            return true;
        }

        private static string Address(string line) => line[(line.IndexOf('<') + 1)..line.IndexOf('>')];

        private static string Decode(string base64) => Encoding.UTF8.GetString(Convert.FromBase64String(base64));
    }
}
