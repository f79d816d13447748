using CsCheck;
using EigPortal.Domain.Selection;
using EigPortal.Domain.Selection.Deliberations;
using EigPortal.Domain.Shared;

namespace EigPortal.Domain.Tests.Selection;

public sealed class DeliberationTests
{
    private static readonly CalledMember[] People =
    [
        .. new[] { "Aubert", "Barre", "Colin", "Dumas", "Evrard" }.Select(name => new CalledMember(Guid.CreateVersion7(), name)),
    ];

    private static readonly HashSet<Guid> Nobody = [];
    private static readonly Motion Motion = new(Guid.CreateVersion7(), "EIG3-0042", DecisionKind.Retained, "CibNav, Design");

    public static TheoryData<DeliberationState, DeliberationVerb> Cells => Given.Cells<DeliberationState, DeliberationVerb>();

    [Theory]
    [MemberData(nameof(Cells))]
    public void B19_a_deliberation_obeys_its_table(DeliberationState state, DeliberationVerb verb)
    {
        var sitting = Sitting(state);
        var result = verb switch
        {
            DeliberationVerb.Attend => sitting.Attend([.. People.Select(member => member.AccountId)]),
            DeliberationVerb.Open => sitting.Open(Given.AfterCall),
            DeliberationVerb.Resolve => sitting.Resolve(Motion, new Ballot(5, 0, 0, null), Nobody, Given.AfterCall),
            DeliberationVerb.Close => sitting.Close(new string('0', 64), Given.AfterCall),
        };
        Assert.Equal(Deliberation.Allowed.Allows(state, verb), result.IsOk);
        Assert.Equal(Deliberation.Allowed.Next(state, verb) ?? state, sitting.State);
    }

    [Fact]
    public void What_is_missing_of_a_sitting_is_said_all_at_once() =>
        Assert.Equal(
            [
                DeliberationErrors.Title,
                DeliberationErrors.Day,
                DeliberationErrors.Members,
                DeliberationErrors.Chair,
                DeliberationErrors.QuorumNumber,
            ],
            Deliberation.Convene(Guid.CreateVersion7(), " ", null, null, People[0].AccountId, []).Errors
        );

    [Theory]
    [InlineData(1, false)]
    [InlineData(2, true)]
    [InlineData(5, true)]
    [InlineData(6, false)]
    public void E10_a_quorum_is_at_least_two_and_at_most_everybody(int quorum, bool isOk) =>
        Assert.Equal(isOk, Convened(quorum).IsOk);

    [Fact]
    public void E10_a_sitting_does_not_begin_below_its_quorum_nor_without_its_chair()
    {
        var sitting = Convened(3).Value;
        sitting.Attend([.. People[..2].Select(member => member.AccountId)]);
        Assert.Equal("deliberation.quorum", sitting.Open(Given.AfterCall).Error.Code);
        sitting.Attend([.. People[1..].Select(member => member.AccountId)]);
        Assert.Equal(DeliberationErrors.ChairAbsent, sitting.Open(Given.AfterCall).Error);
        sitting.Attend([.. People[..3].Select(member => member.AccountId)]);
        Assert.True(sitting.Open(Given.AfterCall).IsOk);
    }

    [Fact]
    public void E10_somebody_who_steps_aside_neither_votes_nor_counts_for_the_quorum()
    {
        var sitting = Sitting(DeliberationState.Open);
        HashSet<Guid> tied = [People[3].AccountId, People[4].AccountId, Guid.CreateVersion7()];

        Assert.Equal("ballot.count", sitting.Resolve(Motion, new Ballot(5, 0, 0, null), tied, Given.AfterCall).Error.Code);
        var voted = sitting.Resolve(Motion, new Ballot(2, 1, 0, null), tied, Given.AfterCall).Value;
        Assert.Equal((3, ResolutionOutcome.Adopted), (voted.Voters, voted.Outcome));
        Assert.Equal(["Dumas", "Evrard"], voted.Recused);

        tied.Add(People[2].AccountId);
        Assert.Equal("deliberation.quorum", sitting.Resolve(Motion, new Ballot(2, 0, 0, null), tied, Given.AfterCall).Error.Code);
    }

    [Theory]
    [InlineData(2, 2, 1, null, false, "ballot.tie")]
    [InlineData(2, 2, 1, true, false, null)]
    [InlineData(2, 2, 1, false, false, null)]
    [InlineData(3, 2, 0, true, false, "ballot.casting-useless")]
    [InlineData(2, 2, 0, true, true, "ballot.tie-no-chair")]
    [InlineData(2, 2, 0, null, true, "ballot.tie-no-chair")]
    [InlineData(0, 0, 5, true, false, null)]
    public void E10_only_the_chair_breaks_a_tie(
        int inFavour,
        int against,
        int abstained,
        bool? casting,
        bool chairIsTied,
        string? code
    )
    {
        var sitting = Sitting(DeliberationState.Open);
        var voted = sitting.Resolve(
            Motion,
            new Ballot(inFavour, against, abstained, casting),
            chairIsTied ? new HashSet<Guid> { People[0].AccountId } : Nobody,
            Given.AfterCall
        );
        Assert.Equal(code, voted.IsOk ? null : voted.Error.Code);
        if (voted.IsOk)
        {
            Assert.Equal(casting == true ? ResolutionOutcome.Adopted : ResolutionOutcome.Rejected, voted.Value.Outcome);
        }
    }

    [Fact]
    public void A_majority_decides_whatever_the_abstentions() =>
        Gen.Select(Gen.Int[-1, 6], Gen.Int[-1, 6], Gen.Int[-1, 6])
            .Sample(
                (inFavour, against, abstained) =>
                {
                    var voted = Sitting(DeliberationState.Open)
                        .Resolve(Motion, new Ballot(inFavour, against, abstained, null), Nobody, Given.AfterCall);
                    var adds = inFavour >= 0 && against >= 0 && abstained >= 0 && inFavour + against + abstained == 5;
                    Assert.Equal(adds && inFavour != against, voted.IsOk);
                    if (voted.IsOk)
                    {
                        Assert.Equal(inFavour > against, voted.Value.Outcome == ResolutionOutcome.Adopted);
                    }
                }
            );

    private static Result<Deliberation> Convened(int quorum) =>
        Deliberation.Convene(
            Guid.CreateVersion7(),
            "Jury du 9 novembre",
            new DateOnly(2018, 11, 9),
            quorum,
            People[0].AccountId,
            People
        );

    private static Deliberation Sitting(DeliberationState state)
    {
        var sitting = Convened(3).Value;
        sitting.Attend([.. People.Select(member => member.AccountId)]);
        if (state != DeliberationState.Convened)
        {
            Assert.True(sitting.Open(Given.AfterCall).IsOk);
        }

        if (state == DeliberationState.Closed)
        {
            Assert.True(sitting.Close(new string('0', 64), Given.AfterCall).IsOk);
        }

        return sitting;
    }
}
