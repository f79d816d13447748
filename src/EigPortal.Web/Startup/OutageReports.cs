using System.Security.Cryptography;
using System.Text;
using EigPortal.Services.Outages;
using Microsoft.Extensions.Options;

namespace EigPortal.Web.Startup;

/// <summary>Configuration section <c>Health</c>.</summary>
public sealed class HealthOptions
{
    public const string Section = "Health";

    /// <summary>Shortest token that is taken seriously.</summary>
    public const int TokenMinLength = 24;

    /// <summary>Secret that a monitor outside sends as a bearer token. Empty: the address does not exist.</summary>
    public string ProbeToken { get; set; } = "";
}

/// <summary>What a monitor saw, in machine time. The same <paramref name="Debut"/> sent again completes the first report.</summary>
/// <param name="Fin">Null while the outage lasts.</param>
public sealed record OutageReport(DateTimeOffset? Debut, DateTimeOffset? Fin, string? Detail);

/// <summary><c>POST /sante/sonde</c>: a monitor outside tells the journal what the portal could not see of itself.</summary>
internal static class OutageReports
{
    public static void MapOutageReports(this WebApplication app)
    {
        // Without a token there is nobody to listen to: the address does not even exist.
        if (app.Services.GetRequiredService<IOptions<HealthOptions>>().Value.ProbeToken.Length >= HealthOptions.TokenMinLength)
        {
            app.MapPost("/sante/sonde", TakeAsync).AllowAnonymous();
        }
    }

    private static async Task<IResult> TakeAsync(
        HttpContext context,
        IOptions<HealthOptions> options,
        OutageJournal journal,
        CancellationToken ct
    )
    {
        // Before the body is even read: strangers cost nothing.
        if (!Matches(context.Request.Headers.Authorization.ToString(), $"Bearer {options.Value.ProbeToken}"))
        {
            return Results.Unauthorized();
        }

        if (await ReadAsync(context, ct) is not { Debut: { } from } report)
        {
            return Results.UnprocessableEntity(
                new { erreur = "Le corps attendu est {\"debut\": instant, \"fin\": instant ou null, \"detail\": texte}." }
            );
        }

        var result = await journal.ReportAsync(from.ToUniversalTime(), report.Fin?.ToUniversalTime(), report.Detail ?? "", ct);
        return result.IsOk ? Results.NoContent() : Results.UnprocessableEntity(new { erreur = result.Error.Message });
    }

    private static async Task<OutageReport?> ReadAsync(HttpContext context, CancellationToken ct)
    {
        const int longest = 4_096;
        if (context.Request.ContentLength is null or > longest || !context.Request.HasJsonContentType())
        {
            return null;
        }

        try
        {
            return await context.Request.ReadFromJsonAsync<OutageReport>(ct);
        }
        catch (System.Text.Json.JsonException)
        {
            return null;
        }
    }

    // Digests have one length, so the time taken says nothing of the token.
    private static bool Matches(string given, string expected) =>
        CryptographicOperations.FixedTimeEquals(
            SHA256.HashData(Encoding.UTF8.GetBytes(given)),
            SHA256.HashData(Encoding.UTF8.GetBytes(expected))
        );
}
