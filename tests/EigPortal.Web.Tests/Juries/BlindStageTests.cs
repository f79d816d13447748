using System.Net;
using EigPortal.Domain.Juries;
using EigPortal.Services.Demo;
using EigPortal.TestKit.Files;
using EigPortal.TestKit.Html;
using Microsoft.EntityFrameworkCore;

namespace EigPortal.Web.Tests.Juries;

/// <summary>A first stage without identities, through every door that a juror has, then its end.</summary>
public sealed class BlindStageTests(ReadingSession session) : IClassFixture<ReadingSession>
{
    private static readonly byte[] Copy = Pdf.Write("Copie sans identité");

    [Fact]
    public async Task B22_B30_a_blind_juror_learns_nothing_until_identities_are_revealed_with_a_reason()
    {
        using var staff = await session.SignInAsync(DemoAccounts.Staff.Email);
        var started = await staff.SubmitAsync(await staff.GetAsync("/admin/jurys/anonymat"), "Masquer les identités au jury");
        Assert.Contains("Les identités sont masquées depuis", started.Body, StringComparison.Ordinal);
        var reading = await AssignAsync();
        using var juror = await session.SignInAsync(DemoAccounts.Juror.Email);

        await AssertHiddenAsync(juror, reading);
        await RedactAsync(staff, juror, reading);
        Assert.Contains(
            reading.FullName,
            (await staff.GetAsync($"/admin/candidatures/{reading.FileId}")).Body,
            StringComparison.Ordinal
        );

        await AssertNotQuotedAsync(juror, reading);
        var page = await staff.GetAsync("/admin/jurys/anonymat");
        var silent = await staff.SubmitAsync(page, "Révéler les identités au jury");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, silent.Status);
        var revealed = await staff.SubmitAsync(page, "Révéler les identités au jury", ("Reason", "Fin de la première lecture"));
        Assert.Contains("Identités révélées au jury", revealed.Body, StringComparison.Ordinal);
        Assert.Contains("Fin de la première lecture", revealed.Body, StringComparison.Ordinal);

        Assert.Contains(reading.FullName, (await juror.GetAsync("/admin/jury")).Body, StringComparison.Ordinal);
        Assert.Equal(reading.FullName, (await juror.GetAsync(reading.Path)).Heading);
        using var original = await juror.Client.GetAsync(reading.Document);
        Assert.Contains("CV", original.Content.Headers.ContentDisposition!.FileNameStar, StringComparison.Ordinal);
    }

    /// <summary>Only what is read may be quoted: the name is in the submission, and hidden.</summary>
    private static async Task AssertNotQuotedAsync(Browse juror, Reading reading)
    {
        var page = await juror.GetAsync(reading.Path);
        var criterion = page.One("#PassageCriterion").QuerySelectorAll("option")[1].GetAttribute("value")!;
        var refused = await juror.SubmitAsync(
            page,
            "Retenir ce passage",
            ("PassageCriterion", criterion),
            ("Passage", reading.FullName)
        );
        Assert.StartsWith(
            "Ces mots ne sont pas dans une réponse du dossier",
            Assert.Single(refused.Errors),
            StringComparison.Ordinal
        );
    }

    private async Task AssertHiddenAsync(Browse juror, Reading reading)
    {
        string[] paths = ["/admin/jury", reading.Path, $"{reading.Path}/verrouiller", "/espaces", "/admin/jury/interets"];
        foreach (var path in paths)
        {
            var page = await juror.GetAsync(path);
            var body = WebUtility.HtmlDecode(page.Body);
            foreach (var needle in reading.Needles)
            {
                Assert.False(body.Contains(needle, StringComparison.OrdinalIgnoreCase), $"{path} : {needle}");
            }
        }

        Assert.Contains(JuryHidden, (await juror.GetAsync("/admin/jury")).Body, StringComparison.Ordinal);
        Assert.Equal($"Dossier {reading.Number}", (await juror.GetAsync(reading.Path)).Heading);
        Assert.Contains("[masqué]", (await juror.GetAsync(reading.Path)).Body, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await juror.GetAsync(reading.Document)).Status);
        var mails = await session.InDatabaseAsync(db =>
            db.Mails.Where(mail => mail.To == DemoAccounts.Juror.Email).ToListAsync()
        );
        Assert.All(
            mails,
            mail => Assert.DoesNotContain(reading.FullName, mail.Subject + mail.TextBody, StringComparison.OrdinalIgnoreCase)
        );
    }

    private static async Task RedactAsync(Browse staff, Browse juror, Reading reading)
    {
        var page = await staff.GetAsync($"/admin/jurys/dossiers/{reading.FileId}");
        var refused = await staff.SubmitAsync(
            page,
            "Enregistrer la copie du CV",
            ("file", new UploadedFile("copie.txt", "text/plain", "bonjour"u8.ToArray()))
        );
        Assert.Contains("n’est pas un PDF", refused.Body, StringComparison.Ordinal);
        await staff.SubmitAsync(
            page,
            "Enregistrer la copie du CV",
            ("file", new UploadedFile($"CV sans nom de {reading.FullName}.pdf", "application/pdf", Copy))
        );
        using var copy = await juror.Client.GetAsync(reading.Document);
        Assert.Equal(HttpStatusCode.OK, copy.StatusCode);
        Assert.Equal(Copy, await copy.Content.ReadAsByteArrayAsync());
        Assert.Equal($"{reading.Number}-cv.pdf", copy.Content.Headers.ContentDisposition!.FileNameStar);
        var shown = WebUtility.HtmlDecode((await juror.GetAsync(reading.Path)).Body);
        Assert.Contains($"{reading.Number}-cv.pdf", shown, StringComparison.Ordinal);
        Assert.DoesNotContain(reading.FullName, shown, StringComparison.OrdinalIgnoreCase);
    }

    private const string JuryHidden = Services.Juries.Phases.PhaseQueries.HiddenName;

    private sealed record Reading(
        Guid FileId,
        string Path,
        string Document,
        string Number,
        string FullName,
        IReadOnlyList<string> Needles
    );

    /// <summary>A file given to the juror of the demonstration, whose person wrote their name in an answer and in remarks of the team.</summary>
    private Task<Reading> AssignAsync() =>
        session.InDatabaseAsync(async db =>
        {
            var row = await (
                from file in db.Candidatures
                join person in db.Candidates on file.CandidateId equals person.Id
                join account in db.Accounts on person.AccountId equals account.Id
                where file.Number == "EIG3-0060"
                select new
                {
                    file,
                    person.GivenName,
                    person.FamilyName,
                    person.City,
                    account.Email,
                    Document = db.Documents.First(document => document.CandidatureId == file.Id),
                }
            ).SingleAsync();
            var name = $"{row.GivenName} {row.FamilyName}";
            await db
                .Candidatures.Where(file => file.Id == row.file.Id)
                .ExecuteUpdateAsync(file => file.SetProperty(f => f.RemarksForJury, $"Entendre {name} sur la méthode."));
            var juror = await db.Jurors.SingleAsync(link =>
                db.Accounts.Any(account => account.Id == link.AccountId && account.Email == DemoAccounts.Juror.Email)
            );
            var sheet = new ScoreSheet(juror.Id, row.file.Id, juror.AccountId, session.Clock.Now);
            db.Add(sheet);
            await db.SaveChangesAsync();
            var path = $"/admin/jury/lectures/{sheet.Id}";
            return new Reading(
                row.file.Id,
                path,
                $"{path}/documents/{row.Document.Id}",
                row.file.Number!,
                name,
                [name, row.FamilyName, row.Email!, row.Document.FileName]
            );
        });
}
