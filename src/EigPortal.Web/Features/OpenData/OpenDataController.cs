using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using EigPortal.Services.Challenges;
using EigPortal.Services.Time;
using EigPortal.Web.Features.Shared;
using EigPortal.Web.Startup;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.OutputCaching;
using Microsoft.Net.Http.Headers;

namespace EigPortal.Web.Features.OpenData;

/// <summary>
/// The public facts as files. Names of fields and addresses are a promise: they are added to, never changed. Any site may read them,
/// and an unchanged file costs one short answer.
/// </summary>
[AllowAnonymous]
public sealed class OpenDataController(ChallengeCatalogue catalogue, ProgrammeClock clock) : Controller
{
    private const string AnySite = "*";

    [HttpGet("/donnees-ouvertes")]
    [HttpHead("/donnees-ouvertes")]
    [OutputCache(PolicyName = PublicPages.Policy)]
    public IActionResult Index() => View();

    /// <param name="promotion">Slug of one promotion; every promotion without it.</param>
    [HttpGet("/defis.json")]
    [HttpHead("/defis.json")]
    [OutputCache(PolicyName = PublicPages.Policy)]
    public async Task<IActionResult> Json(string? promotion, CancellationToken ct)
    {
        var sheets = await catalogue.ListSheetsAsync(promotion, ct);
        var file = ChallengesFile.From(sheets, slug => Request.Absolute($"/defis/{slug}"));
        return Answer(JsonSerializer.SerializeToUtf8Bytes(file, ChallengesFile.Json), "application/json; charset=utf-8");
    }

    [HttpGet("/defis.csv")]
    [HttpHead("/defis.csv")]
    [OutputCache(PolicyName = PublicPages.Policy)]
    public async Task<IActionResult> Csv(string? promotion, CancellationToken ct)
    {
        var sheets = await catalogue.ListSheetsAsync(promotion, ct);
        var text = ChallengesCsv.Write(ChallengesFile.From(sheets, slug => Request.Absolute($"/defis/{slug}")).Defis);
        // Spreadsheets read accents only behind this mark.
        return Answer([.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(text)], "text/csv; charset=utf-8");
    }

    [HttpGet("/defis.atom")]
    [HttpHead("/defis.atom")]
    [OutputCache(PolicyName = PublicPages.Policy)]
    public async Task<IActionResult> Atom(CancellationToken ct)
    {
        var sheets = await catalogue.ListSheetsAsync(cohortSlug: null, ct);
        return Answer(
            Feeds.Atom([.. sheets.Where(sheet => sheet.CohortIsCurrent)], Request),
            "application/atom+xml; charset=utf-8"
        );
    }

    [HttpGet("/sitemap.xml")]
    [HttpHead("/sitemap.xml")]
    [OutputCache(PolicyName = PublicPages.Policy)]
    public async Task<IActionResult> SiteMap(CancellationToken ct)
    {
        var sheets = await catalogue.ListSheetsAsync(cohortSlug: null, ct);
        var cohorts = await catalogue.ListCohortsAsync(ct);
        return Answer(Feeds.SiteMap(sheets, cohorts, Request), "application/xml; charset=utf-8");
    }

    [HttpGet("/robots.txt")]
    [HttpHead("/robots.txt")]
    [OutputCache(PolicyName = PublicPages.Policy)]
    public IActionResult Robots() =>
        Answer(Encoding.UTF8.GetBytes(Feeds.Robots(Request, clock.IsSimulated)), "text/plain; charset=utf-8");

    private FileContentResult Answer(byte[] content, string contentType)
    {
        Response.Headers.AccessControlAllowOrigin = AnySite;
        Response.Headers.CacheControl = "public, max-age=60";
        var mark = Convert.ToHexStringLower(SHA256.HashData(content))[..32];
        // Weak: the same content travels under several encodings.
        return new FileContentResult(content, contentType) { EntityTag = new EntityTagHeaderValue($"\"{mark}\"", isWeak: true) };
    }
}
