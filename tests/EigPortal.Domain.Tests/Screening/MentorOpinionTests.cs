using EigPortal.Domain.Screening;

namespace EigPortal.Domain.Tests.Screening;

public sealed class MentorOpinionTests
{
    [Theory]
    [InlineData(MentorView.Favourable, "", "")]
    [InlineData(MentorView.Reserved, "  ", "mentor-opinion.words")]
    [InlineData(MentorView.Unfavourable, null, "mentor-opinion.words")]
    [InlineData(MentorView.Unfavourable, "Hors sujet", "")]
    [InlineData(null, "Très bien", "mentor-opinion.view")]
    public void An_opinion_that_is_not_favourable_says_why(MentorView? view, string? words, string refusal)
    {
        var opinion = Given.MentorOpinion(MentorOpinionState.Asked);
        var given = opinion.Give(view, words, Given.AfterCall);
        Assert.Equal(refusal, given.IsOk ? "" : given.Error.Code);
        Assert.Equal(given.IsOk ? MentorOpinionState.Given : MentorOpinionState.Asked, opinion.State);
    }

    [Fact]
    public void Both_errors_are_said_at_once_and_nothing_is_kept()
    {
        var opinion = Given.MentorOpinion(MentorOpinionState.Asked);
        var refused = opinion.Give(null, new string('a', MentorOpinion.WordsMaxLength + 1), Given.AfterCall);
        Assert.Equal(["View", "Words"], refused.Errors.Select(error => error.Field));
        Assert.Equal((null, "", null), (opinion.View, opinion.Words, opinion.GivenAt));
    }
}
