using EigPortal.Domain.Cohorts;
using EigPortal.Domain.Juries;
using EigPortal.Domain.Shared;

namespace EigPortal.Domain.Tests.Juries;

/// <summary>The closing of marking: [.., closes), drafts kept, more time for one person, words that arrive late (E8).</summary>
public sealed class MarkingClosingTests
{
    private static readonly DateTimeOffset Closes = Given.AfterCall.AddDays(10);

    private static Cohort Closing()
    {
        var cohort = Given.Cohort();
        Assert.True(
            cohort.Reschedule(cohort.Timetable with { ReadingClosesAt = Closes }, "Calendrier du jury", Given.AfterCall).IsOk
        );
        return cohort;
    }

    [Theory]
    [InlineData(-1, true)]
    [InlineData(0, false)]
    [InlineData(1, false)]
    [InlineData(5, false)]
    public void E8_marking_stops_at_the_closing_instant_for_every_act_of_a_juror(int seconds, bool isOpen)
    {
        var cohort = Closing();
        var now = Closes.AddSeconds(seconds);
        var part = new ReadablePart("parcours", "Parcours", "Un passage assez long pour être cité ici.");
        Result[] acts =
        [
            Given.Sheet(SheetState.Draft, cohort).Write(Given.Marks(1), null, "", cohort, now),
            Given.Sheet(SheetState.Draft, cohort).Keep(Given.Marks(1), null, "", null, cohort, now),
            Given.Sheet(SheetState.Draft, cohort).Lock(cohort, now, []),
            Given
                .Sheet(SheetState.Draft, cohort)
                .Retain("c1", "Un passage assez long", [], [part], Guid.CreateVersion7(), cohort, now),
        ];

        Assert.All(acts, act => Assert.Equal(isOpen ? [] : [SheetErrors.MarkingClosed], act.Errors));
    }

    [Fact]
    public void E8_a_draft_at_the_closing_is_kept_and_has_no_total()
    {
        var cohort = Closing();
        var sheet = Given.Sheet(SheetState.Draft, cohort);
        Assert.False(sheet.Lock(cohort, Closes, []).IsOk);

        Assert.Equal((SheetState.Draft, (decimal?)null), (sheet.State, sheet.Total));
        Assert.Equal(5, sheet.Marks.Count);
    }

    [Fact]
    public void E8_more_time_is_one_person_s_and_ends_like_the_closing()
    {
        var cohort = Closing();
        var until = Closes.AddDays(1);
        Assert.Equal([SheetErrors.MarkingClosed], Given.Sheet(SheetState.Draft, cohort).Lock(cohort, Closes, []).Errors);
        Assert.True(Given.Sheet(SheetState.Draft, cohort).Lock(cohort, until.AddSeconds(-1), [], until).IsOk);
        Assert.Equal([SheetErrors.MarkingClosed], Given.Sheet(SheetState.Draft, cohort).Lock(cohort, until, [], until).Errors);
        // A closing that everybody has later wins.
        Assert.Equal(Closes, MarkingWindow.Of(cohort.Timetable, Closes.AddHours(-1)).ClosesAt);
    }

    [Fact]
    public void E8_more_time_is_given_after_the_closing_to_somebody_present_with_a_reason()
    {
        var cohort = Closing();
        var juror = new Juror(Guid.CreateVersion7(), cohort.Id);
        Result Reopen(DateTimeOffset until, string reason, DateTimeOffset now) =>
            juror.ReopenMarking(until, reason, cohort.Timetable, now);

        Assert.Equal(MarkingErrors.StillOpen, Reopen(Closes.AddDays(1), "Panne", Closes.AddSeconds(-1)).Error);
        Assert.Equal(
            [MarkingErrors.Past.Code, "marking.reason"],
            Reopen(Closes, " ", Closes.AddSeconds(1)).Errors.Select(error => error.Code)
        );
        Assert.True(Reopen(Closes.AddDays(1), "Panne de réseau", Closes).IsOk);
        Assert.Equal(MarkingErrors.NotLater, Reopen(Closes.AddDays(1), "Encore", Closes.AddHours(1)).Error);
        Assert.True(juror.Leave(Closes.AddHours(2)).IsOk);
        Assert.Equal(MarkingErrors.Left, Reopen(Closes.AddDays(2), "Encore", Closes.AddHours(3)).Error);
        Assert.Equal("Panne de réseau", Assert.Single(juror.Events.OfType<MarkingReopened>()).Reason);
    }

    [Fact]
    public void E8_late_words_are_kept_whole_and_enter_the_sheet_by_an_act_of_its_juror_alone()
    {
        var cohort = Closing();
        var sheet = Given.Sheet(SheetState.Draft, cohort);
        var late = new LateSheet(sheet, null);
        MarkText[] typed = [new("c1", 9, false, "Hors barème"), new("c2", null, true, ""), new("inconnu", 2, false, "")];
        late.Write(typed, Opinion.Reserve, new string('a', 3_000), cohort, Closes.AddSeconds(5));

        Assert.Equal(
            [("c1", (int?)null, false, "Hors barème"), ("c2", null, true, "")],
            late.Marks.Select(mark => (mark.CriterionKey, mark.Value, mark.Abstains, mark.Comment))
        );
        Assert.Equal(3_000, late.OverallComment.Length);
        Assert.Equal([SheetErrors.MarkingClosed], late.Take(sheet, cohort, null, Closes.AddHours(1)).Errors);
        Assert.Equal("sheet.comment", late.Take(sheet, cohort, Closes.AddDays(1), Closes.AddHours(1)).Error.Code);

        late.Write(typed, Opinion.Reserve, "Plus court", cohort, Closes.AddSeconds(6));
        Assert.True(late.Take(sheet, cohort, Closes.AddDays(1), Closes.AddHours(1)).IsOk);
        Assert.Equal((SheetState.Draft, "Plus court", Opinion.Reserve), (sheet.State, sheet.OverallComment, sheet.Opinion));
        Assert.Equal("late.taken", late.Take(sheet, cohort, Closes.AddDays(1), Closes.AddHours(1)).Error.Code);
    }

    [Fact]
    public void E8_the_closing_comes_after_the_call_and_is_told_before_it_passes()
    {
        var cohort = Given.Cohort();
        Result Set(DateTimeOffset? at, DateTimeOffset now) =>
            cohort.Reschedule(cohort.Timetable with { ReadingClosesAt = at }, "Raison", now);

        Assert.Equal("timetable.reading", Set(Given.Closes, Given.Opens.AddDays(-1)).Error.Code);
        Assert.Equal("timetable.reading-past", Set(Closes, Closes).Error.Code);
        Assert.True(Set(Closes, Closes.AddSeconds(-1)).IsOk);
        // Another date changes: the closing that has passed stays as it is.
        Assert.True(
            cohort.Reschedule(cohort.Timetable with { ResultsDueBefore = new DateOnly(2018, 12, 15) }, "Raison", Closes).IsOk
        );
    }
}
