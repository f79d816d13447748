using EigPortal.Domain.Challenges;
using EigPortal.Domain.Selection;
using EigPortal.Services.Audit;
using EigPortal.Services.Cohorts;
using EigPortal.Services.Data;
using EigPortal.Services.Exports;
using EigPortal.Services.Identity;
using EigPortal.Services.Juries;
using EigPortal.Services.Juries.Phases;
using EigPortal.Web.Shared;
using Microsoft.AspNetCore.Mvc;

namespace EigPortal.Web.Areas.Jury.Rankings;

/// <summary>The ranked lists, once the phase shows them to the jury. Before, they are unknown addresses.</summary>
public sealed class RankingsController(
    JurorLists lists,
    CurrentCohort current,
    AuditTrail audit,
    EigDbContext db,
    ActorLoader actors
) : JuryController(actors)
{
    [HttpGet("/admin/jury/classements")]
    public async Task<IActionResult> Index(CancellationToken ct) =>
        await lists.AllAsync(await current.GetAsync(ct), await ActorAsync(ct), ct) is { } all ? View("Index", all) : NotFound();

    [HttpGet("/admin/jury/classements/{challenge}/{profile}")]
    public async Task<IActionResult> Show(string challenge, string profile, CancellationToken ct) =>
        await FindAsync(challenge, profile, ct) is { } list ? View("Show", list) : NotFound();

    // Exports are recorded, hence posted: a GET changes nothing.
    [HttpPost("/admin/jury/classements/{challenge}/{profile}/export")]
    public async Task<IActionResult> Export(string challenge, string profile, CancellationToken ct)
    {
        if (await FindAsync(challenge, profile, ct) is not { } list)
        {
            return NotFound();
        }

        audit.Record(
            nameof(Challenge),
            list.List.ChallengeId,
            "RankingExported",
            $"Export du classement {list.List.Profile} (CSV) par une personne du jury"
        );
        await db.SaveChangesAsync(ct);
        Response.Headers.CacheControl = "private, no-store";
        Response.Headers.ContentDisposition =
            $"attachment; filename=classement-{list.List.ChallengeSlug}-{list.List.ProfileSlug}.csv";
        Response.ContentType = CsvExport.ContentType;
        await CsvExport.WriteAsync(Response.Body, JurorRankingColumns.Of(list), list.List.Rows.ToAsyncEnumerable(), ct);
        return new EmptyResult();
    }

    private async Task<JurorList?> FindAsync(string challenge, string profile, CancellationToken ct) =>
        await lists.FindAsync(await current.GetAsync(ct), challenge, profile, await ActorAsync(ct), ct);
}

/// <summary>The columns of the screen, with the same figures.</summary>
public static class JurorRankingColumns
{
    public static IReadOnlyList<Column<RankedRow>> Of(JurorList list) =>
        [
            new("Rang", row => row.Rank),
            new("Ex aequo", row => row.IsTied ? "oui" : ""),
            new("Numéro", row => row.Number),
            new("Personne", row => row.FullName),
            new("Vœu", row => row.WishRank),
            new("Score sur 20", row => row.Score),
            new("Fiches comptées", row => row.CountedSheets),
            new("Écart", row => row.Spread),
            new("Coups de cœur", row => row.Favourites),
            .. list.View.FinalList
                ? [new Column<RankedRow>("Décision", row => DecisionOf(list, row))]
                : Array.Empty<Column<RankedRow>>(),
        ];

    /// <summary>In words; empty for a file about which nothing was decided.</summary>
    public static string DecisionOf(JurorList list, RankedRow row) =>
        list.Decisions.TryGetValue(row.CandidatureId, out DecisionKind kind) ? Labels.Of(kind) : "";
}
