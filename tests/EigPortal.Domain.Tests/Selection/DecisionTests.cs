using EigPortal.Domain.Cohorts;
using EigPortal.Domain.Selection;
using EigPortal.Domain.Teams;

namespace EigPortal.Domain.Tests.Selection;

public sealed class DecisionTests
{
    [Fact]
    public void The_person_who_recorded_can_not_validate()
    {
        var decision = Given.Decision(DecisionState.Recorded);
        Assert.Equal(CohortErrors.SecondPersonNeeded, decision.Validate(Given.FirstPerson, Given.AfterCall).Error);
        Assert.True(decision.Validate(Given.SecondPerson, Given.AfterCall).IsOk);
    }

    [Theory]
    [InlineData(DecisionState.Recorded, null)]
    [InlineData(DecisionState.Validated, "decision.not-pending")]
    [InlineData(DecisionState.Cancelled, "decision.not-pending")]
    public void What_helped_a_decision_is_told_once_and_before_the_person_is(DecisionState state, string? code)
    {
        var decision = Given.Decision(state);
        var told = decision.TellAids([DecisionAid.Teams, DecisionAid.Calibration, DecisionAid.Teams]);
        Assert.Equal(code, told.IsOk ? null : told.Error.Code);
        Assert.Equal(code is null ? [DecisionAid.Calibration, DecisionAid.Teams] : [], decision.Aids);
    }

    [Theory]
    [InlineData("", "decision.other-profile")]
    [InlineData("Le jury confie ce poste à une data scientist qui développe.", null)]
    public void A_seat_of_another_profile_needs_a_recorded_reason(string reason, string? code)
    {
        var result = Decision.Record(
            Guid.CreateVersion7(),
            Guid.CreateVersion7(),
            DecisionKind.Retained,
            Guid.CreateVersion7(),
            "Développement",
            ["Data science"],
            reason,
            Given.FirstPerson,
            Given.AfterCall
        );
        Assert.Equal(code, result.IsOk ? null : result.Error.Code);
    }

    [Theory]
    [InlineData(DecisionKind.Retained, "decision.post")]
    [InlineData(DecisionKind.WaitingList, "decision.post")]
    [InlineData(DecisionKind.NotRetained, null)]
    public void Only_a_refusal_has_no_seat(DecisionKind kind, string? code)
    {
        var result = Decision.Record(
            Guid.CreateVersion7(),
            Guid.CreateVersion7(),
            kind,
            null,
            null,
            ["Design"],
            "",
            Given.FirstPerson,
            Given.AfterCall
        );
        Assert.Equal(code, result.IsOk ? null : result.Error.Code);
    }

    [Fact]
    public void Two_people_never_share_a_seat()
    {
        var team = new Team(Guid.CreateVersion7(), Guid.CreateVersion7());
        var post = Guid.CreateVersion7();
        var first = team.Seat(Given.FirstPerson, Guid.CreateVersion7(), post, "A", "A", Given.AfterCall).Value;
        Assert.Equal(
            "team.seat-taken",
            team.Seat(Given.SecondPerson, Guid.CreateVersion7(), post, "B", "B", Given.AfterCall).Error.Code
        );
        Assert.True(team.Leave(first.Id, "Désistement", Given.AfterCall).IsOk);
        Assert.True(team.Seat(Given.SecondPerson, Guid.CreateVersion7(), post, "B", "B", Given.AfterCall).IsOk);
    }
}
