namespace EigPortal.Domain.Juries;

/// <summary>A file's calibrated score, out of 20, as three parts that add up to it.</summary>
/// <param name="Raw">Mean of the counted sheets.</param>
/// <param name="SeverityCorrection">What the severity of its readers took away: positive when they were severe.</param>
/// <param name="Shrinkage">The pull towards the general mean, stronger with few readings.</param>
/// <param name="StandardError">Of the calibrated score around the true one.</param>
public sealed record CalibratedFile(
    Guid CandidatureId,
    double Raw,
    double SeverityCorrection,
    double Shrinkage,
    double StandardError
)
{
    /// <summary>May leave the scale: an extreme file is never cut back in silence.</summary>
    public double Score => Raw + SeverityCorrection + Shrinkage;
}

/// <param name="Leniency">In points out of 20: positive for somebody generous, negative for somebody severe.</param>
public sealed record CalibratedJuror(Guid JurorId, int Readings, double Leniency, double StandardError);

/// <summary>Where a file may stand in a list, given the noise of readings.</summary>
/// <param name="Lowest">First rank of the interval that holds the true one with a probability of <see cref="Calibration.Confidence"/>.</param>
/// <param name="Highest">Last rank of that interval.</param>
/// <param name="AmongFirst">Probability of being among as many first as the list has seats.</param>
public sealed record RankUncertainty(Guid CandidatureId, int Lowest, int Highest, double AmongFirst)
{
    /// <summary>Neither clearly in nor clearly out of the seats: people decide, not hundredths of a point.</summary>
    public bool IsToDeliberate => AmongFirst > Calibration.Doubt && AmongFirst < 1 - Calibration.Doubt;
}

/// <summary>The outcome of <see cref="CalibrationPolicy"/>: same sheets, same figures, on any machine.</summary>
public sealed class Calibration
{
    /// <summary>Probability that a rank interval holds the true rank.</summary>
    public const double Confidence = 0.9;

    /// <summary>Probability under which a place among the first, or out of them, is taken as settled.</summary>
    public const double Doubt = (1 - Confidence) / 2;

    /// <summary>Repetitions that intervals are read from.</summary>
    private const int Draws = 2_000;
    private const int Seed = 20_181_015;

    private readonly Readings readings;
    private readonly MixedModel model;
    private readonly Dictionary<Guid, int> positions;

    internal Calibration(Readings readings, MixedModel model)
    {
        this.readings = readings;
        this.model = model;
        positions = readings.Files.Select((id, position) => (id, position)).ToDictionary(row => row.id, row => row.position);
        var (files, jurors) = model.StandardErrors();
        Files = [.. readings.Files.Select((id, file) => Explain(id, file, files[file]))];
        Jurors =
        [
            .. readings.Jurors.Select(
                (id, juror) => new CalibratedJuror(id, readings.JurorCounts[juror], model.Leniencies[juror], jurors[juror])
            ),
        ];
    }

    public VarianceComponents Components => model.Components;
    public double Mean => model.Mean;
    public IReadOnlyList<CalibratedFile> Files { get; }
    public IReadOnlyList<CalibratedJuror> Jurors { get; }

    /// <summary>Null when no sheet of the file counts.</summary>
    public CalibratedFile? Find(Guid candidatureId) =>
        positions.TryGetValue(candidatureId, out var position) ? Files[position] : null;

    /// <summary>
    /// Rank intervals within a list. Files without a counted sheet are left out. Read from repeated draws of what the sheets leave
    /// possible, always the same ones.
    /// </summary>
    public IReadOnlyList<RankUncertainty> Rank(IEnumerable<Guid> candidatureIds, int seats)
    {
        var listed = candidatureIds.Where(positions.ContainsKey).Select(id => positions[id]).Order().ToArray();
        var ranks = new int[listed.Length][];
        for (var i = 0; i < listed.Length; i++)
        {
            ranks[i] = new int[listed.Length + 1];
        }

        var random = new NormalDraws(Seed);
        var drawn = new double[readings.Files.Count];
        for (var draw = 0; draw < Draws; draw++)
        {
            model.Draw(random, drawn);
            var order = Enumerable.Range(0, listed.Length).OrderByDescending(i => drawn[listed[i]]).ToArray();
            for (var rank = 0; rank < order.Length; rank++)
            {
                ranks[order[rank]][rank + 1]++;
            }
        }

        return [.. listed.Select((file, i) => Read(readings.Files[file], ranks[i], seats))];
    }

    private static RankUncertainty Read(Guid id, int[] frequencies, int seats)
    {
        int Quantile(double share)
        {
            var seen = 0;
            for (var rank = 1; rank < frequencies.Length; rank++)
            {
                seen += frequencies[rank];
                if (seen >= share * Draws)
                {
                    return rank;
                }
            }

            return frequencies.Length - 1;
        }

        return new RankUncertainty(
            id,
            Quantile(Doubt),
            Quantile(1 - Doubt),
            frequencies.Skip(1).Take(seats).Sum() / (double)Draws
        );
    }

    private CalibratedFile Explain(Guid id, int file, double standardError)
    {
        var readers = readings.ReadersOf[file];
        var raw = readings.FileSums[file] / readers.Count;
        var correction = -readers.Average(reader => model.Leniencies[reader]);
        var shrinkage = model.Mean + model.Qualities[file] - raw - correction;
        return new CalibratedFile(id, raw, correction, shrinkage, standardError);
    }
}
