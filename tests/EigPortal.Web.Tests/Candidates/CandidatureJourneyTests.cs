using System.Net;
using EigPortal.Domain.Candidatures;
using EigPortal.Services.Mail;
using EigPortal.TestKit.Files;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace EigPortal.Web.Tests.Candidates;

public class CandidatureJourneyTests(CandidatePortal portal) : IClassFixture<CandidatePortal>
{
    [Fact]
    public async Task A_visitor_who_applies_signs_in_and_comes_back_to_the_challenge()
    {
        using var visitor = portal.Browse();
        var page = await visitor.GetAsync("/candidature/commencer?defi=openjustice");
        Assert.Equal("/connexion?retour=%2Fcandidature%2Fcommencer%3Fdefi%3Dopenjustice", page.Path);
    }

    [Fact]
    public async Task A_candidate_fills_checks_submits_and_gets_a_receipt()
    {
        var (site, account) = await portal.CompleteAsync();
        var list = await site.GetAsync("/candidature");
        Assert.Equal(Enumerable.Repeat("Terminé", 7), list.Texts(".portal-tasks .fr-badge"));
        var receipt = await CandidatePortal.SubmitAsync(site);
        Assert.Equal("/candidature/depot/1", receipt.Path);
        var facts = receipt.Texts(".portal-summary__value");
        Assert.Matches("^EIG3-[0-9]{4}$", facts[0]);
        Assert.Equal("lundi 8 octobre 2018 à 10 h 00 min 00 s, heure de Paris", facts[1]);

        await portal.InScopeAsync(services => services.GetRequiredService<OutboxSender>().SendDueAsync(CancellationToken.None));
        var mail = Assert.Single(portal.Smtp.To(account.Email!)).Message;
        Assert.Equal($"Candidature {facts[0]} déposée", mail.Subject);
        Assert.Contains(receipt.One("#empreinte").TextContent, mail.TextBody, StringComparison.Ordinal);

        var content = await site.Client.GetAsync("/candidature/depot/1/contenu");
        var bytes = await content.Content.ReadAsByteArrayAsync();
        Assert.Equal(
            receipt.One("#empreinte").TextContent,
            Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(bytes))
        );
    }

    [Fact]
    public async Task B28_twenty_parallel_posts_of_one_page_are_one_submission_and_one_receipt()
    {
        var (site, account) = await portal.CompleteAsync();
        var review = await site.GetAsync("/candidature/verifier");
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => site.SubmitAsync(review, "Déposer ma candidature")));
        Assert.All(answers, answer => Assert.Equal("/candidature/depot/1", answer.Path));
        Assert.Equal(1, await portal.InDatabaseAsync(db => db.Mails.CountAsync(mail => mail.To == account.Email)));
    }

    [Theory]
    [InlineData("2018-10-15T16:59:59", "/candidature/depot/1", HttpStatusCode.OK)]
    [InlineData("2018-10-15T17:00:00", "/candidature/deposer", HttpStatusCode.UnprocessableEntity)]
    [InlineData("2018-10-15T17:00:01", "/candidature/deposer", HttpStatusCode.UnprocessableEntity)]
    public async Task B9_a_page_opened_before_closing_submits_until_the_last_second_only(
        string at,
        string path,
        HttpStatusCode status
    )
    {
        try
        {
            var (site, account) = await portal.CompleteAsync();
            var review = await site.GetAsync("/candidature/verifier");
            await portal.Clock.SetAsync(at);
            var answer = await site.SubmitAsync(review, "Déposer ma candidature");
            Assert.Equal((path, status), (answer.Path, answer.Status));
            var counts = status == HttpStatusCode.OK;
            if (!counts)
            {
                Assert.Equal("Votre dépôt est arrivé après la clôture", answer.Heading);
            }

            var file = await portal.InDatabaseAsync(db =>
                db.Candidatures.Include(row => row.Snapshots)
                    .SingleAsync(row =>
                        db.Candidates.Any(person => person.Id == row.CandidateId && person.AccountId == account.Id)
                    )
            );
            Assert.Equal(
                (counts ? CandidatureState.Submitted : CandidatureState.Draft, counts ? 1 : 0),
                (file.State, file.Snapshots.Count)
            );
            Assert.Equal(
                counts ? 1 : 0,
                await portal.InDatabaseAsync(db => db.Mails.CountAsync(mail => mail.To == account.Email))
            );
        }
        finally
        {
            await portal.Clock.SetAsync(CandidatePortal.DuringCall);
        }
    }

    [Fact]
    public async Task What_is_typed_after_closing_comes_back_on_the_page_and_as_a_file()
    {
        try
        {
            var (site, _) = await portal.CandidateAsync();
            var form = await site.GetAsync("/candidature/parcours");
            await portal.Clock.SetAsync("2018-10-15T17:00:00");
            var late = await site.SubmitAsync(
                form,
                "Enregistrer et continuer",
                ("parcours", "Trop tard, et gardé."),
                ("projet", "Un projet.")
            );
            Assert.Equal(HttpStatusCode.UnprocessableEntity, late.Status);
            Assert.Equal("Trop tard, et gardé.", late.One("#parcours").TextContent);
            var file = await site.SubmitAsync(late, "Télécharger ce que j’ai écrit");
            Assert.Equal("attachment", file.Response.Content.Headers.ContentDisposition!.DispositionType);
            Assert.Contains("Trop tard, et gardé.", file.Body, StringComparison.Ordinal);
        }
        finally
        {
            await portal.Clock.SetAsync(CandidatePortal.DuringCall);
        }
    }

    [Fact]
    public async Task An_edit_after_submission_says_on_every_page_that_it_does_not_count_yet()
    {
        var (site, _) = await portal.CompleteAsync();
        await CandidatePortal.SubmitAsync(site);
        await site.SubmitAsync(
            await site.GetAsync("/candidature/identite"),
            "Enregistrer et revenir à la liste",
            ("ville", "Nouméa")
        );
        foreach (var path in Pages.Append("/candidature/depot/1"))
        {
            var page = await site.GetAsync(path);
            Assert.Equal(["Modifications non déposées"], page.Texts(":not([hidden]) > .fr-alert--warning > .fr-alert__title"));
        }

        var again = await site.SubmitAsync(await site.GetAsync("/candidature/verifier"), "Déposer de nouveau");
        Assert.Equal("/candidature/depot/2", again.Path);
        Assert.False((await site.GetAsync("/candidature")).Has(":not([hidden]) > .fr-alert--warning"));
    }

    [Fact]
    public async Task An_incomplete_file_is_not_submitted_and_the_page_says_what_is_missing()
    {
        var (site, account) = await portal.CandidateAsync();
        var refused = await CandidatePortal.SubmitAsync(site);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Contains("Documents – Joignez votre CV au format PDF.", refused.Errors);
        Assert.Equal(0, await portal.InDatabaseAsync(db => db.Mails.CountAsync(mail => mail.To == account.Email)));
    }

    [Fact]
    public async Task A_candidate_withdraws_after_confirming()
    {
        var (site, _) = await portal.CompleteAsync();
        await CandidatePortal.SubmitAsync(site);
        var confirm = await site.FollowAsync(await site.GetAsync("/candidature"), "Retirer ma candidature");
        var page = await site.SubmitAsync(confirm, "Retirer ma candidature");
        Assert.Equal("/candidature", page.Path);
        Assert.Equal(["Candidature retirée"], page.Texts(".fr-alert--warning > .fr-alert__title"));
    }

    [Fact]
    public async Task After_closing_the_page_is_a_timeline_from_the_timetable()
    {
        try
        {
            var (site, _) = await portal.CompleteAsync();
            await CandidatePortal.SubmitAsync(site);
            await portal.Clock.SetAsync("2018-10-16T09:00:00");
            var page = await site.GetAsync("/candidature");
            Assert.Equal(
                [
                    "Candidature reçue (étape passée)",
                    "Lecture des dossiers (étape en cours)",
                    "Auditions à Paris",
                    "Résultats",
                    "Début des dix mois",
                ],
                page.Texts(".portal-timeline h3")
            );
            Assert.Equal("lundi 8 octobre 2018 à 10 h, heure de Paris", page.Texts(".portal-timeline__date")[0]);
        }
        finally
        {
            await portal.Clock.SetAsync(CandidatePortal.DuringCall);
        }
    }

    [Fact]
    public async Task B24_documents_leave_as_attachments_and_only_for_their_owner()
    {
        var (owner, account) = await portal.CompleteAsync();
        var (other, _) = await portal.CompleteAsync();
        await CandidatePortal.AttachCvAsync(owner, "Noé – CV (final).pdf", Pdf.Write("CV"));
        var id = await portal.InDatabaseAsync(db =>
            db.Documents.Where(document =>
                    document.RemovedAt == null
                    && db.Candidatures.Any(c =>
                        c.Id == document.CandidatureId
                        && db.Candidates.Any(p => p.Id == c.CandidateId && p.AccountId == account.Id)
                    )
                )
                .Select(document => document.Id)
                .SingleAsync()
        );
        var given = await owner.GetAsync($"/candidature/documents/{id}");
        Assert.Equal(HttpStatusCode.OK, given.Status);
        Assert.Equal("attachment", given.Response.Content.Headers.ContentDisposition!.DispositionType);
        Assert.Equal("Noé – CV (final).pdf", given.Response.Content.Headers.ContentDisposition.FileNameStar);
        Assert.Equal(["nosniff"], given.Response.Headers.GetValues("X-Content-Type-Options"));
        var stolen = await other.GetAsync($"/candidature/documents/{id}");
        var absent = await other.GetAsync($"/candidature/documents/{Guid.NewGuid()}");
        Assert.Equal((HttpStatusCode.NotFound, absent.Heading), (stolen.Status, stolen.Heading));
        Assert.Equal(HttpStatusCode.NotFound, (await other.GetAsync("/candidature/depot/1")).Status);
    }

    [Fact]
    public async Task E3_files_that_are_not_plain_pdfs_are_refused_in_french()
    {
        var (site, _) = await portal.CandidateAsync();
        foreach (
            var (content, reason) in new (byte[], string)[]
            {
                ([], "Ce fichier est vide."),
                ("MZ"u8.ToArray(), "Ce fichier n’est pas un PDF."),
                (new byte[30 * 1024 * 1024], "Ce fichier dépasse 10 Mo."),
            }
        )
        {
            var page = await CandidatePortal.AttachCvAsync(site, "cv.pdf", content);
            Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
            Assert.StartsWith(reason, Assert.Single(page.Errors), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task The_export_holds_the_file_and_its_documents()
    {
        var (site, _) = await portal.CompleteAsync();
        await CandidatePortal.SubmitAsync(site);
        using var zip = new System.IO.Compression.ZipArchive(await site.Client.GetStreamAsync("/candidature/export"));
        Assert.Equal(
            ["LISEZ-MOI.txt", "dossier.html", "dossier.json", "depots/depot-1.json", "documents/01-cv.pdf"],
            zip.Entries.Select(e => e.FullName)
        );
    }

    private static IEnumerable<string> Pages =>
        CandidatureForm.TaskList.Select(key => $"/candidature/{key}").Concat(["/candidature", "/candidature/verifier"]);
}
