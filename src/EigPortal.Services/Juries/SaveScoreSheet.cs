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

/// <param name="Version">What the next save must name.</param>
/// <param name="Given">Criteria that have a mark or an abstention.</param>
/// <param name="NotKept">What stays on the device until it is corrected, each with its field.</param>
public sealed record KeptSheet(uint Version, int Given, int Criteria, IReadOnlyList<DomainError> NotKept);

/// <summary>
/// Keeps a sheet while its juror writes: the refusals of a plain save, except that a page whose last save was not acknowledged is not
/// another version. Never locks.
/// </summary>
public sealed class AutosaveScoreSheet(EigDbContext db, ProgrammeNow programmeNow)
{
    public async Task<Result<KeptSheet>> ExecuteAsync(ScoreSheetText text, OpenPage page, Actor actor, CancellationToken ct)
    {
        var (sheet, refusal) = await db.FindSheetToScoreAsync(text.SheetId, actor, ct);
        if (sheet is null)
        {
            return refusal!;
        }

        var cohort = await db.CohortOfAsync(sheet, ct);
        var seen = page.Wrote(sheet.SavedByPage) ? db.Entry(sheet).Property<uint>("xmin").CurrentValue : text.Version;
        var kept = sheet.Keep(text.Marks, text.Opinion, text.OverallComment, page.Id, cohort, programmeNow());
        if (!kept.IsOk)
        {
            return Result<KeptSheet>.Refuse(kept.Errors);
        }

        var saved = await db.SaveSheetAsync(sheet, seen, ct);
        return saved.IsOk
            ? new KeptSheet(
                saved.Value,
                sheet.Marks.Count(mark => mark.Value is not null || mark.Abstains),
                cohort.Criteria.Count,
                kept.Value.NotKept
            )
            : Result<KeptSheet>.Refuse(saved.Errors);
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
