using EigPortal.Domain.Juries;
using EigPortal.Domain.Selection;
using EigPortal.Domain.Selection.Deliberations;
using EigPortal.Domain.Shared;
using EigPortal.Services.Identity;
using EigPortal.Services.Selection;
using EigPortal.Services.Selection.Deliberations;
using Microsoft.EntityFrameworkCore;

namespace EigPortal.Services.Tests.Selection;

public sealed class DeliberationTests : IAsyncLifetime
{
    private readonly SelectionWorld world = new();
    private Guid sitting;
    private List<Guid> members = [];

    public async Task InitializeAsync()
    {
        await world.InitializeAsync();
        (sitting, members) = await OpenSittingAsync();
    }

    public Task DisposeAsync() => world.DisposeAsync();

    [Fact]
    public async Task An_adopted_motion_is_a_decision_that_a_second_person_validates()
    {
        var (id, _) = await world.PreselectedAsync(0);

        var voted = await VoteAsync(id, new Ballot(3, 1, 1, null));

        Assert.Empty(voted.Errors);
        var decision = await world.ReadAsync(db => db.Decisions.SingleAsync(found => found.CandidatureId == id));
        Assert.Equal((decision.Id, DecisionState.Recorded), (voted.Value.DecisionId!.Value, decision.State));
        Assert.Empty(await world.ReadAsync(db => db.Offers.ToListAsync()));
        Assert.Empty((await world.ValidateAsync(decision.Id)).Errors);
    }

    [Fact]
    public async Task A_rejected_motion_is_kept_and_decides_nothing()
    {
        var (id, _) = await world.PreselectedAsync(0);

        var voted = await VoteAsync(id, new Ballot(1, 3, 1, null));

        Assert.Equal((ResolutionOutcome.Rejected, null), (voted.Value.Outcome, voted.Value.DecisionId));
        Assert.Empty(await world.ReadAsync(db => db.Decisions.Where(found => found.CandidatureId == id).ToListAsync()));
        Assert.Empty((await VoteAsync(id, new Ballot(4, 1, 0, null))).Errors);
    }

    [Fact]
    public async Task What_is_wrong_with_the_vote_and_with_the_decision_is_said_at_once_and_nothing_is_saved()
    {
        var (id, _) = await world.PreselectedAsync(0);

        var refused = await VoteAsync(id, new Ballot(1, 1, 1, null), DecisionKind.NotRetained);

        Assert.Equal(["ballot.count", "decision.grounds"], refused.Errors.Select(error => error.Code));
        Assert.Empty(await world.ReadAsync(db => db.Resolutions.ToListAsync()));
    }

    [Fact]
    public async Task E10_a_tie_recorded_meanwhile_takes_the_member_out_of_the_count()
    {
        var (id, _) = await world.PreselectedAsync(0);
        await world.ReadAsync(async db =>
        {
            db.Add(new ConflictOfInterest(members[4], id, ConflictLevel.ReadsOnly, "Ancien collègue", members[4], world.Now));
            return await db.SaveChangesAsync();
        });

        Assert.Equal("ballot.count", (await VoteAsync(id, new Ballot(5, 0, 0, null))).Error.Code);
        var voted = await VoteAsync(id, new Ballot(4, 0, 0, null));

        Assert.Single(voted.Value.Recused);
    }

    [Fact]
    public async Task E10_two_people_who_write_the_same_vote_at_once_write_it_once()
    {
        var (id, _) = await world.PreselectedAsync(0);

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => VoteAsync(id, new Ballot(5, 0, 0, null))));

        Assert.Single(answers, answer => answer.IsOk);
        Assert.All(answers.Where(answer => !answer.IsOk), answer => Assert.Equal(SelectionRefusals.AlreadyDecided, answer.Error));
        Assert.Equal(1, await world.ReadAsync(db => db.Resolutions.CountAsync()));
    }

    [Fact]
    public async Task E10_sealed_minutes_name_members_and_never_candidates_and_betray_a_change()
    {
        var (id, _) = await world.PreselectedAsync(0);
        await VoteAsync(id, new Ballot(5, 0, 0, null));
        Assert.Empty((await DeskAsync(desk => desk.CloseAsync(sitting, CancellationToken.None))).Errors);

        var closed = await FindAsync();
        var text = DeliberationMinutes.Write(closed.Deliberation);
        var family = await world.ReadAsync(db =>
            db.Candidatures.Where(row => row.Id == id)
                .Join(db.Candidates, row => row.CandidateId, person => person.Id, (_, person) => person.FamilyName)
                .SingleAsync()
        );
        Assert.True(closed.IsIntact);
        Assert.All(closed.Deliberation.Members, member => Assert.Contains(member.FullName, text, StringComparison.Ordinal));
        Assert.DoesNotContain(family, text, StringComparison.Ordinal);

        await world.ReadAsync(db => db.Database.ExecuteSqlRawAsync("update resolutions set votes_for = 4, abstained = 1"));
        Assert.False((await FindAsync()).IsIntact);
        Assert.Equal(
            "deliberation.closed",
            (await VoteAsync((await world.PreselectedAsync(1)).Id, new Ballot(5, 0, 0, null))).Error.Code
        );
    }

    [Fact]
    public async Task B21_a_vote_on_somebody_the_viewer_is_tied_to_is_neither_shown_nor_counted_nor_written()
    {
        var (hidden, _) = await world.PreselectedAsync(0);
        var (shown, _) = await world.PreselectedAsync(1);
        await VoteAsync(hidden, new Ballot(5, 0, 0, null));
        await VoteAsync(shown, new Ballot(0, 5, 0, null));
        await world.ReadAsync(async db =>
        {
            db.Add(
                new ConflictOfInterest(
                    world.Second.AccountId,
                    hidden,
                    ConflictLevel.Excluded,
                    "Parenté",
                    world.Second.AccountId,
                    world.Now
                )
            );
            return await db.SaveChangesAsync();
        });

        var found = await FindAsync(world.Second);
        Assert.Equal([shown], found.Votes.Select(vote => vote.CandidatureId));
        var line = Assert.Single(
            await world.InAsync<Sittings, IReadOnlyList<SittingLine>>(async list =>
                await list.ListAsync(found.Deliberation.CohortId, world.Second, CancellationToken.None)
            )
        );
        Assert.Equal(1, line.Votes);
        Assert.Equal(SelectionRefusals.NotFound, (await VoteAsync(hidden, new Ballot(5, 0, 0, null), by: world.Second)).Error);
    }

    private async Task<(Guid Id, List<Guid> Members)> OpenSittingAsync()
    {
        var cohortId = await CohortIdAsync();
        var called = await world.InAsync<Sittings, List<CalledMember>>(list =>
            list.MembersAsync(cohortId, CancellationToken.None)
        );
        var ids = called.Take(5).Select(member => member.AccountId).ToList();
        var convened = await world.InAsync<DeliberationDesk, Result<Deliberation>>(desk =>
            desk.ConveneAsync(
                cohortId,
                new ConveneCommand("Jury du 9 novembre", new DateOnly(2018, 11, 9), 3, ids[0], ids),
                CancellationToken.None
            )
        );
        var id = convened.Value.Id;
        Assert.Empty((await DeskAsync(desk => desk.OpenAsync(id, ids, CancellationToken.None))).Errors);
        return (id, ids);
    }

    private async Task<Result<Resolution>> VoteAsync(
        Guid candidatureId,
        Ballot ballot,
        DecisionKind kind = DecisionKind.Retained,
        Actor? by = null
    )
    {
        Guid? seat = kind == DecisionKind.NotRetained ? null : await world.SeatAsync(0);
        return await world.InAsync<ResolveCandidature, Result<Resolution>>(resolve =>
            resolve.ExecuteAsync(
                new ResolveCommand(sitting, new RecordDecisionCommand(candidatureId, kind, seat, "Avis du jury"), ballot),
                by ?? world.Staff,
                CancellationToken.None
            )
        );
    }

    private Task<Result> DeskAsync(Func<DeliberationDesk, Task<Result>> act) => world.InAsync(act);

    private Task<Guid> CohortIdAsync() =>
        world.ReadAsync(db => db.Cohorts.Where(row => row.IsCurrent).Select(row => row.Id).SingleAsync());

    private async Task<Sitting> FindAsync(Actor? by = null)
    {
        var cohortId = await CohortIdAsync();
        return (
            await world.InAsync<Sittings, Sitting?>(list =>
                list.FindAsync(sitting, cohortId, by ?? world.Staff, CancellationToken.None)
            )
        )!;
    }
}
