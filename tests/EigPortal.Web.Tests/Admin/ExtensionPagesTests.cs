using System.Net;
using EigPortal.Domain.Juries;
using EigPortal.Services.Extensions;
using EigPortal.TestKit.Html;
using EigPortal.Web.Tests.Candidates;
using Microsoft.EntityFrameworkCore;

namespace EigPortal.Web.Tests.Admin;

/// <summary>More time for one person, from the late attempt to the submission it allows.</summary>
public sealed class ExtensionPagesTests(StaffPortal staff, CandidatePortal portal)
    : IClassFixture<StaffPortal>,
        IClassFixture<CandidatePortal>
{
    [Fact]
    public async Task E1_somebody_late_is_given_time_and_every_page_mail_and_rule_follows_for_them_alone()
    {
        await portal.Clock.SetAsync(CandidatePortal.DuringCall);
        var (late, account) = await portal.CompleteAsync();
        var (other, _) = await portal.CandidateAsync();
        var review = await late.GetAsync("/candidature/verifier");
        await portal.Clock.SetAsync("2018-10-15T17:00:00");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await late.SubmitAsync(review, "Déposer ma candidature")).Status);

        var team = await portal.StaffAsync();
        var form = await team.FollowAsync(await team.GetAsync("/admin/candidatures/retards"), "Noé Lefèvre");
        var refused = await team.SubmitAsync(form, "Donner ce délai", ("Until", "2018-10-15T16:00"), ("Reason", "Panne"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Equal(["Choisissez un instant à venir."], refused.Errors);
        Assert.Equal("2018-10-15T16:00", refused.One("#Until").GetAttribute("value"));
        Assert.Equal("Panne", refused.One("#Reason").TextContent.Trim());

        var wrong = await team.SubmitAsync(form, "Donner ce délai", ("Until", "demain"), ("Reason", " "));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.Status);
        Assert.Equal(
            ["#Until", "#Reason"],
            wrong.Document.QuerySelectorAll("[data-portal-error-summary] a").Select(link => link.GetAttribute("href")!)
        );
        Assert.Equal("demain", wrong.One("#Until").GetAttribute("value"));
        Assert.NotEmpty(wrong.Texts("#Until-messages .fr-message--error"));
        Assert.NotEmpty(wrong.Texts("#Reason-messages .fr-message--error"));

        var given = await team.SubmitAsync(form, "Donner ce délai", ("Until", "2018-10-16T12:00"), ("Reason", "Panne"));
        Assert.Equal(HttpStatusCode.OK, given.Status);
        Assert.Equal(["Noé Lefèvre"], (await team.GetAsync("/admin/delais")).Texts("tbody a"));

        var mail = await portal.InDatabaseAsync(db =>
            db.Mails.SingleAsync(mail => mail.Template == nameof(ExtensionMail) && mail.AccountId == account.Id)
        );
        Assert.Contains("mardi 16 octobre 2018 à 12 h, heure de Paris", Spaces(mail.TextBody), StringComparison.Ordinal);
        Assert.Contains(
            "mardi 16 octobre 2018 à 12 h",
            Spaces((await late.GetAsync("/candidature")).One("body").TextContent),
            StringComparison.Ordinal
        );
        Assert.DoesNotContain(
            "16 octobre",
            Spaces((await other.GetAsync("/candidature")).One("body").TextContent),
            StringComparison.Ordinal
        );

        await portal.Clock.SetAsync("2018-10-16T11:59:59");
        var receipt = await CandidatePortal.SubmitAsync(late);
        Assert.Equal("Candidature déposée", receipt.Heading);
        Assert.Contains("mardi 16 octobre 2018 à 12 h", Spaces(receipt.One("body").TextContent), StringComparison.Ordinal);
        var acknowledgement = await portal.InDatabaseAsync(db =>
            db.Mails.SingleAsync(sent => sent.Template == "SubmissionReceipt" && sent.AccountId == account.Id)
        );
        Assert.Contains("mardi 16 octobre 2018 à 12 h", Spaces(acknowledgement.TextBody), StringComparison.Ordinal);

        await portal.Clock.SetAsync("2018-10-16T12:00:00");
        Assert.Equal("/candidature", (await late.GetAsync("/candidature/verifier")).Path);
    }

    [Fact]
    public async Task B22_a_conflicted_person_can_neither_find_nor_extend_the_file()
    {
        await staff.Clock.SetAsync(StaffPortal.DuringCall);
        var hidden = await staff.SubmittedAsync("Introuvable");
        var (site, account) = await staff.StaffAsync();
        var (other, _) = await staff.StaffAsync();
        await staff.InDatabaseAsync(async db =>
        {
            db.Conflicts.Add(
                new ConflictOfInterest(account.Id, hidden.Id, ConflictLevel.Excluded, "Mon frère", account.Id, staff.Clock.Now)
            );
            await db.SaveChangesAsync();
        });

        Assert.Equal(["Camille Introuvable"], (await other.GetAsync("/admin/delais?q=introuvable")).Texts("tbody a"));
        Assert.Empty((await site.GetAsync("/admin/delais?q=introuvable")).Texts("tbody a"));
        Assert.Equal(HttpStatusCode.OK, (await other.GetAsync($"/admin/candidatures/{hidden.Id}/delai")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await site.GetAsync($"/admin/candidatures/{hidden.Id}/delai")).Status);
    }

    private static string Spaces(string text) => text.Replace('\u00a0', ' ');
}
