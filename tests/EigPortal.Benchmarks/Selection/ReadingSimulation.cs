using EigPortal.Domain.Juries;

namespace EigPortal.Benchmarks.Selection;

/// <summary>Mean over the runs and its standard error.</summary>
internal sealed record Estimate(double Mean, double StandardError)
{
    public static Estimate Of(IReadOnlyCollection<double> values)
    {
        var mean = values.Average();
        var variance = values.Sum(value => (value - mean) * (value - mean)) / Math.Max(1, values.Count - 1);
        return new Estimate(mean, Math.Sqrt(variance / values.Count));
    }
}

/// <param name="Overlap">Share of the true best that the estimate finds.</param>
/// <param name="Spearman">Rank correlation with the truth.</param>
/// <param name="Coverage">Share of files whose stated rank interval holds their true rank; null for an estimate that states none.</param>
internal sealed record ReadingFigures(Estimate Overlap, Estimate Spearman, Estimate? Coverage);

/// <summary>Finding the true best 75 of 200 with several estimators on the same sheets.</summary>
internal static class ReadingSimulation
{
    private const int Best = 75;
    private const int BaseSeed = 3_000;

    private const string Portal = "the portal’s calibration";

    public static readonly IReadOnlyList<string> Estimators =
    [
        "raw mean",
        "z-score per juror",
        Portal,
        "*ceiling*: true variances known",
        "*ceiling*: the same, drawn towards its challenge",
    ];

    public static IReadOnlyDictionary<string, ReadingFigures> Run(ReadingDesign design, int runs)
    {
        var overlaps = Estimators.ToDictionary(name => name, _ => new List<double>());
        var spearmans = Estimators.ToDictionary(name => name, _ => new List<double>());
        var coverages = new List<double>();
        for (var run = 0; run < runs; run++)
        {
            var world = new ReadingWorld(BaseSeed + run);
            var sheets = world.Read(design);
            var calibration = CalibrationPolicy.Calibrate(sheets);
            var raw = Raw(world, sheets);
            // Where the product refuses to calibrate, it shows raw scores.
            var calibrated = calibration.IsOk ? Calibrated(world, calibration.Value) : raw;
            foreach (
                var (name, scores) in Estimators.Zip([
                    raw,
                    ZScores(world, sheets),
                    calibrated,
                    new BestLinear(world, byChallenge: false).Predict(sheets),
                    new BestLinear(world, byChallenge: true).Predict(sheets),
                ])
            )
            {
                overlaps[name].Add(Overlap(world.Truth, scores));
                spearmans[name].Add(Spearman(world.Truth, scores));
            }

            if (calibration.IsOk)
            {
                coverages.Add(Coverage(world, calibration.Value));
            }
        }

        return Estimators.ToDictionary(
            name => name,
            name => new ReadingFigures(
                Estimate.Of(overlaps[name]),
                Estimate.Of(spearmans[name]),
                name == Portal && coverages.Count > 0 ? Estimate.Of(coverages) : null
            )
        );
    }

    private static double[] Raw(ReadingWorld world, IReadOnlyList<CountedSheet> sheets) =>
        MeanByFile(world, sheets, sheet => (double)sheet.Total);

    private static double[] ZScores(ReadingWorld world, IReadOnlyList<CountedSheet> sheets)
    {
        var laws = sheets
            .GroupBy(sheet => sheet.JurorId)
            .ToDictionary(
                group => group.Key,
                group =>
                {
                    var mean = group.Average(sheet => (double)sheet.Total);
                    var deviation = Math.Sqrt(group.Average(sheet => Math.Pow((double)sheet.Total - mean, 2)));
                    return (mean, deviation: deviation == 0 ? 1 : deviation);
                }
            );
        return MeanByFile(
            world,
            sheets,
            sheet => ((double)sheet.Total - laws[sheet.JurorId].mean) / laws[sheet.JurorId].deviation
        );
    }

    private static double[] MeanByFile(ReadingWorld world, IReadOnlyList<CountedSheet> sheets, Func<CountedSheet, double> value)
    {
        var means = sheets.GroupBy(sheet => sheet.CandidatureId).ToDictionary(group => group.Key, group => group.Average(value));
        return [.. world.FileIds.Select(id => means[id])];
    }

    private static double[] Calibrated(ReadingWorld world, Calibration calibration) =>
        [.. world.FileIds.Select(id => calibration.Find(id)!.Score)];

    private static double Overlap(IReadOnlyList<double> truth, double[] scores) =>
        Top(truth).Intersect(Top(scores)).Count() / (double)Best;

    private static IEnumerable<int> Top(IReadOnlyList<double> scores) =>
        Enumerable.Range(0, scores.Count).OrderByDescending(file => scores[file]).ThenBy(file => file).Take(Best);

    private static double Spearman(IReadOnlyList<double> truth, double[] scores)
    {
        var (left, right) = (MidRanks(truth), MidRanks(scores));
        var mean = (truth.Count + 1) / 2.0;
        var product = left.Zip(right, (a, b) => (a - mean) * (b - mean)).Sum();
        return product / Math.Sqrt(left.Sum(a => (a - mean) * (a - mean)) * right.Sum(b => (b - mean) * (b - mean)));
    }

    private static double[] MidRanks(IReadOnlyList<double> values)
    {
        var ranks = new double[values.Count];
        var place = 1;
        foreach (
            var group in Enumerable.Range(0, values.Count).GroupBy(file => values[file]).OrderByDescending(group => group.Key)
        )
        {
            var members = group.ToList();
            members.ForEach(file => ranks[file] = place + (members.Count - 1) / 2.0);
            place += members.Count;
        }

        return ranks;
    }

    private static double Coverage(ReadingWorld world, Calibration calibration)
    {
        var ranks = MidRanks(world.Truth).Zip(world.FileIds).ToDictionary(pair => pair.Second, pair => pair.First);
        var intervals = calibration.Rank(world.FileIds, Best);
        return intervals.Average(interval =>
            ranks[interval.CandidatureId] >= interval.Lowest && ranks[interval.CandidatureId] <= interval.Highest ? 1.0 : 0.0
        );
    }
}
