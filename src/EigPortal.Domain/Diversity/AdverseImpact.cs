namespace EigPortal.Domain.Diversity;

/// <summary>How those who gave an answer passed from one stage to the next, compared with the answer that passed best.</summary>
/// <param name="Rate">Share of them who passed, from 0 to 1.</param>
/// <param name="Ratio">Their rate over the highest one, from 0 to 1; null when nobody passed.</param>
public sealed record ImpactCell(string Answer, ReachedStage From, ReachedStage To, decimal Rate, decimal? Ratio)
{
    /// <summary>Worth looking at: see <see cref="AdverseImpact.Watched"/>. It proves nothing by itself.</summary>
    public bool IsWatched => Ratio < AdverseImpact.Watched;
}

/// <summary>
/// Adverse impact ratios, stage by stage: the rate at which a group passes over the highest rate. Source of the method and of the threshold:
/// Uniform Guidelines on Employee Selection Procedures (1978), 29 CFR 1607.4 D, the "four-fifths rule". Made from shown counts alone, so
/// that a ratio tells nothing that counts don't.
/// </summary>
public static class AdverseImpact
{
    /// <summary>Four fifths: below it, a difference deserves a look.</summary>
    public const decimal Watched = 0.8m;

    /// <summary>
    /// Ratios between stages that follow each other among those that show something. An answer is compared where both stages show it, and
    /// a pair of stages where at least two answers are; those who did not answer are no group.
    /// </summary>
    /// <param name="cells">Of one question.</param>
    public static IReadOnlyList<ImpactCell> Of(IReadOnlyCollection<StageCell> cells)
    {
        // Stages that as many people reached are one: nobody passed between them.
        var stages = cells
            .Where(cell => cell.Count is not null)
            .GroupBy(cell => cell.OutOf)
            .Select(reached => reached.Max(cell => cell.Stage))
            .Order()
            .ToList();
        return [.. stages.Zip(stages.Skip(1)).SelectMany(pair => Between(pair.First, pair.Second, cells))];
    }

    private static IEnumerable<ImpactCell> Between(ReachedStage from, ReachedStage to, IReadOnlyCollection<StageCell> cells)
    {
        var before = Shown(from, cells);
        var rates = Shown(to, cells)
            .Where(after => before.ContainsKey(after.Key))
            .Select(after => (Answer: after.Key, Rate: (decimal)after.Value / before[after.Key]))
            .ToList();
        if (rates.Count < 2)
        {
            return [];
        }

        var best = rates.Max(rate => rate.Rate);
        return rates.Select(rate => new ImpactCell(rate.Answer, from, to, rate.Rate, best == 0 ? null : rate.Rate / best));
    }

    private static Dictionary<string, int> Shown(ReachedStage stage, IEnumerable<StageCell> cells) =>
        cells
            .Where(cell => cell.Stage == stage && cell.Answer != StageCounts.Unanswered && cell.Count is > 0)
            .ToDictionary(cell => cell.Answer, cell => cell.Count!.Value);
}

/// <summary>
/// What is known of promotion 3, to compare with: women were 20 % of the people who applied and 19 % of those selected.
/// </summary>
public static class DiversityBaseline
{
    public const string Question = "genre";
    public const int ApplicantsPercent = 20;
    public const int SelectedPercent = 19;
    public const string Source = "blog du programme, 9 mai 2019";
}
