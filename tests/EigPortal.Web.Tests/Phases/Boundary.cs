using EigPortal.Domain.Cohorts;
using EigPortal.Services.Demo;
using EigPortal.TestKit.Portal;

namespace EigPortal.Web.Tests.Phases;

/// <summary>An instant at which the promotion passes from one phase to another.</summary>
/// <param name="Date">The date of the timetable that sets it.</param>
/// <param name="World">The promotion as it stands around that instant.</param>
/// <param name="Instant">From which the following phase holds.</param>
public sealed record Boundary(string Date, DemoScenario World, Func<Timetable, DateTimeOffset> Instant)
{
    /// <summary>One for each date of the timetable, in the order in which a promotion meets them.</summary>
    public static readonly IReadOnlyList<Boundary> All =
    [
        new(nameof(Timetable.CallOpensAt), DemoScenario.Before, times => times.CallOpensAt!.Value),
        new(nameof(Timetable.InformationEventOn), DemoScenario.Before, times => After(times.InformationEventOn)),
        new(nameof(Timetable.CallClosesAt), DemoScenario.Call, times => times.CallClosesAt!.Value),
        new(nameof(Timetable.ReadingClosesAt), DemoScenario.Reading, times => times.ReadingClosesAt!.Value),
        new(nameof(Timetable.HearingsFrom), DemoScenario.Reading, times => Start(times.HearingsFrom)),
        new(nameof(Timetable.HearingsTo), DemoScenario.Jury, times => After(times.HearingsTo)),
        new(nameof(Timetable.ResultsAt), DemoScenario.Cohort, times => times.ResultsAt!.Value),
        new(nameof(Timetable.ResultsDueBefore), DemoScenario.Cohort, times => Start(times.ResultsDueBefore)),
        new(nameof(Timetable.WorkStartsOn), DemoScenario.Cohort, times => Start(times.WorkStartsOn)),
        new(nameof(Timetable.WorkEndsOn), DemoScenario.Cohort, times => After(times.WorkEndsOn)),
    ];

    private static DateTimeOffset Start(DateOnly? day) => ClockControl.Instant($"{day:yyyy-MM-dd}T00:00:00");

    private static DateTimeOffset After(DateOnly? day) => Start(day?.AddDays(1));
}
