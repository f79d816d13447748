using System.Diagnostics;
using EigPortal.Benchmarks.Measures;
using EigPortal.Benchmarks.World;

namespace EigPortal.Benchmarks;

/// <summary>Builds the world, measures the chapters that were asked for, writes the table.</summary>
internal static class Bench
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(15);
    private static readonly (string Name, Func<BenchWorld, Table, Task> MeasureAsync)[] Chapters =
    [
        ("start", Starts.MeasureAsync),
        ("pages", PublicPages.MeasureAsync),
        ("lists", SignedInPages.MeasureAsync),
        ("saves", Saves.MeasureAsync),
        ("rush", ClosingRush.MeasureAsync),
        ("growth", Growth.MeasureAsync),
        ("queries", Queries.MeasureAsync),
        ("plans", Plans.MeasureAsync),
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
        var asked = Chapters.Where(chapter => options.Only.Count == 0 || options.Only.Contains(chapter.Name)).ToList();
        var areWhole = true;
        foreach (var (name, measureAsync) in asked)
        {
            Console.WriteLine($"— {name}");
            table.Begin(name);
            areWhole &= await MeasureAsync(world, table, measureAsync);
            if (options.Report is { } report)
            {
                // After each chapter: whatever ends this process, what was measured is kept.
                table.WriteInto(
                    Path.Combine(TestKit.Postgres.PostgresServer.RepositoryRoot, report),
                    [.. Chapters.Select(chapter => chapter.Name)]
                );
            }
        }

        Console.WriteLine(options.Report is { } written ? $"Tableaux écrits dans {written}" : "Rien n’est écrit.");
        return areWhole ? 0 : 1;
    }

    private static async Task<bool> MeasureAsync(BenchWorld world, Table table, Func<BenchWorld, Table, Task> measureAsync)
    {
        var clock = Stopwatch.StartNew();
        try
        {
            // A chapter that hangs would cost the figures of the next ones.
            await measureAsync(world, table).WaitAsync(Patience);
            return true;
        }
        catch (Exception problem)
        {
            // The other chapters are worth having, and this one must not look as if it had been kept.
            Console.Error.WriteLine(problem);
            table.Stopped(problem);
            return false;
        }
        finally
        {
            table.Lasted(clock.Elapsed);
        }
    }
}
