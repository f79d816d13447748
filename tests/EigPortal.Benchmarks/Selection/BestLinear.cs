using EigPortal.Domain.Juries;

namespace EigPortal.Benchmarks.Selection;

/// <summary>
/// What no linear reading of the marks can do better than: the best linear unbiased predictor of each file's quality by somebody who
/// knows the true variances of the world (C. R. Henderson, « Best linear unbiased estimation and prediction under a selection model »,
/// Biometrics 31, 1975). With <paramref name="byChallenge"/>, each file is also drawn towards the others of its challenge. It shares
/// no code with the portal's calibration.
/// </summary>
internal sealed class BestLinear(ReadingWorld world, bool byChallenge)
{
    // Of marks, rounding included: a whole number adds a twelfth.
    private const double Noise = 1.5 * 1.5 + 1.0 / 12;
    private const double Severity = 1.5 * 1.5;
    private const double Challenge = 0.8 * 0.8;
    private readonly double file = byChallenge ? 4 : 4 + Challenge;

    /// <returns>One figure for each file, in the order of <see cref="ReadingWorld.FileIds"/>.</returns>
    public double[] Predict(IReadOnlyList<CountedSheet> sheets)
    {
        var jurors = sheets
            .Select(sheet => sheet.JurorId)
            .Distinct()
            .Order()
            .Select((id, index) => (id, Place: 1 + index))
            .ToDictionary(pair => pair.id, pair => pair.Place);
        // The mean, then jurors, then challenges. Files are eliminated one by one: each touches only its own readers.
        var count = 1 + jurors.Count + (byChallenge ? ReadingWorld.Challenges : 0);
        var (matrix, right) = (new double[count, count], new double[count]);
        for (var juror = 1; juror <= jurors.Count; juror++)
        {
            matrix[juror, juror] = Noise / Severity;
        }

        for (var challenge = 1 + jurors.Count; challenge < count; challenge++)
        {
            matrix[challenge, challenge] = Noise / Challenge;
        }

        int[] Unknowns(CountedSheet sheet, int number) =>
            byChallenge
                ? [0, jurors[sheet.JurorId], 1 + jurors.Count + ReadingWorld.ChallengeOf(number)]
                : [0, jurors[sheet.JurorId]];
        var read = sheets.ToLookup(sheet => sheet.CandidatureId);
        for (var number = 0; number < world.FileIds.Count; number++)
        {
            var own = read[world.FileIds[number]].ToList();
            var (touched, total) = (new double[count], 0.0);
            foreach (var sheet in own)
            {
                var unknowns = Unknowns(sheet, number);
                total += (double)sheet.Total;
                foreach (var row in unknowns)
                {
                    touched[row]++;
                    right[row] += (double)sheet.Total;
                    foreach (var column in unknowns)
                    {
                        matrix[row, column]++;
                    }
                }
            }

            var weight = own.Count + Noise / file;
            for (var row = 0; row < count; row++)
            {
                right[row] -= touched[row] * total / weight;
                for (var column = 0; column < count; column++)
                {
                    matrix[row, column] -= touched[row] * touched[column] / weight;
                }
            }
        }

        var solved = Solve(matrix, right);
        return
        [
            .. world.FileIds.Select(
                (id, number) =>
                {
                    var own = read[id].ToList();
                    var left = own.Sum(sheet => (double)sheet.Total - Unknowns(sheet, number).Sum(unknown => solved[unknown]));
                    var expected = solved[0] + (byChallenge ? solved[1 + jurors.Count + ReadingWorld.ChallengeOf(number)] : 0);
                    return expected + left / (own.Count + Noise / file);
                }
            ),
        ];
    }

    // Gauss with partial pivoting.
    private static double[] Solve(double[,] matrix, double[] right)
    {
        var count = right.Length;
        for (var step = 0; step < count; step++)
        {
            var pivot = Enumerable.Range(step, count - step).MaxBy(row => Math.Abs(matrix[row, step]));
            for (var column = 0; column < count; column++)
            {
                (matrix[step, column], matrix[pivot, column]) = (matrix[pivot, column], matrix[step, column]);
            }

            (right[step], right[pivot]) = (right[pivot], right[step]);
            for (var row = step + 1; row < count; row++)
            {
                var factor = matrix[row, step] / matrix[step, step];
                for (var column = step; column < count; column++)
                {
                    matrix[row, column] -= factor * matrix[step, column];
                }

                right[row] -= factor * right[step];
            }
        }

        var solved = new double[count];
        for (var row = count - 1; row >= 0; row--)
        {
            var known = Enumerable.Range(row + 1, count - row - 1).Sum(column => matrix[row, column] * solved[column]);
            solved[row] = (right[row] - known) / matrix[row, row];
        }

        return solved;
    }
}
