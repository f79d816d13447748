using EigPortal.Domain.Cohorts;
using EigPortal.Domain.Hearings;
using EigPortal.Services.Hearings;

namespace EigPortal.Services.Tests.Hearings;

public sealed class HearingHoursTests
{
    /// <summary>Clocks went back on Sunday 28 October 2018 at 3:00: nine in Paris is seven in Greenwich the day before, eight from then on.</summary>
    [Fact]
    public void E13_hearings_around_the_change_of_hour_begin_at_nine_in_Paris_and_are_as_many_as_on_any_day()
    {
        var timetable = new Timetable { HearingsFrom = new DateOnly(2018, 10, 27), HearingsTo = new DateOnly(2018, 10, 29) };
        var settings = HearingSettings.Open(Guid.CreateVersion7(), HearingText.Usual(timetable), timetable).Value;

        var mornings = ReadHearings
            .Halves(settings, DateTimeOffset.MinValue)
            .Where(half => half.Half == HalfDay.Morning)
            .Select(half => (half.Starts[0].UtcDateTime, half.Starts.Count, half.EndsAt - half.Starts[0]));

        Assert.Equal(
            [
                (new DateTime(2018, 10, 27, 7, 0, 0, DateTimeKind.Utc), 6, TimeSpan.FromHours(4)),
                (new DateTime(2018, 10, 28, 8, 0, 0, DateTimeKind.Utc), 6, TimeSpan.FromHours(4)),
                (new DateTime(2018, 10, 29, 8, 0, 0, DateTimeKind.Utc), 6, TimeSpan.FromHours(4)),
            ],
            mornings
        );
    }
}
