using EigPortal.Benchmarks.Measures;
using EigPortal.Benchmarks.World;

namespace EigPortal.Benchmarks;

/// <summary>Builds the world, measures the chapters that were asked for, writes the table.</summary>
internal static class Bench
{
    private static readonly (string Name, Func<BenchWorld, Table, Task> MeasureAsync)[] Chapters =
    [
        ("start", Starts.MeasureAsync),
        ("pages", PublicPages.MeasureAsync),
        ("lists", SignedInPages.MeasureAsync),
        ("saves", Saves.MeasureAsync),
        ("rush", ClosingRush.MeasureAsync),
        ("growth", Growth.MeasureAsync),
        ("queries", Queries.MeasureAsync),
        ("exports", Exports.MeasureAsync),
        ("visit", FirstVisit.MeasureAsync),
        ("lighthouse", Lighthouse.MeasureAsync),
    ];

    public static async Task<int> RunAsync(BenchOptions options)
    {
        var unknown = options.Only.Except(Chapters.Select(chapter => chapter.Name)).ToList();
        if (unknown.Count > 0)
        {
            Console.Error.WriteLine(
                $"Chapitre inconnu : {string.Join(", ", unknown)}. Chapitres : {string.Join(", ", Chapters.Select(chapter => chapter.Name))}."
            );
            return 2;
        }

        await using var world = await BenchWorld.BuildAsync(options);
        var table = new Table();
        foreach (var (name, measureAsync) in Chapters)
        {
            if (options.Only.Count == 0 || options.Only.Contains(name))
            {
                Console.WriteLine($"— {name}");
                try
                {
                    await measureAsync(world, table);
                }
                catch (Exception problem)
                {
                    // The other chapters are worth having, and this one must not look as if it had been kept.
                    Console.Error.WriteLine(problem);
                    table.Add($"chapter `{name}`", "stopped by an error: what is missing here was not measured", "", false);
                }
            }
        }

        if (options.Report is { } report)
        {
            table.WriteInto(Path.Combine(TestKit.Postgres.PostgresServer.RepositoryRoot, report));
            Console.WriteLine($"Tableau écrit dans {report}");
        }

        return 0;
    }
}
