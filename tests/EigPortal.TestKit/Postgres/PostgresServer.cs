using EigPortal.Services.Data;
using EigPortal.Services.Data.LocalPostgres;
using EigPortal.Web.Startup;
using Npgsql;

namespace EigPortal.TestKit.Postgres;

/// <summary>
/// One real PostgreSQL per test process, in a temporary folder, without fsync. A template database is prepared once;
/// each test class then gets its own copy in a few milliseconds.
/// </summary>
public sealed class PostgresServer
{
    private static readonly Lazy<Task<PostgresServer>> Shared = new(StartAsync);
    private readonly PostgresCluster cluster;
    private readonly SemaphoreSlim copying = new(1, 1);
    private readonly Dictionary<string, Task> templates = [];
    private int count;

    private PostgresServer(PostgresCluster cluster) => this.cluster = cluster;

    /// <summary>Root of the repository that the tests were built from.</summary>
    public static string RepositoryRoot { get; } =
        Repository.Find(AppContext.BaseDirectory)
        ?? throw new InvalidOperationException($"EigPortal.sln est introuvable au-dessus de {AppContext.BaseDirectory}");

    /// <summary>The server of this process, started by the first test that asks.</summary>
    public static Task<PostgresServer> GetAsync() => Shared.Value;

    /// <summary>
    /// How a test reaches <paramref name="database"/>. Each class has a database, hence a pool, that nobody uses after it:
    /// what lies idle there is closed at once, or a few hundred classes would use up the server's connections.
    /// </summary>
    public string ConnectionString(string database) =>
        new NpgsqlConnectionStringBuilder(cluster.ConnectionString(database))
        {
            MaxPoolSize = 20,
            ConnectionIdleLifetime = 2,
            ConnectionPruningInterval = 1,
        }.ConnectionString;

    /// <summary>
    /// A new database that nobody else uses, copied from <paramref name="template"/>, which <paramref name="prepare"/> fills
    /// the first time it is asked for.
    /// </summary>
    /// <returns>Its connection string.</returns>
    public async Task<string> CreateDatabaseAsync(string template, Func<string, Task> prepare)
    {
        await copying.WaitAsync();
        try
        {
            if (!templates.TryGetValue(template, out var prepared))
            {
                templates[template] = prepared = PrepareTemplateAsync(template, prepare);
            }

            await prepared;
            var name = $"{template}_{Interlocked.Increment(ref count)}";
            // Copying files is quicker here than replaying them through the WAL.
            await ExecuteAsync($"CREATE DATABASE \"{name}\" TEMPLATE \"{template}\" STRATEGY FILE_COPY");
            return ConnectionString(name);
        }
        finally
        {
            copying.Release();
        }
    }

    /// <summary>A database of its own with the current schema and no row.</summary>
    /// <returns>Its connection string.</returns>
    public Task<string> CreatePortalDatabaseAsync() =>
        CreateDatabaseAsync(
            "portal",
            async connectionString =>
            {
                await using var db = PortalDatabase.Open(connectionString);
                await DatabaseSchema.MigrateAsync(db, CancellationToken.None);
            }
        );

    /// <summary>An empty database, for the tests of the migrations themselves.</summary>
    public Task<string> CreateEmptyDatabaseAsync() => CreateDatabaseAsync("empty", _ => Task.CompletedTask);

    private async Task PrepareTemplateAsync(string template, Func<string, Task> prepare)
    {
        await ExecuteAsync($"CREATE DATABASE \"{template}\"");
        var connectionString = new NpgsqlConnectionStringBuilder(cluster.ConnectionString(template)) { Pooling = false };
        await prepare(connectionString.ConnectionString);
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(cluster.ConnectionString("postgres"));
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 60 };
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>A cluster of its own for a test, not started yet, in a folder that a later run removes.</summary>
    /// <param name="durable">For a test that crashes it: whatever it has acknowledged must be there again.</param>
    public static async Task<PostgresCluster> PrepareAsync(bool durable)
    {
        var parent = Path.Combine(Path.GetTempPath(), "eig-portal-tests");
        Directory.CreateDirectory(parent);
        await RemoveLeftoversAsync(parent);
        var folder = Path.Combine(parent, $"{Environment.ProcessId}-{Guid.NewGuid():N}"[..20]);
        return await PostgresCluster.PrepareDisposableAsync(
            folder,
            Path.Combine(RepositoryRoot, "src", "EigPortal.Web"),
            CancellationToken.None,
            durable
        );
    }

    private static async Task<PostgresServer> StartAsync()
    {
        var cluster = await PrepareAsync(durable: false);
        await cluster.StartAsync(CancellationToken.None);
        // xunit has no hook for the end of a whole process. The runner leaves little time here: the next run removes the folder.
        AppDomain.CurrentDomain.ProcessExit += (_, _) => cluster.StopAsync(CancellationToken.None).GetAwaiter().GetResult();
        return new PostgresServer(cluster);
    }

    // A test run that was killed leaves its server behind; the next run stops it.
    private static async Task RemoveLeftoversAsync(string parent)
    {
        foreach (var folder in Directory.EnumerateDirectories(parent))
        {
            var owner = Path.GetFileName(folder).Split('-')[0];
            if (int.TryParse(owner, out var pid) && !IsAlive(pid))
            {
                var cluster = await PostgresCluster.PrepareDisposableAsync(
                    folder,
                    Path.Combine(RepositoryRoot, "src", "EigPortal.Web"),
                    CancellationToken.None
                );
                await cluster.StopAsync(CancellationToken.None);
                try
                {
                    Directory.Delete(folder, recursive: true);
                }
                catch (Exception busy) when (busy is IOException or UnauthorizedAccessException)
                {
                    // Another test process is removing it, or another account owns it.
                    continue;
                }
            }
        }
    }

    private static bool IsAlive(int pid)
    {
        try
        {
            using var process = System.Diagnostics.Process.GetProcessById(pid);
            return !process.HasExited;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
