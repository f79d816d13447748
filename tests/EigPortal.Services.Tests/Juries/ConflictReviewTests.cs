using EigPortal.Domain.Juries;
using EigPortal.Domain.Shared;
using EigPortal.Services.Identity;
using EigPortal.Services.Juries;
using Microsoft.EntityFrameworkCore;

namespace EigPortal.Services.Tests.Juries;

/// <summary>Ties found by the portal: staff see them, confirm or waive them, and what follows.</summary>
public sealed class ConflictReviewTests : IAsyncLifetime
{
    private readonly JuryWorld world = new();

    public Task InitializeAsync() => world.InitializeAsync();

    public Task DisposeAsync() => world.DisposeAsync();

    [Fact]
    public async Task E7_a_tie_confirmed_after_scoring_keeps_the_sheet_sets_it_aside_and_ranks_are_made_again()
    {
        var file = await world.FileAsync("EIG3-0001");
        var aubert = await world.JurorAsync("Aubert");
        var barre = await world.JurorAsync("Barre");
        await world.ScoreAsync(file.Id, aubert, 4, 4, 4, 4, 4);
        await world.ScoreAsync(file.Id, barre, 2, 2, 2, 2, 2);
        await StateAsync(aubert.JurorId, "Personne EIG3-0001");

        var tie = (await ReviewAsync(world.Staff)).Ties.Single();
        Assert.Equal(
            (ConflictClue.NamedByThem, "EIG3-0001", SheetState.Locked),
            (tie.Proposal.Clue, tie.Number, tie.Sheet!.Value)
        );
        Assert.Equal(1, (await ConfirmAsync(tie, world.Staff)).Value);

        var kept = await world.SheetAsync(file.Id, aubert.JurorId);
        Assert.Equal((SheetState.SetAside, 20m), (kept.State, kept.Total!.Value));
        Assert.Equal(10m, (await world.ListAsync()).Rows.Single().Score);
        Assert.Equal(ConflictOrigin.Inferred, await world.ReadAsync(db => db.Conflicts.Select(row => row.Origin).SingleAsync()));
        Assert.Equal(
            ["Lien d’intérêts proposé par le portail et retenu par l’équipe", "Lecture retirée à une personne du jury"],
            await world.ReadAsync(db =>
                db.AuditEvents.Where(row => row.ObjectId == file.Id)
                    .OrderByDescending(row => row.Sequence)
                    .Take(2)
                    .OrderBy(row => row.Kind)
                    .Select(row => row.Sentence)
                    .ToListAsync()
            )
        );
        Assert.Empty((await ReviewAsync(world.Staff)).Ties);
    }

    [Fact]
    public async Task A_tie_waived_with_a_reason_is_not_proposed_again_unless_something_else_is_found()
    {
        await world.FileAsync("EIG3-0001");
        var juror = await world.JurorAsync("Aubert");
        await StateAsync(juror.JurorId, "Personne EIG3-0001");
        var tie = (await ReviewAsync(world.Staff)).Ties.Single();

        Assert.Equal("waiver.reason", (await WaiveAsync(tie, " ")).Error.Code);
        Assert.Equal(1, (await WaiveAsync(tie, "Homonyme, vérifié avec la personne.")).Value);
        Assert.Empty((await ReviewAsync(world.Staff)).Ties);
        Assert.Equal("ties.changed", (await WaiveAsync(tie, "Deux fois.")).Error.Code);

        await StateAsync(juror.JurorId, "EIG3-0001 Personne");
        Assert.Single((await ReviewAsync(world.Staff)).Ties);
    }

    [Fact]
    public async Task B21_staff_with_a_tie_are_proposed_nothing_about_the_hidden_file_and_settle_nothing_of_their_own()
    {
        var hidden = await world.FileAsync("EIG3-0001");
        await world.FileAsync("EIG3-0002", "quelqu-un@entreprise.fr");
        var juror = await world.JurorAsync("Aubert");
        await StateAsync(juror.JurorId, "Personne EIG3-0001", "Personne EIG3-0002");
        var (_, tied) = await world.JurorAsync("Équipe", "equipe@entreprise.fr");
        tied = tied with { StaffRole = StaffRole.Staff };
        await world.DeclareAsync(tied.AccountId, hidden.Id);
        Assert.Equal(["EIG3-0001", "EIG3-0002", "EIG3-0002"], (await ReviewAsync(world.Staff)).Ties.Select(tie => tie.Number));

        var seen = (await ReviewAsync(tied)).Ties;
        Assert.Equal(["EIG3-0002", "EIG3-0002"], seen.Select(tie => tie.Number));
        var own = seen.Single(tie => tie.Proposal.AccountId == tied.AccountId);
        Assert.Equal("ties.own", (await ConfirmAsync(own, tied)).Error.Code);
        var concealed = (await ReviewAsync(world.Staff)).Ties.First(tie => tie.Number == "EIG3-0001");
        Assert.Equal("ties.changed", (await ConfirmAsync(concealed, tied)).Error.Code);
    }

    [Fact]
    public async Task E7_a_mentor_s_own_challenge_waits_for_nobody_and_a_hand_goes_past_a_tie_to_review_with_a_reason()
    {
        var file = await world.FileAsync("EIG3-0001");
        var mentor = await world.JurorAsync("Aubert", mentors: true);
        Assert.Empty((await ReviewAsync(world.Staff)).Ties);
        await StateAsync(mentor.JurorId, "Personne EIG3-0001");

        var silent = await world.TryAssignAsync([file.Id], [mentor.JurorId]);
        Assert.Equal(JuryErrors.ForcedWithoutReason, silent.Error);
        var row = (await world.AssignAsync([file.Id], [mentor.JurorId], reason: "Seule mentore du défi")).Single();
        Assert.True(row is { Outcome: AssignmentOutcome.Assigned, MentorsChallenge: true, HasTieToReview: true });
        Assert.Equal(
            (ConflictLevel.Declared, ConflictOrigin.Inferred),
            await world.ReadAsync(async db =>
            {
                var declared = await db.Conflicts.SingleAsync();
                return (declared.Level, declared.Origin);
            })
        );
    }

    private Task<int> StateAsync(Guid jurorId, params string[] known) =>
        world.ReadAsync(async db =>
        {
            var juror = await db.Jurors.SingleAsync(row => row.Id == jurorId);
            Assert.Empty(juror.StateInterests(new Interests([], [], known), JuryWorld.Now).Errors);
            return await db.SaveChangesAsync();
        });

    private Task<TieReview> ReviewAsync(Actor actor) =>
        world.InAsync<ConflictReview, TieReview>(review => review.FindAsync(world.CohortId, actor, CancellationToken.None));

    private Task<Result<int>> ConfirmAsync(ProposedTie tie, Actor actor) =>
        world.InAsync<ConflictReview, Result<int>>(review =>
            review.ConfirmAsync(world.CohortId, [Key(tie)], null, _ => "Personne connue", actor, CancellationToken.None)
        );

    private Task<Result<int>> WaiveAsync(ProposedTie tie, string reason) =>
        world.InAsync<ConflictReview, Result<int>>(review =>
            review.WaiveAsync(world.CohortId, [Key(tie)], reason, world.Staff, CancellationToken.None)
        );

    private static TieKey Key(ProposedTie tie) =>
        new(tie.Proposal.AccountId, tie.Proposal.CandidatureId, tie.Proposal.Clue, tie.Proposal.Evidence);
}
