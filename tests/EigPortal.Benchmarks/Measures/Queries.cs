using EigPortal.Benchmarks.Load;
using EigPortal.Benchmarks.World;

namespace EigPortal.Benchmarks.Measures;

/// <summary>How many times each page asks the database, counted in EF Core's own log, at two sizes.</summary>
internal static class Queries
{
    private const int Budget = 6;
    private const string Command = "Executed DbCommand";
    private static readonly string[] Visitor = ["/", "/defis", "/defis/cibnav", "/promotions", "/promotions/3"];
    private static readonly string[] Staff =
    [
        "/admin",
        "/admin/candidatures",
        "/admin/jurys",
        "/admin/jurys/lectures",
        "/admin/classements",
        "/admin/decisions",
        "/admin/defis",
        "/admin/courriels",
        "/admin/utilisateurs",
        "/admin/promotion",
        "/admin/contrats",
    ];

    public static async Task MeasureAsync(BenchWorld world, Table table)
    {
        var small = await CountAsync(world, await world.DemoAsync());
        var large = await CountAsync(world, await world.SizedAsync(2_000));
        var worst = large.MaxBy(page => page.Value);
        var grown = large.Where(page => page.Value > small[page.Key]).Select(page => $"`{page.Key}`").ToList();
        var over = large.Where(page => page.Value > Budget).OrderByDescending(page => page.Value).ToList();
        table.Add(
            $"queries per page, {large.Count} pages",
            over.Count == 0
                ? $"at most {worst.Value} (`{worst.Key}`)"
                : $"over: {string.Join(", ", over.Select(page => $"`{page.Key}` {page.Value}"))}",
            $"<= {Budget}",
            over.Count == 0
        );
        table.Add(
            "queries per page, from 170 to 2,000 candidatures",
            grown.Count == 0 ? "the same on every page" : $"more on {string.Join(", ", grown)}",
            "constant",
            grown.Count == 0
        );
    }

    private static async Task<Dictionary<string, int>> CountAsync(BenchWorld world, string database)
    {
        await using var portal = await world.PortalAsync(
            database,
            new Dictionary<string, string>
            {
                ["Jobs__Enabled"] = "false",
                ["Serilog__MinimumLevel__Override__Microsoft.EntityFrameworkCore.Database.Command"] = "Information",
            }
        );
        var staff = (await Sessions.OpenAsync(database, Personas.Staff))[0];
        var jurors = await Sessions.OpenAsync(database, Personas.Jurors);
        var sheet = await SignedInPages.SheetsAsync(database, jurors);
        await using var connection = new RawConnection(portal.Address);
        await connection.ConnectAsync();
        var counts = new Dictionary<string, int>();
        foreach (var path in Visitor)
        {
            await AddAsync(path, path, null);
        }

        foreach (var path in Staff)
        {
            await AddAsync(path, path, staff);
        }

        await AddAsync("/admin/jury", "/admin/jury", jurors[0]);
        await AddAsync("/admin/jury/lectures/…", sheet[jurors[0].AccountId], jurors[0]);
        return counts;

        async Task AddAsync(string name, string path, Session? who)
        {
            // The first request fills what is kept in memory; the least of the others leaves out what comes back on a clock.
            var least = int.MaxValue;
            for (var attempt = 0; attempt < 4; attempt++)
            {
                await Task.Delay(300);
                var from = portal.Log.Length;
                // Another address each time, or the store of public pages would answer.
                var request = LoadRun.Get(portal.Address, $"{path}?mesure={attempt}", who?.Cookie, compressed: false);
                var status = await StatusAsync(path, request);
                if (status != 200)
                {
                    throw new InvalidOperationException($"{status} to {path}.");
                }

                await Task.Delay(500);
                var count = portal
                    .Log[from..]
                    .Split(Command)
                    .Skip(1)
                    .Count(text => !text.Contains("programme_time", StringComparison.Ordinal));
                least = attempt == 0 ? least : Math.Min(least, count);
            }

            if (least == 0 && who is not null)
            {
                throw new InvalidOperationException($"The log says nothing of {path}: a signed-in page asks who is there.");
            }

            counts[name] = least;
        }

        async Task<int> StatusAsync(string path, ReadOnlyMemory<byte> request)
        {
            try
            {
                return (await connection.SendAsync(request)).Status;
            }
            catch (IOException broken)
            {
                throw new InvalidOperationException(
                    $"No answer to {path}: {portal.Log[^Math.Min(portal.Log.Length, 4_000)..]}",
                    broken
                );
            }
        }
    }
}
