using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace EigPortal.Services.Data.LocalPostgres;

/// <summary>
/// One private PostgreSQL in one folder: <c>cluster</c> (the data), <c>password</c> (0600), <c>port</c> and <c>postgres.log</c>.
/// It listens on the loopback interface only. Development and the tests use the same class.
/// </summary>
public sealed class PostgresCluster
{
    private const string UserName = "portail";
    private readonly PostgresBinaries binaries;
    private readonly UnprivilegedAccount account;
    private readonly bool durable;
    private readonly ILogger logger;
    private string password = "";
    private int port;

    internal PostgresCluster(string folder, PostgresBinaries binaries, UnprivilegedAccount account, bool durable, ILogger logger)
    {
        Folder = folder;
        this.binaries = binaries;
        this.account = account;
        this.durable = durable;
        this.logger = logger;
    }

    public string Folder { get; }
    public string DataFolder => Path.Combine(Folder, "cluster");
    public string LogFile => Path.Combine(Folder, "postgres.log");
    private string PasswordFile => Path.Combine(Folder, "password");
    private string PortFile => Path.Combine(Folder, "port");
    private string PidFile => Path.Combine(DataFolder, "postmaster.pid");

    /// <summary>A cluster for tests, in a temporary folder.</summary>
    /// <param name="durable">
    /// Whether what was committed outlives a crash, as in production. Tests that crash nothing do without, and are quicker.
    /// </param>
    public static async Task<PostgresCluster> PrepareDisposableAsync(
        string folder,
        string? webProject,
        CancellationToken ct,
        bool durable = false
    )
    {
        var binaries = await PostgresBinaries.FindAsync(null, webProject, null, ct);
        var account = UnprivilegedAccount.Choose();
        Directory.CreateDirectory(folder);
        binaries = await ReachableBinaries.EnsureAsync(binaries, account, Path.Combine(folder, "binaries"), ct);
        return new PostgresCluster(
            folder,
            binaries,
            account,
            durable,
            Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance
        );
    }

    public string ConnectionString(string database) =>
        new NpgsqlConnectionStringBuilder
        {
            Host = "127.0.0.1",
            Port = port,
            Username = UserName,
            Password = password,
            Database = database,
            ApplicationName = "eig-portal",
        }.ConnectionString;

    /// <summary>Creates the data folder when needed, starts the server or joins the one already running, and waits until it answers.</summary>
    public async Task StartAsync(CancellationToken ct)
    {
        Directory.CreateDirectory(Folder);
        await InitialiseAsync(ct);
        password = (await File.ReadAllTextAsync(PasswordFile, ct)).Trim();
        if (await JoinRunningServerAsync(ct))
        {
            return;
        }

        port = await ChoosePortAsync(ct);
        logger.LogInformation("Démarrage de PostgreSQL {Major} sur 127.0.0.1:{Port}", binaries.Major, port);
        var (exitCode, output) = await account.RunAsync(
            [
                binaries.Program("pg_ctl"),
                "start",
                "--wait",
                "--silent",
                "--timeout=60",
                $"--pgdata={DataFolder}",
                $"--log={LogFile}",
                $"--options=-p {port}",
            ],
            ct
        );
        if (exitCode != 0)
        {
            throw new LocalPostgresException($"PostgreSQL n’a pas démarré : {output} (journal : {LogFile})");
        }

        await File.WriteAllTextAsync(PortFile, port.ToString(CultureInfo.InvariantCulture), ct);
    }

    // In the tests nothing is worth a checkpoint.
    public Task StopAsync(CancellationToken ct) => StopAsync(durable ? "fast" : "immediate", ct);

    /// <summary>Stops as a crash does: no checkpoint, transactions cut in the middle, recovery at the next start.</summary>
    public Task CrashAsync(CancellationToken ct) => StopAsync("immediate", ct);

    private Task StopAsync(string mode, CancellationToken ct) =>
        account.RunAsync(
            [
                binaries.Program("pg_ctl"),
                "stop",
                "--wait",
                "--silent",
                "--timeout=30",
                $"--mode={mode}",
                $"--pgdata={DataFolder}",
            ],
            ct
        );

    /// <summary>Creates the database when it does not exist yet.</summary>
    public async Task EnsureDatabaseAsync(string database, CancellationToken ct)
    {
        await using var connection = new NpgsqlConnection(Unpooled("postgres"));
        await connection.OpenAsync(ct);
        await using var exists = new NpgsqlCommand("SELECT 1 FROM pg_database WHERE datname = $1", connection);
        exists.Parameters.AddWithValue(database);
        if (await exists.ExecuteScalarAsync(ct) is null)
        {
            var quoted = new NpgsqlCommandBuilder().QuoteIdentifier(database);
            await using var create = new NpgsqlCommand($"CREATE DATABASE {quoted}", connection);
            await create.ExecuteNonQueryAsync(ct);
        }
    }

    private string Unpooled(string database) =>
        new NpgsqlConnectionStringBuilder(ConnectionString(database)) { Pooling = false, Timeout = 5 }.ConnectionString;

    private async Task InitialiseAsync(CancellationToken ct)
    {
        if (File.Exists(Path.Combine(DataFolder, "PG_VERSION")) && File.Exists(PasswordFile) && File.Exists(ReadyFile))
        {
            return;
        }

        if (Directory.Exists(DataFolder))
        {
            // initdb was interrupted: nothing in there was ever used.
            logger.LogWarning("La création précédente de {Folder} n’était pas terminée, elle recommence", DataFolder);
            Directory.Delete(DataFolder, recursive: true);
        }

        logger.LogInformation("Création de la base de données locale dans {Folder} (première fois seulement)", DataFolder);
        await File.WriteAllTextAsync(PasswordFile, Convert.ToHexString(RandomNumberGenerator.GetBytes(24)), ct);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(PasswordFile, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        await account.OwnAsync(Folder, ct);
        await RunInitdbAsync(ct);
        await WriteSettingsAsync(ct);
        await File.WriteAllTextAsync(ReadyFile, "", ct);
    }

    private string ReadyFile => Path.Combine(Folder, "initialised");

    private async Task RunInitdbAsync(CancellationToken ct)
    {
        List<string> common =
        [
            binaries.Program("initdb"),
            $"--pgdata={DataFolder}",
            $"--username={UserName}",
            $"--pwfile={PasswordFile}",
            "--auth=scram-sha-256",
            "--encoding=UTF8",
            "--no-instructions",
        ];
        if (!durable)
        {
            common.Add("--no-sync");
        }

        var problem = "";
        foreach (var locale in LocaleChoices())
        {
            var (exitCode, output) = await account.RunAsync([.. common, .. locale], ct);
            if (exitCode == 0)
            {
                return;
            }

            problem = output;
        }

        throw new LocalPostgresException($"La base de données locale n’a pas pu être créée dans {DataFolder} : {problem}");
    }

    // The character type must be UTF-8, or full-text search would cut words at their accents. C.UTF-8 is missing on some systems.
    private IEnumerable<string[]> LocaleChoices()
    {
        if (binaries.Major >= 17)
        {
            yield return ["--locale-provider=builtin", "--locale=C.UTF-8"];
            yield return ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=en_US.UTF-8"];
        }

        yield return ["--locale=C.UTF-8"];
        yield return ["--locale=en_US.UTF-8"];
        yield return ["--locale=C"];
    }

    private async Task WriteSettingsAsync(CancellationToken ct)
    {
        var settings = """

            # EIG portal: reached through the loopback interface only.
            listen_addresses = '127.0.0.1'
            unix_socket_directories = ''
            max_connections = 200
            timezone = 'UTC'
            log_timezone = 'UTC'

            """;
        if (!durable)
        {
            settings += """
                # Tests only.
                fsync = off
                synchronous_commit = off
                full_page_writes = off
                autovacuum = off
                jit = off

                """;
        }

        await File.AppendAllTextAsync(Path.Combine(DataFolder, "postgresql.conf"), settings, ct);
    }

    private async Task<bool> JoinRunningServerAsync(CancellationToken ct)
    {
        if (!File.Exists(PidFile))
        {
            return false;
        }

        var lines = await File.ReadAllLinesAsync(PidFile, ct);
        if (!int.TryParse(lines.FirstOrDefault(), CultureInfo.InvariantCulture, out var pid) || !IsPostgres(pid))
        {
            logger.LogWarning("L’exécution précédente ne s’est pas terminée normalement : PostgreSQL va reprendre ses données");
            File.Delete(PidFile);
            return false;
        }

        if (lines.Length > 3 && int.TryParse(lines[3], CultureInfo.InvariantCulture, out port) && await AnswersAsync(ct))
        {
            logger.LogInformation("PostgreSQL tourne déjà sur 127.0.0.1:{Port} pour ce dossier : il est partagé", port);
            return true;
        }

        logger.LogWarning("Un PostgreSQL tourne sur {Folder} mais ne répond pas : il est arrêté puis relancé", DataFolder);
        await account.RunAsync(
            [
                binaries.Program("pg_ctl"),
                "stop",
                "--wait",
                "--silent",
                "--timeout=20",
                "--mode=immediate",
                $"--pgdata={DataFolder}",
            ],
            ct
        );
        return false;
    }

    // The number in postmaster.pid may since have been given to another program.
    private static bool IsPostgres(int pid)
    {
        try
        {
            using var process = Process.GetProcessById(pid);
            return process.ProcessName.StartsWith("postgres", StringComparison.Ordinal);
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    private async Task<bool> AnswersAsync(CancellationToken ct)
    {
        for (var attempt = 0; attempt < 20; attempt++)
        {
            try
            {
                await using var connection = new NpgsqlConnection(Unpooled("postgres"));
                await connection.OpenAsync(ct);
                await using var command = new NpgsqlCommand("SHOW data_directory", connection);
                return (string?)await command.ExecuteScalarAsync(ct) is { } folder
                    && Path.GetFullPath(folder) == Path.GetFullPath(DataFolder);
            }
            catch (PostgresException refusal) when (refusal.SqlState != PostgresErrorCodes.CannotConnectNow)
            {
                return false;
            }
            catch (NpgsqlException)
            {
                await Task.Delay(250, ct);
            }
        }

        return false;
    }

    private async Task<int> ChoosePortAsync(CancellationToken ct)
    {
        if (
            File.Exists(PortFile)
            && int.TryParse(await File.ReadAllTextAsync(PortFile, ct), CultureInfo.InvariantCulture, out var remembered)
            && IsFree(remembered)
        )
        {
            return remembered;
        }

        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    private static bool IsFree(int candidate)
    {
        try
        {
            using var probe = new TcpListener(IPAddress.Loopback, candidate);
            probe.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
