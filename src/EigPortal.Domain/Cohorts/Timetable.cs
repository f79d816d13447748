using EigPortal.Domain.Shared;

namespace EigPortal.Domain.Cohorts;

/// <summary>Where the call for candidatures stands at an instant.</summary>
public enum CallState
{
    /// <summary>No dates are known: a past promotion.</summary>
    Unscheduled,
    NotOpen,
    Open,
    Closed,
}

/// <summary>
/// Every date that the portal shows, mails or enforces for a promotion. Windows are [opens, closes): a request that arrives at the
/// closing instant is late. Instants are absolute; days are calendar days in Paris.
/// </summary>
public sealed record Timetable
{
    public DateTimeOffset? CallOpensAt { get; init; }
    public DateTimeOffset? CallClosesAt { get; init; }
    public DateOnly? InformationEventOn { get; init; }

    /// <summary>When jurors stop marking; null until staff set it. A sheet that is not locked then counts for nothing (E8).</summary>
    public DateTimeOffset? ReadingClosesAt { get; init; }
    public DateOnly? HearingsFrom { get; init; }
    public DateOnly? HearingsTo { get; init; }

    /// <summary>The day before which results are promised.</summary>
    public DateOnly? ResultsDueBefore { get; init; }

    /// <summary>The instant at which confirmed results become public; null until staff set it.</summary>
    public DateTimeOffset? ResultsAt { get; init; }
    public DateOnly? WorkStartsOn { get; init; }
    public DateOnly? WorkEndsOn { get; init; }

    public CallState CallAt(DateTimeOffset now) =>
        (CallOpensAt, CallClosesAt) switch
        {
            ({ } opens, _) when now < opens => CallState.NotOpen,
            (not null, { } closes) when now < closes => CallState.Open,
            (not null, not null) => CallState.Closed,
            _ => CallState.Unscheduled,
        };

    /// <summary>
    /// The timetable of one person to whom staff gave more time. Everything that judges the window for that person judges this one. A
    /// collective extension that goes further wins.
    /// </summary>
    /// <param name="until">End of the person's own extension; null when they have none.</param>
    public Timetable ExtendedUntil(DateTimeOffset? until) => until > CallClosesAt ? this with { CallClosesAt = until } : this;

    /// <summary>The next instant after now at which a page may have to change; caches never outlive it.</summary>
    public DateTimeOffset? NextInstantAfter(DateTimeOffset now)
    {
        DateTimeOffset?[] instants = [CallOpensAt, CallClosesAt, ResultsAt];
        return instants.Where(instant => instant > now).Min();
    }

    internal Result CheckOrder()
    {
        if (CallOpensAt is { } opens && CallClosesAt is { } closes && closes <= opens)
        {
            return new DomainError(
                "timetable.order",
                "La clôture doit venir après l’ouverture de l’appel.",
                nameof(CallClosesAt)
            );
        }

        if (ReadingClosesAt is { } reading && !(reading > CallClosesAt))
        {
            return new DomainError(
                "timetable.reading",
                "La notation se clôt après la clôture de l’appel.",
                nameof(ReadingClosesAt)
            );
        }

        if (HearingsFrom is { } from && HearingsTo is { } to && to < from)
        {
            return new DomainError("timetable.hearings", "La fin des auditions doit venir après leur début.", nameof(HearingsTo));
        }

        if (ResultsAt is { } results && CallClosesAt is { } end && results <= end)
        {
            return new DomainError(
                "timetable.results",
                "Les résultats ne peuvent être publics qu’après la clôture.",
                nameof(ResultsAt)
            );
        }

        return Result.Ok;
    }
}
