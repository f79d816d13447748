using System.Diagnostics;
using System.Globalization;
using EigPortal.Services.Data;
using EigPortal.Services.Data.LocalPostgres;
using EigPortal.Services.Demo;
using EigPortal.Services.Identity;
using EigPortal.Services.Time;
using EigPortal.TestKit.Mail;
using EigPortal.TestKit.Portal;
using EigPortal.TestKit.Postgres;
using EigPortal.TestKit.Processes;
using Microsoft.AspNetCore.Identity;
using Npgsql;

namespace EigPortal.Faults.Tests.World;

/// <summary>
/// The portal as built, in a process of its own, on a durable PostgreSQL that is nobody else's and a mail server, each of which a test
/// may kill. Programme time is frozen in the middle of the call; its jobs and its mails run as in production.
/// </summary>
public sealed class FaultyPortal : IAsyncLifetime
{
    public const string Collection = "pannes";
    public const string Password = "cheval agrafe batterie";
    private const string DatabaseName = "pannes";
    private const string Ready = "/sante/pret";
    private const string Alive = "/sante/vivant";
    private static readonly string PasswordHash = new PasswordHasher<Account>().HashPassword(new Account(), Password);
    private readonly string files = Directory.CreateTempSubdirectory("eig-faults-files-").FullName;
    private PostgresCluster? postgres;
    private ServerProcess? process;
    private int people;

    public SmtpSink Smtp { get; } = new();
    public Weather Weather { get; } = new();
    public Uri Address => Process.Address;

    private string ConnectionString => Postgres.ConnectionString(DatabaseName);

    // Without a pool: after a crash it would hand out connections to a server that is no more.
    private string OwnConnectionString =>
        new NpgsqlConnectionStringBuilder(ConnectionString) { Pooling = false }.ConnectionString;

    private PostgresCluster Postgres => postgres ?? throw new InvalidOperationException("PostgreSQL n’est pas encore préparé.");
    private ServerProcess Process => process ?? throw new InvalidOperationException("Le portail n’est pas encore démarré.");

    // The portal of the same build as the tests: tests/<project>/bin/<configuration>/<framework>.
    private static string WebProject => Path.Combine(PostgresServer.RepositoryRoot, "src", "EigPortal.Web");

    private static string Program
    {
        get
        {
            var framework = new DirectoryInfo(AppContext.BaseDirectory);
            return Path.Combine(WebProject, "bin", framework.Parent!.Name, framework.Name, "EigPortal.Web.dll");
        }
    }

    public async Task InitializeAsync()
    {
        postgres = await PostgresServer.PrepareAsync(durable: true);
        await postgres.StartAsync(CancellationToken.None);
        await postgres.EnsureDatabaseAsync(DatabaseName, CancellationToken.None);
        await InDatabaseAsync(async db =>
        {
            await DatabaseSchema.MigrateAsync(db, CancellationToken.None);
            await Catalogue.ImportAsync(db, CancellationToken.None);
            var time = new ProgrammeTime();
            time.FreezeAt(ClockControl.Instant("2018-10-08T10:00:00"));
            db.Add(time);
            await db.SaveChangesAsync();
        });
        process = await StartProcessAsync(null);
    }

    /// <summary>SIGKILL, then another process at the same address.</summary>
    /// <param name="meanwhile">Done while it is dead.</param>
    public async Task KillAndRestartAsync(Func<Task>? meanwhile = null)
    {
        await KillAsync();
        await (meanwhile?.Invoke() ?? Task.CompletedTask);
        await RestartAsync();
    }

    public async Task KillAsync()
    {
        await Process.KillAsync();
        Weather.Broke();
    }

    public async Task RestartAsync()
    {
        var dead = Process;
        process = await StartProcessAsync(dead.Address);
        await dead.DisposeAsync();
    }

    /// <summary>Stops PostgreSQL as a crash does, without a checkpoint and in the middle of transactions, then starts it again.</summary>
    /// <returns>How long the portal took to be ready again by itself, once the database was back.</returns>
    public async Task<TimeSpan> CrashDatabaseAsync()
    {
        await Postgres.CrashAsync(CancellationToken.None);
        Weather.Broke();
        return await StartDatabaseAsync();
    }

    /// <summary>Everything goes down, and the portal comes back first, as after a power cut.</summary>
    public async Task StartBeforeTheDatabaseAsync()
    {
        await KillAsync();
        await Postgres.CrashAsync(CancellationToken.None);
        var dead = Process;
        process = await StartProcessAsync(dead.Address, Alive);
        await dead.DisposeAsync();
        await StartDatabaseAsync();
    }

    private async Task<TimeSpan> StartDatabaseAsync()
    {
        await Postgres.StartAsync(CancellationToken.None);
        var back = Stopwatch.StartNew();
        using var http = new HttpClient { BaseAddress = Address };
        while (!(await http.GetAsync(Ready)).IsSuccessStatusCode)
        {
            await Task.Delay(50);
        }

        return back.Elapsed;
    }

    /// <summary>What the portal's own command says of its rules and of every stored file.</summary>
    public async Task<(int ExitCode, string Output)> CheckAsync()
    {
        var start = new ProcessStartInfo("dotnet", [Program, "check", "--files"])
        {
            WorkingDirectory = WebProject,
            RedirectStandardOutput = true,
        };
        foreach (var (key, value) in Settings())
        {
            start.Environment[key] = value;
        }

        using var check = System.Diagnostics.Process.Start(start)!;
        var output = await check.StandardOutput.ReadToEndAsync();
        await check.WaitForExitAsync();
        return (check.ExitCode, output);
    }

    /// <summary>Somebody with a confirmed address, who has never come in.</summary>
    /// <returns>Their address.</returns>
    public async Task<string> SomebodyAsync()
    {
        var email = $"personne-{Interlocked.Increment(ref people)}@pannes.exemple.fr";
        await InDatabaseAsync(async db =>
        {
            db.Add(
                new Account
                {
                    Email = email,
                    UserName = email,
                    NormalizedEmail = email.ToUpperInvariant(),
                    NormalizedUserName = email.ToUpperInvariant(),
                    EmailConfirmed = true,
                    PasswordHash = PasswordHash,
                    SecurityStamp = Guid.NewGuid().ToString(),
                    GivenName = "Noé",
                    FamilyName = "Lefèvre",
                }
            );
            await db.SaveChangesAsync();
        });
        return email;
    }

    public async Task InDatabaseAsync(Func<EigDbContext, Task> work)
    {
        await using var db = PortalDatabase.Open(OwnConnectionString);
        await work(db);
    }

    public async Task<T> InDatabaseAsync<T>(Func<EigDbContext, Task<T>> work)
    {
        await using var db = PortalDatabase.Open(OwnConnectionString);
        return await work(db);
    }

    public async Task DisposeAsync()
    {
        if (process is not null)
        {
            await process.DisposeAsync();
        }

        if (postgres is not null)
        {
            await postgres.StopAsync(CancellationToken.None);
            Directory.Delete(postgres.Folder, recursive: true);
        }

        await Smtp.DisposeAsync();
        Directory.Delete(files, recursive: true);
    }

    private Task<ServerProcess> StartProcessAsync(Uri? at, string firstPage = Ready) =>
        ServerProcess.StartAsync(
            address => [Program, "--urls", address.ToString().TrimEnd('/')],
            WebProject,
            Settings(),
            firstPage,
            at
        );

    private Dictionary<string, string> Settings() =>
        new()
        {
            ["ASPNETCORE_ENVIRONMENT"] = "Testing",
            ["ConnectionStrings__Portal"] = ConnectionString,
            ["Files__Path"] = files,
            ["Accounts__RequireSecondFactor"] = "false",
            ["Portal__PublicUrl"] = "http://localhost",
            ["Mail__Host"] = "127.0.0.1",
            ["Mail__Port"] = Smtp.Port.ToString(CultureInfo.InvariantCulture),
            ["Mail__RequireTls"] = "false",
            // Everybody comes from one address, and writes without a pause.
            ["RateLimits__SignIn__Requests"] = "100000",
            ["RateLimits__Upload__Requests"] = "100000",
            ["RateLimits__UploadPiece__Requests"] = "100000",
            ["RateLimits__Submit__Requests"] = "100000",
        };
}

/// <summary>One portal for the tests of this project, which break it one after the other.</summary>
[CollectionDefinition(FaultyPortal.Collection)]
public sealed class FaultyPortalCollection : ICollectionFixture<FaultyPortal>;
