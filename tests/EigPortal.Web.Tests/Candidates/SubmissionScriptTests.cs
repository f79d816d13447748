using System.Net;
using System.Text.Json;
using EigPortal.TestKit.Html;
using Microsoft.EntityFrameworkCore;

namespace EigPortal.Web.Tests.Candidates;

/// <summary>What the script of the page that submits relies on: a place to go to, whatever becomes of the submission (B13, E1).</summary>
public sealed class SubmissionScriptTests(CandidatePortal portal) : IClassFixture<CandidatePortal>
{
    [Fact]
    public async Task B13_the_same_key_sent_again_leads_to_the_same_receipt_and_one_mail()
    {
        var (site, account) = await portal.CompleteAsync();
        var review = await site.GetAsync("/candidature/verifier");
        var answers = new List<string?>();
        for (var attempt = 0; attempt < 3; attempt++)
        {
            answers.Add(await HrefAsync(await SendAsync(site, review)));
        }

        Assert.Equal(Enumerable.Repeat("/candidature/depot/1", 3), answers);
        Assert.Equal(
            "Votre candidature est déposée. Un accusé de réception part à votre adresse.",
            (await site.GetAsync("/candidature/depot/1")).Texts(".fr-alert--success")[0]
        );
        Assert.Equal(1, await portal.InDatabaseAsync(db => db.Mails.CountAsync(mail => mail.To == account.Email)));
    }

    [Fact]
    public async Task An_incomplete_file_leads_back_to_the_page_that_says_what_is_missing()
    {
        var (site, _) = await portal.CompleteAsync();
        var review = await site.GetAsync("/candidature/verifier");
        var documents = await site.GetAsync("/candidature/documents");
        await site.SubmitAsync(documents, "Retirer");
        Assert.Equal("/candidature/verifier", await HrefAsync(await SendAsync(site, review)));
        Assert.StartsWith(
            "Documents Il manque encore :",
            (await site.GetAsync("/candidature/verifier")).Texts("#rubrique-documents").Single(),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task E1_a_late_submission_leads_to_the_file_which_says_when_it_arrived_and_is_noted_once()
    {
        try
        {
            var (site, account) = await portal.CompleteAsync();
            var review = await site.GetAsync("/candidature/verifier");
            await portal.Clock.SetAsync("2018-10-15T17:00:02");
            Assert.Equal("/candidature", await HrefAsync(await SendAsync(site, review)));
            Assert.StartsWith(
                "Votre dépôt est arrivé le lundi 15 octobre 2018 à 17 h 00 min 02 s, heure de Paris, après la clôture de l’appel.",
                (await site.GetAsync("/candidature")).Texts(".fr-alert--error")[0],
                StringComparison.Ordinal
            );
            Assert.Equal(
                1,
                await portal.InDatabaseAsync(db =>
                    db.LateAttempts.CountAsync(late =>
                        db.Candidatures.Any(file =>
                            file.Id == late.CandidatureId
                            && db.Candidates.Any(person => person.Id == file.CandidateId && person.AccountId == account.Id)
                        )
                    )
                )
            );
        }
        finally
        {
            await portal.Clock.SetAsync(CandidatePortal.DuringCall);
        }
    }

    [Fact]
    public async Task B1_a_session_that_ended_answers_a_status_that_the_script_leaves_to_the_plain_form()
    {
        var (site, _) = await portal.CompleteAsync();
        var review = await site.GetAsync("/candidature/verifier");
        using var stranger = portal.Browse();
        Assert.Equal(HttpStatusCode.Unauthorized, (await SendAsync(stranger, review)).StatusCode);
    }

    private static async Task<HttpResponseMessage> SendAsync(Browse site, Page review)
    {
        var form = review.One("form[data-portal-submission]");
        using var request = new HttpRequestMessage(HttpMethod.Post, form.GetAttribute("action"))
        {
            Content = new FormUrlEncodedContent(
                form.QuerySelectorAll("input[type=hidden]")
                    .Select(field => KeyValuePair.Create(field.GetAttribute("name")!, field.GetAttribute("value") ?? ""))
            ),
        };
        request.Headers.Add("X-Requested-With", "fetch");
        return await site.Client.SendAsync(request);
    }

    private static async Task<string?> HrefAsync(HttpResponseMessage answer)
    {
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement.GetProperty("href").GetString();
    }
}
