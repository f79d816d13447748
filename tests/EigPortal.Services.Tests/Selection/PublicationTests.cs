using EigPortal.Domain.Juries;
using EigPortal.Domain.Selection;
using EigPortal.Domain.Shared;
using EigPortal.Services.Identity;
using EigPortal.Services.Mail;
using EigPortal.Services.Selection;
using EigPortal.Services.Teams;
using EigPortal.Services.Text;
using Microsoft.EntityFrameworkCore;

namespace EigPortal.Services.Tests.Selection;

public sealed class PublicationTests : IAsyncLifetime
{
    private readonly SelectionWorld world = new();

    public Task InitializeAsync() => world.InitializeAsync();

    public Task DisposeAsync() => world.DisposeAsync();

    [Fact]
    public async Task E10_results_wait_for_every_decision_to_be_validated_and_for_a_second_person()
    {
        var (id, _) = await world.PreselectedAsync(0);
        var recorded = await world.RecordAsync(id, DecisionKind.NotRetained);
        Assert.Equal("results.pending", (await world.PrepareResultsAsync(isPartial: true)).Error.Code);
        await world.ValidateAsync(recorded.Value.Id);

        Assert.Empty((await world.PrepareResultsAsync(isPartial: true)).Errors);

        Assert.Equal("second-person", (await world.ConfirmResultsAsync(isPartial: true, world.Staff)).Error.Code);
    }

    /// <summary>
    /// Decided: results are published whole, or two people say that somebody stays without an answer, and the history keeps it. One of
    /// them who may not know of that person publishes what they know; the other is asked.
    /// </summary>
    [Fact]
    public async Task E10_a_partial_publication_is_said_by_both_people_and_a_whole_one_needs_nothing()
    {
        var (left, _) = await world.PreselectedAsync(85);
        foreach (var index in Enumerable.Range(0, 85))
        {
            await world.DecideAsync((await world.PreselectedAsync(index)).Id, DecisionKind.NotRetained);
        }

        Assert.Equal(SelectionRefusals.Partial, (await world.PrepareResultsAsync(isPartial: false)).Error);
        await world.ReadAsync(async db =>
        {
            db.Conflicts.Add(
                new ConflictOfInterest(
                    world.Staff.AccountId,
                    left,
                    ConflictLevel.Excluded,
                    "Parenté",
                    world.Second.AccountId,
                    world.Now
                )
            );
            return await db.SaveChangesAsync();
        });
        Assert.Empty((await world.PrepareResultsAsync(isPartial: false)).Errors);
        Assert.Equal(SelectionRefusals.Partial, (await world.ConfirmResultsAsync(isPartial: false)).Error);
        Assert.Empty((await world.ConfirmResultsAsync(isPartial: true)).Errors);

        Assert.Equal(
            [
                "Publication des résultats préparée",
                "Publication des résultats confirmée par une seconde personne, sans attendre toutes les décisions",
            ],
            await world.ReadAsync(db =>
                db.AuditEvents.Where(line => line.Kind == "ResultsPrepared" || line.Kind == "ResultsConfirmed")
                    .OrderBy(line => line.Sequence)
                    .Select(line => line.Sentence)
                    .ToListAsync()
            )
        );
    }

    [Fact]
    public async Task E10_somebody_who_leaves_after_the_publication_is_no_longer_named_and_the_page_tells_of_a_correction()
    {
        var (_, offerId, person) = await world.OfferAsync(0);
        await world.AcceptAsync(offerId, person, "Camille D.");
        await world.PublishAsync();
        world.Now = SelectionWorld.ResultsAt.AddDays(1);
        var cohort = await world.ReadAsync(db => db.Cohorts.SingleAsync(found => found.IsCurrent));
        Assert.Null(await CorrectedAtAsync(cohort));
        var fellow = await world.ReadAsync(db => db.Fellows.Select(found => found.Id).SingleAsync());

        var left = await world.InAsync<LeaveTeam, Result>(leave =>
            leave.ExecuteAsync(new LeaveTeamCommand(fellow, "Saisie par erreur"), world.Staff, CancellationToken.None)
        );

        Assert.Empty(left.Errors);
        Assert.Equal(world.Now, await CorrectedAtAsync(cohort));
        Assert.Empty(
            await world.InAsync<PublicTeams, IReadOnlyList<PublicTeam>>(query =>
                query.OfAsync(cohort, world.Now, CancellationToken.None)
            )
        );
    }

    [Theory]
    [InlineData("UTC", 0)]
    [InlineData("Pacific/Noumea", 11)]
    [InlineData("America/Los_Angeles", -8)]
    public void E10_the_embargo_is_lifted_at_the_hour_of_Paris_whatever_the_zone_of_the_machine(string zone, int hours)
    {
        var before = Environment.GetEnvironmentVariable("TZ");
        try
        {
            Environment.SetEnvironmentVariable("TZ", zone);
            TimeZoneInfo.ClearCachedData();
            Assert.Equal(TimeSpan.FromHours(hours), TimeZoneInfo.Local.BaseUtcOffset);

            Assert.Equal(SelectionWorld.ResultsAt, ParisInstants.Parse("04/12/2018 10:00", "ResultsAt").Value);
            Assert.Equal(
                "mardi 4 décembre 2018 à 10 h, heure de Paris",
                FrenchDates.Long(SelectionWorld.ResultsAt).Replace('\u00a0', ' ')
            );
        }
        finally
        {
            Environment.SetEnvironmentVariable("TZ", before);
            TimeZoneInfo.ClearCachedData();
        }
    }

    [Theory]
    [InlineData(-1, false)]
    [InlineData(0, true)]
    [InlineData(1, true)]
    public async Task B15_E10_notices_leave_from_the_results_instant_on_and_never_before(int seconds, bool released)
    {
        var (id, _) = await world.PreselectedAsync(0);
        var decision = await world.DecideAsync(id, DecisionKind.NotRetained);
        await world.PublishAsync();
        world.Now = SelectionWorld.ResultsAt.AddSeconds(seconds);

        var prepared = await PrepareNoticesAsync(world.Staff);

        Assert.Equal(released, prepared.IsOk);
        Assert.Equal([("DecisionNotice", MailState.Held)], await world.MailsAboutAsync(decision));
        if (!released)
        {
            Assert.Equal("notices.embargo", prepared.Error.Code);
        }
    }

    [Fact]
    public async Task B15_a_list_prepared_by_one_person_leaves_only_when_another_confirms_it()
    {
        var (first, _) = await world.PreselectedAsync(0);
        var (second, _) = await world.PreselectedAsync(1);
        var refused = await world.DecideAsync(first, DecisionKind.NotRetained);
        var waiting = await world.DecideAsync(second, DecisionKind.WaitingList, await world.SeatAsync(0));
        await world.PublishAsync();
        world.Now = SelectionWorld.ResultsAt;
        var prepared = await PrepareNoticesAsync(world.Staff);

        Assert.Equal("second-person", (await ConfirmNoticesAsync(prepared.Value.Id, world.Staff)).Error.Code);
        await world.CancelAsync(waiting);
        var confirmed = await ConfirmNoticesAsync(prepared.Value.Id, world.Second);

        Assert.Equal(1, confirmed.Value);
        Assert.Equal([("DecisionNotice", MailState.Waiting)], await world.MailsAboutAsync(refused));
        Assert.Equal([("DecisionNotice", MailState.Cancelled)], await world.MailsAboutAsync(waiting));
    }

    [Theory]
    [InlineData(-1, 0)]
    [InlineData(0, 1)]
    [InlineData(1, 1)]
    public async Task E10_teams_are_public_from_the_results_instant_on(int seconds, int teams)
    {
        var (_, offerId, person) = await world.OfferAsync(0);
        await world.AcceptAsync(offerId, person, "Camille D.");
        await world.PublishAsync();
        var cohort = await world.ReadAsync(db => db.Cohorts.SingleAsync(found => found.IsCurrent));

        var shown = await world.InAsync<PublicTeams, IReadOnlyList<PublicTeam>>(query =>
            query.OfAsync(cohort, SelectionWorld.ResultsAt.AddSeconds(seconds), CancellationToken.None)
        );

        Assert.Equal(teams, shown.Count);
    }

    private Task<DateTimeOffset?> CorrectedAtAsync(Domain.Cohorts.Cohort cohort) =>
        world.InAsync<PublicTeams, DateTimeOffset?>(query => query.CorrectedAtAsync(cohort, world.Now, CancellationToken.None));

    private Task<Result<NoticeRelease>> PrepareNoticesAsync(Actor by) =>
        world.InAsync<PrepareNotices, Result<NoticeRelease>>(act => act.ExecuteAsync(by, CancellationToken.None));

    private Task<Result<int>> ConfirmNoticesAsync(Guid id, Actor by) =>
        world.InAsync<ConfirmNotices, Result<int>>(act =>
            act.ExecuteAsync(new ConfirmNoticesCommand(id), by, CancellationToken.None)
        );
}
