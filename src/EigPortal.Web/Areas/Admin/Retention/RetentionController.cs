using EigPortal.Domain.Candidates;
using EigPortal.Services.Identity;
using EigPortal.Services.Privacy.Retaining;
using EigPortal.Services.Time;
using Microsoft.AspNetCore.Mvc;

namespace EigPortal.Web.Areas.Admin.Retention;

/// <param name="Rows">Files and contracts, without names, the oldest term first.</param>
public sealed record RetentionModel(DateTimeOffset Now, DateTimeOffset Until, IReadOnlyList<RetentionRow> Rows)
{
    public int Count(RetentionPurpose purpose) => Rows.Count(row => row.Term.Purpose == purpose);
}

/// <param name="Hold">Why it stays for now; null when nothing stops it.</param>
public sealed record RetentionRow(RetentionTerm Term, DateTimeOffset ErasedFrom, string? Hold);

/// <summary>What will be erased by itself in the coming months, and what is held back.</summary>
public sealed class RetentionController(RetentionBoard board, ProgrammeClock clock, ActorLoader actors) : AdminController(actors)
{
    private const int MonthsAhead = 6;

    [HttpGet("/admin/conservation")]
    public async Task<IActionResult> Index(CancellationToken ct)
    {
        var now = clock.Now;
        var until = now.AddMonths(MonthsAhead);
        var rows = await board.UntilAsync(until, await ActorAsync(ct), ct);
        return View(
            "Index",
            new RetentionModel(
                now,
                until,
                [.. rows.Select(row => new RetentionRow(row.Term, row.Term.ErasedFrom(now), row.Hold))]
            )
        );
    }
}
