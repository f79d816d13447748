using EigPortal.Domain.Cohorts;
using EigPortal.Domain.Juries;
using EigPortal.Domain.Shared;
using EigPortal.Services.Data;
using EigPortal.Services.Data.Interceptors;
using EigPortal.Services.Identity;
using Microsoft.EntityFrameworkCore;

namespace EigPortal.Services.Juries;

/// <summary>Words that arrive after the closing of marking: kept beside the sheet, never in it.</summary>
internal static class LateSheets
{
    /// <returns>The refusal to tell: marking is closed, and whether the words are kept.</returns>
    public static async Task<DomainError> KeepLateAsync(
        this EigDbContext db,
        SheetToScore found,
        ScoreSheetText text,
        Cohort cohort,
        DateTimeOffset arrivedAt,
        CancellationToken ct
    )
    {
        var late = text.Page.Id is { } page
            ? await db.LateSheets.SingleOrDefaultAsync(
                row => row.SheetId == found.Sheet.Id && row.Page == page && row.TakenAt == null,
                ct
            )
            : null;
        if (late is null)
        {
            db.LateSheets.Add(late = new LateSheet(found.Sheet, text.Page.Id));
        }

        // A mark on a grid that is gone is no mark; the words stay.
        var marks = cohort.HasOtherGrid(text.Grid) ? [.. text.Marks.Select(mark => mark with { Value = null })] : text.Marks;
        late.Write(marks, text.Opinion, text.OverallComment, cohort, arrivedAt);
        try
        {
            return await db.SaveOnGridAsync(cohort, late.Marks.Count > 0, arrivedAt, ct) ?? JuryErrors.KeptLate;
        }
        catch (DbUpdateException race) when (race.Breaks("ux_late_sheets_page"))
        {
            // Two saves of one page crossed: the page keeps its words and may send them again.
            db.ChangeTracker.Clear();
            return SheetErrors.MarkingClosed;
        }
    }
}

/// <summary>A juror takes back words that arrived late, while marking is open again for them.</summary>
public sealed class TakeLateSheet(EigDbContext db, ProgrammeNow programmeNow)
{
    /// <param name="arrivedAt">When the request reached the portal.</param>
    public async Task<Result> ExecuteAsync(
        Guid sheetId,
        Guid lateId,
        Actor actor,
        DateTimeOffset? arrivedAt,
        CancellationToken ct
    )
    {
        var (found, refusal) = await db.FindSheetToScoreAsync(sheetId, actor, ct);
        if (found is null)
        {
            return refusal!;
        }

        if (await db.LateSheets.SingleOrDefaultAsync(row => row.Id == lateId && row.SheetId == sheetId, ct) is not { } late)
        {
            return JuryErrors.NotFound;
        }

        var version = db.Entry(found.Sheet).Property<uint>("xmin").CurrentValue;
        var cohort = await db.CohortOfAsync(found.Sheet, ct);
        var now = arrivedAt ?? programmeNow();
        var taken = late.Take(found.Sheet, cohort, found.ReopenedUntil, now);
        return taken.IsOk ? await db.SaveSheetAsync(found.Sheet, version, cohort, now, ct) : taken;
    }
}
