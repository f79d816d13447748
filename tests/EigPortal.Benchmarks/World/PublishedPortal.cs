using System.Diagnostics;
using System.Runtime.InteropServices;
using EigPortal.TestKit.Postgres;

namespace EigPortal.Benchmarks.World;

/// <summary>The portal as it is deployed: published in Release, compiled ahead of time for this machine.</summary>
internal sealed class PublishedPortal : IDisposable
{
    private readonly string folder;
    private readonly bool isTemporary;

    private PublishedPortal(string folder, bool isTemporary) => (this.folder, this.isTemporary) = (folder, isTemporary);

    /// <param name="existing">Folder of an earlier `dotnet publish`; null to publish into a temporary one.</param>
    public static async Task<PublishedPortal> GetAsync(string? existing)
    {
        if (existing is not null)
        {
            return new PublishedPortal(Path.GetFullPath(existing), isTemporary: false);
        }

        var folder = Directory.CreateTempSubdirectory("eig-bench-portal-").FullName;
        Console.WriteLine("Publication du portail…");
        var start = new ProcessStartInfo(
            "dotnet",
            [
                "publish",
                WebProject,
                "--configuration",
                "Release",
                "--arch",
                RuntimeInformation.OSArchitecture.ToString().ToLowerInvariant(),
                "--output",
                folder,
                "--nologo",
                "--verbosity",
                "quiet",
            ]
        );
        using var publish = Process.Start(start)!;
        await publish.WaitForExitAsync();
        return publish.ExitCode == 0
            ? new PublishedPortal(folder, isTemporary: true)
            : throw new InvalidOperationException("dotnet publish failed.");
    }

    /// <summary>Folder of the sources, in which Development finds its embedded PostgreSQL.</summary>
    public static string WebProject => Path.Combine(PostgresServer.RepositoryRoot, "src", "EigPortal.Web");

    /// <param name="database">Null to let Development start its own PostgreSQL.</param>
    public Task<ServerProcess> StartAsync(
        string? database,
        string files,
        IReadOnlyDictionary<string, string> more,
        string firstPage
    )
    {
        var environment = new Dictionary<string, string>(more) { ["Files__Path"] = files };
        if (database is not null)
        {
            environment["ConnectionStrings__Portal"] = database;
        }

        return ServerProcess.StartAsync(
            address => [Path.Combine(folder, "EigPortal.Web.dll"), "--urls", address.ToString().TrimEnd('/')],
            database is null ? WebProject : folder,
            environment,
            firstPage
        );
    }

    public void Dispose()
    {
        if (isTemporary)
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
