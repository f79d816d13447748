namespace EigPortal.Domain.Juries;

/// <param name="Value">Whole mark on the promotion's scale, or null for an abstention.</param>
public readonly record struct WeightedMark(int? Value, decimal Weight);

/// <summary>Arithmetic of marks, in decimal and unrounded. Source: roles.md, "Arithmetic of marks"; total out of 20 as in promotion 4's rules.</summary>
public static class ScoringPolicy
{
    /// <summary>A sheet with fewer given marks is not counted.</summary>
    public const int MinimumMarks = 3;

    public const decimal TotalOutOf = 20m;

    /// <summary>Weighted mean of the given marks, brought to 20; null when fewer than <see cref="MinimumMarks"/> were given.</summary>
    public static decimal? SheetTotal(IReadOnlyList<WeightedMark> marks, int scaleMax)
    {
        var given = marks.Where(mark => mark.Value is not null).ToList();
        var weight = given.Sum(mark => mark.Weight);
        return given.Count < MinimumMarks || weight == 0m
            ? null
            : given.Sum(mark => mark.Value!.Value * mark.Weight) * TotalOutOf / (weight * scaleMax);
    }

    /// <summary>Mean of the counted sheets; null when none counts.</summary>
    public static decimal? Score(IEnumerable<decimal?> sheetTotals)
    {
        var counted = sheetTotals.OfType<decimal>().ToList();
        return counted.Count == 0 ? null : counted.Sum() / counted.Count;
    }

    /// <summary>What people see: two decimals, half up; half down below zero, so that a correction and its opposite look alike.</summary>
    public static decimal Shown(decimal score) => Math.Round(score, 2, MidpointRounding.AwayFromZero);
}

/// <param name="Number">Number of the candidature: the order in which equals are shown.</param>
/// <param name="Score">Unrounded score, or null when no sheet counts.</param>
public sealed record RankingEntry(Guid CandidatureId, string Number, decimal? Score, int CountedSheets, decimal? Spread);

/// <param name="Rank">Shared by equals; null without a score.</param>
public sealed record RankedEntry(int? Rank, bool IsTied, RankingEntry Entry);

/// <summary>Ranks one list (a challenge and a profile).</summary>
public static class RankingPolicy
{
    /// <summary>
    /// Orders by unrounded score, highest first. Equal scores share a rank ("1, 2, 2, 4") and are shown in order of number. Files
    /// without a counted sheet come last and have no rank.
    /// </summary>
    public static IReadOnlyList<RankedEntry> Rank(IEnumerable<RankingEntry> entries)
    {
        var ordered = entries
            .OrderByDescending(entry => entry.Score.HasValue)
            .ThenByDescending(entry => entry.Score)
            .ThenBy(entry => entry.Number, StringComparer.Ordinal)
            .ToList();
        return
        [
            .. ordered.Select(entry => new RankedEntry(
                entry.Score is null ? null : ordered.Count(other => other.Score > entry.Score) + 1,
                entry.Score is not null && ordered.Count(other => other.Score == entry.Score) > 1,
                entry
            )),
        ];
    }

    /// <summary>Difference between the highest and the lowest counted sheet; null with fewer than two.</summary>
    public static decimal? Spread(IReadOnlyCollection<decimal> totals) => totals.Count < 2 ? null : totals.Max() - totals.Min();
}
