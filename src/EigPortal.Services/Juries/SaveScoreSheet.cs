using EigPortal.Domain.Cohorts;
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
)
{
    /// <summary>Words of the submission to retain for a criterion, with this save.</summary>
    public PassageText? Retains { get; init; }

    /// <summary>The page that saves: what it saved last is no other version.</summary>
    public OpenPage Page { get; init; } = OpenPage.None;

    /// <summary>A passage to withdraw, with this save.</summary>
    public Guid? Withdraws { get; init; }
}

/// <summary>Words that a juror copied or selected in a file.</summary>
public sealed record PassageText(string CriterionKey, string Quote);

/// <summary>
/// Keeps what a juror wrote as a draft. Refuses a file that is not theirs, a sheet that changed since the form was opened, and a
/// file they may only read.
/// </summary>
public sealed class SaveScoreSheet(EigDbContext db, CandidatureForms forms, ProgrammeNow programmeNow)
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
        var seen = db.SeenBy(sheet, text);
        var result = sheet.Write(text.Marks, text.Opinion, text.OverallComment, cohort, programmeNow(), text.Page.Id);
        if (!result.IsOk)
        {
            return Result<uint>.Refuse(result.Errors);
        }

        var passages = text.Retains is null && text.Withdraws is null ? Result.Ok : await ChangeAsync(sheet, cohort, text, ct);
        return passages.IsOk ? await db.SaveSheetAsync(sheet, seen, ct) : Result<uint>.Refuse(passages.Errors);
    }

    private async Task<Result> ChangeAsync(ScoreSheet sheet, Cohort cohort, ScoreSheetText text, CancellationToken ct)
    {
        var retained = await db
            .Passages.Where(passage => passage.SheetId == sheet.Id && passage.WithdrawnIn == null)
            .ToListAsync(ct);
        if (text.Withdraws is { } id)
        {
            if (retained.SingleOrDefault(passage => passage.Id == id) is not { } passage)
            {
                return PassageErrors.Gone;
            }

            var withdrawn = sheet.Withdraw(passage);
            if (withdrawn is { IsOk: true, Value: true })
            {
                db.Passages.Remove(passage);
            }

            return withdrawn;
        }

        var snapshot = await db.LastSnapshots().AsNoTracking().SingleAsync(last => last.CandidatureId == sheet.CandidatureId, ct);
        var form = await forms.OfAsync(db, cohort.Id, snapshot.FormVersion, ct);
        var added = sheet.Retain(
            text.Retains!.CriterionKey,
            text.Retains.Quote,
            retained,
            ReadableSubmission.Parts(await db.ReadableAsync(snapshot, cohort, ct), form),
            snapshot.Id,
            cohort,
            programmeNow()
        );
        if (added.IsOk)
        {
            db.Passages.Add(added.Value);
        }

        return added;
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
    public async Task<Result<KeptSheet>> ExecuteAsync(ScoreSheetText text, Actor actor, CancellationToken ct)
    {
        var (sheet, refusal) = await db.FindSheetToScoreAsync(text.SheetId, actor, ct);
        if (sheet is null)
        {
            return refusal!;
        }

        var cohort = await db.CohortOfAsync(sheet, ct);
        var seen = db.SeenBy(sheet, text);
        var kept = sheet.Keep(text.Marks, text.Opinion, text.OverallComment, text.Page.Id, cohort, programmeNow());
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

    /// <summary>The row version that a page has seen: the present one when it wrote it, even if the answer was lost (B2).</summary>
    public static uint SeenBy(this EigDbContext db, ScoreSheet sheet, ScoreSheetText text) =>
        text.Page.Wrote(sheet.SavedByPage) ? db.Entry(sheet).Property<uint>("xmin").CurrentValue : text.Version;

    public static Task<Cohort> CohortOfAsync(this EigDbContext db, ScoreSheet sheet, CancellationToken ct) =>
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
                || other.InnerException
                    is Npgsql.PostgresException { ConstraintName: "ix_marks_sheet_id_criterion_key" or "ux_passages_once" }
            )
        {
            db.ChangeTracker.Clear();
            return JuryErrors.ChangedElsewhere;
        }

        return row.Property<uint>("xmin").CurrentValue;
    }
}
