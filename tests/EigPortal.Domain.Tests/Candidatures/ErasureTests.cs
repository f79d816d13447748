using EigPortal.Domain.Candidates;
using EigPortal.Domain.Candidatures;

namespace EigPortal.Domain.Tests.Candidatures;

/// <summary>E17: what an erased file keeps, and that nothing can be done to it any more.</summary>
public sealed class ErasureTests
{
    [Fact]
    public void E17_an_erased_file_keeps_number_dates_challenges_and_fingerprints_and_no_word()
    {
        var candidature = Given.Candidature(CandidatureState.Submitted);
        var (number, submittedAt) = (candidature.Number, candidature.SubmittedAt);
        var before = candidature.LastSnapshot!;
        var (sha256, challenges) = (
            before.Sha256,
            before.Content.Wishes.Select(wish => (wish.ChallengeId, wish.Profile)).ToList()
        );

        Assert.Empty(candidature.Erase(ErasureCause.Person, isUnderReview: true, Given.AfterCall).Errors);
        Assert.Equal((CandidatureState.Withdrawn, Given.AfterCall), (candidature.State, candidature.WithdrawnAt));
        Assert.Equal((number, submittedAt, Given.AfterCall), (candidature.Number, candidature.SubmittedAt, candidature.ErasedAt));
        Assert.Empty(candidature.Sections);
        Assert.Empty(candidature.CurrentDocuments);
        Assert.All(candidature.Wishes, wish => Assert.Equal("", wish.Contribution));
        var after = candidature.LastSnapshot!;
        Assert.Equal((sha256, Given.AfterCall), (after.Sha256, after.ErasedAt));
        Assert.Equal(challenges, after.Content.Wishes.Select(wish => (wish.ChallengeId, wish.Profile)));
        Assert.Equal(("", 0, 0), (after.Content.Email, after.Content.Sections.Count, after.Content.Documents.Count));
    }

    [Fact]
    public void Once_results_are_public_the_state_stays_for_statistics()
    {
        var candidature = Given.Candidature(CandidatureState.Preselected);
        Assert.Empty(candidature.Erase(ErasureCause.Retention, isUnderReview: false, Given.AfterCall).Errors);
        Assert.Equal((CandidatureState.Preselected, null), (candidature.State, candidature.WithdrawnAt));
    }

    [Theory]
    [InlineData(CandidatureState.Submitted)]
    [InlineData(CandidatureState.Inadmissible)]
    [InlineData(CandidatureState.Preselected)]
    public void B19_nothing_can_be_done_to_an_erased_file(CandidatureState state)
    {
        var candidature = Given.Candidature(state);
        candidature.Erase(ErasureCause.Person, isUnderReview: false, Given.AfterCall);
        Assert.All(
            [
                candidature.SaveWishes([], Given.Timetable, Given.DuringCall),
                Given.Submit(candidature, Given.DuringCall, "autre clef"),
                candidature.Withdraw(Given.DuringCall),
                candidature.Admit(Given.Timetable, Given.AfterCall),
                candidature.Reject("article 4", "Raison", Given.Timetable, Given.AfterCall),
                candidature.Preselect("", Given.AfterCall),
                candidature.SetAside("Raison", Given.AfterCall),
                candidature.Reconsider("Raison", Given.AfterCall),
                candidature.Erase(ErasureCause.Person, isUnderReview: false, Given.AfterCall),
            ],
            result => Assert.Equal("candidature.erased", result.Error.Code)
        );
    }

    [Fact]
    public void E17_an_erasure_waits_for_its_term_and_leaves_seven_days_after_a_late_notice()
    {
        var term = new DateTimeOffset(2020, 10, 8, 8, 0, 0, TimeSpan.Zero);
        Assert.Equal(term, Retention.ErasedFrom(term, term.AddDays(-30)));
        Assert.Equal(term.AddDays(97), Retention.ErasedFrom(term, term.AddDays(90)));
    }
}
