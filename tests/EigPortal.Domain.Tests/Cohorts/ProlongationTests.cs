using EigPortal.Domain.Cohorts;

namespace EigPortal.Domain.Tests.Cohorts;

/// <summary>A later closing for everybody: what outages suggest, and who may decide it.</summary>
public sealed class ProlongationTests
{
    private static readonly DateTimeOffset Later = Given.Closes.AddHours(2);

    [Fact]
    public void B9_a_second_person_postpones_the_closing_and_the_window_follows_to_the_instant()
    {
        var cohort = Given.Cohort();
        Assert.True(cohort.ProposeClosing(Later, "Panne", Given.FirstPerson, Given.DuringCall).IsOk);
        Assert.Equal(Given.Closes, cohort.Timetable.CallClosesAt);
        Assert.Equal("second-person", cohort.ConfirmClosing(Later, Given.FirstPerson, Given.DuringCall).Error.Code);

        Assert.True(cohort.ConfirmClosing(Later, Given.SecondPerson, Given.DuringCall).IsOk);

        Assert.Equal(CallState.Open, cohort.Timetable.CallAt(Later.AddTicks(-1)));
        Assert.Equal(CallState.Closed, cohort.Timetable.CallAt(Later));
        Assert.Null(cohort.ClosingProposedUntil);
        Assert.Equal(new CallProlonged(cohort.Id, Later, "Panne"), cohort.Events[^1]);
    }

    [Fact]
    public void E1_a_closed_call_is_reopened_and_never_shortened()
    {
        var cohort = Given.Cohort();
        Assert.Equal(
            "timetable.shortened",
            cohort.ProposeClosing(Given.Closes.AddTicks(-1), "Non", Given.FirstPerson, Given.DuringCall).Error.Code
        );
        Assert.Equal("timetable.past", cohort.ProposeClosing(Later, "Panne", Given.FirstPerson, Later).Error.Code);
        var reopened = Given.AfterCall.AddDays(1);
        Assert.True(cohort.ProposeClosing(reopened, "Panne", Given.FirstPerson, Given.AfterCall).IsOk);
        Assert.True(cohort.ConfirmClosing(reopened, Given.SecondPerson, Given.AfterCall).IsOk);
        Assert.Equal(CallState.Open, cohort.Timetable.CallAt(Given.AfterCall));
    }

    [Fact]
    public void A_proposal_needs_a_reason_an_open_call_and_an_instant_before_the_results()
    {
        var cohort = Given.Cohort();
        Assert.Equal("timetable.reason", cohort.ProposeClosing(Later, " ", Given.FirstPerson, Given.DuringCall).Error.Code);
        Assert.Equal(
            ["timetable.results", "timetable.reason"],
            cohort.ProposeClosing(Given.ResultsAt, " ", Given.FirstPerson, Given.DuringCall).Errors.Select(error => error.Code)
        );
        Assert.Equal(
            "call.not-open",
            cohort.ProposeClosing(Later, "Panne", Given.FirstPerson, Given.Opens.AddTicks(-1)).Error.Code
        );
        Assert.Equal(
            "timetable.results",
            cohort.ProposeClosing(Given.ResultsAt, "Panne", Given.FirstPerson, Given.DuringCall).Error.Code
        );
        Assert.Equal("timetable.no-proposal", cohort.ConfirmClosing(Later, Given.SecondPerson, Given.DuringCall).Error.Code);
        Assert.Equal("timetable.no-proposal", cohort.DropClosing().Error.Code);
    }

    [Fact]
    public void Nobody_confirms_a_proposal_they_have_not_read_or_that_has_gone_by()
    {
        var cohort = Given.Cohort();
        cohort.ProposeClosing(Later, "Panne", Given.FirstPerson, Given.DuringCall);
        cohort.ProposeClosing(Later.AddDays(1), "Panne", Given.FirstPerson, Given.DuringCall);
        Assert.Equal("timetable.other-proposal", cohort.ConfirmClosing(Later, Given.SecondPerson, Given.DuringCall).Error.Code);
        Assert.Equal("timetable.past", cohort.ConfirmClosing(Later.AddDays(1), Given.SecondPerson, Later.AddDays(1)).Error.Code);
        Assert.True(cohort.DropClosing().IsOk);
        Assert.Equal(Given.Closes, cohort.Timetable.CallClosesAt);
    }

    [Fact]
    public void The_calendar_page_alone_can_not_postpone_an_open_call()
    {
        var result = Given.Cohort().Reschedule(Given.Timetable with { CallClosesAt = Later }, "Panne", Given.DuringCall);
        Assert.Equal("timetable.second-person", result.Error.Code);
    }

    [Fact]
    public void Outages_that_overlap_count_once_within_the_hours_before_the_closing_and_are_rounded_up()
    {
        var closes = Given.Closes;
        var downtime = Downtime.Before(
            closes,
            TimeSpan.FromHours(3),
            [
                (closes.AddMinutes(-10), closes.AddMinutes(30)),
                (closes.AddHours(-2), closes.AddHours(-2).AddMinutes(7)),
                (closes.AddHours(-2).AddMinutes(5), closes.AddHours(-2).AddMinutes(8)),
                (closes.AddHours(-4), closes.AddHours(-3)),
                (closes.AddMinutes(5), closes.AddMinutes(9)),
            ],
            closes.AddHours(1)
        );
        Assert.Equal((TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(18)), (downtime.Longest, downtime.Total));
        Assert.Equal((closes.AddMinutes(15), closes.AddMinutes(30)), (downtime.LongestUntil, downtime.TotalUntil));
    }

    [Fact]
    public void An_outage_that_lasts_counts_until_now_and_no_outage_proposes_nothing()
    {
        var closes = Given.Closes;
        var going = Downtime.Before(closes, TimeSpan.FromHours(24), [(closes.AddMinutes(-20), null)], closes.AddMinutes(-5));
        Assert.Equal(TimeSpan.FromMinutes(15), going.Total);
        Assert.Equal(closes.AddMinutes(15), going.TotalUntil);
        Assert.Equal(new Downtime(default, default, null, null), Downtime.Before(closes, TimeSpan.FromHours(24), [], closes));
    }
}
