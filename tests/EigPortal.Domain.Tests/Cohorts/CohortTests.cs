using EigPortal.Domain.Cohorts;

namespace EigPortal.Domain.Tests.Cohorts;

public sealed class CohortTests
{
    [Theory]
    [InlineData("2018-09-12T21:59:59Z", CallState.NotOpen)]
    [InlineData("2018-09-12T22:00:00Z", CallState.Open)]
    [InlineData("2018-10-15T14:59:59Z", CallState.Open)]
    [InlineData("2018-10-15T15:00:00Z", CallState.Closed)]
    public void B9_the_window_contains_its_opening_and_not_its_closing(string instant, CallState expected) =>
        Assert.Equal(expected, Given.Timetable.CallAt(DateTimeOffset.Parse(instant, null)));

    [Fact]
    public void Shortening_an_open_window_is_refused()
    {
        var cohort = Given.Cohort();
        var shorter = Given.Timetable with { CallClosesAt = Given.Closes.AddSeconds(-1) };
        Assert.Equal("timetable.shortened", cohort.Reschedule(shorter, "Erreur", Given.DuringCall).Error.Code);
        Assert.Equal(Given.Closes, cohort.Timetable.CallClosesAt);
    }

    [Fact]
    public void Before_opening_every_date_may_move()
    {
        var cohort = Given.Cohort();
        var earlier = Given.Timetable with { CallClosesAt = Given.Closes.AddDays(-7) };
        Assert.True(cohort.Reschedule(earlier, "Calage", Given.Opens.AddSeconds(-1)).IsOk);
    }

    [Fact]
    public void Closing_before_opening_is_refused() =>
        Assert.Equal(
            "timetable.order",
            Given
                .Cohort()
                .Reschedule(Given.Timetable with { CallClosesAt = Given.Opens }, "Erreur", Given.Opens.AddDays(-1))
                .Error.Code
        );

    [Fact]
    public void E10_results_need_two_people_and_the_announced_instant()
    {
        var cohort = Given.Cohort();
        Assert.Equal("results.not-prepared", cohort.ConfirmResults(Given.FirstPerson, Given.AfterCall).Error.Code);
        Assert.True(cohort.PrepareResults(Given.FirstPerson, Given.AfterCall).IsOk);
        Assert.Equal(CohortErrors.SecondPersonNeeded, cohort.ConfirmResults(Given.FirstPerson, Given.AfterCall).Error);
        Assert.True(cohort.ConfirmResults(Given.SecondPerson, Given.AfterCall).IsOk);
        Assert.False(cohort.ResultsArePublicAt(Given.ResultsAt.AddSeconds(-1)));
        Assert.True(cohort.ResultsArePublicAt(Given.ResultsAt));
        Assert.Equal(CohortErrors.ResultsAlreadyConfirmed, cohort.PrepareResults(Given.FirstPerson, Given.AfterCall).Error);
    }

    [Fact]
    public void E10_unconfirmed_results_are_never_public()
    {
        var cohort = Given.Cohort();
        Assert.True(cohort.PrepareResults(Given.FirstPerson, Given.AfterCall).IsOk);
        Assert.False(cohort.ResultsArePublicAt(Given.ResultsAt.AddYears(1)));
    }

    [Fact]
    public void Caches_expire_at_the_next_instant()
    {
        Assert.Equal(Given.Opens, Given.Timetable.NextInstantAfter(Given.Opens.AddTicks(-1)));
        Assert.Equal(Given.Closes, Given.Timetable.NextInstantAfter(Given.Opens));
        Assert.Equal(Given.ResultsAt, Given.Timetable.NextInstantAfter(Given.Closes));
        Assert.Null(Given.Timetable.NextInstantAfter(Given.ResultsAt));
    }
}
