namespace EigPortal.Benchmarks;

/// <param name="Runs">Counted runs of each measure; the table gives their median, and the lowest and the highest.</param>
/// <param name="Starts">How often each start is counted.</param>
/// <param name="Rush">How many people submit on the closing day that is played, and how long it lasts.</param>
/// <param name="Only">Names of the chapters to measure; empty for all of them.</param>
/// <param name="Published">Folder of a portal published before; null to publish it now.</param>
/// <param name="Report">File whose tables are replaced; null to only print it.</param>
internal sealed record BenchOptions(
    int Runs,
    TimeSpan Run,
    TimeSpan WarmUp,
    int Starts,
    (int People, TimeSpan Length) Rush,
    IReadOnlySet<string> Only,
    string? Published,
    string? Report
)
{
    public const int Connections = 16;

    public static BenchOptions Parse(string[] args)
    {
        var only = (Value(args, "--only") ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries).ToHashSet();
        var published = Value(args, "--published");
        return args.Contains("--quick")
            ? new BenchOptions(
                3,
                TimeSpan.FromSeconds(1),
                TimeSpan.FromSeconds(2),
                2,
                (100, TimeSpan.FromSeconds(20)),
                only,
                published,
                null
            )
            : new BenchOptions(
                3,
                TimeSpan.FromSeconds(10),
                TimeSpan.FromSeconds(5),
                5,
                (2_000, TimeSpan.FromSeconds(400)),
                only,
                published,
                Path.Combine("docs", "performance.md")
            );
    }

    private static string? Value(string[] args, string name) =>
        Array.IndexOf(args, name) is var at && at >= 0 && at + 1 < args.Length ? args[at + 1] : null;
}
