using EigPortal.Domain.Shared;

namespace EigPortal.Domain.Cohorts;

/// <summary>Who noticed that the portal could not be used.</summary>
public enum OutageSource
{
    /// <summary>A readiness probe of the portal failed.</summary>
    Readiness,

    /// <summary>Nothing was checked for a while: the portal or its database was down.</summary>
    Silence,

    /// <summary>A monitor outside reported it.</summary>
    Monitor,
}

/// <summary>
/// A time during which the portal could not be used. Noticed in machine time; its two ends are also kept in programme time, because that is
/// what the window of the call is compared with.
/// </summary>
public sealed class Outage : Entity
{
    public const int DetailMaxLength = 500;

    private Outage() { }

    public Outage(OutageSource source, string detail, DateTimeOffset startedAt, DateTimeOffset programmeStartedAt)
    {
        Source = source;
        StartedAt = startedAt;
        ProgrammeStartedAt = programmeStartedAt;
        Describe(detail);
    }

    public OutageSource Source { get; private set; }
    public string Detail { get; private set; } = "";
    public DateTimeOffset StartedAt { get; private set; }

    /// <summary>Null while it lasts.</summary>
    public DateTimeOffset? EndedAt { get; private set; }
    public DateTimeOffset ProgrammeStartedAt { get; private set; }
    public DateTimeOffset? ProgrammeEndedAt { get; private set; }

    public void Describe(string detail)
    {
        var line = PlainText.CleanLine(detail);
        Detail = line.Length > DetailMaxLength ? line[..DetailMaxLength] : line;
    }

    /// <summary>Refuses an end before the beginning. The end may be told again: the last word counts.</summary>
    public Result End(DateTimeOffset endedAt, DateTimeOffset programmeEndedAt)
    {
        if (endedAt < StartedAt)
        {
            return new DomainError("outage.order", "La fin d’une panne vient après son début.", "fin");
        }

        (EndedAt, ProgrammeEndedAt) = (endedAt, programmeEndedAt);
        return Result.Ok;
    }
}

/// <summary>How long the portal was down at the end of the window, and the closings this suggests. Overlapping outages count once.</summary>
/// <param name="Longest">The longest outage without a break.</param>
/// <param name="LongestUntil">Closing postponed by the longest outage, rounded up; null without an outage.</param>
/// <param name="TotalUntil">Closing postponed by all of them, rounded up; null without an outage.</param>
public sealed record Downtime(TimeSpan Longest, TimeSpan Total, DateTimeOffset? LongestUntil, DateTimeOffset? TotalUntil)
{
    /// <summary>What is owed is rounded up to a multiple of this.</summary>
    public static readonly TimeSpan Rounding = TimeSpan.FromMinutes(15);

    /// <param name="outages">In programme time; an end is null while the outage lasts.</param>
    /// <param name="within">How long before the closing an outage counts.</param>
    public static Downtime Before(
        DateTimeOffset closes,
        TimeSpan within,
        IEnumerable<(DateTimeOffset From, DateTimeOffset? To)> outages,
        DateTimeOffset now
    )
    {
        var (longest, total) = (TimeSpan.Zero, TimeSpan.Zero);
        DateTimeOffset? start = null;
        var end = closes - within;
        foreach (var (from, to) in outages.OrderBy(outage => outage.From))
        {
            var (clippedFrom, clippedTo) = (Later(from, closes - within), Earlier(to ?? now, closes));
            if (clippedTo <= clippedFrom)
            {
                continue;
            }

            if (start is null || clippedFrom > end)
            {
                (start, end) = (clippedFrom, clippedFrom);
            }

            total += clippedTo > end ? clippedTo - end : TimeSpan.Zero;
            end = Later(end, clippedTo);
            longest = end - start.Value > longest ? end - start.Value : longest;
        }

        return new Downtime(longest, total, Postponed(closes, longest), Postponed(closes, total));
    }

    private static DateTimeOffset? Postponed(DateTimeOffset closes, TimeSpan by) =>
        by == TimeSpan.Zero ? null : closes + Rounding * Math.Ceiling(by / Rounding);

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;

    private static DateTimeOffset Earlier(DateTimeOffset one, DateTimeOffset other) => one < other ? one : other;
}
