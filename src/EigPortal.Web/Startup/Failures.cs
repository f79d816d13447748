using System.Net.Sockets;
using Microsoft.AspNetCore.Diagnostics;
using Npgsql;

namespace EigPortal.Web.Startup;

/// <summary>Turns an unexpected exception into a status without a body, for which the error pages then write one.</summary>
internal static class Failures
{
    private const string RetryAfterSeconds = "5";

    public static ExceptionHandlerOptions Options { get; } =
        new()
        {
            StatusCodeSelector = StatusOf,
            ExceptionHandler = context =>
            {
                if (context.Response.StatusCode == StatusCodes.Status503ServiceUnavailable)
                {
                    context.Response.Headers.RetryAfter = RetryAfterSeconds;
                }

                return Task.CompletedTask;
            },
        };

    // A database that restarts is back in seconds: the visitor is told to try again, not that the portal is broken.
    private static int StatusOf(Exception problem) =>
        problem switch
        {
            BadHttpRequestException refused => refused.StatusCode,
            NpgsqlException { IsTransient: true } or SocketException => StatusCodes.Status503ServiceUnavailable,
            PostgresException { SqlState: PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CannotConnectNow } =>
                StatusCodes.Status503ServiceUnavailable,
            { InnerException: { } inner } => StatusOf(inner),
            _ => StatusCodes.Status500InternalServerError,
        };
}
