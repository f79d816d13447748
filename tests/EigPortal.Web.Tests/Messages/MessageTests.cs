using System.Net;
using EigPortal.Domain.Candidatures;
using EigPortal.Domain.Juries;
using EigPortal.Services.Mail;
using EigPortal.TestKit.Files;
using EigPortal.TestKit.Html;
using EigPortal.Web.Tests.Admin;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace EigPortal.Web.Tests.Messages;

/// <summary>A person and the team write to each other in the file; nobody else reads it (B22, B24, B25).</summary>
public class MessageTests(StaffPortal portal) : IClassFixture<StaffPortal>
{
    private const string Question = "Puis-je joindre une attestation ?";

    [Fact]
    public async Task A_question_is_answered_and_the_mail_says_nothing_of_it()
    {
        var candidature = await portal.SubmittedAsync("Dialogue");
        var owner = await portal.OwnerAsync(candidature);
        var sent = await WriteAsync(owner, Question, Pdf.Write("Attestation"));
        Assert.Equal("/candidature/messages", sent.Path);
        Assert.Equal([Question], sent.Texts(".portal-thread .portal-preline"));

        var (staff, _) = await portal.StaffAsync();
        var dashboard = await staff.GetAsync("/admin");
        Assert.True(dashboard.Has("a[href='/admin/messages']"));
        Assert.Equal("1", (await LineAsync(staff, candidature)).Waiting);
        var thread = await staff.GetAsync($"/admin/candidatures/{candidature.Id}/messages");
        var file = await staff.Client.GetAsync(thread.One(".portal-thread a").GetAttribute("href"));
        Assert.Equal("attachment", file.Content.Headers.ContentDisposition!.DispositionType);
        Assert.Equal(Pdf.Write("Attestation"), await file.Content.ReadAsByteArrayAsync());
        await staff.SubmitAsync(thread, "Envoyer le message", ("Body", "Oui, en PDF."));
        Assert.Equal("0", (await LineAsync(staff, candidature)).Waiting);

        await portal.InScopeAsync(services => services.GetRequiredService<OutboxSender>().SendDueAsync(CancellationToken.None));
        var email = await portal.InDatabaseAsync(db =>
            db.Candidates.Where(person => person.Id == candidature.CandidateId)
                .Join(db.Accounts, person => person.AccountId, account => account.Id, (_, account) => account.Email!)
                .SingleAsync()
        );
        var mail = portal
            .Smtp.To(email)
            .Single(received => received.Message.Subject == "L’équipe du programme vous a écrit")
            .Message;
        Assert.DoesNotContain("en PDF", mail.TextBody!, StringComparison.Ordinal);
        Assert.Contains("Messages avec l’équipe (1 nouveau)", (await owner.GetAsync("/candidature")).Texts("a"));
        await owner.SubmitAsync(await owner.GetAsync("/candidature/messages"), "Marquer comme lu");
        Assert.Contains("Messages avec l’équipe", (await owner.GetAsync("/candidature")).Texts("a"));
    }

    [Fact]
    public async Task B22_jurors_other_candidates_and_tied_staff_find_nothing_and_count_nothing()
    {
        var candidature = await portal.SubmittedAsync("Secrète");
        var owner = await portal.OwnerAsync(candidature);
        var page = await WriteAsync(owner, Question, Pdf.Write("Secret"));
        var own = page.One(".portal-thread a").GetAttribute("href")!;
        var piece = own.Split('/')[^1];
        var (_, assigner) = await portal.StaffAsync();
        var (juror, _, _) = await portal.JurorAsync(candidature, assigner.Id);
        var other = await portal.OwnerAsync(await portal.SubmittedAsync("Tierce"));
        var (tied, person) = await portal.StaffAsync();
        await portal.InDatabaseAsync(async db =>
        {
            db.Add(
                new ConflictOfInterest(person.Id, candidature.Id, ConflictLevel.Excluded, "Un ami", person.Id, portal.Clock.Now)
            );
            await db.SaveChangesAsync();
        });
        var thread = $"/admin/candidatures/{candidature.Id}/messages";
        foreach (
            var (site, path) in new[]
            {
                (juror, own),
                (juror, thread),
                (other, own),
                (tied, thread),
                (tied, $"{thread}/pieces/{piece}"),
                (tied, own),
            }
        )
        {
            Assert.Equal(HttpStatusCode.NotFound, (await site.GetAsync(path)).Status);
        }

        Assert.DoesNotContain("Secrète", (await tied.GetAsync("/admin/messages")).Body, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await owner.Client.GetAsync(own)).StatusCode);
    }

    [Fact]
    public async Task B22_the_team_learns_of_a_message_once_until_somebody_opens_it_and_tied_staff_never()
    {
        var candidature = await portal.SubmittedAsync("Discrète");
        var owner = await portal.OwnerAsync(candidature);
        var (staff, reader) = await portal.StaffAsync();
        var (tied, person) = await portal.StaffAsync();
        await portal.InDatabaseAsync(async db =>
        {
            db.Add(
                new ConflictOfInterest(person.Id, candidature.Id, ConflictLevel.Excluded, "Un ami", person.Id, portal.Clock.Now)
            );
            await db.SaveChangesAsync();
        });

        await WriteAsync(owner, Question, null);
        await WriteAsync(owner, "Et une seconde question.", null);
        var notice = Assert.Single(await NoticesAsync(candidature, reader.Id));
        Assert.Equal("Un message attend l’équipe dans un dossier", notice.Subject);
        Assert.Contains($"/admin/candidatures/{candidature.Id}/messages", notice.TextBody, StringComparison.Ordinal);
        foreach (var secret in new[] { Question, "Discrète", "Camille", candidature.Number! })
        {
            Assert.DoesNotContain(secret, notice.Subject + notice.TextBody + notice.HtmlBody, StringComparison.Ordinal);
        }

        Assert.Empty(await NoticesAsync(candidature, person.Id));
        Assert.Equal(HttpStatusCode.NotFound, (await tied.GetAsync($"/admin/courriels/{notice.Id}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await tied.GetAsync($"/admin/candidatures/{candidature.Id}/messages")).Status);
        await WriteAsync(owner, "Toujours personne ?", null);
        Assert.Single(await NoticesAsync(candidature, reader.Id));

        Assert.Equal(HttpStatusCode.OK, (await staff.GetAsync($"/admin/courriels/{notice.Id}")).Status);
        Assert.Equal(HttpStatusCode.OK, (await staff.GetAsync($"/admin/candidatures/{candidature.Id}/messages")).Status);
        await WriteAsync(owner, "Un dernier mot.", null);
        Assert.Equal(2, (await NoticesAsync(candidature, reader.Id)).Count);
    }

    [Fact]
    public async Task B13_messages_sent_at_once_are_announced_once()
    {
        var candidature = await portal.SubmittedAsync("Pressée");
        var owner = await portal.OwnerAsync(candidature);
        var (_, reader) = await portal.StaffAsync();
        var form = await owner.GetAsync("/candidature/messages");
        await Task.WhenAll(
            Enumerable.Range(0, 6).Select(turn => owner.SubmitAsync(form, "Envoyer le message", ("Body", $"Message {turn}")))
        );
        Assert.Single(await NoticesAsync(candidature, reader.Id));
    }

    [Theory]
    [InlineData("", "Écrivez votre message.")]
    [InlineData("Voici la pièce", "Ce fichier n’est pas un PDF")]
    public async Task A_refused_message_keeps_what_was_typed(string body, string error)
    {
        var owner = await portal.OwnerAsync(await portal.SubmittedAsync("Refusée"));
        var page = await WriteAsync(owner, body, "du texte"u8.ToArray());
        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        Assert.StartsWith(error, Assert.Single(page.Errors), StringComparison.Ordinal);
        Assert.Equal(body, page.One("#Body").TextContent.Trim());
    }

    [Fact]
    public async Task B25_markup_in_a_message_is_text()
    {
        var candidature = await portal.SubmittedAsync("Balise");
        await WriteAsync(await portal.OwnerAsync(candidature), "<script>alert(1)</script>", null);
        var (staff, _) = await portal.StaffAsync();
        var page = await staff.GetAsync($"/admin/candidatures/{candidature.Id}/messages");
        Assert.Equal(["<script>alert(1)</script>"], page.Texts(".portal-thread .portal-preline"));
    }

    [Fact]
    public async Task The_history_tells_that_somebody_wrote_and_no_word_of_it()
    {
        var candidature = await portal.SubmittedAsync("Historique");
        await WriteAsync(await portal.OwnerAsync(candidature), Question, null);
        Assert.Equal("Message de la personne à l’équipe", (await portal.HistoryAsync(candidature.Id))[^1]);
    }

    private Task<List<OutboxMail>> NoticesAsync(Candidature candidature, Guid accountId) =>
        portal.InDatabaseAsync(db =>
            db.Mails.Where(mail =>
                    mail.AccountId == accountId
                    && db.Messages.Any(message => message.Id == mail.AboutId && message.CandidatureId == candidature.Id)
                )
                .ToListAsync()
        );

    private static async Task<Page> WriteAsync(Browse site, string body, byte[]? file)
    {
        var values = new List<(string, object)> { ("Body", body) };
        if (file is not null)
        {
            values.Add(("Attachment", new UploadedFile("attestation.pdf", "application/pdf", file)));
        }

        return await site.SubmitAsync(await site.GetAsync("/candidature/messages"), "Envoyer le message", [.. values]);
    }

    private static async Task<(string Number, string Waiting)> LineAsync(Browse staff, Candidature candidature)
    {
        var page = await staff.GetAsync("/admin/messages");
        var row = page
            .Document.QuerySelectorAll("tbody tr")
            .Single(line => line.TextContent.Contains(candidature.Number!, StringComparison.Ordinal));
        return (candidature.Number!, row.QuerySelector(".portal-number")!.TextContent.Trim());
    }
}
