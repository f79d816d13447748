using EigPortal.TestKit.Postgres;
using Npgsql;

namespace EigPortal.Benchmarks.World;

/// <summary>PostgreSQL, a published portal, and databases of several sizes that are made when they are first asked for.</summary>
internal sealed class BenchWorld : IAsyncDisposable
{
    /// <summary>The call is open.</summary>
    public const string DuringCall = "2018-10-08 08:00+00";

    private readonly PostgresServer postgres;
    private readonly PublishedPortal published;
    private readonly string files = Directory.CreateTempSubdirectory("eig-bench-files-").FullName;
    private readonly Dictionary<int, string> sized = [];
    private ServerProcess? floors;

    private BenchWorld(BenchOptions options, PostgresServer postgres, PublishedPortal published) =>
        (Options, this.postgres, this.published) = (options, postgres, published);

    public BenchOptions Options { get; }
    public PublishedPortal Published => published;

    public static async Task<BenchWorld> BuildAsync(BenchOptions options) =>
        new(options, await PostgresServer.GetAsync(), await PublishedPortal.GetAsync(options.Published));

    /// <summary>The process of the floors, with a database of its own on the same PostgreSQL.</summary>
    public async Task<ServerProcess> FloorsAsync()
    {
        if (floors is null)
        {
            var database = await postgres.CreateEmptyDatabaseAsync();
            floors = await ServerProcess.StartAsync(
                address =>
                    [
                        Path.Combine(AppContext.BaseDirectory, "EigPortal.Benchmarks.dll"),
                        "floors",
                        address.ToString(),
                        database,
                        Path.Combine(files, "floors"),
                    ],
                AppContext.BaseDirectory,
                new Dictionary<string, string>(),
                "/page?size=1000"
            );
        }

        return floors;
    }

    /// <summary>A database with the demo of the hearings: 170 candidatures, 86 of them read by three jurors.</summary>
    public Task<string> DemoAsync() =>
        postgres.CreateDatabaseAsync(
            "bench",
            async database =>
            {
                Console.WriteLine("  Démo de 170 candidatures…");
                await using var portal = await published.StartAsync(
                    database,
                    files,
                    new Dictionary<string, string>
                    {
                        ["ASPNETCORE_ENVIRONMENT"] = "Development",
                        ["scenario"] = "jury",
                        ["Jobs__Enabled"] = "false",
                    },
                    "/"
                );
                await portal.StopAsync();
                await using var connection = await OpenAsync(database);
                // Outside Development, whoever is not a candidate needs a second factor: theirs is supposed to be set up.
                await connection.ExecuteAsync(
                    "update programme_time set is_demo = false; update accounts set is_demo = false, two_factor_enabled = true"
                );
                // At the hearings every sheet is locked: here the jury still writes.
                await connection.ExecuteAsync("update score_sheets set state = 'Draft', locked_at = null, total = null");
            }
        );

    /// <summary>The demo multiplied until it has at least so many submitted candidatures. Measures that write take a copy of it.</summary>
    public async Task<string> SizedAsync(int candidatures)
    {
        if (!sized.TryGetValue(candidatures, out var database))
        {
            database = await DemoAsync();
            await using var connection = await OpenAsync(database);
            Console.WriteLine($"  {candidatures} candidatures…");
            await ScaledData.MultiplyAsync(connection, candidatures);
            sized[candidatures] = database;
        }

        return database;
    }

    /// <summary>The published portal on a database, with its limits, its headers and its jobs, sending no mail.</summary>
    public Task<ServerProcess> PortalAsync(string database, IReadOnlyDictionary<string, string>? more = null) =>
        published.StartAsync(
            database,
            files,
            new Dictionary<string, string>(more ?? new Dictionary<string, string>())
            {
                ["ASPNETCORE_ENVIRONMENT"] = "Testing",
                ["Mail__SendFromThisNode"] = "false",
            },
            "/"
        );

    public static async Task<NpgsqlConnection> OpenAsync(string database)
    {
        var connection = new NpgsqlConnection(database);
        await connection.OpenAsync();
        return connection;
    }

    public async ValueTask DisposeAsync()
    {
        if (floors is not null)
        {
            await floors.DisposeAsync();
        }

        published.Dispose();
        try
        {
            Directory.Delete(files, recursive: true);
        }
        catch (IOException)
        {
            // A portal that was just killed may still be letting go of a file; the folder is a temporary one.
        }
    }
}

internal static class Sql
{
    public static async Task ExecuteAsync(this NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 600 };
        await command.ExecuteNonQueryAsync();
    }

    public static async Task<T> ScalarAsync<T>(this NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 600 };
        return (T)(await command.ExecuteScalarAsync())!;
    }

    /// <summary>Every row, as its values.</summary>
    public static async Task<List<object[]>> RowsAsync(this NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 600 };
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<object[]>();
        while (await reader.ReadAsync())
        {
            var row = new object[reader.FieldCount];
            reader.GetValues(row);
            rows.Add(row);
        }

        return rows;
    }
}
