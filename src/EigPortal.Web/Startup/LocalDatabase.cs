using EigPortal.Services.Data.LocalPostgres;
using Serilog;
using Serilog.Extensions.Logging;

namespace EigPortal.Web.Startup;

/// <summary>With no connection string, Development starts its own PostgreSQL before anything else is wired.</summary>
internal static class LocalDatabase
{
    public const string ConnectionKey = "ConnectionStrings:Portal";

    public static async Task<LocalPostgresServer?> StartLocalDatabaseAsync(this WebApplicationBuilder builder)
    {
        if (!builder.Environment.IsDevelopment() || !string.IsNullOrWhiteSpace(builder.Configuration[ConnectionKey]))
        {
            return null;
        }

        using var log = new SerilogLoggerFactory(
            new LoggerConfiguration().WriteTo.Console(outputTemplate: Telemetry.ConsoleTemplate).CreateLogger(),
            dispose: true
        );
        var options = builder.Configuration.GetSection(LocalPostgresOptions.Section).Get<LocalPostgresOptions>() ?? new();
        var repository = Repository.Find(builder.Environment.ContentRootPath);
        var server = await LocalPostgresServer.StartAsync(
            options,
            repository ?? builder.Environment.ContentRootPath,
            repository is null ? null : Path.Combine(repository, "src", "EigPortal.Web"),
            log.CreateLogger("EigPortal.LocalPostgres"),
            CancellationToken.None
        );
        builder.Configuration[ConnectionKey] = server.ConnectionString;
        return server;
    }
}
