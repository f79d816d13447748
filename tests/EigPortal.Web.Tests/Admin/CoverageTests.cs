using EigPortal.Domain.Candidatures;
using EigPortal.Domain.Juries;
using EigPortal.TestKit.Html;
using Microsoft.EntityFrameworkCore;

namespace EigPortal.Web.Tests.Admin;

/// <summary>F5: which posts nobody asks for, day by day, while there is time.</summary>
public class CoverageTests(StaffPortal portal) : IClassFixture<StaffPortal>, IAsyncLifetime
{
    public Task InitializeAsync() => portal.Clock.SetAsync(StaffPortal.DuringCall);

    public Task DisposeAsync() => portal.Clock.SetAsync(StaffPortal.DuringCall);

    [Fact]
    public async Task The_32_posts_are_there_and_uncovered_ones_say_how_long_is_left()
    {
        var (staff, _) = await portal.StaffAsync();
        var page = await staff.GetAsync("/admin/couverture");
        Assert.Equal("Les 32 postes", page.One("#postes").TextContent);
        Assert.Equal(
            "32",
            page.Texts("[aria-labelledby=postes] tbody td:nth-child(2)")
                .Sum(text => int.Parse(text, System.Globalization.CultureInfo.InvariantCulture))
                .ToString(System.Globalization.CultureInfo.InvariantCulture)
        );
        Assert.Contains(
            "Il reste 7 jours avant la clôture, lundi 15 octobre 2018 à 17 h, heure de Paris.",
            page.Texts(".portal-lead")
        );
        Assert.All(
            page.Texts("[aria-labelledby=alertes] .portal-tasks__hint")
                .Where(hint => hint.StartsWith("Aucune", StringComparison.Ordinal)),
            hint => Assert.EndsWith("heure de Paris.", hint, StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task A_submission_a_change_of_wish_and_a_withdrawal_count_on_their_day()
    {
        await portal.Clock.SetAsync("2018-09-20T10:00:00");
        var first = await ChallengeAsync(2);
        var candidature = await portal.SubmittedAsync("Jours", first.Id);
        await portal.Clock.SetAsync("2018-09-25T10:00:00");
        var other = await ChallengeAsync(3);
        await portal.InDatabaseAsync(async db =>
        {
            var row = await db
                .Candidatures.Include(c => c.Sections)
                .Include(c => c.Wishes)
                .Include(c => c.Documents)
                .Include(c => c.Snapshots)
                .AsSplitQuery()
                .SingleAsync(c => c.Id == candidature.Id);
            var cohort = await db.Cohorts.AsNoTracking().SingleAsync(c => c.IsCurrent);
            Assert.Empty(
                row.SaveWishes([new WishText(other.Id, other.Profile, "Autre")], cohort.Timetable, portal.Clock.Now).Errors
            );
            var open = new Dictionary<Guid, IReadOnlyList<string>> { [other.Id] = [other.Profile] };
            var people = new SnapshotPeople("jours@exemple.fr", new Dictionary<Guid, string> { [other.Id] = other.Slug });
            Assert.Empty(
                row.Submit("encore", () => "", people, CandidatureForm.Usual, open, cohort.Timetable, portal.Clock.Now).Errors
            );
            await db.SaveChangesAsync();
        });
        await portal.Clock.SetAsync("2018-10-01T10:00:00");
        await portal.InDatabaseAsync(async db =>
        {
            var row = await db.Candidatures.Include(c => c.Snapshots).SingleAsync(c => c.Id == candidature.Id);
            Assert.Empty(row.Withdraw(portal.Clock.Now).Errors);
            await db.SaveChangesAsync();
        });
        await portal.Clock.SetAsync(StaffPortal.DuringCall);
        var (staff, person) = await portal.StaffAsync();
        Assert.Equal([0, 1, 1, 0, 0, 0, 0], await SubmittedAsync(staff, first, 19, 20, 24, 25, 26, 30, 31));
        Assert.Equal([0, 0, 0, 1, 1, 1, 0], await SubmittedAsync(staff, other, 19, 20, 24, 25, 26, 30, 31));

        // B21: a tie takes the file out of the counts, past days included.
        await portal.InDatabaseAsync(async db =>
        {
            db.Add(
                new ConflictOfInterest(person.Id, candidature.Id, ConflictLevel.Excluded, "Un ami", person.Id, portal.Clock.Now)
            );
            await db.SaveChangesAsync();
        });
        Assert.Equal([0, 0], await SubmittedAsync(staff, other, 25, 30));
    }

    // Days of September 2018; 31 is the first of October.
    private static async Task<IReadOnlyList<int>> SubmittedAsync(
        Browse staff,
        (Guid Id, string Slug, string Profile) list,
        params int[] days
    )
    {
        var page = await staff.GetAsync($"/admin/couverture?defi={list.Slug}&profil={Uri.EscapeDataString(list.Profile)}");
        var rows = page.Texts("#par-jour tbody td:nth-of-type(1)");
        return [.. days.Select(day => int.Parse(rows[day - 13], System.Globalization.CultureInfo.InvariantCulture))];
    }

    private Task<(Guid Id, string Slug, string Profile)> ChallengeAsync(int index) =>
        portal.InDatabaseAsync(async db =>
        {
            var row = await db
                .Challenges.Where(challenge => db.Cohorts.Any(cohort => cohort.Id == challenge.CohortId && cohort.IsCurrent))
                .OrderBy(challenge => challenge.Name)
                .Skip(index)
                .FirstAsync();
            return (row.Id, row.Slug, row.ProfilesSought[0]);
        });
}
