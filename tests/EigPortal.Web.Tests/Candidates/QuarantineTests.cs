using System.Net;
using EigPortal.Domain.Juries;
using EigPortal.Services.Files;
using EigPortal.TestKit.Files;
using EigPortal.TestKit.Html;
using Microsoft.EntityFrameworkCore;

namespace EigPortal.Web.Tests.Candidates;

/// <summary>What each person can do with a document, by what the scanner said of it.</summary>
public sealed class QuarantineTests(ScannedPortal scanned) : IClassFixture<ScannedPortal>
{
    private static readonly byte[] Infected = Pdf.Write("CV", ClamServer.Eicar);

    [Fact]
    public async Task E3_with_the_scanner_down_one_minute_before_closing_the_file_is_accepted_submitted_and_opens_once_analysed()
    {
        await scanned.Scanner.StopAsync();
        try
        {
            await scanned.Portal.Clock.SetAsync("2018-10-15T16:58:00");
            var (site, account) = await scanned.Portal.CompleteAsync();
            await scanned.ScanAsync();
            Assert.Equal(["En cours d’analyse"], (await site.GetAsync("/candidature/documents")).Texts("section .fr-badge"));
            Assert.Equal("/candidature/depot/1", (await CandidatePortal.SubmitAsync(site)).Path);

            var cv = await scanned.CvOfAsync(account);
            var (juror, sheet) = await scanned.JurorAsync(cv.CandidatureId);
            var address = $"/admin/jury/lectures/{sheet}/documents/{cv.Id}";
            var reading = await juror.GetAsync($"/admin/jury/lectures/{sheet}");
            Assert.False(reading.Has($"a[href='{address}']"));
            Assert.Equal(["En cours d’analyse"], reading.Texts("[aria-labelledby=depot-documents] .fr-badge"));
            var shut = await juror.GetAsync(address);
            Assert.Equal((HttpStatusCode.Conflict, "Document en cours d’analyse"), (shut.Status, shut.Heading));

            scanned.Scanner.Start();
            await scanned.ScanAsync();
            Assert.True((await juror.GetAsync($"/admin/jury/lectures/{sheet}")).Has($"a[href='{address}']"));
            Assert.Equal(HttpStatusCode.OK, (await juror.GetAsync(address)).Status);
        }
        finally
        {
            await scanned.Portal.Clock.SetAsync(CandidatePortal.DuringCall);
        }
    }

    [Fact]
    public async Task E3_an_infected_cv_is_blocked_for_everybody_and_its_owner_is_told_what_to_do()
    {
        var (site, account) = await scanned.Portal.CompleteAsync();
        await CandidatePortal.AttachCvAsync(site, "cv malade.pdf", Infected);
        await CandidatePortal.SubmitAsync(site);
        await scanned.ScanAsync();
        var cv = await scanned.CvOfAsync(account);

        var page = await site.GetAsync("/candidature/documents");
        Assert.Equal(["Bloqué par l’antivirus"], page.Texts("section .fr-badge"));
        Assert.Equal(["Ce document est bloqué"], page.Texts(".fr-alert--error > .fr-alert__title"));
        Assert.Equal(HttpStatusCode.Conflict, (await site.GetAsync($"/candidature/documents/{cv.Id}")).Status);
        await scanned.SendMailsAsync();
        var mail = scanned.Portal.Smtp.To(account.Email!)[^1].Message;
        Assert.Equal("Votre CV est bloqué : action nécessaire", mail.Subject!.Replace('\u00a0', ' '));
        Assert.Contains("Remplacez-le et déposez de nouveau votre candidature avant le", mail.TextBody, StringComparison.Ordinal);

        var (staff, _) = await scanned.StaffAsync();
        Assert.True((await staff.GetAsync("/admin")).Has("a[href='/admin/documents']"));
        var list = await staff.GetAsync("/admin/documents");
        var line = Assert.Single(list.Texts("tbody tr"), row => row.Contains("cv malade.pdf", StringComparison.Ordinal));
        Assert.Contains($"Trouvé : {ClamServer.Signature}", line, StringComparison.Ordinal);
        var detail = await staff.GetAsync($"/admin/candidatures/{cv.CandidatureId}");
        Assert.Equal(["Bloqué par l’antivirus"], detail.Texts("[aria-labelledby=depot-documents] .fr-badge"));
        Assert.Equal(
            1,
            await scanned.Portal.InDatabaseAsync(db =>
                db.AuditEvents.CountAsync(happened => happened.ObjectId == cv.CandidatureId && happened.Kind == "DocumentBlocked")
            )
        );
    }

    [Fact]
    public async Task An_infected_cv_keeps_from_submitting_until_it_is_replaced()
    {
        var (site, _) = await scanned.Portal.CompleteAsync();
        await CandidatePortal.AttachCvAsync(site, "cv.pdf", Infected);
        await scanned.ScanAsync();

        var refused = await CandidatePortal.SubmitAsync(site);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Equal(
            ["Documents – Votre CV est bloqué, car l’antivirus y a trouvé un logiciel malveillant : remplacez-le."],
            refused.Errors
        );

        await CandidatePortal.AttachCvAsync(site, "cv.pdf", Pdf.Write("CV"));
        Assert.Equal("/candidature/depot/1", (await CandidatePortal.SubmitAsync(site)).Path);
    }

    [Fact]
    public async Task Staff_ask_again_after_a_false_alarm_and_the_document_opens()
    {
        var (site, account) = await scanned.Portal.CompleteAsync();
        await CandidatePortal.AttachCvAsync(site, "fausse alerte.pdf", Pdf.Write("CV"));
        await CandidatePortal.SubmitAsync(site);
        var cv = await scanned.CvOfAsync(account);
        await SetAsync(cv.FileId, ScanState.Infected);
        var (staff, _) = await scanned.StaffAsync();
        var list = await staff.GetAsync("/admin/documents");
        var form = list.One($"form[action='/admin/documents/{cv.FileId}/analyser']");
        await staff.SendAsync(
            new HttpRequestMessage(HttpMethod.Post, form.GetAttribute("action"))
            {
                Content = new FormUrlEncodedContent(
                    form.QuerySelectorAll("input[name]")
                        .Select(field => KeyValuePair.Create(field.GetAttribute("name")!, field.GetAttribute("value") ?? ""))
                ),
            }
        );

        await scanned.ScanAsync();

        var address = $"/admin/candidatures/{cv.CandidatureId}/documents/{cv.Id}";
        Assert.Equal(HttpStatusCode.OK, (await staff.GetAsync(address)).Status);
        Assert.DoesNotContain("fausse alerte.pdf", (await staff.GetAsync("/admin/documents")).Body, StringComparison.Ordinal);
    }

    public static TheoryData<ScanState, HttpStatusCode, HttpStatusCode> ByState =>
        new()
        {
            { ScanState.NotScanned, HttpStatusCode.OK, HttpStatusCode.OK },
            { ScanState.Trusted, HttpStatusCode.OK, HttpStatusCode.OK },
            { ScanState.Clean, HttpStatusCode.OK, HttpStatusCode.OK },
            { ScanState.Pending, HttpStatusCode.OK, HttpStatusCode.Conflict },
            { ScanState.Infected, HttpStatusCode.Conflict, HttpStatusCode.Conflict },
        };

    [Theory]
    [MemberData(nameof(ByState))]
    public async Task B24_each_state_opens_for_the_right_people_and_for_nobody_else(
        ScanState state,
        HttpStatusCode forOwner,
        HttpStatusCode forReaders
    )
    {
        var (owner, account) = await scanned.Portal.CompleteAsync();
        await CandidatePortal.SubmitAsync(owner);
        var (other, _) = await scanned.Portal.CompleteAsync();
        var cv = await scanned.CvOfAsync(account);
        await SetAsync(cv.FileId, state);
        var (juror, sheet) = await scanned.JurorAsync(cv.CandidatureId);
        var (staff, _) = await scanned.StaffAsync();
        var (conflicted, conflictedAccount) = await scanned.StaffAsync();
        await scanned.Portal.InDatabaseAsync(async db =>
        {
            db.Add(
                new ConflictOfInterest(
                    conflictedAccount.Id,
                    cv.CandidatureId,
                    ConflictLevel.Excluded,
                    "Proche",
                    conflictedAccount.Id,
                    scanned.Portal.Clock.Now
                )
            );
            await db.SaveChangesAsync();
        });

        var mine = $"/candidature/documents/{cv.Id}";
        var detail = $"/admin/candidatures/{cv.CandidatureId}/documents/{cv.Id}";
        Assert.Equal(forOwner, await StatusAsync(owner, mine));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(other, mine));
        Assert.Equal(forReaders, await StatusAsync(juror, $"/admin/jury/lectures/{sheet}/documents/{cv.Id}"));
        Assert.Equal(forReaders, await StatusAsync(staff, detail));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(conflicted, detail));
        Assert.Equal(
            state == ScanState.Infected,
            (await staff.GetAsync("/admin/documents")).Has($"form[action='/admin/documents/{cv.FileId}/analyser']")
        );
        Assert.False(
            (await conflicted.GetAsync("/admin/documents")).Has($"form[action='/admin/documents/{cv.FileId}/analyser']")
        );
    }

    [Fact]
    public async Task Without_a_scanner_a_document_says_that_it_is_not_analysed()
    {
        var (site, account) = await scanned.Portal.CompleteAsync();
        await SetAsync((await scanned.CvOfAsync(account)).FileId, ScanState.NotScanned);

        Assert.Equal(["Non analysé"], (await site.GetAsync("/candidature/documents")).Texts("section .fr-badge"));
    }

    private Task SetAsync(Guid fileId, ScanState state) =>
        scanned.Portal.InDatabaseAsync(async db =>
        {
            var file = await db.Files.SingleAsync(found => found.Id == fileId);
            switch (state)
            {
                case ScanState.Pending:
                    file.AwaitScan(DateTimeOffset.UtcNow);
                    break;
                case ScanState.Infected:
                    file.MarkInfected(ClamServer.Signature, DateTimeOffset.UtcNow);
                    break;
                case ScanState.Clean:
                    file.MarkClean(DateTimeOffset.UtcNow);
                    break;
                case ScanState.Trusted:
                    file.Trust();
                    break;
                case ScanState.NotScanned:
                    await db
                        .Files.Where(found => found.Id == fileId)
                        .ExecuteUpdateAsync(set =>
                            set.SetProperty(found => found.Scan, state)
                                .SetProperty(found => found.NextScanAt, (DateTimeOffset?)null)
                        );
                    return;
            }

            await db.SaveChangesAsync();
        });

    private static async Task<HttpStatusCode> StatusAsync(Browse site, string address) => (await site.GetAsync(address)).Status;
}
