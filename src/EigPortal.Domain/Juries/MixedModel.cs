namespace EigPortal.Domain.Juries;

/// <summary>
/// Henderson's equations for given variances. Files are eliminated first, since each only meets its own readers: what is left to
/// factor has one line for the mean and one per juror. Everything is divided by the noise variance until it is shown.
/// </summary>
internal sealed class MixedModel
{
    private readonly Readings readings;
    private readonly Cholesky factor;
    private readonly double[] fileWeights;

    public MixedModel(Readings readings, VarianceComponents components)
    {
        this.readings = readings;
        Components = components;
        fileWeights = [.. readings.ReadersOf.Select(readers => 1 / (readers.Count + components.Noise / components.Quality))];
        var size = readings.Jurors.Count + 1;
        var matrix = new double[size, size];
        var right = new double[size];
        Fill(matrix, right);
        factor = new Cholesky(matrix);
        var solution = factor.Solve(right);
        Mean = solution[0];
        Leniencies = solution[1..];
        Qualities = new double[readings.Files.Count];
        for (var file = 0; file < Qualities.Length; file++)
        {
            Qualities[file] = QualityGiven(file, Mean, Leniencies);
        }
    }

    public VarianceComponents Components { get; }
    public double Mean { get; }

    /// <summary>Per juror: positive for somebody generous.</summary>
    public double[] Leniencies { get; }

    /// <summary>Per file, around the mean.</summary>
    public double[] Qualities { get; }

    /// <summary>Standard errors of the qualities and of the leniencies.</summary>
    public (double[] Files, double[] Jurors) StandardErrors()
    {
        var (files, jurors) = ErrorVariances();
        return (
            [.. files.Select(variance => Math.Sqrt(variance * Components.Noise))],
            [.. jurors.Select(variance => Math.Sqrt(variance * Components.Noise))]
        );
    }

    /// <summary>One round of expectation-maximisation of the restricted likelihood.</summary>
    public VarianceComponents Reestimate(double smallest)
    {
        var (files, jurors) = ErrorVariances();
        var residual = readings.Sheets.Sum(sheet =>
            sheet.Total * (sheet.Total - Mean - Qualities[sheet.File] - Leniencies[sheet.Juror])
        );
        return new VarianceComponents(
            Math.Max((SquareSum(Qualities) + Components.Noise * files.Sum()) / files.Length, smallest),
            Math.Max((SquareSum(Leniencies) + Components.Noise * jurors.Sum()) / jurors.Length, smallest),
            Math.Max(residual / (readings.Sheets.Count - 1), smallest)
        );
    }

    /// <summary>Qualities of all files, drawn from what the sheets leave possible.</summary>
    public void Draw(NormalDraws random, double[] qualities)
    {
        var noise = Math.Sqrt(Components.Noise);
        var others = factor.ScatterFromInverse(random);
        var mean = Mean + noise * others[0];
        var leniencies = new double[Leniencies.Length];
        for (var juror = 0; juror < leniencies.Length; juror++)
        {
            leniencies[juror] = Leniencies[juror] + noise * others[juror + 1];
        }

        for (var file = 0; file < qualities.Length; file++)
        {
            qualities[file] = QualityGiven(file, mean, leniencies) + noise * Math.Sqrt(fileWeights[file]) * random.Next();
        }
    }

    private double QualityGiven(int file, double mean, double[] leniencies)
    {
        var left = readings.FileSums[file];
        foreach (var reader in readings.ReadersOf[file])
        {
            left -= mean + leniencies[reader];
        }

        return left * fileWeights[file];
    }

    private void Fill(double[,] matrix, double[] right)
    {
        matrix[0, 0] = readings.Sheets.Count;
        right[0] = readings.Sum;
        for (var juror = 1; juror < right.Length; juror++)
        {
            matrix[juror, 0] = readings.JurorCounts[juror - 1];
            matrix[juror, juror] = readings.JurorCounts[juror - 1] + Components.Noise / Components.Severity;
            right[juror] = readings.JurorSums[juror - 1];
        }

        for (var file = 0; file < fileWeights.Length; file++)
        {
            Eliminate(file, matrix, right);
        }
    }

    private void Eliminate(int file, double[,] matrix, double[] right)
    {
        var readers = readings.ReadersOf[file];
        var weight = fileWeights[file];
        matrix[0, 0] -= readers.Count * readers.Count * weight;
        right[0] -= readers.Count * readings.FileSums[file] * weight;
        foreach (var reader in readers)
        {
            matrix[reader + 1, 0] -= readers.Count * weight;
            right[reader + 1] -= readings.FileSums[file] * weight;
            foreach (var other in readers.Where(other => other <= reader))
            {
                matrix[reader + 1, other + 1] -= weight;
            }
        }
    }

    private (double[] Files, double[] Jurors) ErrorVariances()
    {
        var inverse = factor.Inverse();
        var files = new double[fileWeights.Length];
        for (var file = 0; file < files.Length; file++)
        {
            var readers = readings.ReadersOf[file];
            var spread = readers.Count * readers.Count * inverse[0, 0];
            foreach (var reader in readers)
            {
                spread += 2 * readers.Count * inverse[0, reader + 1];
                foreach (var other in readers)
                {
                    spread += inverse[reader + 1, other + 1];
                }
            }

            files[file] = fileWeights[file] + fileWeights[file] * fileWeights[file] * spread;
        }

        var jurors = new double[Leniencies.Length];
        for (var juror = 0; juror < jurors.Length; juror++)
        {
            jurors[juror] = inverse[juror + 1, juror + 1];
        }

        return (files, jurors);
    }

    private static double SquareSum(double[] values) => values.Sum(value => value * value);
}
