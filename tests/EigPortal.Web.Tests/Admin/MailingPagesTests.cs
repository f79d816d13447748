using System.Net;
using EigPortal.Domain.Juries;
using EigPortal.Services.Mail;
using EigPortal.Services.Mailings;
using EigPortal.TestKit.Html;
using Microsoft.EntityFrameworkCore;

namespace EigPortal.Web.Tests.Admin;

/// <summary>A message to several candidates, from the dry run to the outbox, and mails that come back.</summary>
public sealed class MailingPagesTests(StaffPortal portal) : IClassFixture<StaffPortal>
{
    [Fact]
    public async Task B13_B15_a_second_person_sends_what_both_have_read_and_a_double_click_sends_it_once()
    {
        await portal.Clock.SetAsync(StaffPortal.DuringCall);
        await portal.SubmittedAsync("Alpha");
        await portal.SubmittedAsync("Bravo");
        var hidden = await portal.SubmittedAsync("Cachée");
        var (author, account) = await portal.StaffAsync("Nour");
        var (second, _) = await portal.StaffAsync("Sacha");
        await portal.InDatabaseAsync(async db =>
        {
            db.Conflicts.Add(
                new ConflictOfInterest(account.Id, hidden.Id, ConflictLevel.Excluded, "Ma sœur", account.Id, portal.Clock.Now)
            );
            await db.SaveChangesAsync();
        });

        var form = await author.GetAsync("/admin/courriels/envois/nouveau");
        var refused = await author.SubmitAsync(
            form,
            "Voir les destinataires",
            ("Subject", "Une précision"),
            ("Body", "Bonjour {prenom},\n\nLe lieu des auditions est connu."),
            ("State", "Submitted")
        );
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Single(refused.Errors);
        Assert.Equal("Submitted", refused.One("#State option[selected]").GetAttribute("value"));

        var preview = await author.SubmitAsync(
            refused,
            "Voir les destinataires",
            ("Body", "Bonjour {prénom},\n\nCandidature {numéro} : le lieu des auditions est connu.")
        );
        Assert.Equal(["Camille Alpha", "Camille Bravo"], preview.Texts("tbody th"));
        Assert.Equal(["2 destinataires"], preview.Texts("#destinataires"));
        Assert.Equal(0, await CountAsync());

        var asked = await author.SubmitAsync(preview, "Demander l’envoi à une seconde personne");
        Assert.False(asked.Has("form[action$='/accord']"));
        var read = await second.GetAsync(asked.Path);
        await portal.SubmittedAsync("Delta");
        var changed = await second.SubmitAsync(read, "Envoyer à 2 personnes");
        Assert.Equal(HttpStatusCode.Conflict, changed.Status);
        Assert.Equal(0, await CountAsync());

        await Task.WhenAll(
            second.SubmitAsync(changed, "Envoyer à 3 personnes"),
            second.SubmitAsync(changed, "Envoyer à 3 personnes"),
            second.SubmitAsync(changed, "Envoyer à 3 personnes")
        );

        var mails = await portal.InDatabaseAsync(db =>
            db.Mails.Where(mail => mail.Template == MailingDesk.Template).OrderBy(mail => mail.To).ToListAsync()
        );
        Assert.Equal(3, mails.Count);
        Assert.DoesNotContain(hidden.Number!, string.Join('\n', mails.Select(mail => mail.TextBody)), StringComparison.Ordinal);
        Assert.All(
            mails,
            mail => Assert.StartsWith("Bonjour Camille,\n\nCandidature EIG3-", mail.TextBody, StringComparison.Ordinal)
        );
        var sent = await second.GetAsync(asked.Path);
        Assert.Equal(["3 sur 3"], sent.Texts(".portal-figures dd"));
        Assert.Equal(
            [
                "Message commencé",
                "Envoi demandé, destinataires : 2",
                "Envoi confirmé par une seconde personne, destinataires : 3",
            ],
            await portal.HistoryAsync(Guid.Parse(asked.Path.Split('/')[^1]))
        );
    }

    [Fact]
    public async Task B17_B16_a_fact_writes_its_mail_whoever_saves_it_and_one_without_its_mail_raises_the_alarm()
    {
        await portal.Clock.SetAsync(StaffPortal.DuringCall);
        // Saved without any use case of the portal.
        var submitted = await portal.SubmittedAsync("Sanscourriel");
        var receipt = await portal.InDatabaseAsync(db =>
            db.Mails.SingleAsync(mail => mail.Template == "SubmissionReceipt" && mail.AboutId == submitted.Id)
        );
        Assert.Equal(MailState.Waiting, receipt.State);
        var (site, _) = await portal.StaffAsync();
        Assert.DoesNotContain("/admin/courriels", await ToDoAsync(site));

        await portal.InDatabaseAsync(db => db.Mails.Where(mail => mail.Id == receipt.Id).ExecuteDeleteAsync());

        Assert.Contains("/admin/courriels", await ToDoAsync(site));
        Assert.Contains(
            "Accusé de réception d’un dépôt",
            (await site.GetAsync("/admin/courriels")).One(".fr-alert--error").TextContent,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task E15_a_mail_that_came_back_is_found_by_its_report_and_shown_on_the_dashboard()
    {
        await portal.Clock.SetAsync(StaffPortal.DuringCall);
        var (site, _) = await portal.StaffAsync();
        var id = await portal.InDatabaseAsync(async db =>
        {
            var mail = new MailText("Une nouvelle")
                .Greeting("Zoé")
                .ToOutbox("Test", Guid.CreateVersion7(), null, "inconnue@exemple.fr", DateTimeOffset.UtcNow);
            mail.MarkSent(DateTimeOffset.UtcNow);
            db.Mails.Add(mail);
            await db.SaveChangesAsync();
            return mail.Id;
        });
        var form = await site.GetAsync("/admin/courriels/retours");
        var unknown = await site.SubmitAsync(form, "Noter ce retour", ("Report", "Bonjour, je suis en congé."));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, unknown.Status);
        Assert.Contains("en congé", unknown.One("#Report").TextContent, StringComparison.Ordinal);
        var delayed = await site.SubmitAsync(
            form,
            "Noter ce retour",
            ("Report", $"Status: 4.4.1\nMessage-ID: <{id:N}@portail.eig>")
        );
        Assert.Equal(HttpStatusCode.UnprocessableEntity, delayed.Status);

        var noted = await site.SubmitAsync(
            form,
            "Noter ce retour",
            (
                "Report",
                $"Final-Recipient: rfc822; inconnue@exemple.fr\nAction: failed\nStatus: 5.1.1\nDiagnostic-Code: smtp; 550 5.1.1 boite inconnue\n\nMessage-ID: <{id:N}@portail.eig>"
            )
        );

        Assert.Equal($"/admin/courriels/{id}", noted.Path);
        var mail = await portal.InDatabaseAsync(db => db.Mails.AsNoTracking().SingleAsync(row => row.Id == id));
        Assert.Equal((MailState.Bounced, "550 5.1.1 boite inconnue"), (mail.State, mail.LastError));
        Assert.Equal(["Une nouvelle"], (await site.GetAsync("/admin/courriels?etat=Bounced")).Texts("tbody td:first-child a"));
        Assert.Contains("/admin/courriels?etat=Bounced", await ToDoAsync(site));
    }

    private static async Task<IReadOnlyList<string?>> ToDoAsync(Browse site) =>
        [
            .. (await site.GetAsync("/admin"))
                .Document.QuerySelectorAll(".portal-tasks a")
                .Select(link => link.GetAttribute("href")),
        ];

    private Task<int> CountAsync() =>
        portal.InDatabaseAsync(db => db.Mails.CountAsync(mail => mail.Template == MailingDesk.Template));
}
