using System.Net;
using EigPortal.Domain.Candidatures;
using EigPortal.Domain.Juries;
using EigPortal.Services.Completions;
using EigPortal.Services.Data;
using EigPortal.Services.Privacy;
using EigPortal.Services.Reminders;
using EigPortal.TestKit.Files;
using EigPortal.TestKit.Html;
using EigPortal.TestKit.Portal;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace EigPortal.Web.Tests.Admin;

/// <summary>Staff ask for pieces of a submitted file, the person sends them, everybody reads the completed file; nothing else reopens.</summary>
public sealed class CompletionPagesTests(StaffPortal portal) : IClassFixture<StaffPortal>
{
    private const string Reason = "La page 2 du CV est illisible.";
    private const string Until = "2018-10-19T17:00";

    [Fact]
    public async Task What_is_asked_is_sent_marked_and_told_and_the_submission_stays()
    {
        var (file, owner, staff) = await AskedAsync("Complète");
        var (juror, _, sheetId) = await portal.JurorAsync(file, (await portal.StaffAsync()).Account.Id);

        var home = await owner.GetAsync("/candidature");
        Assert.Contains("vendredi 19 octobre 2018 à 17 h", Spaces(home.One("main").TextContent), StringComparison.Ordinal);
        var form = await owner.FollowAsync(home, "Lire la demande et y répondre");
        Assert.Contains(Reason, form.One("main").TextContent, StringComparison.Ordinal);
        Assert.Equal(
            ["ville"],
            form.Document.QuerySelectorAll("main [name]:not([type=hidden],button,[type=file])")
                .Select(field => field.GetAttribute("name")!)
        );
        Assert.Empty(form.Document.QuerySelectorAll("#portfolio"));

        await owner.SubmitAsync(form, "Enregistrer sans envoyer", ("ville", "Nouméa"));
        var joined = await JoinAsync(owner, "cv-lisible.pdf");
        Assert.Equal(1, await SnapshotsAsync(file));
        var review = await owner.SubmitAsync(joined, "Vérifier avant d’envoyer");
        Assert.Equal("/candidature/complement/verifier", review.Path);
        var receipt = await owner.SubmitAsync(review, "Envoyer mon complément");
        Assert.Equal(("/candidature/depot/2", "Complément reçu"), (receipt.Path, receipt.Heading));
        // B13: the page posted twice sends once.
        Assert.Equal("/candidature/depot/2", (await owner.SubmitAsync(review, "Envoyer mon complément")).Path);
        Assert.Equal(2, await SnapshotsAsync(file));
        Assert.Equal("Candidature déposée", (await owner.GetAsync("/candidature/depot/1")).Heading);

        foreach (
            var page in new[]
            {
                await juror.GetAsync($"/admin/jury/lectures/{sheetId}"),
                await staff.GetAsync($"/admin/candidatures/{file.Id}"),
            }
        )
        {
            Assert.Equal(HttpStatusCode.OK, page.Status);
            Assert.Equal(2, page.Document.QuerySelectorAll(".fr-badge").Count(badge => badge.TextContent.Trim() == "Complété"));
            Assert.Contains("Nouméa", page.Body, StringComparison.Ordinal);
            Assert.Contains("cv-lisible.pdf", page.Body, StringComparison.Ordinal);
        }

        Assert.DoesNotContain(Reason, (await juror.GetAsync($"/admin/jury/lectures/{sheetId}")).Body, StringComparison.Ordinal);
        Assert.Equal(
            ["Complément demandé jusqu’au 2018-10-19 15:00 UTC", "Complément reçu (version 2)"],
            (await portal.HistoryAsync(file.Id)).Where(line => line.StartsWith("Complément", StringComparison.Ordinal))
        );
        var export = await staff.SubmitAsync(await staff.GetAsync("/admin/candidatures"), "Exporter en CSV");
        Assert.Contains(";Complément reçu, 16/10/2018 09:00", export.Body, StringComparison.Ordinal);
        Assert.Contains(Reason, (await owner.GetAsync("/candidature/passeport")).Body, StringComparison.Ordinal);
        var told = ExportedFile.FromJson((await owner.GetAsync("/candidature/brouillon/json")).Body);
        var request = Assert.Single(told.Completions);
        Assert.Equal((Reason, "Answered", 2), (request.Reason, request.State, request.AnsweredBy));
        Assert.Equal("Nouméa", request.Answers["ville"]);
        Assert.Equal([false, true], told.Submissions.Select(made => made.IsCompletion));

        var mails = await MailsAsync(file);
        Assert.Equal([nameof(CompletionAskedMail), nameof(CompletionReceipt)], mails.Select(mail => mail.Template));
        Assert.Contains("- CV", mails[0].TextBody, StringComparison.Ordinal);
        Assert.Contains("vendredi 19 octobre 2018 à 17 h", Spaces(mails[0].TextBody), StringComparison.Ordinal);
        Assert.DoesNotContain(Reason, mails[0].TextBody, StringComparison.Ordinal);
        await AssertNothingReopenedAsync(owner);
    }

    [Fact]
    public async Task E1_an_answer_that_comes_late_is_refused_calmly_kept_and_told_to_staff_who_may_give_more_time()
    {
        var (file, owner, staff) = await AskedAsync("Tardive");
        var form = await owner.GetAsync("/candidature/complement");
        await portal.Clock.SetAsync("2018-10-19T17:00:00");
        var late = await owner.SubmitAsync(form, "Enregistrer sans envoyer", ("ville", "Papeete"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, late.Status);
        Assert.Contains("L’échéance est passée", late.Texts("h2"));
        Assert.Contains("Papeete", late.One("main").TextContent, StringComparison.Ordinal);
        Assert.Equal(1, await SnapshotsAsync(file));
        var tooLate = new UploadedFile("cv-tardif.pdf", "application/pdf", Pdf.Write("CV"));
        var lost = await owner.SubmitAsync(form, "Joindre le CV", ("cv", tooLate));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, lost.Status);
        Assert.Contains("cv-tardif.pdf", lost.One("[role=alert]").TextContent, StringComparison.Ordinal);
        Assert.Contains("Camille Tardive", (await staff.GetAsync("/admin/candidatures/retards")).Texts("tbody a"));
        await AssertNothingReopenedAsync(owner);

        var manage = await staff.GetAsync($"/admin/candidatures/{file.Id}/complement");
        var shorter = await staff.SubmitAsync(
            manage,
            "Repousser l’échéance",
            ("More.Until", "2018-10-19T16:00"),
            ("More.Reason", "Panne")
        );
        Assert.Equal(HttpStatusCode.UnprocessableEntity, shorter.Status);
        Assert.Equal("Panne", shorter.One("#More_Reason").TextContent.Trim());
        await staff.SubmitAsync(manage, "Repousser l’échéance", ("More.Until", "2018-10-20T12:00"), ("More.Reason", "Panne"));
        var again = await owner.GetAsync("/candidature/complement");
        Assert.Equal("Papeete", again.One("#ville").GetAttribute("value"));
        Assert.Equal(nameof(CompletionExtendedMail), (await MailsAsync(file))[^1].Template);
    }

    [Fact]
    public async Task B22_staff_with_a_tie_and_other_candidates_find_no_request()
    {
        var (file, _, staff) = await AskedAsync("Cachée");
        var (tied, person) = await portal.StaffAsync();
        var stranger = await portal.OwnerAsync(await SubmittedAsync("Étrangère"));
        await portal.InDatabaseAsync(async db =>
        {
            db.Add(new ConflictOfInterest(person.Id, file.Id, ConflictLevel.Excluded, "Une amie", person.Id, portal.Clock.Now));
            await db.SaveChangesAsync();
        });
        Assert.Contains("Camille Cachée", (await staff.GetAsync("/admin/complements")).Texts("tbody a"));
        Assert.DoesNotContain("Camille Cachée", (await tied.GetAsync("/admin/complements")).Texts("tbody a"));
        Assert.Equal(HttpStatusCode.NotFound, (await tied.GetAsync($"/admin/candidatures/{file.Id}/complement")).Status);
        Assert.Equal("/candidature", (await stranger.GetAsync("/candidature/complement")).Path);
        var mail = Assert.Single(await MailsAsync(file));
        Assert.Equal(HttpStatusCode.OK, (await staff.GetAsync($"/admin/courriels/{mail.Id}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await tied.GetAsync($"/admin/courriels/{mail.Id}")).Status);
    }

    [Fact]
    public async Task The_file_waits_for_its_completion_and_a_request_can_be_taken_back()
    {
        var (file, owner, staff) = await AskedAsync("Attendue");
        var page = await staff.GetAsync($"/admin/candidatures/{file.Id}");
        Assert.Contains("Un complément est attendu", page.One("main").TextContent, StringComparison.Ordinal);
        var refused = await staff.SubmitAsync(page, "Déclarer recevable");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);

        var manage = await staff.GetAsync($"/admin/candidatures/{file.Id}/complement");
        Assert.Equal(["Dites pourquoi."], (await staff.SubmitAsync(manage, "Retirer la demande")).Errors);
        await staff.SubmitAsync(manage, "Retirer la demande", ("Ending.Reason", "Reçu par messagerie"));
        Assert.Contains(
            "Cette demande est retirée",
            (await owner.GetAsync("/candidature/complement")).Body,
            StringComparison.Ordinal
        );
        Assert.Equal(HttpStatusCode.OK, (await staff.SubmitAsync(page, "Déclarer recevable")).Status);
        Assert.Equal(nameof(CompletionWithdrawnMail), (await MailsAsync(file))[^1].Template);
    }

    [Fact]
    public async Task B13_an_answer_heard_again_leaves_the_next_request_alone()
    {
        var (file, owner, staff) = await AskedAsync("Répétée");
        var review = await owner.SubmitAsync(await JoinAsync(owner, "cv-2.pdf"), "Vérifier avant d’envoyer");
        await owner.SubmitAsync(review, "Envoyer mon complément");
        await AskAsync(staff, await staff.GetAsync($"/admin/candidatures/{file.Id}/complement"));
        await JoinAsync(owner, "cv-3.pdf");

        Assert.Equal("/candidature/depot/2", (await owner.SubmitAsync(review, "Envoyer mon complément")).Path);

        Assert.Equal(
            ["cv-2.pdf", "cv-3.pdf, en attente"],
            await portal.InDatabaseAsync(db =>
                db.Documents.Where(document => document.CandidatureId == file.Id && document.RemovedAt == null)
                    .OrderBy(document => document.FileName)
                    .Select(document => document.FileName + (document.PendingFor == null ? "" : ", en attente"))
                    .ToListAsync()
            )
        );
    }

    [Fact]
    public async Task A_refused_request_keeps_what_was_typed()
    {
        await portal.Clock.SetAsync(StaffPortal.AfterClosing);
        var file = await SubmittedAsync("Refus");
        var (staff, _) = await portal.StaffAsync();
        var page = await staff.SubmitAsync(
            await staff.GetAsync($"/admin/candidatures/{file.Id}/complement"),
            "Demander ce complément",
            ("Ask.Reason", Reason),
            ("Ask.Until", "2018-10-01T10:00")
        );
        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        Assert.Equal(
            ["Choisissez au moins un document ou une question à compléter.", "Choisissez un instant à venir."],
            page.Errors.Order()
        );
        Assert.Equal(Reason, page.One("#Ask_Reason").TextContent.Trim());
        Assert.Equal("2018-10-01T10:00", page.One("#Ask_Until").GetAttribute("value"));
    }

    [Fact]
    public async Task B3_every_field_that_is_wrong_is_told_at_once_and_nothing_typed_is_lost()
    {
        await portal.Clock.SetAsync(StaffPortal.AfterClosing);
        var file = await SubmittedAsync("Toutfaux");
        var (staff, _) = await portal.StaffAsync();
        var tooLong = new string('é', Candidature.ReasonMaxLength + 1);
        var page = await staff.SubmitAsync(
            await staff.GetAsync($"/admin/candidatures/{file.Id}/complement"),
            "Demander ce complément",
            ("Ask.Reason", tooLong),
            ("Ask.Until", "bientôt")
        );
        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        Assert.Equal(
            ["#Ask_Documents", "#Ask_Reason", "#Ask_Until"],
            page.Document.QuerySelectorAll("[data-portal-error-summary] a").Select(link => link.GetAttribute("href")!).Order()
        );
        Assert.Equal(3, page.Errors.Count);
        Assert.Equal(tooLong, page.One("#Ask_Reason").TextContent.Trim());
        Assert.Equal("bientôt", page.One("#Ask_Until").GetAttribute("value"));
        AssertBesideEach(page, "Ask_Documents", "Ask_Until", "Ask_Reason");

        var (asked, _, again) = await AskedAsync("Toutfaux2");
        var shorter = await again.SubmitAsync(
            await again.GetAsync($"/admin/candidatures/{asked.Id}/complement"),
            "Repousser l’échéance",
            ("More.Until", "2018-10-28T02:30")
        );
        Assert.Equal(HttpStatusCode.UnprocessableEntity, shorter.Status);
        Assert.Equal(2, shorter.Errors.Count);
        Assert.Equal("2018-10-28T02:30", shorter.One("#More_Until").GetAttribute("value"));
        AssertBesideEach(shorter, "More_Until", "More_Reason");
    }

    [Fact]
    public async Task B4_a_file_that_is_joined_or_refused_never_costs_the_words_just_typed()
    {
        var (file, owner, _) = await AskedAsync("Prudente");
        var form = await owner.GetAsync("/candidature/complement");
        var refused = await owner.SubmitAsync(
            form,
            "Joindre le CV",
            ("ville", "Cayenne"),
            ("cv", new UploadedFile("cv.pdf", "application/pdf", "du texte"u8.ToArray()))
        );
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.StartsWith("Ce fichier n’est pas un PDF", Assert.Single(refused.Errors), StringComparison.Ordinal);
        Assert.Equal("Cayenne", refused.One("#ville").GetAttribute("value"));

        var joined = new UploadedFile("cv.pdf", "application/pdf", Pdf.Write("CV"));
        var review = await owner.SubmitAsync(refused, "Vérifier avant d’envoyer", ("ville", "Cayenne, Guyane"), ("cv", joined));
        Assert.Equal("/candidature/complement/verifier", review.Path);
        Assert.Equal("/candidature/depot/2", (await owner.SubmitAsync(review, "Envoyer mon complément")).Path);
        Assert.Equal(2, await SnapshotsAsync(file));
    }

    [Fact]
    public async Task B2_two_pages_never_overwrite_each_other_unseen()
    {
        var (_, owner, _) = await AskedAsync("Double");
        var (first, second) = (await owner.GetAsync("/candidature/complement"), await owner.GetAsync("/candidature/complement"));
        await owner.SubmitAsync(first, "Enregistrer sans envoyer", ("ville", "Brest"));
        var conflict = await owner.SubmitAsync(second, "Enregistrer sans envoyer", ("ville", "Metz"));
        Assert.Equal(HttpStatusCode.Conflict, conflict.Status);
        Assert.Contains("Brest", conflict.One("main").TextContent, StringComparison.Ordinal);
        Assert.Equal("Metz", conflict.One("#ville").GetAttribute("value"));
        await owner.SubmitAsync(conflict, "Enregistrer sans envoyer");
        Assert.Equal("Metz", (await owner.GetAsync("/candidature/complement")).One("#ville").GetAttribute("value"));
    }

    [Fact]
    public async Task The_reminders_job_reminds_twice_then_writes_down_that_nothing_came()
    {
        var (file, _, _) = await AskedAsync("Rappelée");
        foreach (var (at, count) in new[] { ("2018-10-17T16:59:00", 0), ("2018-10-17T17:00:00", 1), ("2018-10-19T14:00:00", 2) })
        {
            await RunJobAsync(at);
            await RunJobAsync(at);
            Assert.Equal(count, (await MailsAsync(file)).Count(mail => mail.Template == CompletionReminders.Template));
        }

        await RunJobAsync("2018-10-19T17:00:00");
        Assert.Equal("Aucun complément reçu avant l’échéance", (await portal.HistoryAsync(file.Id))[^1]);
        Assert.Null(
            await portal.InDatabaseAsync(db =>
                db.Candidatures.Where(row => row.Id == file.Id).Select(row => row.CompletionUntil).SingleAsync()
            )
        );
    }

    [Fact]
    public async Task An_erasure_takes_the_request_and_what_was_prepared_with_it()
    {
        var (file, owner, _) = await AskedAsync("Oubliée");
        await owner.SubmitAsync(
            await owner.GetAsync("/candidature/complement"),
            "Enregistrer sans envoyer",
            ("ville", "Saint-Denis")
        );
        var joined = new UploadedFile("cv-oublie.pdf", "application/pdf", Pdf.Write("CV"));
        await owner.SubmitAsync(await owner.GetAsync("/candidature/complement"), "Joindre le CV", ("cv", joined));
        var erased = await portal.InScopeAsync(services =>
            services.GetRequiredService<EraseCandidature>().ExecuteAsync(file.Id, ErasureCause.Person, CancellationToken.None)
        );
        Assert.Empty(erased.Errors);
        var request = await portal.InDatabaseAsync(db => db.Completions.SingleAsync(row => row.CandidatureId == file.Id));
        Assert.Equal(
            (Candidature.ErasedWords, 0, CompletionState.Withdrawn),
            (request.Reason, request.Answers.Count, request.State)
        );
        Assert.All(
            await portal.InDatabaseAsync(db => DatabaseInvariants.CheckAsync(db, CancellationToken.None)),
            outcome => Assert.True(outcome.Violations == 0, outcome.Name)
        );
        Assert.All(await MailsAsync(file), mail => Assert.Empty(mail.TextBody));
    }

    [Fact]
    public async Task Only_what_is_asked_can_be_sent_whatever_a_form_says()
    {
        var (file, owner, _) = await AskedAsync("Stricte");
        var form = await owner.GetAsync("/candidature/complement");
        var token = form.One("form[action='/candidature/complement'] [name=__RequestVerificationToken]").GetAttribute("value")!;
        using var forged = new FormUrlEncodedContent(
            new Dictionary<string, string>
            {
                ["__RequestVerificationToken"] = token,
                ["version"] = "0",
                ["ville"] = "Lyon",
                ["nom"] = "Autre",
            }
        );
        await owner.Client.PostAsync("/candidature/complement", forged);
        var kept = await portal.InDatabaseAsync(db => db.Completions.SingleAsync(row => row.CandidatureId == file.Id));
        Assert.Equal(["ville"], kept.Answers.Keys);
    }

    /// <summary>A file asked for its CV and its city after the closing, its person and somebody of the team.</summary>
    private async Task<(Candidature File, Browse Owner, Browse Staff)> AskedAsync(string familyName)
    {
        var file = await SubmittedAsync(familyName);
        var (staff, _) = await portal.StaffAsync();
        var page = await staff.FollowAsync(
            await staff.GetAsync($"/admin/candidatures/{file.Id}"),
            "Demander un complément à cette personne"
        );
        await AskAsync(staff, page);
        return (file, await portal.OwnerAsync(file), staff);
    }

    private static async Task AskAsync(Browse staff, Page page)
    {
        var asked = await staff.SubmitAsync(
            page,
            "Demander ce complément",
            ("Ask.Documents", new[] { CompletionPieceNames.Of(DocumentKind.Cv) }),
            ("Ask.Questions", new[] { "question:ville" }),
            ("Ask.Reason", Reason),
            ("Ask.Until", Until)
        );
        Assert.Empty(asked.Errors);
        Assert.Equal(HttpStatusCode.OK, asked.Status);
    }

    /// <summary>Joins a CV to the answer, without sending it.</summary>
    private static async Task<Page> JoinAsync(Browse owner, string fileName)
    {
        var joined = await owner.SubmitAsync(
            await owner.GetAsync("/candidature/complement"),
            "Joindre le CV",
            ("cv", new UploadedFile(fileName, "application/pdf", Pdf.Write(fileName)))
        );
        Assert.Equal(HttpStatusCode.OK, joined.Status);
        return joined;
    }

    private async Task<Candidature> SubmittedAsync(string familyName)
    {
        await portal.Clock.SetAsync(StaffPortal.DuringCall);
        var file = await portal.SubmittedAsync(familyName);
        await portal.Clock.SetAsync(StaffPortal.AfterClosing);
        return file;
    }

    /// <summary>The call is closed for this person as for everybody (B9).</summary>
    private static async Task AssertNothingReopenedAsync(Browse owner)
    {
        foreach (
            var path in new[] { "/candidature/verifier", "/candidature/documents", "/candidature/voeux", "/candidature/identite" }
        )
        {
            Assert.Equal("/candidature", (await owner.GetAsync(path)).Path);
        }
    }

    private static void AssertBesideEach(Page page, params string[] fields) =>
        Assert.All(fields, field => Assert.NotEmpty(page.Texts($"#{field}-messages .fr-message--error")));

    private async Task RunJobAsync(string at)
    {
        await portal.Clock.SetAsync(at);
        await portal.InScopeAsync(services => services.GetRequiredService<ReminderWork>().RunAsync(CancellationToken.None));
    }

    private Task<int> SnapshotsAsync(Candidature file) =>
        portal.InDatabaseAsync(db => db.Snapshots.CountAsync(snapshot => snapshot.CandidatureId == file.Id));

    private Task<List<Services.Mail.OutboxMail>> MailsAsync(Candidature file) =>
        portal.InDatabaseAsync(db =>
            db.Mails.Where(mail => db.Completions.Any(request => request.Id == mail.AboutId && request.CandidatureId == file.Id))
                .OrderBy(mail => mail.CreatedAt)
                .ThenBy(mail => mail.Id)
                .ToListAsync()
        );

    private static string Spaces(string text) => text.Replace('\u00a0', ' ');
}
