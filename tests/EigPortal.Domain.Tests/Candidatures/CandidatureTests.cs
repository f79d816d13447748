using System.Security.Cryptography;
using System.Text;
using EigPortal.Domain.Candidatures;

namespace EigPortal.Domain.Tests.Candidatures;

public sealed class CandidatureTests
{
    [Theory]
    [InlineData(-1, true)]
    [InlineData(0, false)]
    [InlineData(1, false)]
    public void B9_a_submission_counts_until_the_second_before_closing(int secondsFromClosing, bool counts)
    {
        var candidature = Given.CompleteDraft();
        var result = Given.Submit(candidature, Given.Closes.AddSeconds(secondsFromClosing));
        Assert.Equal(counts, result.IsOk);
        Assert.Equal(counts ? CandidatureState.Submitted : CandidatureState.Draft, candidature.State);
        Assert.Equal(counts ? null : "call.closed", result.IsOk ? null : result.Error.Code);
    }

    [Fact]
    public void Nothing_is_accepted_the_second_before_opening() =>
        Assert.Equal("call.not-open", Given.Submit(Given.CompleteDraft(), Given.Opens.AddSeconds(-1)).Error.Code);

    [Fact]
    public void B4_a_draft_is_kept_although_required_answers_are_missing()
    {
        var candidature = new Candidature(Guid.CreateVersion7(), Guid.CreateVersion7(), Given.DuringCall);
        foreach (var section in CandidatureForm.Sections)
        {
            Assert.True(
                candidature.SaveSection(section, new Dictionary<string, string>(), Given.Timetable, Given.DuringCall).IsOk
            );
        }

        Assert.Equal("answer.missing", Given.Submit(candidature, Given.DuringCall).Errors[0].Code);
    }

    [Fact]
    public void Every_missing_part_is_named_at_once()
    {
        var candidature = new Candidature(Guid.CreateVersion7(), Guid.CreateVersion7(), Given.DuringCall);
        var required = CandidatureForm.Sections.Sum(section => section.Fields.Count(field => field.Required));
        Assert.Equal(required + 2, Given.Submit(candidature, Given.DuringCall).Errors.Count);
    }

    [Fact]
    public void The_same_key_twice_is_one_submission()
    {
        var candidature = Given.CompleteDraft();
        var first = Given.Submit(candidature, Given.DuringCall, "clef").Value;
        var second = Given.Submit(candidature, Given.Closes.AddMinutes(1), "clef").Value;
        Assert.Same(first, second);
        Assert.Single(candidature.Snapshots);
        Assert.Single(candidature.Events.OfType<CandidatureSubmitted>());
    }

    [Fact]
    public void The_hash_is_that_of_the_bytes_kept()
    {
        var snapshot = Given.Submit(Given.CompleteDraft(), Given.DuringCall).Value;
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(snapshot.Json))), snapshot.Sha256);
        Assert.Equal("EIG3-0001", snapshot.Content.Number);
        Assert.Equal(snapshot.Json, snapshot.Content.ToJson());
    }

    [Fact]
    public void An_edit_after_submission_counts_for_nothing_until_submitted_again()
    {
        var candidature = Given.Candidature(CandidatureState.Submitted);
        var later = Given.DuringCall.AddHours(1);
        Assert.True(
            candidature.SaveWishes([new WishText(Given.OtherChallengeId, "Design", "Nouvelle")], Given.Timetable, later).IsOk
        );
        Assert.True(candidature.HasUnsubmittedEdits);
        Assert.Equal("CibNav", candidature.LastSnapshot!.Content.Wishes.Single().Challenge);

        Assert.True(Given.Submit(candidature, later, "deuxième").IsOk);
        Assert.False(candidature.HasUnsubmittedEdits);
        Assert.Equal("Karfu’R", candidature.LastSnapshot!.Content.Wishes.Single().Challenge);
        Assert.Equal([1, 2], candidature.Snapshots.Select(snapshot => snapshot.Sequence));
    }

    [Fact]
    public void B8_submitting_again_checks_everything_again()
    {
        var candidature = Given.Candidature(CandidatureState.Submitted);
        var cv = candidature.CurrentDocuments.Single();
        Assert.True(candidature.RemoveDocument(cv.Id, Given.Timetable, Given.DuringCall).IsOk);
        Assert.Equal("documents.cv", Given.Submit(candidature, Given.DuringCall, "sans CV").Error.Code);
        Assert.Equal(cv.Id, candidature.LastSnapshot!.Content.Documents.Single().DocumentId);
    }

    [Fact]
    public void Swapping_the_two_wishes_keeps_two_ranks()
    {
        var candidature = Given.CompleteDraft();
        var one = new WishText(Given.ChallengeId, "Data science", "A");
        var two = new WishText(Given.OtherChallengeId, "Design", "B");
        Assert.True(candidature.SaveWishes([one, two], Given.Timetable, Given.DuringCall).IsOk);
        Assert.True(candidature.SaveWishes([two, one], Given.Timetable, Given.DuringCall).IsOk);
        Assert.Equal(
            [(1, Given.OtherChallengeId), (2, Given.ChallengeId)],
            candidature.Wishes.OrderBy(wish => wish.Rank).Select(wish => (wish.Rank, wish.ChallengeId))
        );
    }

    [Fact]
    public void A_third_wish_is_refused() =>
        Assert.Equal(
            CandidatureErrors.TooManyWishes,
            Given
                .CompleteDraft()
                .SaveWishes(
                    [.. Enumerable.Range(0, 3).Select(_ => new WishText(Guid.CreateVersion7(), "Design", ""))],
                    Given.Timetable,
                    Given.DuringCall
                )
                .Error
        );

    [Fact]
    public void The_same_challenge_twice_is_refused() =>
        Assert.Equal(
            CandidatureErrors.SameWishTwice,
            Given
                .CompleteDraft()
                .SaveWishes(
                    [new WishText(Given.ChallengeId, "Data science", ""), new WishText(Given.ChallengeId, "Développement", "")],
                    Given.Timetable,
                    Given.DuringCall
                )
                .Error
        );

    [Fact]
    public void A_wish_for_a_challenge_that_no_longer_accepts_blocks_submission_and_says_which()
    {
        var candidature = Given.CompleteDraft();
        Assert.True(
            candidature
                .SaveWishes([new WishText(Guid.CreateVersion7(), "Design", "Texte")], Given.Timetable, Given.DuringCall)
                .IsOk
        );
        Assert.Equal(CandidatureErrors.WishClosed(1), Given.Submit(candidature, Given.DuringCall).Error);
    }

    [Fact]
    public void Screening_waits_for_closing() =>
        Assert.Equal(
            "screening.call-open",
            Given.Candidature(CandidatureState.Submitted).Admit(Given.Timetable, Given.Closes.AddSeconds(-1)).Error.Code
        );

    [Fact]
    public void A_rejection_cites_its_article()
    {
        var candidature = Given.Candidature(CandidatureState.Submitted);
        Assert.Equal("screening.article", candidature.Reject(" ", "Raison", Given.Timetable, Given.AfterCall).Error.Code);
        Assert.True(candidature.Reject("article 4", "Raison", Given.Timetable, Given.AfterCall).IsOk);
        Assert.Equal("article 4 : Raison", candidature.Events.Last().Reason);
    }

    [Fact]
    public void A_new_cv_replaces_the_former_one_which_stays_for_the_snapshots()
    {
        var candidature = Given.Candidature(CandidatureState.Submitted);
        Assert.True(
            candidature
                .AttachDocument(
                    DocumentKind.Cv,
                    Guid.CreateVersion7(),
                    "cv2.pdf",
                    10,
                    new string('b', 64),
                    Given.Timetable,
                    Given.DuringCall
                )
                .IsOk
        );
        Assert.Equal("cv2.pdf", candidature.CurrentDocuments.Single().FileName);
        Assert.Equal(2, candidature.Documents.Count);
    }

    [Fact]
    public void Saving_the_same_answers_again_changes_no_version()
    {
        var candidature = Given.Candidature(CandidatureState.Submitted);
        var section = CandidatureForm.Sections[0];
        Assert.True(candidature.SaveSection(section, candidature.AnswersOf(section.Key), Given.Timetable, Given.DuringCall).IsOk);
        Assert.Equal(1, candidature.Sections.Single(answers => answers.Key == section.Key).Version);
        Assert.False(candidature.HasUnsubmittedEdits);
    }
}
