using System.Diagnostics;
using EigPortal.Benchmarks.Load;
using EigPortal.Benchmarks.World;

namespace EigPortal.Benchmarks.Measures;

/// <summary>What visitors see, from the store of public pages, and when the store has just forgotten it.</summary>
internal static class PublicPages
{
    // With an element that only that page has.
    private static readonly (string Path, string Holds)[] Paths =
    [
        ("/", "h1.fr-mb-0"),
        ("/defis", "main a[href='/defis/cibnav']"),
        ("/defis/cibnav", "link[rel=canonical][href$='/defis/cibnav']"),
    ];

    public static async Task MeasureAsync(BenchWorld world, Table table)
    {
        var database = await world.DemoAsync();
        var floors = await world.FloorsAsync();
        await using var portal = await world.PortalAsync(database);
        foreach (var (path, holds) in Paths)
        {
            await PageCheck.HoldsAsync(portal, path, null, holds, 1, int.MaxValue);
            var page = Target.Page(portal, path);
            var size = (
                await LoadRun.RunAsync(portal.Address, page.RequestOf, page.Wanted, TimeSpan.FromMilliseconds(200))
            ).Bytes;
            var comparison = await Comparison.RunAsync(
                world.Options,
                // Equal bytes on the wire: the floor's body weighs what the portal's head and compressed body weigh together.
                Target.Page(floors, $"/raw/{Math.Max(1, size - 160)}"),
                page
            );
            table.Add(
                $"`{path}`, anonymous, {Figures.Of(size / 1024d, 1)} kB on the wire",
                comparison.Say("raw"),
                ">= 0.75 of raw, p99 < 5 ms",
                comparison is { Ratio: >= 0.75, P99: < 5 }
            );
        }

        table.Add(
            "resident memory, under that load",
            $"{Figures.Of(portal.PeakMemory / 1_048_576d)} MB at its peak",
            "<= 300 MB",
            portal.PeakMemory <= 300 * 1_048_576L
        );
        foreach (var (path, _) in Paths)
        {
            await FirstHitAsync(world, table, database, portal, path);
        }
    }

    // Moving the programme's clock makes every stored page unusable, as a change by staff does.
    private static async Task FirstHitAsync(BenchWorld world, Table table, string database, ServerProcess portal, string path)
    {
        await using var connection = await BenchWorld.OpenAsync(database);
        await using var visitor = new RawConnection(portal.Address);
        await visitor.ConnectAsync();
        var request = LoadRun.Get(portal.Address, path);
        var times = new List<double>();
        for (var hit = 0; hit < 4 + 2 * world.Options.Runs; hit++)
        {
            await connection.ExecuteAsync("update programme_time set \"offset\" = \"offset\" + interval '1 minute'");
            // The portal reads its clock again every second.
            await Task.Delay(TimeSpan.FromMilliseconds(1_200));
            var start = Stopwatch.GetTimestamp();
            if (await visitor.SendAsync(request) is { Status: not 200 } refused)
            {
                throw new InvalidOperationException($"{refused.Status}:{Environment.NewLine}{visitor.LastResponse}");
            }

            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        table.Add(
            $"`{path}`, first hit after eviction",
            $"{Figures.Spread(times, 1)} ms",
            "<= 15 ms",
            Figures.Median(times) <= 15
        );
    }
}
