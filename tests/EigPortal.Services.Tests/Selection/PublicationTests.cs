using EigPortal.Domain.Selection;
using EigPortal.Domain.Shared;
using EigPortal.Services.Identity;
using EigPortal.Services.Mail;
using EigPortal.Services.Selection;
using EigPortal.Services.Teams;
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
        Assert.Equal("results.pending", (await PrepareResultsAsync()).Error.Code);
        await world.ValidateAsync(recorded.Value.Id);

        Assert.Empty((await PrepareResultsAsync()).Errors);

        var same = await world.InAsync<ConfirmResults, Result>(act => act.ExecuteAsync(world.Staff, CancellationToken.None));
        Assert.Equal("second-person", same.Error.Code);
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

    private Task<Result> PrepareResultsAsync() =>
        world.InAsync<PrepareResults, Result>(act => act.ExecuteAsync(world.Staff, CancellationToken.None));

    private Task<Result<NoticeRelease>> PrepareNoticesAsync(Actor by) =>
        world.InAsync<PrepareNotices, Result<NoticeRelease>>(act => act.ExecuteAsync(by, CancellationToken.None));

    private Task<Result<int>> ConfirmNoticesAsync(Guid id, Actor by) =>
        world.InAsync<ConfirmNotices, Result<int>>(act =>
            act.ExecuteAsync(new ConfirmNoticesCommand(id), by, CancellationToken.None)
        );
}
