using System.Globalization;
using Serilog;
using Serilog.Events;

namespace EigPortal.Web.Startup;

/// <summary>Logs go to the console. They hold paths and durations, never query values, form values, addresses or names.</summary>
internal static class Telemetry
{
    public const string ConsoleTemplate = "{Timestamp:HH:mm:ss} {Level:u3} {Message:lj}{NewLine}{Exception}";

    public static void AddPortalLogging(this WebApplicationBuilder builder) =>
        builder.Services.AddSerilog(
            (_, logger) =>
                logger
                    .MinimumLevel.Information()
                    // Its request lines print the query string.
                    .MinimumLevel.Override("Microsoft.AspNetCore", LogEventLevel.Warning)
                    .MinimumLevel.Override("Microsoft.EntityFrameworkCore", LogEventLevel.Warning)
                    // Production can't start without the certificate whose absence these lines report.
                    .MinimumLevel.Override("Microsoft.AspNetCore.DataProtection", LogEventLevel.Error)
                    .MinimumLevel.Override("Microsoft.Hosting.Lifetime", LogEventLevel.Warning)
                    .MinimumLevel.Override("Hangfire", LogEventLevel.Warning)
                    .ReadFrom.Configuration(builder.Configuration)
                    .WriteTo.Console(outputTemplate: ConsoleTemplate, formatProvider: CultureInfo.InvariantCulture)
        );

    public static void UsePortalRequestLogging(this WebApplication app) =>
        app.UseSerilogRequestLogging(options =>
        {
            options.MessageTemplate = "{RequestMethod} {RequestPath} {StatusCode} en {Elapsed:0} ms";
            options.GetLevel = (context, _, problem) =>
                problem is not null || context.Response.StatusCode >= 500 ? LogEventLevel.Error
                : context.Request.Path.StartsWithSegments("/assets") || context.Request.Path.StartsWithSegments("/sante")
                    ? LogEventLevel.Debug
                : LogEventLevel.Information;
        });
}
