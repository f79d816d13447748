using EigPortal.Services.Mail;
using EigPortal.TestKit.Portal;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace EigPortal.Services.Tests.Mail;

/// <summary>What happens to mails when a node or the mail server dies at the worst moment (E15).</summary>
public sealed class OutboxReliabilityTests(PortalFactory portal) : IClassFixture<PortalFactory>
{
    [Fact]
    public async Task E15_a_crash_after_the_server_took_the_mail_sends_it_again_under_the_same_identifier()
    {
        var id = await WriteAsync("plantage@exemple.fr");
        var dying = Sender(TimeProvider.System, new DyingTransport(Real()));
        await Assert.ThrowsAsync<NodeDiedException>(() => dying.SendDueAsync(CancellationToken.None));

        await Task.WhenAll(
            Sender(TimeProvider.System, Real()).SendDueAsync(CancellationToken.None),
            Sender(TimeProvider.System, Real()).SendDueAsync(CancellationToken.None)
        );

        var received = portal.Smtp.To("plantage@exemple.fr");
        Assert.Equal(2, received.Count);
        Assert.Equal([$"{id:N}@portail.eig"], received.Select(mail => mail.Message.MessageId).Distinct());
        Assert.Equal((MailState.Sent, 1), await StateAsync(id));
    }

    [Fact]
    public async Task E15_a_server_down_for_twelve_hours_loses_nothing_and_uses_up_no_attempt()
    {
        var machine = new HandTime(DateTimeOffset.UtcNow);
        var ids = new List<Guid>();
        for (var i = 0; i < 5; i++)
        {
            ids.Add(await WriteAsync($"longue-panne-{i}@exemple.fr"));
        }

        var nowhere = new SmtpMailTransport(
            Options.Create(
                new MailOptions
                {
                    Host = "127.0.0.1",
                    Port = FreePort(),
                    RequireTls = false,
                    TimeoutSeconds = 2,
                }
            )
        );
        var down = Sender(machine, nowhere);
        for (var hour = 0; hour < 12; hour++)
        {
            Assert.Equal(new OutboxRun(0, 0, ServerDown: true), await down.SendDueAsync(CancellationToken.None));
            machine.Advance(TimeSpan.FromHours(1));
        }

        foreach (var id in ids)
        {
            Assert.Equal((MailState.Waiting, 0), await StateAsync(id));
        }

        await Sender(machine, Real()).SendDueAsync(CancellationToken.None);
        foreach (var (id, place) in ids.Select((id, place) => (id, place)))
        {
            Assert.Equal((MailState.Sent, 1), await StateAsync(id));
            Assert.Single(portal.Smtp.To($"longue-panne-{place}@exemple.fr"));
        }
    }

    [Fact]
    public async Task A_reminder_that_could_not_leave_before_the_closing_never_leaves()
    {
        var machine = new HandTime(DateTimeOffset.UtcNow);
        var id = await WriteAsync("trop-tard@exemple.fr", mail => mail.ExpireAt(machine.GetUtcNow().AddHours(3)));
        machine.Advance(TimeSpan.FromHours(3));
        await Sender(machine, Real()).SendDueAsync(CancellationToken.None);

        Assert.Equal((MailState.Cancelled, 0), await StateAsync(id));
        Assert.Empty(portal.Smtp.To("trop-tard@exemple.fr"));
    }

    private OutboxSender Sender(TimeProvider machine, IMailTransport transport) =>
        ActivatorUtilities.CreateInstance<OutboxSender>(portal.Services, machine, transport);

    private IMailTransport Real() => portal.Services.GetRequiredService<IMailTransport>();

    private static int FreePort()
    {
        using var listener = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        return ((System.Net.IPEndPoint)listener.LocalEndpoint).Port;
    }

    private Task<Guid> WriteAsync(string to, Action<OutboxMail>? change = null) =>
        portal.InDatabaseAsync(async db =>
        {
            var mail = new MailText("Objet")
                .Greeting("Zoé")
                .ToOutbox("Test", Guid.CreateVersion7(), null, to, DateTimeOffset.UtcNow.AddMinutes(-1));
            change?.Invoke(mail);
            db.Mails.Add(mail);
            await db.SaveChangesAsync();
            return mail.Id;
        });

    private Task<(MailState State, int Attempts)> StateAsync(Guid id) =>
        portal.InDatabaseAsync(async db =>
        {
            var mail = await db.Mails.AsNoTracking().SingleAsync(row => row.Id == id);
            return (mail.State, mail.Attempts);
        });

    private sealed class NodeDiedException : Exception;

    /// <summary>Dies once the server has the mail, before anything is written down.</summary>
    private sealed class DyingTransport(IMailTransport inner) : IMailTransport
    {
        public async Task<IMailSession> OpenAsync(CancellationToken ct) => new Session(await inner.OpenAsync(ct));

        private sealed class Session(IMailSession inner) : IMailSession
        {
            public async Task SendAsync(OutboxMail mail, CancellationToken ct)
            {
                await inner.SendAsync(mail, ct);
                throw new NodeDiedException();
            }

            public ValueTask DisposeAsync() => inner.DisposeAsync();
        }
    }
}
