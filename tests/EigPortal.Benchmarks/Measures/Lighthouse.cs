using System.Diagnostics;
using System.Text.Json;
using EigPortal.Benchmarks.World;
using EigPortal.TestKit.Postgres;

namespace EigPortal.Benchmarks.Measures;

/// <summary>Lighthouse's four marks, on a simulated telephone, of the pages that a stranger opens first.</summary>
internal static class Lighthouse
{
    private static readonly string[] Paths = ["/", "/defis", "/defis/cibnav", "/promotions", "/connexion"];
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    private static string Folder => Path.Combine(PostgresServer.RepositoryRoot, "tests", "EigPortal.Benchmarks", "Lighthouse");

    public static async Task MeasureAsync(BenchWorld world, Table table)
    {
        if (!Directory.Exists(Path.Combine(Folder, "node_modules")))
        {
            await RunAsync("npm", ["ci", "--ignore-scripts"]);
        }

        // As the State's own site: a demonstration asks search engines to stay away.
        await using var portal = await world.PortalAsync(
            await world.DemoAsync(),
            new Dictionary<string, string> { ["Brand__Official"] = "true" }
        );
        var lines = await RunAsync("node", ["run.mjs", portal.Address.ToString(), .. Paths]);
        foreach (var line in lines.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var marks = JsonSerializer.Deserialize<Marks>(line, Json)!;
            table.Add(
                $"`{marks.Path}`, Lighthouse 12.8.2, mobile: performance, accessibility, practices, search",
                $"{marks.Performance}/{marks.Accessibility}/{marks.BestPractices}/{marks.Seo}{(marks.Failed.Count == 0 ? "" : $" ({string.Join(", ", marks.Failed)})")}",
                "100/100/100/100",
                marks is { Performance: 100, Accessibility: 100, BestPractices: 100, Seo: 100 }
            );
        }
    }

    private static async Task<string> RunAsync(string program, IEnumerable<string> arguments)
    {
        using var process = Process.Start(
            new ProcessStartInfo(program, arguments) { WorkingDirectory = Folder, RedirectStandardOutput = true }
        )!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0
            ? output
            : throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} failed:\n{output}");
    }

    private sealed record Marks(
        string Path,
        int Performance,
        int Accessibility,
        int BestPractices,
        int Seo,
        IReadOnlyList<string> Failed
    );
}
