using System.Diagnostics;
using System.Globalization;
using EigPortal.Services.Data.LocalPostgres;
using EigPortal.TestKit.Postgres;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace EigPortal.Services.Tests.LocalPostgres;

/// <summary>The data folder has spaces in its name on purpose.</summary>
public sealed class LocalPostgresServerTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("eig portal local ").FullName;

    public LocalPostgresServerTests()
    {
        if (!OperatingSystem.IsWindows())
        {
            // A temporary folder is private by default; PostgreSQL may run under another account here.
            File.SetUnixFileMode(
                folder,
                UnixFileMode.UserRead
                    | UnixFileMode.UserWrite
                    | UnixFileMode.UserExecute
                    | UnixFileMode.GroupExecute
                    | UnixFileMode.GroupRead
                    | UnixFileMode.OtherExecute
                    | UnixFileMode.OtherRead
            );
        }
    }

    [Fact]
    public async Task Data_survives_a_stop_and_a_start()
    {
        await using (var first = await StartAsync())
        {
            await ExecuteAsync(first, "create table kept (value int); insert into kept values (42)");
        }

        await using var second = await StartAsync();
        Assert.Equal(42, await ExecuteAsync(second, "select value from kept"));
    }

    [Fact]
    public async Task The_server_is_a_PostgreSQL_18_that_sorts_out_French_text()
    {
        await using var server = await StartAsync();

        Assert.Equal("180", ((string)(await ExecuteAsync(server, "show server_version_num"))!)[..3]);
        Assert.Equal("ete", await ExecuteAsync(server, "create extension unaccent; select unaccent('été')"));
    }

    [Fact]
    public async Task A_second_portal_shares_the_server_and_the_last_one_to_leave_stops_it()
    {
        var first = await StartAsync();
        var second = await StartAsync();
        Assert.Equal(first.ConnectionString, second.ConnectionString);

        await first.DisposeAsync();
        Assert.Equal(1, await ExecuteAsync(second, "select 1"));

        await second.DisposeAsync();
        await Assert.ThrowsAnyAsync<NpgsqlException>(() => ExecuteAsync(second, "select 1"));
    }

    [Fact]
    public async Task A_server_that_was_killed_leaves_a_folder_that_the_next_start_recovers()
    {
        var killed = await StartAsync();
        await ExecuteAsync(killed, "create table kept (value int); insert into kept values (7)");
        using (var postgres = Process.GetProcessById(ServerProcess()))
        {
            postgres.Kill();
            await postgres.WaitForExitAsync();
        }

        await using var recovered = await StartAsync();
        Assert.Equal(7, await ExecuteAsync(recovered, "select value from kept"));
        await killed.DisposeAsync();
    }

    [Fact]
    public async Task The_password_is_readable_by_its_owner_only()
    {
        await using var server = await StartAsync();

        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(folder, "password")));
        }
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private int ServerProcess() =>
        int.Parse(File.ReadLines(Path.Combine(folder, "cluster", "postmaster.pid")).First(), CultureInfo.InvariantCulture);

    private Task<LocalPostgresServer> StartAsync() =>
        LocalPostgresServer.StartAsync(
            new LocalPostgresOptions { DataPath = folder },
            PostgresServer.RepositoryRoot,
            Path.Combine(PostgresServer.RepositoryRoot, "src", "EigPortal.Web"),
            NullLogger.Instance,
            CancellationToken.None
        );

    private static async Task<object?> ExecuteAsync(LocalPostgresServer server, string sql)
    {
        await using var connection = new NpgsqlConnection(server.ConnectionString + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync();
    }
}
