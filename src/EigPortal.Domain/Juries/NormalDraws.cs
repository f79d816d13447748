namespace EigPortal.Domain.Juries;

/// <summary>A repeatable sequence of draws from the normal law of mean 0 and variance 1 (Box and Muller, 1958).</summary>
public sealed class NormalDraws(int seed)
{
    private readonly Random uniform = new(seed);
    private double? spare;

    public double Next()
    {
        if (spare is { } kept)
        {
            spare = null;
            return kept;
        }

        var radius = Math.Sqrt(-2 * Math.Log(1 - uniform.NextDouble()));
        var (sine, cosine) = Math.SinCos(2 * Math.PI * uniform.NextDouble());
        spare = radius * sine;
        return radius * cosine;
    }
}
