namespace EigPortal.Domain.Juries;

/// <summary>The lower factor L of a symmetric positive definite matrix A = L·Lᵀ, of which only the lower half is read.</summary>
internal sealed class Cholesky
{
    private readonly double[,] lower;
    private readonly int size;

    public Cholesky(double[,] matrix)
    {
        size = matrix.GetLength(0);
        lower = new double[size, size];
        for (var row = 0; row < size; row++)
        {
            for (var column = 0; column <= row; column++)
            {
                var sum = matrix[row, column];
                for (var k = 0; k < column; k++)
                {
                    sum -= lower[row, k] * lower[column, k];
                }

                lower[row, column] = row == column ? Math.Sqrt(sum) : sum / lower[column, column];
            }
        }
    }

    public double[] Solve(double[] right) => Backward(Forward(right));

    public double[,] Inverse()
    {
        var inverse = new double[size, size];
        for (var column = 0; column < size; column++)
        {
            var unit = new double[size];
            unit[column] = 1;
            var solved = Solve(unit);
            for (var row = 0; row < size; row++)
            {
                inverse[row, column] = solved[row];
            }
        }

        return inverse;
    }

    /// <summary>A draw of mean zero whose covariance is the inverse of the matrix.</summary>
    public double[] ScatterFromInverse(NormalDraws random)
    {
        var draw = new double[size];
        for (var row = 0; row < size; row++)
        {
            draw[row] = random.Next();
        }

        return Backward(draw);
    }

    private double[] Forward(double[] right)
    {
        var solved = new double[size];
        for (var row = 0; row < size; row++)
        {
            var sum = right[row];
            for (var k = 0; k < row; k++)
            {
                sum -= lower[row, k] * solved[k];
            }

            solved[row] = sum / lower[row, row];
        }

        return solved;
    }

    private double[] Backward(double[] right)
    {
        var solved = new double[size];
        for (var row = size - 1; row >= 0; row--)
        {
            var sum = right[row];
            for (var k = row + 1; k < size; k++)
            {
                sum -= lower[k, row] * solved[k];
            }

            solved[row] = sum / lower[row, row];
        }

        return solved;
    }
}
