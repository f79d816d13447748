using System.Net;
using EigPortal.Domain.Candidatures;
using EigPortal.Domain.Screening;
using EigPortal.Services.Demo;
using EigPortal.Services.Mail;
using EigPortal.TestKit.Html;
using EigPortal.Web.Tests.Juries;
using Microsoft.EntityFrameworkCore;

namespace EigPortal.Web.Tests.Screening;

/// <summary>Staff ask mentors about files; each question opens one file to one mentor until it is screened (B23).</summary>
public sealed class MentorOpinionPagesTests(ReadingSession session) : IClassFixture<ReadingSession>
{
    [Fact]
    public async Task B23_a_question_opens_one_file_to_one_mentor_with_the_wish_for_their_challenge_until_it_is_screened()
    {
        using var staff = await session.SignInAsync(DemoAccounts.Staff.Email);
        using var mentor = await session.SignInAsync(DemoAccounts.Mentor.Email);
        using var other = await session.SignInAsync(DemoAccounts.Juror.Email);
        var file = await NextFileAsync(wishes: 2);
        var mails = await MailsAsync();
        var asked = await AskAsync(staff, file.Id);
        Assert.Equal($"/admin/candidatures/{file.Id}", asked.Path);
        // One mail per mentor of the two challenges.
        Assert.Equal(mails + 2, await MailsAsync());

        var (id, document) = await QuestionAsync(file.Id);
        var page = await mentor.GetAsync($"/admin/jury/avis/{id}");
        Assert.Contains(file.Number, (await mentor.GetAsync("/admin/jury/avis")).Texts("tbody a"));
        Assert.Contains("CibNAV", page.Texts("section[aria-labelledby=depot-voeux] dt").Single(), StringComparison.Ordinal);
        string[] paths = [$"/admin/jury/avis/{id}", $"/admin/jury/avis/{id}/documents/{document}"];
        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.OK], await StatusesAsync(mentor, paths));
        Assert.Equal([HttpStatusCode.NotFound, HttpStatusCode.NotFound], await StatusesAsync(other, paths));
        // Neither the file itself, nor a document of another file through the address of this one.
        Assert.Equal(HttpStatusCode.NotFound, (await mentor.GetAsync($"/admin/candidatures/{file.Id}")).Status);
        var foreign = await session.InDatabaseAsync(db =>
            db.Documents.Where(row => row.CandidatureId != file.Id).Select(row => row.Id).FirstAsync()
        );
        Assert.Equal(HttpStatusCode.NotFound, (await mentor.GetAsync($"/admin/jury/avis/{id}/documents/{foreign}")).Status);

        await mentor.SubmitAsync(page, "Enregistrer mon avis", ("View", nameof(MentorView.Favourable)));
        await staff.SubmitAsync(await staff.GetAsync($"/admin/candidatures/{file.Id}"), "Déclarer recevable");
        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.OK], await StatusesAsync(mentor, paths));
        await staff.SubmitAsync(await staff.GetAsync($"/admin/candidatures/{file.Id}"), "Présélectionner");
        Assert.Equal([HttpStatusCode.NotFound, HttpStatusCode.NotFound], await StatusesAsync(mentor, paths));
        Assert.DoesNotContain(file.Number, (await mentor.GetAsync("/admin/jury/avis")).Texts("tbody a"));
        // Staff still read what the mentor thought.
        Assert.Contains(
            "Favorable",
            (await staff.GetAsync($"/admin/candidatures/{file.Id}")).Texts("section[aria-labelledby=avis] .fr-badge")
        );
    }

    [Fact]
    public async Task An_opinion_keeps_what_was_typed_when_it_is_refused_and_shows_both_versions_when_it_changed_elsewhere()
    {
        using var staff = await session.SignInAsync(DemoAccounts.Staff.Email);
        using var mentor = await session.SignInAsync(DemoAccounts.Mentor.Email);
        var file = await NextFileAsync();
        await AskAsync(staff, file.Id);
        var (id, _) = await QuestionAsync(file.Id);
        var page = await mentor.GetAsync($"/admin/jury/avis/{id}");

        var empty = await mentor.SubmitAsync(page, "Enregistrer mon avis", ("Words", "Presque"));
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "Presque"), (empty.Status, empty.One("#Words").TextContent.Trim()));
        Assert.Equal(["Choisissez votre avis."], empty.Errors);
        var silent = await mentor.SubmitAsync(page, "Enregistrer mon avis", ("View", nameof(MentorView.Unfavourable)));
        Assert.Equal(["Dites pourquoi : l’équipe décide avec vos raisons."], silent.Errors);

        await mentor.SubmitAsync(
            page,
            "Enregistrer mon avis",
            ("View", nameof(MentorView.Reserved)),
            ("Words", "Première version")
        );
        var late = await mentor.SubmitAsync(
            page,
            "Enregistrer mon avis",
            ("View", nameof(MentorView.Favourable)),
            ("Words", "Seconde version")
        );
        Assert.Equal(HttpStatusCode.Conflict, late.Status);
        Assert.Equal("Seconde version", late.One("#Words").TextContent.Trim());
        Assert.Contains("Première version", late.One(".fr-alert--warning").TextContent, StringComparison.Ordinal);
        await mentor.SubmitAsync(late, "Enregistrer mon avis");
        var kept = await session.InDatabaseAsync(db => db.MentorOpinions.SingleAsync(row => row.Id == id));
        Assert.Equal((MentorView.Favourable, "Seconde version"), (kept.View!.Value, kept.Words));

        // Words that rest on what may not count are said, and kept.
        var again = await mentor.SubmitAsync(
            await mentor.GetAsync($"/admin/jury/avis/{id}"),
            "Enregistrer mon avis",
            ("View", nameof(MentorView.Reserved)),
            ("Words", "Elle est enceinte.")
        );
        Assert.Contains("Relisez ces mots", again.One(".fr-alert--warning").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task B21_a_mentor_who_declares_a_tie_loses_the_file_at_once_and_is_not_asked_again()
    {
        using var staff = await session.SignInAsync(DemoAccounts.Staff.Email);
        using var mentor = await session.SignInAsync(DemoAccounts.Mentor.Email);
        var file = await NextFileAsync();
        await AskAsync(staff, file.Id);
        var (id, _) = await QuestionAsync(file.Id);
        var page = await mentor.GetAsync($"/admin/jury/avis/{id}");
        await mentor.SubmitAsync(page, "Enregistrer mon avis", ("View", nameof(MentorView.Favourable)));
        var unsaid = await mentor.SubmitAsync(page, "Déclarer ce lien");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, unsaid.Status);
        await mentor.SubmitAsync(page, "Déclarer ce lien", ("Reason", "Ancienne collègue"));

        Assert.Equal(HttpStatusCode.NotFound, (await mentor.GetAsync($"/admin/jury/avis/{id}")).Status);
        Assert.DoesNotContain(file.Number, (await mentor.GetAsync("/admin/jury/avis")).Texts("tbody a"));
        Assert.Equal(
            MentorOpinionState.TakenBack,
            (await session.InDatabaseAsync(db => db.MentorOpinions.SingleAsync(row => row.Id == id))).State
        );
        var preview = await staff.SubmitAsync(
            await staff.GetAsync($"/admin/candidatures/{file.Id}"),
            "Demander l’avis des mentors"
        );
        Assert.Equal(
            "Un lien d’intérêts l’en empêche",
            preview
                .Document.QuerySelectorAll("tbody tr")
                .Single(row => row.TextContent.Contains("CibNAV"))
                .Children[3]
                .TextContent.Trim()
        );
    }

    [Fact]
    public async Task A_question_taken_back_closes_the_file_and_may_be_asked_again()
    {
        using var staff = await session.SignInAsync(DemoAccounts.Staff.Email);
        using var mentor = await session.SignInAsync(DemoAccounts.Mentor.Email);
        var file = await NextFileAsync();
        await AskAsync(staff, file.Id);
        var (id, _) = await QuestionAsync(file.Id);
        var page = await staff.GetAsync($"/admin/candidatures/{file.Id}");
        var name = page
            .Document.QuerySelectorAll("section[aria-labelledby=avis] tbody tr")
            .Single(row => row.TextContent.Contains("CibNAV"))
            .Children[0]
            .TextContent.Trim();
        var button = $"Reprendre la demande d’avis à {name}";
        await staff.SubmitAsync(page, button);
        Assert.Equal(HttpStatusCode.NotFound, (await mentor.GetAsync($"/admin/jury/avis/{id}")).Status);

        await AskAsync(staff, file.Id);
        Assert.NotEqual(id, (await QuestionAsync(file.Id)).Id);
    }

    private async Task<Page> AskAsync(Browse staff, Guid candidatureId)
    {
        var preview = await staff.SubmitAsync(
            await staff.GetAsync($"/admin/candidatures/{candidatureId}"),
            "Demander l’avis des mentors"
        );
        Assert.Equal(HttpStatusCode.OK, preview.Status);
        var button = preview.Texts("main button").Single(text => text.StartsWith("Demander", StringComparison.Ordinal));
        return await staff.SubmitAsync(preview, button);
    }

    /// <summary>A file for CibNav, and as many wishes in all when said, about which nobody was asked.</summary>
    private Task<(Guid Id, string Number)> NextFileAsync(int? wishes = null) =>
        session.InDatabaseAsync(async db =>
        {
            var cibnav = await db.Challenges.SingleAsync(row => row.Slug == "cibnav");
            var file = await db
                .Candidatures.Where(row =>
                    row.State == CandidatureState.Submitted
                    && row.CompletionUntil == null
                    && (wishes == null || row.Wishes.Count == wishes)
                    && row.Wishes.Any(wish => wish.ChallengeId == cibnav.Id)
                    && !db.MentorOpinions.Any(opinion => opinion.CandidatureId == row.Id)
                )
                .OrderBy(row => row.Number)
                .FirstAsync();
            return (file.Id, file.Number!);
        });

    /// <summary>The live question to the mentor of CibNav, and a document of the file.</summary>
    private Task<(Guid Id, Guid DocumentId)> QuestionAsync(Guid candidatureId) =>
        session.InDatabaseAsync(async db =>
        {
            var opinion = await db.MentorOpinions.SingleAsync(row =>
                row.CandidatureId == candidatureId
                && row.State != MentorOpinionState.TakenBack
                && db.Accounts.Any(account => account.Id == row.MentorAccountId && account.Email == DemoAccounts.Mentor.Email)
            );
            return (opinion.Id, (await db.Documents.FirstAsync(row => row.CandidatureId == candidatureId)).Id);
        });

    private Task<int> MailsAsync() =>
        session.InDatabaseAsync(db =>
            db.Mails.CountAsync(mail => mail.Template == "MentorOpinionsAsked" && mail.State == MailState.Waiting)
        );

    private static async Task<List<HttpStatusCode>> StatusesAsync(Browse site, IEnumerable<string> paths)
    {
        var statuses = new List<HttpStatusCode>();
        foreach (var path in paths)
        {
            statuses.Add((await site.GetAsync(path)).Status);
        }

        return statuses;
    }
}
