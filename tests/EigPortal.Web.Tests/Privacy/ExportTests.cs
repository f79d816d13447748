using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using EigPortal.Domain.Candidatures;
using EigPortal.Services.Mail;
using EigPortal.Services.Privacy;
using EigPortal.Services.Text;
using EigPortal.TestKit.Files;
using EigPortal.TestKit.Html;
using EigPortal.Web.Tests.Candidates;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace EigPortal.Web.Tests.Privacy;

/// <summary>What a person takes away and what proves a submission.</summary>
public class ExportTests(CandidatePortal portal) : IClassFixture<CandidatePortal>
{
    [Fact]
    public async Task The_receipt_page_and_its_mail_hold_everything_that_was_received()
    {
        var (site, account) = await portal.CompleteAsync();
        var receipt = await CandidatePortal.SubmitAsync(site);
        await portal.InScopeAsync(services => services.GetRequiredService<OutboxSender>().SendDueAsync(CancellationToken.None));
        var mail = Assert.Single(portal.Smtp.To(account.Email!)).Message.TextBody!.ReplaceLineEndings("\n");
        var content = (await SnapshotAsync(account.Id)).Content;
        var page = receipt.One("main").TextContent.ReplaceLineEndings("\n");
        foreach (var text in Proofs(content))
        {
            Assert.Contains(text, page, StringComparison.Ordinal);
            Assert.Contains(text, mail, StringComparison.Ordinal);
        }

        Assert.Contains("sha256sum", mail, StringComparison.Ordinal);
        Assert.Contains("http://localhost/candidature/depot/1", mail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_export_round_trips()
    {
        var (site, account) = await portal.CompleteAsync();
        await CandidatePortal.SubmitAsync(site);
        // A second CV of the same name, under the same name in the archive but for its rank; then a second submission.
        await CandidatePortal.AttachCvAsync(site, "cv.pdf", Pdf.Write("CV plus récent"));
        await site.SubmitAsync(await site.GetAsync("/candidature/verifier"), "Déposer de nouveau");
        await portal.InScopeAsync(services => services.GetRequiredService<OutboxSender>().SendDueAsync(CancellationToken.None));

        using var zip = new ZipArchive(await site.Client.GetStreamAsync("/candidature/export"));
        var json = Encoding.UTF8.GetString(Read(zip, "dossier.json"));
        var exported = ExportedFile.FromJson(json);
        Assert.Equal(json, exported.ToJson());
        Assert.Equal((1, account.Email), (exported.Format, exported.Account.Email));

        var stored = await StoredAsync(account.Id);
        Assert.Equal(
            CandidatureForm.Sections.SelectMany(section =>
                section.Fields.Select(field => (field.Key, stored.AnswersOf(section.Key)[field.Key]))
            ),
            exported.Answers.Select(answer => (answer.Key, answer.Stored))
        );
        Assert.Equal(
            stored.Wishes.OrderBy(wish => wish.Rank).Select(wish => (wish.Rank, wish.Profile, wish.Contribution)),
            exported.Wishes.Select(wish => (wish.Rank, wish.Profile, wish.Contribution))
        );
        Assert.Equal(["documents/01-cv.pdf", "documents/02-cv.pdf"], exported.Documents.Select(document => document.Path));
        foreach (
            var (path, sha256) in exported
                .Documents.Select(d => (d.Path, d.Sha256))
                .Concat(exported.Submissions.Select(s => (s.Path, s.Sha256)))
        )
        {
            Assert.Equal(sha256, Convert.ToHexStringLower(SHA256.HashData(Read(zip, path))));
        }

        Assert.Equal([1, 2], exported.Submissions.Select(made => made.Sequence));
        Assert.Equal(2, exported.Mails.Count);
    }

    [Fact]
    public async Task B25_the_page_of_the_export_shows_typed_markup_as_text()
    {
        var (site, _) = await portal.CandidateAsync();
        var form = await site.GetAsync("/candidature/identite");
        await site.SubmitAsync(form, "Enregistrer et revenir à la liste", ("prenom", "<script>alert(1)</script>"));
        using var zip = new ZipArchive(await site.Client.GetStreamAsync("/candidature/export"));
        var html = Encoding.UTF8.GetString(Read(zip, "dossier.html"));
        Assert.Contains("&lt;script&gt;alert(1)&lt;/script&gt;", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task B24_the_export_is_an_attachment_of_ones_own_file_only()
    {
        var (owner, account) = await portal.CompleteAsync();
        var (other, _) = await portal.CandidateAsync();
        var answer = await other.Client.GetAsync("/candidature/export");
        Assert.Equal("attachment", answer.Content.Headers.ContentDisposition!.DispositionType);
        Assert.Equal(["nosniff"], answer.Headers.GetValues("X-Content-Type-Options"));
        using var zip = new ZipArchive(await answer.Content.ReadAsStreamAsync());
        Assert.DoesNotContain(account.Email!, Encoding.UTF8.GetString(Read(zip, "dossier.json")), StringComparison.Ordinal);
        owner.Dispose();
    }

    private static IEnumerable<string> Proofs(SnapshotContent content) =>
        content
            .Sections.Values.SelectMany(section => section.Values)
            .Where(text => text is not ("" or "oui") && !text.Contains('\n'))
            .Concat(content.Wishes.Select(wish => wish.Contribution))
            .Concat(content.Wishes.Select(wish => wish.Challenge))
            .Concat(content.Documents.SelectMany(d => new[] { d.FileName, d.Sha256, FrenchNumbers.Bytes(d.Length) }))
            .Append(FrenchDates.ToTheSecond(content.SubmittedAt))
            .Append(content.Number);

    private Task<Snapshot> SnapshotAsync(Guid accountId) =>
        portal.InDatabaseAsync(db =>
            db.Snapshots.Join(db.Candidatures, s => s.CandidatureId, c => c.Id, (s, c) => new { s, c.CandidateId })
                .Join(db.Candidates.Where(p => p.AccountId == accountId), row => row.CandidateId, p => p.Id, (row, _) => row.s)
                .SingleAsync()
        );

    private Task<Candidature> StoredAsync(Guid accountId) =>
        portal.InDatabaseAsync(db =>
            db.Candidatures.Include(c => c.Sections)
                .Include(c => c.Wishes)
                .AsSplitQuery()
                .SingleAsync(c => db.Candidates.Any(p => p.Id == c.CandidateId && p.AccountId == accountId))
        );

    private static byte[] Read(ZipArchive zip, string name)
    {
        using var memory = new MemoryStream();
        using var entry = zip.GetEntry(name)!.Open();
        entry.CopyTo(memory);
        return memory.ToArray();
    }
}
