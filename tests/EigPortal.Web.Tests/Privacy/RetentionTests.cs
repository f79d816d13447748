using EigPortal.Services.Privacy.Retaining;
using EigPortal.Web.Tests.Admin;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace EigPortal.Web.Tests.Privacy;

/// <summary>E17: clocks that tell before they erase, run twice or after a long stop.</summary>
public class RetentionTests(StaffPortal portal) : IClassFixture<StaffPortal>, IAsyncLifetime
{
    public Task InitializeAsync() => portal.Clock.SetAsync(StaffPortal.DuringCall);

    public Task DisposeAsync() => portal.Clock.SetAsync(StaffPortal.DuringCall);

    [Fact]
    public async Task E17_a_submitted_file_is_announced_thirty_days_before_two_years_then_erased()
    {
        var candidature = await portal.SubmittedAsync("Terme");
        await RunAtAsync("2020-09-08T09:00:00");
        Assert.Equal(0, await NoticesAsync(candidature.Id));
        await RunAtAsync("2020-09-08T10:00:00");
        await RunAtAsync("2020-09-09T03:10:00");
        Assert.Equal(1, await NoticesAsync(candidature.Id));
        await RunAtAsync("2020-10-08T09:59:59");
        Assert.Null(await ErasedAtAsync(candidature.Id));
        await RunAtAsync("2020-10-08T10:00:00");
        await RunAtAsync("2020-10-08T10:00:00");
        Assert.NotNull(await ErasedAtAsync(candidature.Id));
        Assert.Equal(
            1,
            await portal.InDatabaseAsync(db =>
                db.Mails.CountAsync(mail => mail.Template == "ErasureConfirmation" && mail.AboutId == candidature.Id)
            )
        );
    }

    [Fact]
    public async Task E17_after_a_stop_of_three_months_the_notice_comes_first_and_leaves_seven_days()
    {
        var candidature = await portal.SubmittedAsync("Arrêt");
        await RunAtAsync("2021-01-08T10:00:00");
        Assert.Equal((1, null), (await NoticesAsync(candidature.Id), await ErasedAtAsync(candidature.Id)));
        await RunAtAsync("2021-01-15T09:59:59");
        Assert.Null(await ErasedAtAsync(candidature.Id));
        await RunAtAsync("2021-01-15T10:00:00");
        Assert.NotNull(await ErasedAtAsync(candidature.Id));
    }

    [Fact]
    public async Task E17_two_nodes_at_once_give_one_notice()
    {
        var candidature = await portal.SubmittedAsync("Nœuds");
        await portal.Clock.SetAsync("2020-09-20T10:00:00");
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => RunAsync()));
        Assert.Equal(1, await NoticesAsync(candidature.Id));
    }

    [Fact]
    public async Task Staff_see_what_comes_to_its_term_without_a_name_and_not_what_a_tie_hides()
    {
        var seen = await portal.SubmittedAsync("Visible");
        var hidden = await portal.SubmittedAsync("Cachée");
        var (staff, person) = await portal.StaffAsync();
        await portal.InDatabaseAsync(async db =>
        {
            db.Add(
                new Domain.Juries.ConflictOfInterest(
                    person.Id,
                    hidden.Id,
                    Domain.Juries.ConflictLevel.Excluded,
                    "Un frère",
                    person.Id,
                    portal.Clock.Now
                )
            );
            await db.SaveChangesAsync();
        });
        Assert.StartsWith(
            "Rien n’arrive à son terme",
            (await staff.GetAsync("/admin/conservation")).Texts("#echeances ~ p")[0],
            StringComparison.Ordinal
        );
        await portal.Clock.SetAsync("2020-08-01T10:00:00");
        var page = await staff.GetAsync("/admin/conservation");
        Assert.Equal(
            [$"Candidature {seen.Number}"],
            page.Texts("tbody th").Where(row => row.Contains(seen.Number!, StringComparison.Ordinal))
        );
        Assert.DoesNotContain(hidden.Number!, page.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("Visible", page.Body, StringComparison.Ordinal);
    }

    private async Task RunAtAsync(string local)
    {
        await portal.Clock.SetAsync(local);
        await RunAsync();
    }

    private Task RunAsync() =>
        portal.InScopeAsync(services => services.GetRequiredService<KeepRetention>().RunAsync(CancellationToken.None));

    private Task<int> NoticesAsync(Guid id) =>
        portal.InDatabaseAsync(db => db.Mails.CountAsync(mail => mail.Template == "ErasureNotice" && mail.AboutId == id));

    private Task<DateTimeOffset?> ErasedAtAsync(Guid id) =>
        portal.InDatabaseAsync(db => db.Candidatures.Where(row => row.Id == id).Select(row => row.ErasedAt).SingleAsync());
}
