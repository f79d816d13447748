using EigPortal.Domain.Candidatures;
using EigPortal.Web.Tests.Admin;

namespace EigPortal.Web.Tests.Privacy;

/// <summary>Who opened a file: a role and an instant, never a name (F11, B22).</summary>
public class PassportTests(StaffPortal portal) : IClassFixture<StaffPortal>
{
    [Fact]
    public async Task Somebody_without_a_candidature_is_led_to_the_page_that_starts_one()
    {
        var (site, _) = await portal.StaffAsync();
        Assert.Equal("/candidature", (await site.GetAsync("/candidature/passeport")).Path);
    }

    [Fact]
    public async Task B22_the_person_learns_which_roles_opened_the_file_and_when_and_no_name()
    {
        var candidature = await portal.SubmittedAsync("Passeport");
        var owner = await portal.OwnerAsync(candidature);
        Assert.Empty((await owner.GetAsync("/candidature/passeport")).Texts("[aria-labelledby=ouvertures] tbody tr"));

        var (staff, person) = await portal.StaffAsync("Ombeline");
        await staff.GetAsync($"/admin/candidatures/{candidature.Id}");
        await staff.GetAsync($"/admin/candidatures/{candidature.Id}");
        try
        {
            await portal.Clock.SetAsync("2018-10-08T11:30:00");
            var (juror, account, sheetId) = await portal.JurorAsync(candidature, person.Id);
            await juror.GetAsync($"/admin/jury/lectures/{sheetId}");
            await owner.GetAsync("/candidature/depot/1");

            var page = await owner.GetAsync("/candidature/passeport");
            Assert.Equal(
                [
                    "lundi 8 octobre 2018 à 11 h 30, heure de Paris Membre du jury Dossier déposé",
                    "lundi 8 octobre 2018 à 10 h, heure de Paris Équipe du programme Dossier déposé",
                ],
                page.Texts("[aria-labelledby=ouvertures] tbody tr")
            );
            foreach (var secret in new[] { person.GivenName, account.GivenName, account.FamilyName, account.Email! })
            {
                Assert.DoesNotContain(secret, page.Body, StringComparison.Ordinal);
            }
        }
        finally
        {
            await portal.Clock.SetAsync(StaffPortal.DuringCall);
        }
    }

    [Fact]
    public async Task B22_nobody_sees_who_opened_the_file_of_another()
    {
        var read = await portal.SubmittedAsync("Lue");
        var (staff, _) = await portal.StaffAsync();
        await staff.GetAsync($"/admin/candidatures/{read.Id}");
        var other = await portal.OwnerAsync(await portal.SubmittedAsync("Autre"));
        Assert.Empty((await other.GetAsync("/candidature/passeport")).Texts("[aria-labelledby=ouvertures] tbody tr"));
    }

    [Fact]
    public async Task A_file_that_staff_may_not_read_leaves_no_trace_of_being_read()
    {
        var candidature = await portal.SubmittedAsync("Liée");
        var (staff, person) = await portal.StaffAsync();
        await portal.InDatabaseAsync(async db =>
        {
            db.Add(
                new Domain.Juries.ConflictOfInterest(
                    person.Id,
                    candidature.Id,
                    Domain.Juries.ConflictLevel.Excluded,
                    "Une sœur",
                    person.Id,
                    portal.Clock.Now
                )
            );
            await db.SaveChangesAsync();
        });
        Assert.Equal(System.Net.HttpStatusCode.NotFound, (await staff.GetAsync($"/admin/candidatures/{candidature.Id}")).Status);
        var owner = await portal.OwnerAsync(candidature);
        Assert.Empty((await owner.GetAsync("/candidature/passeport")).Texts("[aria-labelledby=ouvertures] tbody tr"));
    }

    [Fact]
    public async Task The_passport_dates_every_erasure_and_offers_every_right()
    {
        var owner = await portal.OwnerAsync(await portal.SubmittedAsync("Droits"));
        var page = await owner.GetAsync("/candidature/passeport");
        Assert.Contains("Le 8 octobre 2020 au plus tard", page.Texts("[aria-labelledby=effacement] td"));
        Assert.Equal(1, page.Document.QuerySelectorAll("h1").Length);
        Assert.Equal(
            ["Votre brouillon (en ce moment)", "Votre dossier déposé, pendant l’appel (en ce moment)"],
            page.Texts("[aria-labelledby=lecteurs] tbody th")
                .Where(phase => phase.EndsWith("(en ce moment)", StringComparison.Ordinal))
        );
        Assert.All(
            ["/candidature/export", "/candidature", "/compte", "/candidature/retirer"],
            href => Assert.True(page.Has($"[aria-labelledby=droits] a[href='{href}']"))
        );
    }

    [Fact]
    public async Task An_export_of_the_list_by_staff_is_told()
    {
        var owner = await portal.OwnerAsync(await portal.SubmittedAsync("Exportée"));
        Assert.False((await owner.GetAsync("/candidature/passeport")).Body.Contains("a aussi exporté", StringComparison.Ordinal));
        var (staff, _) = await portal.StaffAsync();
        var list = await staff.GetAsync("/admin/candidatures");
        await staff.SubmitAsync(list, "Exporter en CSV");
        Assert.Contains("a aussi exporté", (await owner.GetAsync("/candidature/passeport")).Body, StringComparison.Ordinal);
    }
}
