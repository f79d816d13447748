using EigPortal.Domain.Challenges;
using EigPortal.Services.Audit;
using EigPortal.Services.Cohorts;
using EigPortal.Services.Data;
using EigPortal.Services.Exports;
using EigPortal.Services.Identity;
using EigPortal.Services.Juries;
using Microsoft.AspNetCore.Mvc;

namespace EigPortal.Web.Areas.Admin.Juries;

/// <summary>The ranked lists, under embargo: staff only, and minus the files that a tie hides from the reader.</summary>
public sealed class RankingsController(
    RankedLists lists,
    CalibratedScores calibrated,
    CurrentCohort current,
    AuditTrail audit,
    EigDbContext db,
    ActorLoader actors
) : AdminController(actors)
{
    [HttpGet("/admin/classements")]
    public async Task<IActionResult> Index(CancellationToken ct) =>
        View("Rankings", await lists.SummariesAsync((await current.GetAsync(ct)).Id, await ActorAsync(ct), ct));

    [HttpGet("/admin/classements/severite")]
    public async Task<IActionResult> Severities(CancellationToken ct) =>
        View(await calibrated.SeveritiesAsync((await current.GetAsync(ct)).Id, await ActorAsync(ct), ct));

    [HttpGet("/admin/classements/{challenge}/{profile}")]
    public async Task<IActionResult> Show(string challenge, string profile, CancellationToken ct) =>
        await FindAsync(challenge, profile, ct) is { } list ? View("Ranking", list) : NotFound();

    // Exports are recorded, hence posted: a GET changes nothing.
    [HttpPost("/admin/classements/{challenge}/{profile}/export")]
    public async Task<IActionResult> Export(string challenge, string profile, [FromForm] string? format, CancellationToken ct)
    {
        if (await FindAsync(challenge, profile, ct) is not { } list)
        {
            return NotFound();
        }

        var extension = format == "xlsx" ? "xlsx" : "csv";
        audit.Record(
            nameof(Challenge),
            list.ChallengeId,
            "RankingExported",
            $"Export du classement {list.Profile} ({extension.ToUpperInvariant()})"
        );
        await db.SaveChangesAsync(ct);
        await WriteAsync(list, extension, ct);
        return new EmptyResult();
    }

    private async Task WriteAsync(RankedList list, string extension, CancellationToken ct)
    {
        Response.Headers.CacheControl = "private, no-store";
        Response.Headers.ContentDisposition =
            $"attachment; filename=classement-{list.ChallengeSlug}-{list.ProfileSlug}.{extension}";
        Response.ContentType = extension == "xlsx" ? XlsxExport.ContentType : CsvExport.ContentType;
        var rows = list.Rows.ToAsyncEnumerable();
        await (
            extension == "xlsx"
                ? XlsxExport.WriteAsync(Response.Body, "Classement", RankingColumns.Of(list), rows, ct)
                : CsvExport.WriteAsync(Response.Body, RankingColumns.Of(list), rows, ct)
        );
    }

    private async Task<RankedList?> FindAsync(string challenge, string profile, CancellationToken ct) =>
        await lists.FindAsync((await current.GetAsync(ct)).Id, challenge, profile, await ActorAsync(ct), ct);
}
