using EigPortal.Domain.Candidatures;
using EigPortal.Domain.Cohorts;

namespace EigPortal.Domain.Tests.Candidatures;

/// <summary>More time for one person (E1), and the reminders that follow the closing that holds for them.</summary>
public sealed class ExtensionTests
{
    private static readonly DateTimeOffset Extended = Given.Closes.AddDays(2);

    [Fact]
    public void E1_a_person_reopened_after_the_closing_can_edit_and_submit_until_their_own_instant()
    {
        var candidature = Given.Candidature(CandidatureState.Draft);
        Assert.Equal("call.closed", Edit(candidature, Given.AfterCall).Error.Code);

        Assert.True(candidature.Extend(Extended, "Hospitalisation", Given.Timetable, Given.AfterCall).IsOk);

        Assert.True(Edit(candidature, Extended.AddTicks(-1)).IsOk);
        Assert.Equal("call.closed", Edit(candidature, Extended).Error.Code);
        Assert.True(Given.Submit(candidature, Extended.AddTicks(-1), "cle").IsOk);
        Assert.Equal("call.closed", Given.Submit(candidature, Extended, "autre").Error.Code);
    }

    [Fact]
    public void E1_staff_examine_nothing_while_the_person_still_has_time()
    {
        var candidature = Given.Candidature(CandidatureState.Submitted);
        Assert.True(candidature.Extend(Extended, "Panne chez la personne", Given.Timetable, Given.DuringCall).IsOk);
        Assert.Equal("screening.call-open", candidature.Admit(Given.Timetable, Extended.AddTicks(-1)).Error.Code);
        Assert.True(candidature.Admit(Given.Timetable, Extended).IsOk);
    }

    [Fact]
    public void A_collective_extension_that_goes_further_wins_over_the_individual_one()
    {
        var candidature = Given.Candidature(CandidatureState.Draft);
        candidature.Extend(Extended, "Raison", Given.Timetable, Given.DuringCall);
        var further = Given.Timetable with { CallClosesAt = Extended.AddDays(1) };
        Assert.Equal(Extended.AddDays(1), candidature.TimetableFrom(further).CallClosesAt);
        Assert.Equal(Extended, candidature.TimetableFrom(Given.Timetable).CallClosesAt);
        Assert.Equal(Given.Closes, Given.Candidature(CandidatureState.Draft).TimetableFrom(Given.Timetable).CallClosesAt);
    }

    [Fact]
    public void An_extension_says_why_it_is_refused_and_changes_nothing()
    {
        var candidature = Given.Candidature(CandidatureState.Draft);
        var during = Given.DuringCall;
        Assert.Equal(["extension.reason"], Codes(candidature.Extend(Extended, " ", Given.Timetable, during)));
        Assert.Equal(["extension.past"], Codes(candidature.Extend(during, "Raison", Given.Timetable, during)));
        Assert.Equal(["extension.not-later"], Codes(candidature.Extend(Given.Closes, "Raison", Given.Timetable, during)));
        Assert.Equal(["extension.after-results"], Codes(candidature.Extend(Given.ResultsAt, "Raison", Given.Timetable, during)));
        Assert.Equal(["call.not-open"], Codes(candidature.Extend(Extended, "Raison", Given.Timetable, Given.Opens.AddTicks(-1))));
        Assert.Equal(
            ["extension.reason-too-long"],
            Codes(candidature.Extend(Extended, new string('a', Candidature.ReasonMaxLength + 1), Given.Timetable, during))
        );
        Assert.Null(candidature.ExtendedUntil);

        Assert.True(candidature.Extend(Extended, "Raison", Given.Timetable, during).IsOk);
        Assert.Equal(["extension.not-later"], Codes(candidature.Extend(Extended.AddHours(-1), "Moins", Given.Timetable, during)));
        Assert.Equal(Extended, candidature.ExtendedUntil);
    }

    [Theory]
    [InlineData(-7 * 24 * 60 - 1, null)]
    [InlineData(-7 * 24 * 60, ReminderKind.SevenDays)]
    [InlineData(-48 * 60, ReminderKind.TwoDays)]
    [InlineData(-3 * 60 - 1, ReminderKind.TwoDays)]
    [InlineData(-3 * 60, ReminderKind.ThreeHours)]
    [InlineData(-1, ReminderKind.ThreeHours)]
    [InlineData(0, null)]
    public void A_late_wake_up_sends_only_the_latest_reminder_due(int minutes, ReminderKind? expected)
    {
        var draft = new Candidature(Guid.CreateVersion7(), Guid.CreateVersion7(), Given.Closes.AddDays(-8));
        Assert.Equal(expected, Due(draft, Given.Closes.AddMinutes(minutes)));
        Assert.Equal(
            expected,
            Due(draft, Given.Closes.AddMinutes(minutes), [.. Enum.GetValues<ReminderKind>().Where(kind => kind != expected)])
        );
        Assert.Null(Due(draft, Given.Closes.AddMinutes(minutes), Enum.GetValues<ReminderKind>()));
    }

    [Fact]
    public void A_draft_left_alone_for_five_days_is_reminded_of_once_while_the_closing_is_far()
    {
        var draft = new Candidature(Guid.CreateVersion7(), Guid.CreateVersion7(), Given.Opens);
        Assert.Null(Due(draft, Given.Opens.AddDays(5).AddTicks(-1)));
        Assert.Equal(ReminderKind.Untouched, Due(draft, Given.Opens.AddDays(5)));
        Assert.Null(Due(draft, Given.Opens.AddDays(5), [ReminderKind.Untouched]));
    }

    [Fact]
    public void An_extension_moves_the_reminders_with_the_closing()
    {
        var draft = new Candidature(Guid.CreateVersion7(), Guid.CreateVersion7(), Given.Opens);
        draft.Extend(Extended, "Raison", Given.Timetable, Given.DuringCall);
        Assert.Equal(ReminderKind.TwoDays, Due(draft, Given.Closes));
        Assert.Equal(ReminderKind.ThreeHours, Due(draft, Extended.AddHours(-3), [ReminderKind.TwoDays]));
    }

    [Theory]
    [InlineData(CandidatureState.Submitted)]
    [InlineData(CandidatureState.Withdrawn)]
    public void Nobody_who_has_submitted_or_withdrawn_is_reminded(CandidatureState state) =>
        Assert.Null(Due(Given.Candidature(state), Given.Closes.AddHours(-1)));

    [Fact]
    public void Edits_that_were_not_submitted_are_reminded_of_once_the_person_has_stopped_writing()
    {
        var candidature = Given.Candidature(CandidatureState.Submitted);
        var late = Given.Closes.AddHours(-2);
        Assert.True(Edit(candidature, late).IsOk);
        Assert.Null(Due(candidature, late.AddMinutes(5)));
        Assert.Equal(ReminderKind.ThreeHours, Due(candidature, late.AddMinutes(30)));
    }

    [Fact]
    public void Somebody_who_started_after_the_moment_of_a_reminder_does_not_get_it()
    {
        var draft = new Candidature(Guid.CreateVersion7(), Guid.CreateVersion7(), Given.Closes.AddDays(-6));
        Assert.Null(Due(draft, Given.Closes.AddDays(-5)));
        Assert.Equal(ReminderKind.TwoDays, Due(draft, Given.Closes.AddDays(-2)));
    }

    private static ReminderKind? Due(Candidature candidature, DateTimeOffset now, params ReminderKind[] sent) =>
        ReminderPolicy.DueTo(candidature, Given.Timetable, sent.ToHashSet(), now);

    private static IEnumerable<string> Codes(Domain.Shared.Result result) => result.Errors.Select(error => error.Code);

    private static Domain.Shared.Result Edit(Candidature candidature, DateTimeOffset at) =>
        candidature.SaveWishes([new WishText(Given.OtherChallengeId, "Design", "Autre")], Given.Timetable, at);
}
