using EigPortal.Domain.Juries;
using EigPortal.Domain.Shared;
using EigPortal.Services.Candidatures;
using EigPortal.Services.Data;
using EigPortal.Services.Data.Interceptors;
using EigPortal.Services.Identity;
using Microsoft.EntityFrameworkCore;

namespace EigPortal.Services.Juries;

/// <param name="Version">Row version that the form was made from.</param>
public sealed record ScoreSheetText(
    Guid SheetId,
    uint Version,
    IReadOnlyList<MarkText> Marks,
    Opinion? Opinion,
    string OverallComment
);

/// <summary>
/// Keeps what a juror wrote as a draft. Refuses a file that is not theirs, a sheet that changed since the form was opened, and a
/// file they may only read.
/// </summary>
public sealed class SaveScoreSheet(EigDbContext db, ProgrammeNow programmeNow)
{
    /// <returns>The new row version.</returns>
    public async Task<Result<uint>> ExecuteAsync(ScoreSheetText text, Actor actor, CancellationToken ct)
    {
        var (sheet, refusal) = await db.FindSheetToScoreAsync(text.SheetId, actor, ct);
        if (sheet is null)
        {
            return refusal!;
        }

        var cohort = await db.CohortOfAsync(sheet, ct);
        var result = sheet.Write(text.Marks, text.Opinion, text.OverallComment, cohort, programmeNow());
        return result.IsOk ? await db.SaveSheetAsync(sheet, text.Version, ct) : Result<uint>.Refuse(result.Errors);
    }
}

/// <summary>Locks the sheet as it was saved, if it is complete. Only its juror locks; only staff unlock.</summary>
public sealed class LockScoreSheet(EigDbContext db, ProgrammeNow programmeNow)
{
    /// <param name="version">Row version that the juror read before confirming.</param>
    public async Task<Result> ExecuteAsync(Guid sheetId, uint version, Actor actor, CancellationToken ct)
    {
        var (sheet, refusal) = await db.FindSheetToScoreAsync(sheetId, actor, ct);
        if (sheet is null)
        {
            return refusal!;
        }

        var result = sheet.Lock(await db.CohortOfAsync(sheet, ct), programmeNow());
        return result.IsOk ? await db.SaveSheetAsync(sheet, version, ct) : result;
    }
}

internal static class ScoreSheetSaving
{
    public static async Task<(ScoreSheet? Sheet, DomainError? Refusal)> FindSheetToScoreAsync(
        this EigDbContext db,
        Guid sheetId,
        Actor actor,
        CancellationToken ct
    )
    {
        var row = await db
            .ScoreSheets.ForJuror(actor, db)
            .Where(sheet => sheet.Id == sheetId)
            .Select(sheet => new
            {
                Sheet = sheet,
                ReadsOnly = db
                    .Conflicts.KeepingFromScoring()
                    .Any(conflict => conflict.AccountId == actor.AccountId && conflict.CandidatureId == sheet.CandidatureId),
            })
            .SingleOrDefaultAsync(ct);
        return row is null ? (null, JuryErrors.NotFound)
            : row.ReadsOnly ? (null, JuryErrors.ReadsOnly)
            : (row.Sheet, null);
    }

    public static Task<Domain.Cohorts.Cohort> CohortOfAsync(this EigDbContext db, ScoreSheet sheet, CancellationToken ct) =>
        db
            .Cohorts.AsNoTracking()
            .SingleAsync(cohort => db.Jurors.Any(juror => juror.Id == sheet.JurorId && juror.CohortId == cohort.Id), ct);

    public static async Task<Result<uint>> SaveSheetAsync(
        this EigDbContext db,
        ScoreSheet sheet,
        uint version,
        CancellationToken ct
    )
    {
        var row = db.Entry(sheet);
        row.Property<uint>("xmin").OriginalValue = version;
        // Marks are rows of their own: without this, a save that changes only marks would not meet the version check.
        row.Property(saved => saved.SavedAt).IsModified = true;
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateException other)
            when (other is DbUpdateConcurrencyException
                || other.InnerException is Npgsql.PostgresException { ConstraintName: "ix_marks_sheet_id_criterion_key" }
            )
        {
            db.ChangeTracker.Clear();
            return JuryErrors.ChangedElsewhere;
        }

        return row.Property<uint>("xmin").CurrentValue;
    }
}
