using EigPortal.Domain.Cohorts;
using EigPortal.Domain.Shared;
using EigPortal.Services.Candidatures;
using EigPortal.Services.Data;
using EigPortal.Services.Data.Interceptors;
using EigPortal.Services.Identity;
using EigPortal.Services.Selection;
using Microsoft.EntityFrameworkCore;

namespace EigPortal.Services.Juries;

/// <summary>The grid as staff see it.</summary>
/// <param name="Version">Of the row that was read.</param>
/// <param name="Marked">Sheets and shared grids that hold a mark, minus those of files hidden from the viewer.</param>
public sealed record GridState(Cohort Cohort, uint Version, int Marked);

/// <summary>A grid as staff type it.</summary>
public sealed record GridText(int? ScaleMax, bool ScaleIsPublished, IReadOnlyList<CriterionText> Criteria, string? Reason);

/// <summary>What the current promotion asks of its jury, read and changed by staff.</summary>
public sealed class ReadingGrid(EigDbContext db, ProgrammeNow programmeNow)
{
    private const string VersionColumn = "xmin";

    public static readonly DomainError Changed = new(
        "grid.changed",
        "Quelqu’un a modifié la promotion depuis que vous avez ouvert la page. Comparez avec ce qui est enregistré avant de recommencer."
    );

    public async Task<GridState> CurrentAsync(Actor actor, CancellationToken ct)
    {
        var cohort = await db
            .Cohorts.Include(row => row.Criteria)
                .ThenInclude(criterion => criterion.Former)
            .AsSingleQuery()
            .SingleAsync(row => row.IsCurrent, ct);
        return new GridState(
            cohort,
            db.Entry(cohort).Property<uint>(VersionColumn).CurrentValue,
            await MarkedAsync(cohort.Id, actor, ct)
        );
    }

    /// <summary>How many readings a file needs and how many « coups de cœur » a juror has.</summary>
    /// <param name="version">Version that the page showed.</param>
    public Task<Result> ArrangeAsync(
        int? readingsPerFile,
        int? favouritesPerJuror,
        string? reason,
        uint version,
        Actor actor,
        CancellationToken ct
    ) => ChangeAsync(state => state.Cohort.ArrangeReadings(readingsPerFile, favouritesPerJuror, reason), version, actor, ct);

    /// <summary>Criteria, weights, scale and anchors, until a sheet holds a mark.</summary>
    public Task<Result> ReplaceAsync(GridText text, uint version, Actor actor, CancellationToken ct) =>
        ChangeAsync(
            state => state.Cohort.ChangeGrid(text.ScaleMax, text.ScaleIsPublished, text.Criteria, text.Reason, state.Marked),
            version,
            actor,
            ct
        );

    /// <summary>The wording of anchors, once a sheet holds a mark.</summary>
    public Task<Result> CorrectAsync(
        IReadOnlyDictionary<string, IReadOnlyList<string>> anchors,
        string? reason,
        uint version,
        Actor actor,
        CancellationToken ct
    ) => ChangeAsync(state => state.Cohort.CorrectAnchors(anchors, reason, programmeNow()), version, actor, ct);

    // The row lock is that of a first mark: whoever comes second meets what the first did.
    private async Task<Result> ChangeAsync(Func<GridState, Result> verb, uint version, Actor actor, CancellationToken ct)
    {
        if (!actor.IsStaff)
        {
            return JuryErrors.NotFound;
        }

        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var id = await db.Cohorts.Where(cohort => cohort.IsCurrent).Select(cohort => cohort.Id).SingleAsync(ct);
        await db.LockCohortAsync(id, ct);
        var state = await CurrentAsync(actor, ct);
        var result = verb(state);
        if (result.IsOk && state.Version != version)
        {
            db.ChangeTracker.Clear();
            return Changed;
        }

        if (!result.IsOk)
        {
            return result;
        }

        // Criteria are rows of their own: without this, corrected anchors would not change the version that the next page is checked by.
        db.Entry(state.Cohort).Property(cohort => cohort.GridEdition).IsModified = true;
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return Result.Ok;
    }

    private async Task<int> MarkedAsync(Guid cohortId, Actor actor, CancellationToken ct)
    {
        var files = db.Candidatures.ForStaff(actor, db).Where(file => file.CohortId == cohortId).Select(file => file.Id);
        return await db.ScoreSheets.CountAsync(
                sheet =>
                    files.Contains(sheet.CandidatureId)
                    && sheet.Marks.Any(mark => mark.Value != null || mark.Abstains || mark.Comment != ""),
                ct
            )
            + await db.CollectiveSheets.CountAsync(
                sheet =>
                    files.Contains(sheet.CandidatureId)
                    && sheet.Marks.Any(mark => mark.Value != null || mark.Abstains || mark.Comment != ""),
                ct
            );
    }
}
