namespace EigPortal.Benchmarks;

/// <param name="Runs">Counted runs of each measure; the table gives their median and their spread.</param>
/// <param name="Report">File the table is written to; null to only print it.</param>
internal sealed record BenchOptions(int Runs, TimeSpan Run, TimeSpan WarmUp, string? Report)
{
    public const int Connections = 16;

    public static BenchOptions Parse(string[] args) =>
        args.Contains("--quick")
            ? new BenchOptions(1, TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(1), null)
            : new BenchOptions(3, TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(5), "docs/performance.md");
}
