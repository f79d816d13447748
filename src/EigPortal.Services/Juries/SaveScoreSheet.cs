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

    /// <summary>Edition of the grid that the page shows; null for what no page brings.</summary>
    public int? Grid { get; init; }

    /// <summary>The page that saves: what it saved last is no other version.</summary>
    public OpenPage Page { get; init; } = OpenPage.None;

    /// <summary>When the request reached the portal: it counts from there (ADR 16). Null for what no request brings.</summary>
    public DateTimeOffset? ArrivedAt { get; init; }

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
        var (found, refusal) = await db.FindSheetToScoreAsync(text.SheetId, actor, ct);
        if (found is null)
        {
            return refusal!;
        }

        var (sheet, reopenedUntil) = found;
        var cohort = await db.CohortOfAsync(sheet, ct);
        var seen = db.SeenBy(sheet, text);
        var now = text.ArrivedAt ?? programmeNow();
        if (cohort.HasOtherGrid(text.Grid) && MarkingWindow.Of(cohort.Timetable, reopenedUntil).IsOpenAt(now))
        {
            return JuryErrors.GridChanged;
        }

        var result = sheet.Write(text.Marks, text.Opinion, text.OverallComment, cohort, now, text.Page.Id, reopenedUntil);
        if (result.Errors.Contains(SheetErrors.MarkingClosed))
        {
            return await db.KeepLateAsync(found, text, cohort, now, ct);
        }

        if (!result.IsOk)
        {
            return Result<uint>.Refuse(result.Errors);
        }

        var passages =
            text.Retains is null && text.Withdraws is null ? Result.Ok : await ChangeAsync(found, cohort, text, now, ct);
        return passages.IsOk ? await db.SaveSheetAsync(sheet, seen, cohort, now, ct) : Result<uint>.Refuse(passages.Errors);
    }

    private async Task<Result> ChangeAsync(
        SheetToScore found,
        Cohort cohort,
        ScoreSheetText text,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        var sheet = found.Sheet;
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
            now,
            found.ReopenedUntil
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
        var (found, refusal) = await db.FindSheetToScoreAsync(text.SheetId, actor, ct);
        if (found is null)
        {
            return refusal!;
        }

        var (sheet, reopenedUntil) = found;
        var cohort = await db.CohortOfAsync(sheet, ct);
        var seen = db.SeenBy(sheet, text);
        var now = text.ArrivedAt ?? programmeNow();
        if (cohort.HasOtherGrid(text.Grid) && MarkingWindow.Of(cohort.Timetable, reopenedUntil).IsOpenAt(now))
        {
            return JuryErrors.GridChanged;
        }

        var kept = sheet.Keep(text.Marks, text.Opinion, text.OverallComment, text.Page.Id, cohort, now, reopenedUntil);
        if (kept.Errors.Contains(SheetErrors.MarkingClosed))
        {
            return await db.KeepLateAsync(found, text, cohort, now, ct);
        }

        if (!kept.IsOk)
        {
            return Result<KeptSheet>.Refuse(kept.Errors);
        }

        var saved = await db.SaveSheetAsync(sheet, seen, cohort, now, ct);
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

/// <summary>
/// Locks the sheet as it was saved, if it is complete. Only its juror locks; only staff unlock. A juror's « coups de cœur » are locked one
/// after the other, whatever the devices, so that each sees those before it.
/// </summary>
public sealed class LockScoreSheet(EigDbContext db, ProgrammeNow programmeNow)
{
    /// <param name="version">Row version that the juror read before confirming.</param>
    /// <param name="arrivedAt">When the request reached the portal; null for what no request brings.</param>
    public async Task<Result> ExecuteAsync(
        Guid sheetId,
        uint version,
        Actor actor,
        CancellationToken ct,
        DateTimeOffset? arrivedAt = null
    )
    {
        var (found, refusal) = await db.FindSheetToScoreAsync(sheetId, actor, ct);
        if (found is null)
        {
            return refusal!;
        }

        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var cohort = await db.CohortOfAsync(found.Sheet, ct);
        var favourites = found.Sheet.Opinion == Opinion.CoupDeCoeur ? await FavouritesAsync(found.Sheet.JurorId, ct) : [];
        var now = arrivedAt ?? programmeNow();
        var result = found.Sheet.Lock(cohort, now, favourites, found.ReopenedUntil);
        if (!result.IsOk)
        {
            return result;
        }

        var saved = await db.SaveSheetAsync(found.Sheet, version, cohort, now, ct);
        if (saved.IsOk)
        {
            await transaction.CommitAsync(ct);
        }

        return saved;
    }

    private async Task<IReadOnlyList<string>> FavouritesAsync(Guid jurorId, CancellationToken ct)
    {
        await db.Database.ExecuteSqlAsync($"select 1 from jurors where id = {jurorId} for no key update", ct);
        return await db
            .ScoreSheets.HoldingFavourite(db)
            .Where(sheet => sheet.JurorId == jurorId)
            .Join(db.Candidatures, sheet => sheet.CandidatureId, file => file.Id, (_, file) => file.Number!)
            .OrderBy(number => number)
            .ToListAsync(ct);
    }
}

/// <param name="ReopenedUntil">More time that staff gave to its juror after the closing.</param>
internal sealed record SheetToScore(ScoreSheet Sheet, DateTimeOffset? ReopenedUntil);

internal static class ScoreSheetSaving
{
    public static async Task<(SheetToScore? Found, DomainError? Refusal)> FindSheetToScoreAsync(
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
                ReopenedUntil = db
                    .Jurors.Where(juror => juror.Id == sheet.JurorId)
                    .Select(juror => juror.ReopenedUntil)
                    .FirstOrDefault(),
                ReadsOnly = db
                    .Conflicts.KeepingFromScoring()
                    .Any(conflict => conflict.AccountId == actor.AccountId && conflict.CandidatureId == sheet.CandidatureId),
            })
            .SingleOrDefaultAsync(ct);
        return row is null ? (null, JuryErrors.NotFound)
            : row.ReadsOnly ? (null, JuryErrors.ReadsOnly)
            : (new SheetToScore(row.Sheet, row.ReopenedUntil), null);
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
        Cohort cohort,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        var row = db.Entry(sheet);
        row.Property<uint>("xmin").OriginalValue = version;
        // Marks are rows of their own: without this, a save that changes only marks would not meet the version check.
        row.Property(saved => saved.SavedAt).IsModified = true;
        try
        {
            var holdsWords = sheet.Marks.Count > 0 || db.ChangeTracker.Entries<Passage>().Any();
            if (await db.SaveOnGridAsync(cohort, holdsWords, now, ct) is { } changed)
            {
                return changed;
            }
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
