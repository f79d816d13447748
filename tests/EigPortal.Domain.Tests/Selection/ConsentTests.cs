using EigPortal.Domain.Selection;
using EigPortal.Domain.Selection.Forming;

namespace EigPortal.Domain.Tests.Selection;

/// <summary>Asking somebody about a challenge they did not wish for (F16).</summary>
public sealed class ConsentTests
{
    [Fact]
    public void A_question_needs_a_reason_and_a_time_and_says_both_at_once()
    {
        var asked = ChallengeConsent.Ask(
            Guid.CreateVersion7(),
            Guid.CreateVersion7(),
            new ListKey(Guid.CreateVersion7(), "Design"),
            days: 16,
            " ",
            Given.FirstPerson,
            Given.AfterCall
        );
        Assert.Equal(["consent.days", "consent.reason"], asked.Errors.Select(error => error.Code));
    }

    [Theory]
    [InlineData(-1, true)]
    [InlineData(0, false)]
    [InlineData(1, false)]
    public void A_yes_comes_before_the_end_of_the_time_given(int seconds, bool isTaken)
    {
        var consent = Given.Consent(ConsentState.Asked);
        var result = consent.Give(isDecided: false, consent.AnswerBefore.AddSeconds(seconds));
        Assert.Equal(isTaken, result.IsOk);
        Assert.Equal(isTaken ? ConsentState.Given : ConsentState.Asked, consent.State);
    }

    [Fact]
    public void A_no_is_heard_at_any_time_also_after_a_yes()
    {
        foreach (var state in new[] { ConsentState.Asked, ConsentState.Given })
        {
            var consent = Given.Consent(state);
            Assert.True(consent.Refuse(isDecided: false, consent.AnswerBefore.AddDays(1)).IsOk);
            Assert.Equal(ConsentState.Refused, consent.State);
        }
    }

    [Theory]
    [InlineData(ConsentState.Asked)]
    [InlineData(ConsentState.Given)]
    [InlineData(ConsentState.Refused)]
    public void Once_something_is_decided_no_answer_changes(ConsentState state)
    {
        var consent = Given.Consent(state);
        var changed =
            state == ConsentState.Refused
                ? consent.Give(isDecided: true, Given.AfterCall)
                : consent.Refuse(isDecided: true, Given.AfterCall);
        Assert.Equal([ConsentErrors.Decided], changed.Errors);
        Assert.Equal(state, consent.State);
    }
}
