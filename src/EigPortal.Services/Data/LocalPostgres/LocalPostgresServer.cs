using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Logging;

namespace EigPortal.Services.Data.LocalPostgres;

/// <summary>
/// The embedded PostgreSQL of Development. Several portals may use it at once: each holds a lease file locked, and the last one
/// to leave stops the server. A portal that was killed holds no lock any more, so its lease counts for nothing.
/// </summary>
public sealed class LocalPostgresServer : IAsyncDisposable
{
    private readonly PostgresCluster cluster;
    private readonly FileStream lease;
    private readonly ILogger logger;

    private LocalPostgresServer(PostgresCluster cluster, FileStream lease, string connectionString, ILogger logger)
    {
        this.cluster = cluster;
        this.lease = lease;
        this.logger = logger;
        ConnectionString = connectionString;
    }

    public string ConnectionString { get; }

    /// <param name="repository">Root of the repository: the default place of the data.</param>
    /// <param name="webProject">Folder that holds <c>node_modules</c>; null when there is none.</param>
    /// <exception cref="LocalPostgresException">It cannot run here; the message says what to do.</exception>
    public static async Task<LocalPostgresServer> StartAsync(
        LocalPostgresOptions options,
        string repository,
        string? webProject,
        ILogger logger,
        CancellationToken ct
    )
    {
        var account = UnprivilegedAccount.Choose();
        var wanted = string.IsNullOrWhiteSpace(options.DataPath)
            ? Path.Combine(repository, ".data", "postgres")
            : Path.GetFullPath(options.DataPath, repository);
        var folder = await ReachableFolderAsync(wanted, account, logger, ct);
        await using var startLock = await WaitForLockAsync(Path.Combine(folder, "start.lock"), ct);

        var binaries = await PostgresBinaries.FindAsync(options.BinariesPath, webProject, WrittenBy(folder), ct);
        if (binaries.Major != PostgresBinaries.PreferredMajor)
        {
            logger.LogWarning(
                "PostgreSQL {Major} de cette machine est utilisé ; la production tourne avec la version {Preferred}",
                binaries.Major,
                PostgresBinaries.PreferredMajor
            );
        }

        binaries = await ReachableBinaries.EnsureAsync(binaries, account, Path.Combine(folder, "binaries"), ct);
        var cluster = new PostgresCluster(folder, binaries, account, durable: true, logger);
        await cluster.StartAsync(ct);
        await cluster.EnsureDatabaseAsync(options.DatabaseName, ct);
        return new LocalPostgresServer(cluster, TakeLease(folder), cluster.ConnectionString(options.DatabaseName), logger);
    }

    public async ValueTask DisposeAsync()
    {
        await using var startLock = await WaitForLockAsync(Path.Combine(cluster.Folder, "start.lock"), CancellationToken.None);
        await lease.DisposeAsync();
        File.Delete(lease.Name);
        if (OthersHoldALease())
        {
            logger.LogInformation("PostgreSQL reste en marche : un autre portail s’en sert");
            return;
        }

        Npgsql.NpgsqlConnection.ClearAllPools();
        await cluster.StopAsync(CancellationToken.None);
        logger.LogInformation("PostgreSQL est arrêté");
    }

    private bool OthersHoldALease()
    {
        foreach (var path in Directory.EnumerateFiles(cluster.Folder, "*.lease"))
        {
            try
            {
                using (new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None)) { }
                File.Delete(path);
            }
            catch (IOException)
            {
                return true;
            }
        }

        return false;
    }

    private static FileStream TakeLease(string folder) =>
        new(Path.Combine(folder, $"{Guid.NewGuid():N}.lease"), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None);

    private static int? WrittenBy(string folder)
    {
        var version = Path.Combine(folder, "cluster", "PG_VERSION");
        return File.Exists(version) && int.TryParse(File.ReadAllText(version), CultureInfo.InvariantCulture, out var major)
            ? major
            : null;
    }

    private static async Task<string> ReachableFolderAsync(
        string wanted,
        UnprivilegedAccount account,
        ILogger logger,
        CancellationToken ct
    )
    {
        CreateFolder(wanted);
        if (await account.CanEnterAsync(wanted, ct))
        {
            return wanted;
        }

        // /var/lib belongs to root, so nobody else can have prepared this folder with a trap in it.
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(wanted)))[..12];
        var replacement = $"/var/lib/eig-portal-{hash}";
        CreateFolder(replacement);
        logger.LogInformation(
            "Le compte {Account}, qui fait tourner PostgreSQL à la place de root, ne peut pas lire {Wanted} : les données sont dans {Replacement}",
            account.Name,
            wanted,
            replacement
        );
        return replacement;
    }

    private static void CreateFolder(string folder)
    {
        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (UnauthorizedAccessException refusal)
        {
            throw new LocalPostgresException(
                $"Le dossier {folder} ne peut pas être créé. Indiquez-en un autre avec LocalPostgres:DataPath.",
                refusal
            );
        }
    }

    private static async Task<FileStream> WaitForLockAsync(string path, CancellationToken ct)
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (UnauthorizedAccessException refusal)
            {
                throw new LocalPostgresException(
                    $"Le dossier {Path.GetDirectoryName(path)} appartient à un autre compte de cette machine. Lancez le portail sous ce compte, supprimez le dossier, ou indiquez-en un autre avec LocalPostgres:DataPath.",
                    refusal
                );
            }
            catch (IOException) when (attempt < 600)
            {
                await Task.Delay(100, ct);
            }
        }
    }
}
