using System.Globalization;
using System.Runtime.InteropServices;
using EigPortal.Benchmarks.Load;
using EigPortal.Services.Demo;
using EigPortal.TestKit.Postgres;
using Npgsql;

namespace EigPortal.Benchmarks;

/// <summary>Starts PostgreSQL, the floors and the portal, measures them in turn and writes the table.</summary>
internal sealed class Bench(BenchOptions options, Table table, ServerProcess floors, ServerProcess portal)
{
    public static async Task<int> RunAsync(BenchOptions options)
    {
        Console.WriteLine("PostgreSQL et données…");
        var server = await PostgresServer.GetAsync();
        var portalDatabase = await server.CreatePortalDatabaseAsync();
        var floorDatabase = await server.CreateEmptyDatabaseAsync();
        await using (var db = PortalDatabase.Open(portalDatabase))
        {
            await Catalogue.ImportAsync(db, CancellationToken.None);
        }

        var web = Path.Combine(PostgresServer.RepositoryRoot, "src", "EigPortal.Web");
        var files = Directory.CreateTempSubdirectory("eig-bench-");
        await using var floors = await ServerProcess.StartAsync(
            address =>
                [Path.Combine(AppContext.BaseDirectory, "EigPortal.Benchmarks.dll"), "floors", address.ToString(), floorDatabase],
            AppContext.BaseDirectory,
            new Dictionary<string, string>(),
            "/page?size=1000"
        );
        await using var portal = await ServerProcess.StartAsync(
            address =>
                [
                    Path.Combine(web, "bin", Configuration, "net10.0", "EigPortal.Web.dll"),
                    "--urls",
                    address.ToString().TrimEnd('/'),
                ],
            web,
            new Dictionary<string, string>
            {
                ["ASPNETCORE_ENVIRONMENT"] = "Testing",
                ["ConnectionStrings__Portal"] = portalDatabase,
                ["Files__Path"] = files.FullName,
                ["Jobs__Enabled"] = "false",
            },
            "/"
        );

        var table = new Table();
        await new Bench(options, table, floors, portal).MeasureAsync(portalDatabase);
        files.Delete(recursive: true);
        if (options.Report is { } report)
        {
            var machine =
                $"{Environment.ProcessorCount} cores, {RuntimeInformation.OSDescription.Trim()}, {RuntimeInformation.FrameworkDescription}, PostgreSQL 18; generator, portal and database share the machine.";
            await File.WriteAllTextAsync(Path.Combine(PostgresServer.RepositoryRoot, report), table.ToMarkdown(machine));
            Console.WriteLine($"Écrit : {report}");
        }

        return 0;
    }

    private static string Configuration =>
#if DEBUG
        "Debug";
#else
        "Release";
#endif

    private async Task MeasureAsync(string portalDatabase)
    {
        table.Add(
            new Row(
                "process start to first page, database up",
                $"{portal.StartedIn.TotalSeconds.ToString("0.00", CultureInfo.InvariantCulture)} s",
                "<= 1.5 s",
                portal.StartedIn <= TimeSpan.FromSeconds(1.5)
            )
        );
        await Task.Delay(TimeSpan.FromSeconds(3));
        Memory("resident memory, idle", 150);

        foreach (var path in new[] { "/", "/defis", "/defis/cibnav" })
        {
            await PublicPageAsync(path);
        }

        var page = await RunAsync(floors.Address, LoadRun.Get(floors.Address, "/page?size=24000"), 200);
        Floor("floor *page*, 24 kB", page);
        var insert = await RunAsync(
            floors.Address,
            LoadRun.Post(floors.Address, "/insert", $"text={new string('a', 4_000)}"),
            302
        );
        Floor("floor *insert*, 4 kB", insert);
        table.Add(
            new Row("floor *commit*, one row through Npgsql", $"{Number(await CommitsAsync(portalDatabase))} /s", "", null)
        );
        Memory("resident memory, under the load above", 300);
    }

    private async Task PublicPageAsync(string path)
    {
        var request = LoadRun.Get(portal.Address, path);
        var measured = await RunAsync(portal.Address, request, 200);
        // Equal bytes on the wire: the floor writes what the portal's head and compressed body weigh together.
        var size = measured[^1].Bytes;
        var raw = await RunAsync(floors.Address, LoadRun.Get(floors.Address, $"/raw/{Math.Max(1, size - 160)}"), 200);
        var ratio = Median(measured) / Median(raw);
        var p99 = measured.Max(run => run.P99);
        table.Add(
            new Row(
                $"`{path}`, anonymous, {size / 1024d:0.0} kB on the wire",
                $"{ratio.ToString("0.00", CultureInfo.InvariantCulture)} of raw ({Spread(measured)} against {Spread(raw)} req/s), p99 {p99.ToString("0.0", CultureInfo.InvariantCulture)} ms",
                ">= 0.75 of raw, p99 < 5 ms",
                ratio >= 0.75 && p99 < 5
            )
        );
    }

    private async Task<List<LoadResult>> RunAsync(Uri server, ReadOnlyMemory<byte> request, int status)
    {
        await LoadRun.RunAsync(server, (_, _) => request, status, options.WarmUp);
        var results = new List<LoadResult>();
        for (var run = 0; run < options.Runs; run++)
        {
            var result = await LoadRun.RunAsync(server, (_, _) => request, status, options.Run);
            if (result.Failures > 0)
            {
                throw new InvalidOperationException($"{result.Failures} answers without status {status} from {server}.");
            }

            results.Add(result);
        }

        return results;
    }

    private async Task<double> CommitsAsync(string connectionString)
    {
        await using var source = NpgsqlDataSource.Create(connectionString);
        await using (
            var create = source.CreateCommand("create table if not exists bench_commits (id uuid primary key, text text)")
        )
        {
            await create.ExecuteNonQueryAsync();
        }

        var clock = System.Diagnostics.Stopwatch.StartNew();
        var counts = await Task.WhenAll(
            Enumerable
                .Range(0, BenchOptions.Connections)
                .Select(async _ =>
                {
                    await using var connection = await source.OpenConnectionAsync();
                    var count = 0;
                    for (; clock.Elapsed < options.Run; count++)
                    {
                        await using var insert = new NpgsqlCommand("insert into bench_commits values ($1, $2)", connection);
                        insert.Parameters.Add(new() { Value = Guid.CreateVersion7() });
                        insert.Parameters.Add(new() { Value = "ligne" });
                        await insert.ExecuteNonQueryAsync();
                    }

                    return count;
                })
        );
        return counts.Sum() / clock.Elapsed.TotalSeconds;
    }

    private void Floor(string what, List<LoadResult> runs) => table.Add(new Row(what, $"{Spread(runs)} req/s", "", null));

    private void Memory(string what, int budget)
    {
        var megabytes = portal.ResidentMemory / 1_048_576d;
        table.Add(new Row(what, $"{megabytes:0} MB", $"<= {budget} MB", megabytes <= budget));
    }

    private static double Median(List<LoadResult> runs) => runs.Select(run => run.PerSecond).Order().ElementAt(runs.Count / 2);

    private static string Spread(List<LoadResult> runs) =>
        $"{Number(Median(runs))} [{Number(runs.Min(run => run.PerSecond))}–{Number(runs.Max(run => run.PerSecond))}]";

    private static string Number(double value) => value.ToString("#,0", CultureInfo.InvariantCulture);
}
