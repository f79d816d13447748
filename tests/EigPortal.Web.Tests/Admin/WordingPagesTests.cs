using System.Net;
using EigPortal.Services.Mail.Wording;
using EigPortal.Web.Tests.Candidates;
using Microsoft.EntityFrameworkCore;

namespace EigPortal.Web.Tests.Admin;

/// <summary>Staff read, reword and take back the text of messages.</summary>
public sealed class WordingPagesTests(CandidatePortal portal) : IClassFixture<CandidatePortal>
{
    private const string Page = "/admin/courriels/modeles/SubmissionReceipt";

    [Fact]
    public async Task Every_message_is_listed_and_shown_with_example_data()
    {
        var team = await portal.StaffAsync();
        var list = await team.GetAsync("/admin/courriels/modeles");
        Assert.Equal(MailTemplates.All.Select(template => template.Label), list.Texts("tbody th a"));
        foreach (var template in MailTemplates.All)
        {
            var page = await team.GetAsync($"/admin/courriels/modeles/{template.Key}");
            Assert.Equal(HttpStatusCode.OK, page.Status);
            Assert.Equal(template.Usual.Example().ToPlainText().Trim(), page.One("#apercu-texte").TextContent.Trim());
        }

        Assert.Equal(HttpStatusCode.NotFound, (await team.GetAsync("/admin/courriels/modeles/Inconnu")).Status);
    }

    [Fact]
    public async Task E15_a_wording_without_what_it_needs_is_refused_and_kept_on_screen_then_a_good_one_serves_the_next_mail()
    {
        await portal.Clock.SetAsync(CandidatePortal.DuringCall);
        var team = await portal.StaffAsync();
        var form = await team.GetAsync(Page);
        var body = form.One("#Body").TextContent.Trim();
        var refused = await team.SubmitAsync(
            form,
            "Enregistrer ce texte",
            ("Subject", "Bien reçu {numéro}"),
            ("Body", body.Replace("{empreinte}", "{hash}", StringComparison.Ordinal))
        );
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Equal(2, refused.Errors.Count);
        Assert.Contains("{hash}", refused.One("#Body").TextContent, StringComparison.Ordinal);
        Assert.Equal("Bien reçu {numéro}", refused.One("#Subject").GetAttribute("value"));
        Assert.False(refused.Has("#apercu-texte"));

        var stale = await team.GetAsync(Page);
        var looked = await team.SubmitAsync(form, "Voir l’aperçu sans enregistrer", ("Subject", "Bien reçu {numéro}"));
        Assert.Equal(["Bien reçu EIG3-0042"], looked.Texts("#apercu ~ h3").Take(1));
        Assert.Equal(
            0,
            await portal.InDatabaseAsync(db => db.MailWordings.CountAsync(row => row.Template == "SubmissionReceipt"))
        );

        await team.SubmitAsync(form, "Enregistrer ce texte", ("Subject", "Bien reçu {numéro}"), ("Body", body));
        var conflict = await team.SubmitAsync(stale, "Enregistrer ce texte", ("Subject", "Autre {numéro}"));
        Assert.Equal(HttpStatusCode.Conflict, conflict.Status);
        Assert.Contains("Bien reçu {numéro}", conflict.Body, StringComparison.Ordinal);
        Assert.Equal("Autre {numéro}", conflict.One("#Subject").GetAttribute("value"));

        var (site, account) = await portal.CompleteAsync();
        await CandidatePortal.SubmitAsync(site);
        Assert.StartsWith("Bien reçu EIG3-", await SubjectAsync(account.Id), StringComparison.Ordinal);

        var reset = await team.SubmitAsync(await team.GetAsync(Page), "Reprendre le texte habituel");
        Assert.Equal("Candidature {numéro} déposée{encore}", reset.One("#Subject").GetAttribute("value"));
        Assert.Equal(
            ["Texte du message modifié (version 1)", "Texte habituel du message repris (version 2)"],
            await portal.InDatabaseAsync(db =>
                db.AuditEvents.Where(line => line.ObjectId == MailTemplates.Find("SubmissionReceipt")!.HistoryId)
                    .OrderBy(line => line.Sequence)
                    .Select(line => line.Sentence)
                    .ToListAsync()
            )
        );
    }

    private Task<string> SubjectAsync(Guid accountId) =>
        portal.InDatabaseAsync(db =>
            db.Mails.Where(mail => mail.Template == "SubmissionReceipt" && mail.AccountId == accountId)
                .Select(mail => mail.Subject)
                .SingleAsync()
        );
}
