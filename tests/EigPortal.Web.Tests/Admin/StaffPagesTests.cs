using System.Net;
using EigPortal.Domain.Candidatures;
using EigPortal.Domain.Juries;
using EigPortal.Services.Mail;
using EigPortal.TestKit.Portal;
using Microsoft.EntityFrameworkCore;

namespace EigPortal.Web.Tests.Admin;

/// <summary>The timetable, the mails, and what a conflict of interest hides.</summary>
public sealed class StaffPagesTests(StaffPortal portal) : IClassFixture<StaffPortal>
{
    [Fact]
    public async Task E1_an_open_call_is_never_shortened_and_an_hour_that_exists_twice_is_refused()
    {
        var (site, _) = await portal.StaffAsync();
        var form = await site.GetAsync("/admin/calendrier");
        Assert.Equal("2018-10-15T17:00", form.One("#CallClosesAt").GetAttribute("value"));

        var shortened = await site.SubmitAsync(
            form,
            "Enregistrer le calendrier",
            ("CallClosesAt", "2018-10-14T17:00"),
            ("Reason", "Trop de candidatures")
        );
        Assert.Equal(HttpStatusCode.UnprocessableEntity, shortened.Status);
        Assert.Equal(["L’appel est ouvert : sa clôture peut être repoussée, jamais avancée."], shortened.Errors);
        Assert.Equal("2018-10-14T17:00", shortened.One("#CallClosesAt").GetAttribute("value"));

        var twice = await site.SubmitAsync(
            form,
            "Enregistrer le calendrier",
            ("ResultsAt", "2018-10-28T02:30"),
            ("Reason", "Essai")
        );
        Assert.Equal(HttpStatusCode.UnprocessableEntity, twice.Status);
        Assert.Single(twice.Errors);
    }

    [Fact]
    public async Task A_timetable_saved_meanwhile_is_not_written_over_unseen()
    {
        var (site, _) = await portal.StaffAsync();
        var first = await site.GetAsync("/admin/calendrier");
        var stale = await site.GetAsync("/admin/calendrier");
        var saved = await site.SubmitAsync(
            first,
            "Enregistrer le calendrier",
            ("HearingsTo", "2018-11-09"),
            ("Reason", "Un jour de plus")
        );
        Assert.Equal(HttpStatusCode.OK, saved.Status);

        var refused = await site.SubmitAsync(
            stale,
            "Enregistrer le calendrier",
            ("HearingsTo", "2018-11-10"),
            ("Reason", "Deux jours")
        );
        Assert.Equal(HttpStatusCode.Conflict, refused.Status);
        Assert.Equal(
            new DateOnly(2018, 11, 9),
            await portal.InDatabaseAsync(db =>
                db.Cohorts.Where(c => c.IsCurrent).Select(c => c.Timetable.HearingsTo).SingleAsync()
            )
        );
    }

    [Fact]
    public async Task B21_B22_a_conflicted_person_finds_the_file_nowhere()
    {
        var hidden = await portal.SubmittedAsync("Invisible");
        await portal.SubmittedAsync("Visible");
        var (site, account) = await portal.StaffAsync();
        var (other, _) = await portal.StaffAsync();
        await portal.InDatabaseAsync(async db =>
        {
            db.Conflicts.Add(
                new ConflictOfInterest(account.Id, hidden.Id, ConflictLevel.Excluded, "Ma sœur", account.Id, portal.Clock.Now)
            );
            await db.SaveChangesAsync();
        });

        string[] pages = ["/admin/candidatures", "/admin/candidatures?q=visible", "/admin/courriels", "/admin"];
        foreach (var path in pages)
        {
            Assert.DoesNotContain("Invisible", (await site.GetAsync(path)).Body, StringComparison.Ordinal);
            Assert.DoesNotContain(hidden.Number!, (await site.GetAsync(path)).Body, StringComparison.Ordinal);
        }

        var mine = await site.GetAsync("/admin/candidatures");
        var theirs = await other.GetAsync("/admin/candidatures");
        Assert.Equal("1 candidature", mine.Texts("caption").Single());
        Assert.Equal("2 candidatures", theirs.Texts("caption").Single());
        Assert.Equal(HttpStatusCode.NotFound, (await site.GetAsync($"/admin/candidatures/{hidden.Id}")).Status);
        Assert.Equal(HttpStatusCode.OK, (await other.GetAsync($"/admin/candidatures/{hidden.Id}")).Status);
        var export = await site.SubmitAsync(mine, "Exporter en CSV");
        Assert.Contains(";Visible;", export.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("Invisible", export.Body, StringComparison.Ordinal);
        Assert.Contains(";Invisible;", (await other.SubmitAsync(theirs, "Exporter en CSV")).Body, StringComparison.Ordinal);
        var mail = await portal.InDatabaseAsync(db => db.Mails.SingleAsync(mail => mail.AboutId == hidden.Id));
        Assert.Equal(HttpStatusCode.NotFound, (await site.GetAsync($"/admin/courriels/{mail.Id}")).Status);
        Assert.Equal(HttpStatusCode.OK, (await other.GetAsync($"/admin/courriels/{mail.Id}")).Status);
    }

    [Fact]
    public async Task B31_lists_counts_and_filters_read_the_wishes_that_were_submitted_not_the_draft()
    {
        var candidature = await portal.SubmittedAsync("Hésitante");
        var (asked, drafted) = await portal.InDatabaseAsync(async db =>
        {
            var cohort = await db.Cohorts.SingleAsync(found => found.IsCurrent);
            var live = await db.Candidatures.Include(found => found.Wishes).SingleAsync(found => found.Id == candidature.Id);
            var first = live.Wishes.Single();
            var other = await db
                .Challenges.Include(challenge => challenge.Posts)
                .Where(challenge => challenge.CohortId == cohort.Id && challenge.Id != first.ChallengeId)
                .OrderByDescending(challenge => challenge.Name)
                .FirstAsync();
            var former = first.ChallengeId;
            Assert.Empty(
                live.SaveWishes(
                    [new WishText(other.Id, other.Posts[0].Profile, "Une autre idée, pas déposée.")],
                    cohort.Timetable,
                    portal.Clock.Now
                ).Errors
            );
            await db.SaveChangesAsync();
            return (former, other.Id);
        });
        var (site, _) = await portal.StaffAsync();

        Assert.Contains("Hésitante", (await site.GetAsync($"/admin/candidatures?defi={asked}")).Body, StringComparison.Ordinal);
        var elsewhere = await site.GetAsync($"/admin/candidatures?defi={drafted}");
        Assert.DoesNotContain("Hésitante", elsewhere.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failed_mail_is_listed_and_sent_again_and_a_personal_link_is_not_shown()
    {
        var (site, _) = await portal.StaffAsync();
        var failed = await WriteAsync(
            "Un message",
            "Test",
            mail => mail.MarkAttemptFailed("550 inconnue", permanent: true, DateTimeOffset.UtcNow)
        );
        var personal = await WriteAsync("Nouveau mot de passe", "ResetPassword", _ => { });

        var list = await site.GetAsync("/admin/courriels?etat=Failed");
        Assert.Equal(["Un message"], list.Texts("tbody td:first-child a"));
        var page = await site.GetAsync($"/admin/courriels/{failed}");
        await site.SubmitAsync(page, "Renvoyer");
        Assert.Equal(
            MailState.Waiting,
            await portal.InDatabaseAsync(db => db.Mails.Where(mail => mail.Id == failed).Select(mail => mail.State).SingleAsync())
        );
        Assert.Equal(["Nouvel envoi demandé"], await portal.HistoryAsync(failed));
        Assert.DoesNotContain(
            "texte secret",
            (await site.GetAsync($"/admin/courriels/{personal}")).Body,
            StringComparison.Ordinal
        );
    }

    private Task<Guid> WriteAsync(string subject, string template, Action<OutboxMail> change) =>
        portal.InDatabaseAsync(async db =>
        {
            var mail = new MailText(subject)
                .Paragraph("Un texte secret.")
                .ToOutbox(template, Guid.CreateVersion7(), null, "quelqu-un@exemple.fr", DateTimeOffset.UtcNow);
            change(mail);
            db.Mails.Add(mail);
            await db.SaveChangesAsync();
            return mail.Id;
        });
}
