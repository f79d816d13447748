using System.Globalization;
using EigPortal.Domain.Cohorts;
using EigPortal.Domain.Hearings;
using EigPortal.Domain.Juries;
using EigPortal.Domain.Shared;
using EigPortal.Services.Candidatures;
using EigPortal.Services.Data;
using EigPortal.Services.Data.Interceptors;
using EigPortal.Services.Identity;
using EigPortal.Services.Juries;
using Microsoft.EntityFrameworkCore;

namespace EigPortal.Services.Hearings;

/// <summary>A collective grid as its panel reads it.</summary>
/// <param name="Version">Row version of the sheet; 0 before it is first saved.</param>
public sealed record CollectiveFile(HearingLine Line, CollectiveSheet? Sheet, uint Version, Cohort Cohort)
{
    public bool IsWritable => Line.TakesNotes && Sheet?.State != CollectiveState.Locked;

    /// <summary>The page and the version that last saved the grid, for the script that keeps it; empty before.</summary>
    public IReadOnlyDictionary<Guid, SheetSave> Saves =>
        Sheet is null
            ? new Dictionary<Guid, SheetSave>()
            : new Dictionary<Guid, SheetSave>
            {
                [Line.SlotId] = new(Sheet.SavedByPage, Version.ToString(CultureInfo.InvariantCulture)),
            };
}

/// <param name="Version">Row version that the form was made from; 0 for a grid not yet saved.</param>
public sealed record CollectiveText(
    Guid SlotId,
    uint Version,
    IReadOnlyList<MarkText> Marks,
    Opinion? Opinion,
    string OverallComment
)
{
    /// <summary>Edition of the grid that the page shows; null for what no page brings.</summary>
    public int? Grid { get; init; }

    /// <summary>The page that saves: what it saved last is no other version.</summary>
    public OpenPage Page { get; init; } = OpenPage.None;
}

/// <summary>The shared grids: written and locked by the note-taker, read by the panel, reopened by staff.</summary>
public sealed class CollectiveSheets(EigDbContext db, RunningOrder order, ProgrammeNow programmeNow)
{
    /// <summary>A hearing where the juror sits, with its grid; null when it isn't theirs.</summary>
    public async Task<CollectiveFile?> ForJurorAsync(Cohort cohort, Guid slotId, Actor actor, CancellationToken ct) =>
        await FileAsync(cohort, (await order.ForJurorAsync(cohort.Id, actor, ct)).Lines, slotId, ct);

    public async Task<CollectiveFile?> ForStaffAsync(Cohort cohort, Guid slotId, Actor actor, CancellationToken ct) =>
        await FileAsync(cohort, (await order.ForStaffAsync(cohort.Id, actor, ct)).Lines, slotId, ct);

    public async Task<Result> SaveAsync(Cohort cohort, CollectiveText text, Actor actor, CancellationToken ct)
    {
        var (found, refusal) = await FindToWriteAsync(cohort, text, actor, ct);
        if (found is not var (sheet, seen, juror))
        {
            return refusal!;
        }

        var written = sheet.Write(text.Marks, text.Opinion, text.OverallComment, cohort, juror, programmeNow(), text.Page.Id);
        return written.IsOk ? await SaveAsync(sheet, seen, cohort, ct) : written;
    }

    /// <summary>
    /// Keeps the grid while its note-taker writes: the refusals of a plain save, but for what can't be kept, which holds nothing else
    /// back. Never locks.
    /// </summary>
    public async Task<Result<KeptSheet>> KeepAsync(Cohort cohort, CollectiveText text, Actor actor, CancellationToken ct)
    {
        var (found, refusal) = await FindToWriteAsync(cohort, text, actor, ct);
        if (found is not var (sheet, seen, juror))
        {
            return refusal!;
        }

        var kept = sheet.Keep(text.Marks, text.Opinion, text.OverallComment, text.Page.Id, cohort, juror, programmeNow());
        if (!kept.IsOk)
        {
            return Result<KeptSheet>.Refuse(kept.Errors);
        }

        var saved = await SaveAsync(sheet, seen, cohort, ct);
        return saved.IsOk
            ? new KeptSheet(
                db.Entry(sheet).Property<uint>("xmin").CurrentValue,
                sheet.Marks.Count(mark => mark.Value is not null || mark.Abstains),
                cohort.Criteria.Count,
                kept.Value.NotKept
            )
            : Result<KeptSheet>.Refuse(saved.Errors);
    }

    public async Task<Result> LockAsync(Cohort cohort, Guid slotId, uint version, Actor actor, CancellationToken ct)
    {
        var slot = await db.Slots.ForNoteTaker(actor, db).SingleOrDefaultAsync(row => row.Id == slotId, ct);
        var sheet = await db.CollectiveSheets.SingleOrDefaultAsync(row => row.SlotId == slotId, ct);
        if (slot is null)
        {
            return HearingRefusals.NotFound;
        }

        if (sheet is null)
        {
            return NotWritten;
        }

        // Whoever locks the grid of a hearing under way says that it is over.
        var ending = slot.State == SlotState.InHearing;
        var locked = sheet.Lock(ending ? SlotState.Heard : slot.State, cohort, programmeNow());
        if (locked.IsOk && ending)
        {
            locked = slot.Finish(programmeNow());
        }

        return locked.IsOk ? await SaveAsync(sheet, version, cohort, ct) : locked;
    }

    public async Task<Result> UnlockAsync(Guid slotId, string? reason, Actor actor, CancellationToken ct)
    {
        var sheet = await db
            .CollectiveSheets.Where(row => row.SlotId == slotId && db.Slots.ForStaff(actor, db).Any(slot => slot.Id == slotId))
            .SingleOrDefaultAsync(ct);
        if (sheet is null)
        {
            return HearingRefusals.NotFound;
        }

        var unlocked = sheet.Unlock(reason);
        if (unlocked.IsOk)
        {
            await db.SaveChangesAsync(ct);
        }

        return unlocked;
    }

    private static readonly DomainError NotBegun = new(
        "collective.not-begun",
        "Notez d’abord le début de l’audition : la grille se remplit pendant ou après."
    );

    private static readonly DomainError NotWritten = new("collective.empty", "La grille est encore vide.");

    /// <param name="Seen">Row version that the page has seen: the present one when it wrote it, even if the answer was lost (B2).</param>
    private sealed record SheetToWrite(CollectiveSheet Sheet, uint Seen, Guid JurorId);

    private async Task<(SheetToWrite? Found, DomainError? Refusal)> FindToWriteAsync(
        Cohort cohort,
        CollectiveText text,
        Actor actor,
        CancellationToken ct
    )
    {
        var slot = await db
            .Slots.ForNoteTaker(actor, db)
            .AsNoTracking()
            .SingleOrDefaultAsync(row => row.Id == text.SlotId && row.CohortId == cohort.Id, ct);
        if (slot is null)
        {
            return (null, HearingRefusals.NotFound);
        }

        if (slot.State is not (SlotState.InHearing or SlotState.Heard))
        {
            return (null, NotBegun);
        }

        if (cohort.HasOtherGrid(text.Grid))
        {
            return (null, JuryErrors.GridChanged);
        }

        var sheet = await db.CollectiveSheets.SingleOrDefaultAsync(row => row.SlotId == slot.Id, ct);
        var own = sheet is not null && text.Page.Wrote(sheet.SavedByPage);
        // A locked grid says so, whatever the page has seen of it.
        if (!own && sheet?.State != CollectiveState.Locked && (sheet is null) != (text.Version == 0))
        {
            return (null, JuryErrors.ChangedElsewhere);
        }

        if (sheet is null)
        {
            db.CollectiveSheets.Add(sheet = new CollectiveSheet(slot.Id, slot.CandidatureId));
        }

        var juror = await db
            .Jurors.Where(row => row.AccountId == actor.AccountId && row.CohortId == cohort.Id)
            .Select(row => row.Id)
            .SingleAsync(ct);
        return (new SheetToWrite(sheet, own ? db.Entry(sheet).Property<uint>("xmin").CurrentValue : text.Version, juror), null);
    }

    private async Task<CollectiveFile?> FileAsync(
        Cohort cohort,
        IReadOnlyList<HearingLine> lines,
        Guid slotId,
        CancellationToken ct
    )
    {
        if (lines.FirstOrDefault(line => line.SlotId == slotId) is not { } line)
        {
            return null;
        }

        var row = await db
            .CollectiveSheets.AsNoTracking()
            .Where(sheet => sheet.SlotId == slotId)
            .Select(sheet => new { Sheet = sheet, Version = EF.Property<uint>(sheet, "xmin") })
            .SingleOrDefaultAsync(ct);
        return new CollectiveFile(line, row?.Sheet, row?.Version ?? 0, cohort);
    }

    private async Task<Result> SaveAsync(CollectiveSheet sheet, uint version, Cohort cohort, CancellationToken ct)
    {
        var row = db.Entry(sheet);
        if (row.State != EntityState.Added)
        {
            row.Property<uint>("xmin").OriginalValue = version;
            // Marks are rows of their own: without this, a save that changes only marks would not meet the version check.
            row.Property(saved => saved.SavedAt).IsModified = true;
        }

        try
        {
            var changed = await db.SaveOnGridAsync(cohort, sheet.Marks.Count > 0, programmeNow(), ct);
            return changed is null ? Result.Ok : changed;
        }
        catch (DbUpdateException other)
            when (other is DbUpdateConcurrencyException
                || other.Breaks("ux_collective_sheets_slot")
                || other.Breaks("ux_collective_marks_criterion")
            )
        {
            db.ChangeTracker.Clear();
            return JuryErrors.ChangedElsewhere;
        }
    }
}
