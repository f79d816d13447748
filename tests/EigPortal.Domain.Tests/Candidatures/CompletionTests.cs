using EigPortal.Domain.Candidatures;
using EigPortal.Domain.Shared;

namespace EigPortal.Domain.Tests.Candidatures;

/// <summary>A submitted file is completed at the team's request: what was asked changes, nothing else reopens.</summary>
public sealed class CompletionTests
{
    private static readonly PromotionForm Form = CandidatureForm.Usual;

    [Fact]
    public void A_completion_makes_a_new_version_and_leaves_the_submission_as_it_was()
    {
        var file = Given.Candidature(CandidatureState.Admissible);
        var (submitted, submittedAt) = (file.LastSnapshot!, file.SubmittedAt);
        var made = Given.Complete(file, Given.AfterCall).Value;

        Assert.Equal((2, file.LastCompletion!.Id), (made.Sequence, made.CompletionId));
        Assert.Equal((CandidatureState.Admissible, submittedAt), (file.State, file.SubmittedAt));
        Assert.Equal("Camille", submitted.Content.Sections["identite"]["ville"]);
        Assert.Equal("Nouméa", made.Content.Sections["identite"]["ville"]);
        Assert.Equal("cv.pdf", Assert.Single(submitted.Content.Documents).FileName);
        Assert.Equal("cv-lisible.pdf", Assert.Single(made.Content.Documents).FileName);
        Assert.Equal(submitted.Content.Wishes, made.Content.Wishes);
        Assert.Equal(
            submitted.Content.Sections.Where(section => section.Key != "identite").SelectMany(section => section.Value),
            made.Content.Sections.Where(section => section.Key != "identite").SelectMany(section => section.Value)
        );
        Assert.Equal(submitted.Content.Email, made.Content.Email);
    }

    [Fact]
    public void B28_the_same_key_twice_gives_the_same_version()
    {
        var file = Given.Candidature(CandidatureState.Submitted);
        var made = Given.Complete(file, Given.AfterCall, "clef du complément").Value;
        Assert.Same(made, file.Complete("clef du complément", Form, Given.AfterCall).Value);
        Assert.Equal(2, file.Snapshots.Count);
    }

    [Fact]
    public void Only_what_was_asked_can_change()
    {
        var file = Given.Candidature(CandidatureState.Submitted);
        Given.AskCompletion(file, Given.AfterCall, new CompletionPieces(["ville"], []));
        var posted = new Dictionary<string, string> { ["ville"] = "Brest", ["nom"] = "Autre nom" };
        Assert.True(file.KeepCompletion(posted, Form, Given.AfterCall).IsOk);
        Assert.Equal(["ville"], file.LastCompletion!.Answers.Keys);
        Assert.Equal([CompletionErrors.NotAsked], Given.JoinCv(file, Given.AfterCall).Errors);

        var made = file.Complete("clef 2", Form, Given.AfterCall).Value;
        Assert.Equal("Camille", made.Content.Sections["identite"]["nom"]);
    }

    [Fact]
    public void B9_an_answer_counts_until_the_last_instant_and_never_reopens_the_call()
    {
        foreach (var (ticks, isIn) in new[] { (-1L, true), (0L, false), (1L, false) })
        {
            var file = Given.Candidature(CandidatureState.Submitted);
            Given.Completion(file, CompletionState.Open);
            var answer = file.Complete("clef 2", Form, Given.CompletionUntil.AddTicks(ticks));
            Assert.Equal(isIn, answer.IsOk);
            Assert.Equal(isIn ? [] : [CompletionErrors.Late], answer.Errors);
            Assert.Equal("call.closed", file.SaveWishes([], Given.Timetable, Given.AfterCall).Error.Code);
            Assert.Equal("call.closed", Given.Submit(file, Given.AfterCall, "dépôt").Error.Code);
        }
    }

    [Fact]
    public void What_comes_late_is_kept_with_the_request_and_counts_only_if_more_time_is_given()
    {
        var file = Given.Candidature(CandidatureState.Submitted);
        Given.Completion(file, CompletionState.Lapsed);
        var late = Given.CompletionUntil.AddHours(1);
        Assert.Equal([CompletionErrors.Late], file.KeepCompletion(Given.Answers, Form, late).Errors);
        Assert.True(file.KeepLateCompletion(Given.Answers, Form, late).IsOk);
        Assert.Equal("Camille", file.LastSnapshot!.Content.Sections["identite"]["ville"]);

        Assert.True(file.ExtendCompletion(late.AddDays(1), "Panne", Given.Timetable, late).IsOk);
        Assert.Equal("Nouméa", file.Complete("clef 2", Form, late).Value.Content.Sections["identite"]["ville"]);
    }

    [Fact]
    public void A_completion_lacks_what_is_asked_until_it_is_there_and_different()
    {
        var file = Given.Candidature(CandidatureState.Submitted);
        Given.AskCompletion(file, Given.AfterCall);
        Assert.Equal(["completion.cv"], Codes(file.Complete("clef 2", Form, Given.AfterCall)));

        var other = Given.Candidature(CandidatureState.Submitted);
        Given.AskCompletion(other, Given.AfterCall, new CompletionPieces(["nom"], []));
        Assert.Equal(["completion.unchanged"], Codes(other.Complete("clef 2", Form, Given.AfterCall)));
        Assert.True(other.KeepCompletion(new Dictionary<string, string> { ["nom"] = "" }, Form, Given.AfterCall).IsOk);
        Assert.Equal(["answer.missing"], Codes(other.Complete("clef 2", Form, Given.AfterCall)));
    }

    [Fact]
    public void Nobody_judges_a_file_while_its_person_may_still_complete_it()
    {
        var file = Given.Candidature(CandidatureState.Submitted);
        Given.AskCompletion(file, Given.AfterCall);
        Assert.Equal([CompletionErrors.Awaited], file.Admit(Given.Timetable, Given.CompletionUntil.AddTicks(-1)).Errors);
        Assert.Equal(
            [CompletionErrors.Awaited],
            file.Reject("article 4", "Incomplet", Given.Timetable, Given.CompletionUntil.AddTicks(-1)).Errors
        );
        Assert.True(file.Admit(Given.Timetable, Given.CompletionUntil).IsOk);

        var other = Given.Candidature(CandidatureState.Admissible);
        Given.AskCompletion(other, Given.AfterCall);
        Assert.Equal([CompletionErrors.Awaited], other.Preselect("", Given.AfterCall).Errors);
        Assert.Equal([CompletionErrors.Awaited], other.SetAside("Raison", Given.AfterCall).Errors);
        Assert.True(other.WithdrawCompletion("Reçu autrement", Given.AfterCall).IsOk);
        Assert.True(other.Preselect("", Given.AfterCall).IsOk);
    }

    [Fact]
    public void A_request_says_why_it_is_refused_and_changes_nothing()
    {
        var file = Given.Candidature(CandidatureState.Submitted);
        var now = Given.AfterCall;
        Assert.Equal(["completion.nothing"], Codes(Ask(file, CompletionPieces.None, "Raison", Given.CompletionUntil)));
        Assert.Equal(["completion.unknown-piece"], Codes(Ask(file, new(["inconnue"], []), "Raison", Given.CompletionUntil)));
        Assert.Equal(["completion.past"], Codes(Ask(file, Given.Pieces, "Raison", now)));
        Assert.Equal(["completion.after-results"], Codes(Ask(file, Given.Pieces, "Raison", Given.ResultsAt)));
        Assert.Equal(["completion.reason"], Codes(Ask(file, Given.Pieces, " ", Given.CompletionUntil)));
        Assert.Equal(
            ["completion.reason-too-long"],
            Codes(Ask(file, Given.Pieces, new string('a', Candidature.ReasonMaxLength + 1), Given.CompletionUntil))
        );
        Assert.Empty(file.Completions);

        Assert.True(Ask(file, Given.Pieces, "Raison", Given.CompletionUntil).IsOk);
        Assert.Equal(["completion.open"], Codes(Ask(file, Given.Pieces, "Raison", Given.CompletionUntil)));
        Assert.Equal(
            ["completion.not-later"],
            Codes(file.ExtendCompletion(Given.CompletionUntil, "Moins", Given.Timetable, now))
        );
        Assert.Equal(Given.CompletionUntil, file.CompletionUntil);
    }

    [Fact]
    public void A_draft_submitted_again_later_says_what_the_completion_says()
    {
        var file = Given.Candidature(CandidatureState.Submitted);
        Assert.True(Given.Complete(file, Given.DuringCall).IsOk);
        Assert.False(file.HasUnsubmittedEdits);
        var again = Given.Submit(file, Given.DuringCall, "de nouveau").Value;
        Assert.Null(again.CompletionId);
        Assert.Equal("Nouméa", again.Content.Sections["identite"]["ville"]);
        Assert.Equal("cv-lisible.pdf", Assert.Single(again.Content.Documents).FileName);
    }

    [Fact]
    public void A_person_who_withdraws_has_nothing_to_complete_any_more()
    {
        var file = Given.Candidature(CandidatureState.Submitted);
        Given.AskCompletion(file, Given.AfterCall);
        Assert.True(file.Withdraw(Given.AfterCall).IsOk);
        Assert.Equal((CompletionState.Withdrawn, null), (file.LastCompletion!.State, file.CompletionUntil));
    }

    [Fact]
    public void An_erasure_leaves_no_word_of_the_request_nor_of_its_answer()
    {
        var file = Given.Candidature(CandidatureState.Submitted);
        Given.Completion(file, CompletionState.Open);
        Assert.True(file.Erase(ErasureCause.Person, isUnderReview: true, Given.AfterCall).IsOk);
        var request = file.LastCompletion!;
        Assert.Empty(request.Answers);
        Assert.Equal((Candidature.ErasedWords, CompletionState.Withdrawn), (request.Reason, request.State));
        Assert.All(file.Documents, document => Assert.NotNull(document.RemovedAt));
    }

    [Theory]
    [InlineData(-48 * 60 - 1, null)]
    [InlineData(-48 * 60, ReminderKind.TwoDays)]
    [InlineData(-3 * 60 - 1, ReminderKind.TwoDays)]
    [InlineData(-3 * 60, ReminderKind.ThreeHours)]
    [InlineData(0, null)]
    public void A_person_is_reminded_48_hours_and_3_hours_before_the_deadline_once_each(int minutes, ReminderKind? expected)
    {
        var request = Given.AskCompletion(Given.Candidature(CandidatureState.Submitted), Given.AfterCall).Value;
        var at = Given.CompletionUntil.AddMinutes(minutes);
        Assert.Equal(expected, ReminderPolicy.DueTo(request, new HashSet<ReminderKind>(), at));
        Assert.Null(
            ReminderPolicy.DueTo(request, new HashSet<ReminderKind> { ReminderKind.TwoDays, ReminderKind.ThreeHours }, at)
        );
    }

    [Fact]
    public void Somebody_asked_the_day_before_is_not_reminded_of_two_days()
    {
        var file = Given.Candidature(CandidatureState.Submitted);
        var asked = Given.CompletionUntil.AddDays(-1);
        var request = Given.AskCompletion(file, asked).Value;
        Assert.Null(ReminderPolicy.DueTo(request, new HashSet<ReminderKind>(), asked.AddHours(1)));
    }

    private static Result<CompletionRequest> Ask(
        Candidature file,
        CompletionPieces pieces,
        string reason,
        DateTimeOffset until
    ) => file.AskCompletion(pieces, reason, until, Form, Given.Timetable, Given.AfterCall);

    private static IEnumerable<string> Codes(Result result) => result.Errors.Select(error => error.Code);
}
