using EigPortal.Domain.Candidatures;
using EigPortal.Domain.Cohorts;
using EigPortal.Domain.Hearings;
using EigPortal.Domain.Juries;
using EigPortal.Domain.Juries.Phases;
using EigPortal.Services.Data;
using EigPortal.Services.Identity;
using EigPortal.Services.Juries.Phases;
using EigPortal.Services.Selection;
using Microsoft.EntityFrameworkCore;

namespace EigPortal.Services.Juries;

/// <param name="Reading">Mean of the given marks of the counted sheets, two decimals; null when none was given.</param>
/// <param name="Hearing">Mark of the panel; null for an abstention.</param>
public sealed record ComparedCriterion(string Title, decimal? Reading, int? Hearing)
{
    /// <summary>Of the figures shown: what people subtract is what they read.</summary>
    public decimal? Difference => Hearing - Reading;
}

/// <summary>The two stages of one file, side by side: they are never added up (E8).</summary>
/// <param name="Sheets">Counted sheets of the reading stage.</param>
/// <param name="Score">Out of 20, two decimals; null when no sheet counts.</param>
/// <param name="Total">Of the shared grid, out of 20, two decimals; null when too few marks were given.</param>
public sealed record StageComparison(
    int ScaleMax,
    int Sheets,
    IReadOnlyList<ComparedCriterion> Criteria,
    decimal? Score,
    decimal? Total,
    Opinion Opinion,
    string OverallComment
)
{
    public decimal? Difference => Total - Score;
}

/// <summary>
/// What the jury said of a file in each stage, where it deliberates. The shared grid of a hearing enters neither the mean of the readings
/// nor their calibration: these are made from <see cref="ScoreSheet"/> alone.
/// </summary>
public sealed class StageComparisons(EigDbContext db)
{
    /// <summary>For staff who write a sitting; null before the shared grid is locked, and for whoever has a tie with the file.</summary>
    public Task<StageComparison?> ForStaffAsync(Guid candidatureId, Cohort cohort, Actor actor, CancellationToken ct) =>
        OfAsync(db.Candidatures.DecidableBy(actor, db), candidatureId, cohort, ct);

    /// <summary>For a juror, once the phase shows ranks and every sheet; null for whoever has a tie that recuses them.</summary>
    public Task<StageComparison?> ForJurorAsync(
        Guid candidatureId,
        Cohort cohort,
        JuryView view,
        Actor actor,
        CancellationToken ct
    ) =>
        view.OthersMarks == OthersMarks.Always
            ? OfAsync(
                db.Candidatures.RankedFor(actor, view, db)
                    .Where(file =>
                        !db
                            .Conflicts.KeepingFromScoring()
                            .Any(tie => tie.AccountId == actor.AccountId && tie.CandidatureId == file.Id)
                    ),
                candidatureId,
                cohort,
                ct
            )
            : Task.FromResult<StageComparison?>(null);

    private async Task<StageComparison?> OfAsync(
        IQueryable<Candidature> visible,
        Guid candidatureId,
        Cohort cohort,
        CancellationToken ct
    )
    {
        var grid = await db
            .CollectiveSheets.AsNoTracking()
            .Include(sheet => sheet.Marks)
            .Where(sheet =>
                sheet.CandidatureId == candidatureId
                && sheet.State == CollectiveState.Locked
                && visible.Any(file => file.Id == candidatureId)
            )
            .OrderByDescending(sheet => sheet.LockedAt)
            .AsSingleQuery()
            .FirstOrDefaultAsync(ct);
        if (grid is null)
        {
            return null;
        }

        var counted = await db
            .ScoreSheets.AsNoTracking()
            .WithoutConflict(db)
            .Where(sheet => sheet.CandidatureId == candidatureId && sheet.State == SheetState.Locked && sheet.Total != null)
            .ToListAsync(ct);
        return new StageComparison(
            cohort.ScaleMax,
            counted.Count,
            [
                .. cohort
                    .Criteria.OrderBy(criterion => criterion.Position)
                    .Select(criterion => new ComparedCriterion(
                        criterion.Title,
                        RankedLists.Mean(criterion, counted).Mean,
                        grid.Marks.SingleOrDefault(mark => mark.CriterionKey == criterion.Key)?.Value
                    )),
            ],
            ScoringPolicy.Score(counted.Select(sheet => sheet.Total)) is { } score ? ScoringPolicy.Shown(score) : null,
            grid.Total is { } total ? ScoringPolicy.Shown(total) : null,
            grid.Opinion!.Value,
            grid.OverallComment
        );
    }
}
