using System.Net;
using EigPortal.Services.Mail;
using EigPortal.TestKit.Portal;

namespace EigPortal.Web.Tests.Security;

/// <summary>The demonstration shows every mail to everybody: outside a demonstration its pages are unknown addresses.</summary>
public sealed class DemoOnlyTests(PortalFactory portal) : IClassFixture<PortalFactory>
{
    [Fact]
    public async Task No_page_of_the_demonstration_exists_in_a_portal_that_is_none()
    {
        var mail = new MailText("Un message")
            .Paragraph("Un texte secret.")
            .ToOutbox("ResetPassword", Guid.CreateVersion7(), null, "quelqu-un@exemple.fr", DateTimeOffset.UtcNow);
        await portal.InDatabaseAsync(async db =>
        {
            db.Mails.Add(mail);
            await db.SaveChangesAsync();
        });
        using var visitor = portal.Browse();
        string[] paths = ["/demo", "/demo/courrier", $"/demo/courrier/{mail.Id}"];
        foreach (var path in paths)
        {
            Assert.Equal((path, HttpStatusCode.NotFound), (path, (await visitor.GetAsync(path)).Status));
        }

        var token = (await visitor.GetAsync("/connexion"))
            .One("main form[action='/connexion'] input[name=__RequestVerificationToken]")
            .GetAttribute("value")!;
        using var form = new FormUrlEncodedContent([new("__RequestVerificationToken", token), new("At", "2018-10-15T17:00")]);
        using var moved = await visitor.Client.PostAsync("/demo/date", form);
        Assert.Equal(HttpStatusCode.NotFound, moved.StatusCode);
        Assert.InRange(portal.Clock.Now, DateTimeOffset.UtcNow.AddMinutes(-1), DateTimeOffset.UtcNow.AddMinutes(1));
    }
}
