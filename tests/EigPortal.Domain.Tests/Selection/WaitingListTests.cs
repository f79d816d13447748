using EigPortal.Domain.Selection;

namespace EigPortal.Domain.Tests.Selection;

public sealed class WaitingListTests
{
    private static readonly ListKey List = new(Guid.CreateVersion7(), "Design");

    [Fact]
    public void A_move_changes_the_order_of_the_others_as_little_as_it_can()
    {
        var people = Waiting(1, 2, 3, 4);

        Assert.True(new WaitingList(List, people).Move(people[3].CandidatureId, 2, "Le défi a besoin de ses compétences").IsOk);

        Assert.Equal([1, 3, 4, 2], people.Select(PositionOf));
        Assert.Equal("Le défi a besoin de ses compétences", Assert.IsType<WaitingPlaceMoved>(people[3].Events[^1]).Reason);
        Assert.DoesNotContain(people[..3].SelectMany(person => person.Events), happened => happened is WaitingPlaceMoved);
    }

    [Fact]
    public void B21_somebody_left_out_of_the_list_keeps_their_place()
    {
        var people = Waiting(1, 3, 7);

        Assert.True(new WaitingList(List, people).Move(people[2].CandidatureId, 1, "Raison").IsOk);

        Assert.Equal([3, 7, 1], people.Select(PositionOf));
    }

    [Fact]
    public void The_ranking_of_the_jury_orders_the_people_it_knows_before_the_others()
    {
        var people = Waiting(1, 2, 3);

        new WaitingList(List, people).Arrange(
            new Dictionary<Guid, int> { [people[2].CandidatureId] = 4, [people[1].CandidatureId] = 9 }
        );

        Assert.Equal([3, 2, 1], people.Select(PositionOf));
    }

    [Theory]
    [InlineData(0, "Raison", "waiting.position")]
    [InlineData(3, "Raison", "waiting.position")]
    [InlineData(1, " ", "waiting.reason")]
    [InlineData(9, "", "waiting.position waiting.reason")]
    public void A_move_beyond_the_list_or_without_a_reason_is_refused(int position, string reason, string codes)
    {
        var people = Waiting(1, 2);

        var refused = new WaitingList(List, people).Move(people[0].CandidatureId, position, reason);

        Assert.Equal(codes.Split(' '), refused.Errors.Select(error => error.Code));
        Assert.Equal([1, 2], people.Select(PositionOf));
    }

    [Fact]
    public void The_next_person_comes_after_the_last()
    {
        Assert.Equal(1, new WaitingList(List, []).End);
        Assert.Equal(8, new WaitingList(List, Waiting(2, 7)).End);
    }

    [Theory]
    [InlineData(DecisionKind.Retained, DecisionState.Recorded)]
    [InlineData(DecisionKind.NotRetained, DecisionState.Recorded)]
    [InlineData(DecisionKind.WaitingList, DecisionState.Validated)]
    [InlineData(DecisionKind.WaitingList, DecisionState.Cancelled)]
    public void Only_a_waiting_decision_that_is_not_validated_yet_is_put_on_a_list(DecisionKind kind, DecisionState state) =>
        Assert.Equal(SelectionErrors.DecisionNotPending, Given.Decision(state, kind).WaitOn(List, 1).Error);

    [Theory]
    [InlineData(DecisionKind.Retained, DecisionState.Recorded)]
    [InlineData(DecisionKind.WaitingList, DecisionState.Recorded)]
    [InlineData(DecisionKind.NotRetained, DecisionState.Validated)]
    [InlineData(DecisionKind.NotRetained, DecisionState.Cancelled)]
    public void Only_a_refusal_that_is_not_validated_yet_is_explained(DecisionKind kind, DecisionState state) =>
        Assert.Equal(SelectionErrors.DecisionNotPending, Given.Decision(state, kind).Explain([DecisionGround.Skills], "").Error);

    [Fact]
    public void A_person_is_asked_again_after_two_days_and_nothing_is_declined()
    {
        var offer = Given.Offer(OfferState.Sent);
        Assert.True(offer.Remind(Given.AfterCall).IsOk);
        Assert.Equal(SelectionErrors.RemindedAlready, offer.Remind(Given.AfterCall + Offer.BetweenReminders - OneTick).Error);
        Assert.True(offer.Remind(Given.AfterCall + Offer.BetweenReminders).IsOk);
        Assert.Equal((OfferState.Sent, 2), (offer.State, offer.Reminders));
    }

    [Fact]
    public void B20_E12_an_answer_is_late_from_the_instant_on_and_may_still_be_given()
    {
        var offer = Given.Offer(OfferState.Sent);
        Assert.False(offer.IsLateAt(offer.AnswerBefore - OneTick));
        Assert.True(offer.IsLateAt(offer.AnswerBefore));
        Assert.True(offer.Accept("", Given.FirstPerson, offer.AnswerBefore.AddDays(30)).IsOk);
        Assert.False(offer.IsLateAt(offer.AnswerBefore.AddDays(30)));
    }

    private static readonly TimeSpan OneTick = TimeSpan.FromTicks(1);

    private static Decision[] Waiting(params int[] positions) =>
        [
            .. positions.Select(position =>
            {
                var decision = Given.Decision(DecisionState.Recorded, DecisionKind.WaitingList);
                Assert.True(decision.WaitOn(List, position).IsOk);
                return decision;
            }),
        ];

    private static int PositionOf(Decision decision) => decision.Places.Single().Position;
}
