using EigPortal.Services.Calendars;
using EigPortal.Services.Mail;
using EigPortal.TestKit.Portal;
using Microsoft.Extensions.DependencyInjection;
using MimeKit;

namespace EigPortal.Services.Tests.Mail;

public sealed class CalendarAttachmentTests(PortalFactory portal) : IClassFixture<PortalFactory>
{
    [Fact]
    public async Task B36_a_calendar_arrives_as_an_attachment_that_calendars_open()
    {
        var closes = new DateTimeOffset(2018, 10, 15, 15, 0, 0, TimeSpan.Zero);
        var calendar = CalendarFile.Of("EIG", "exemple.fr", [new CalendarInstant("k", "Clôture", "", closes)], closes);
        await portal.InDatabaseAsync(async db =>
        {
            var mail = new MailText("Rappel")
                .Greeting("Zoé")
                .ToOutbox("Test", Guid.CreateVersion7(), null, "agenda@exemple.fr", DateTimeOffset.UtcNow);
            mail.Attach(calendar);
            db.Mails.Add(mail);
            await db.SaveChangesAsync();
        });
        await ActivatorUtilities.CreateInstance<OutboxSender>(portal.Services).SendDueAsync(CancellationToken.None);

        var part = (TextPart)portal.Smtp.To("agenda@exemple.fr").Single().Message.Attachments.Single();
        Assert.Equal("text/calendar", part.ContentType.MimeType);
        Assert.Equal("PUBLISH", part.ContentType.Parameters["method"]);
        Assert.Equal("echeance.ics", part.FileName);
        Assert.Equal(calendar, part.Text.ReplaceLineEndings("\r\n"));
    }
}
