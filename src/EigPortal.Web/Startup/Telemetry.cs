using System.Globalization;
using Serilog;
using Serilog.Configuration;
using Serilog.Core;
using Serilog.Events;
using Serilog.Formatting;
using Serilog.Formatting.Display;

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
                    // It has nothing to say that the lines below don't, but while it may speak each request gets an activity and a scope.
                    .MinimumLevel.Override("Microsoft.AspNetCore.Hosting.Diagnostics", LevelAlias.Off)
                    .MinimumLevel.Override("Microsoft.EntityFrameworkCore", LogEventLevel.Warning)
                    // Production can't start without the certificate whose absence these lines report.
                    .MinimumLevel.Override("Microsoft.AspNetCore.DataProtection", LogEventLevel.Error)
                    .MinimumLevel.Override("Microsoft.Hosting.Lifetime", LogEventLevel.Warning)
                    .MinimumLevel.Override("Hangfire", LogEventLevel.Warning)
                    .ReadFrom.Configuration(builder.Configuration)
                    .WriteTo.PortalConsole()
        );

    // One write to the console for each request would cost more than answering it from the store of public pages: what a service
    // prints goes out in batches, five times a second. Warnings don't wait, and neither does anything in front of a person.
    private static LoggerConfiguration PortalConsole(this LoggerSinkConfiguration to)
    {
        var atOnce = Console.IsOutputRedirected ? LogEventLevel.Warning : LogEventLevel.Verbose;
        return to.Console(atOnce, ConsoleTemplate, CultureInfo.InvariantCulture)
            .WriteTo.Conditional(
                line => line.Level < atOnce,
                batched =>
                    batched.Sink(
                        new ConsoleBatches(new MessageTemplateTextFormatter(ConsoleTemplate, CultureInfo.InvariantCulture)),
                        new BatchingOptions
                        {
                            BatchSizeLimit = 5_000,
                            BufferingTimeLimit = TimeSpan.FromMilliseconds(200),
                            QueueLimit = 100_000,
                        }
                    )
            );
    }

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

/// <summary>Writes many lines to the console at once.</summary>
internal sealed class ConsoleBatches(ITextFormatter formatter) : IBatchedLogEventSink
{
    public async Task EmitBatchAsync(IReadOnlyCollection<LogEvent> batch)
    {
        var lines = new StringWriter(CultureInfo.InvariantCulture);
        foreach (var line in batch)
        {
            formatter.Format(line, lines);
        }

        await Console.Out.WriteAsync(lines.GetStringBuilder());
    }

    public Task OnEmptyBatchAsync() => Task.CompletedTask;
}
