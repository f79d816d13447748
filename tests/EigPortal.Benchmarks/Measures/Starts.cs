using EigPortal.Benchmarks.World;

namespace EigPortal.Benchmarks.Measures;

/// <summary>From the process to the first page, and what the process weighs when nobody asks it anything.</summary>
internal static class Starts
{
    private const int Embedded = 3;
    private const int FirstEver = 12;
    private const double DatabaseUp = 1.5;
    private const int IdleMegabytes = 150;

    public static async Task MeasureAsync(BenchWorld world, Table table)
    {
        var database = await world.DemoAsync();
        var seconds = new List<double>();
        var idle = new List<double>();
        for (var start = 0; start < world.Options.Starts; start++)
        {
            await using var portal = await world.PortalAsync(database);
            seconds.Add(portal.StartedIn.TotalSeconds);
            await Task.Delay(world.Options.WarmUp);
            idle.Add(portal.ResidentMemory / 1_048_576d);
        }

        Add(table, "process start to first page, published, database up", seconds, DatabaseUp);
        table.Add(
            "resident memory, idle after the first page, jobs on, workstation GC",
            $"{Figures.Spread(idle)} MB",
            $"<= {IdleMegabytes} MB",
            Figures.Median(idle) <= IdleMegabytes
        );
        await EmbeddedAsync(world, table);
    }

    private static async Task EmbeddedAsync(BenchWorld world, Table table)
    {
        var (firsts, agains) = (new List<double>(), new List<double>());
        for (var start = 0; start < Math.Max(1, world.Options.Starts / 2); start++)
        {
            // Another account runs PostgreSQL when this one is root: it must be able to enter.
            var folder = Directory.CreateTempSubdirectory("eig-bench-start-").FullName;
            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(folder, (UnixFileMode)0b111_101_101);
            }

            firsts.Add(await StartAsync(world, folder));
            agains.Add(await StartAsync(world, folder));
            Directory.Delete(folder, recursive: true);
        }

        Add(table, "the same in Development, embedded PostgreSQL already initialised", agains, Embedded);
        Add(table, "first start ever: initdb, migration, demo of 170 candidatures", firsts, FirstEver);
    }

    private static async Task<double> StartAsync(BenchWorld world, string folder)
    {
        await using var portal = await world.Published.StartAsync(
            null,
            Path.Combine(folder, "files"),
            new Dictionary<string, string>
            {
                ["ASPNETCORE_ENVIRONMENT"] = "Development",
                ["LocalPostgres__DataPath"] = Path.Combine(folder, "postgres"),
                ["scenario"] = "lecture",
            },
            "/"
        );
        await portal.StopAsync();
        return portal.StartedIn.TotalSeconds;
    }

    private static void Add(Table table, string what, List<double> seconds, double budget) =>
        table.Add(
            what,
            $"{Figures.Spread(seconds, 2)} s",
            $"<= {budget.ToString(System.Globalization.CultureInfo.InvariantCulture)} s",
            Figures.Median(seconds) <= budget
        );
}
