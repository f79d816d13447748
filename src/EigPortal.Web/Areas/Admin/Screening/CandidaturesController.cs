using EigPortal.Services.Audit;
using EigPortal.Services.Candidatures;
using EigPortal.Services.Cohorts;
using EigPortal.Services.Exports;
using EigPortal.Services.Identity;
using EigPortal.Services.Screening;
using EigPortal.Services.Screening.Opinions;
using EigPortal.Web.Shared;
using Microsoft.AspNetCore.Mvc;

namespace EigPortal.Web.Areas.Admin.Screening;

/// <summary>Staff's list of candidatures, its exports and one file with its screening.</summary>
public sealed class CandidaturesController(
    CandidatureSearch search,
    CandidatureDetail details,
    ReadDocument documents,
    GivenOpinions opinions,
    CurrentCohort current,
    AuditTrail audit,
    ActorLoader actors
) : AdminController(actors)
{
    [HttpGet("/admin/candidatures")]
    public async Task<IActionResult> Index([FromQuery] CandidatureQuery query, CancellationToken ct)
    {
        var cohort = await current.GetAsync(ct);
        var actor = await ActorAsync(ct);
        var page = await search.PageAsync(query.ToFilter(), cohort.Id, actor, ct);
        return View(
            "Index",
            new CandidatureListModel(
                query,
                page,
                await details.ChallengesAsync(cohort.Id, ct),
                await opinions.CountAsync([.. page.Rows.Select(row => row.Id)], actor, ct)
            )
        );
    }

    [HttpGet("/admin/candidatures/{id:guid}")]
    public async Task<IActionResult> Show(Guid id, CancellationToken ct) =>
        await details.FindAsync(id, await ActorAsync(ct), ct) is { } detail
            ? View("Show", CandidatureModel.From(detail, new ScreeningInput()))
            : NotFound();

    [HttpGet("/admin/candidatures/{id:guid}/documents/{documentId:guid}")]
    public async Task<IActionResult> Download(Guid id, Guid documentId, CancellationToken ct) =>
        await details.HoldsAsync(id, documentId, await ActorAsync(ct), ct)
            ? this.Attachment(await documents.ExecuteAsync(documentId, await ActorAsync(ct), ct))
            : NotFound();

    [HttpGet("/admin/candidatures/retards")]
    public async Task<IActionResult> Late(CancellationToken ct) =>
        View("Late", await details.LateAttemptsAsync((await current.GetAsync(ct)).Id, await ActorAsync(ct), ct));

    // Exports are recorded, hence posted: a GET changes nothing.
    [HttpPost("/admin/candidatures/export")]
    public async Task Export([FromForm] CandidatureQuery query, string? format, CancellationToken ct)
    {
        var cohort = await current.GetAsync(ct);
        audit.Record(
            nameof(Domain.Cohorts.Cohort),
            cohort.Id,
            AuditTrail.CandidaturesExported,
            $"Export des candidatures ({(format == "xlsx" ? "XLSX" : "CSV")})"
        );
        await details.SaveAsync(ct);
        var rows = search.StreamAsync(query.ToFilter(), cohort.Id, await ActorAsync(ct), ct);
        Response.Headers.CacheControl = "private, no-store";
        Response.Headers.ContentDisposition = $"attachment; filename=candidatures.{(format == "xlsx" ? "xlsx" : "csv")}";
        Response.ContentType = format == "xlsx" ? XlsxExport.ContentType : CsvExport.ContentType;
        await (
            format == "xlsx"
                ? XlsxExport.WriteAsync(Response.Body, "Candidatures", CandidatureColumns.All, rows, ct)
                : CsvExport.WriteAsync(Response.Body, CandidatureColumns.All, rows, ct)
        );
    }
}
