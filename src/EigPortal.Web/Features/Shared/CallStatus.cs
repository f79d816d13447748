using EigPortal.Domain.Cohorts;
using EigPortal.Web.Shared;

namespace EigPortal.Web.Features.Shared;

/// <summary>The state of the call at one instant, in words: what the home page, the list and every challenge say alike.</summary>
public sealed record CallStatus
{
    private static readonly (string Place, string Zone)[] Overseas =
    [
        ("Guadeloupe, Martinique", "America/Martinique"),
        ("Guyane", "America/Cayenne"),
        ("Saint-Pierre-et-Miquelon", "America/Miquelon"),
        ("Mayotte", "Indian/Mayotte"),
        ("La Réunion", "Indian/Reunion"),
        ("Nouvelle-Calédonie", "Pacific/Noumea"),
        ("Wallis-et-Futuna", "Pacific/Wallis"),
        ("Polynésie française (Tahiti)", "Pacific/Tahiti"),
    ];

    public required CallState State { get; init; }
    public required Timetable Timetable { get; init; }

    /// <summary>Results of the promotion can be read.</summary>
    public bool ResultsArePublic { get; init; }
    public string CohortSlug { get; init; } = "";

    /// <summary>Until the next opening or closing; null when none is coming.</summary>
    public Countdown? Left { get; init; }

    public static CallStatus At(Cohort cohort, DateTimeOffset now)
    {
        var state = cohort.Timetable.CallAt(now);
        var status = new CallStatus
        {
            State = state,
            Timetable = cohort.Timetable,
            ResultsArePublic = cohort.ResultsArePublicAt(now),
            CohortSlug = cohort.Slug,
        };
        return status.NextInstant is { } next ? status with { Left = Countdown.Of(next - now) } : status;
    }

    /// <summary>The opening or the closing that everybody waits for.</summary>
    public DateTimeOffset? NextInstant =>
        State switch
        {
            CallState.NotOpen => Timetable.CallOpensAt,
            CallState.Open => Timetable.CallClosesAt,
            CallState.Closed or CallState.Unscheduled => null,
        };

    /// <summary>When people without the time of Paris must be ready: territory, and the date and hour there.</summary>
    public IEnumerable<(string Place, string Moment)> OverseasTimes =>
        NextInstant is { } instant
            ? Overseas.Select(place =>
                (place.Place, FrenchDates.LongWithoutZone(instant, TimeZoneInfo.FindSystemTimeZoneById(place.Zone)))
            )
            : [];
}
