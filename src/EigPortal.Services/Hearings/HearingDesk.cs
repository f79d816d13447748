using EigPortal.Domain.Cohorts;
using EigPortal.Domain.Hearings;
using EigPortal.Domain.Juries;
using EigPortal.Domain.Shared;
using EigPortal.Services.Data;
using EigPortal.Services.Data.Interceptors;
using EigPortal.Services.Identity;
using EigPortal.Services.Juries;
using Microsoft.EntityFrameworkCore;

namespace EigPortal.Services.Hearings;

/// <summary>What happens on the day: who has come, is heard, doesn't come, and how. By staff, or by the note-taker of the panel.</summary>
public sealed class HearingDesk(EigDbContext db, ProgrammeNow programmeNow)
{
    public async Task<Result> AdvanceAsync(Guid slotId, SlotVerb verb, Actor actor, bool asJuror, CancellationToken ct)
    {
        if (await FindAsync(slotId, actor, asJuror, ct) is not { } slot)
        {
            return HearingRefusals.NotFound;
        }

        var now = programmeNow();
        var done = verb switch
        {
            SlotVerb.Arrive => slot.Arrive(now),
            SlotVerb.Begin => slot.Begin(now),
            SlotVerb.Finish => slot.Finish(now),
            SlotVerb.Resume => slot.Resume(),
            SlotVerb.MarkAbsent => slot.MarkAbsent(),
            SlotVerb.Move or SlotVerb.Invite or SlotVerb.Confirm or SlotVerb.AskMove or SlotVerb.Keep or SlotVerb.Withdraw =>
                HearingRefusals.NotFound,
        };
        return done.IsOk ? await SaveAsync(ct) : done;
    }

    /// <summary>A link that fails becomes a phone call, somebody who has come anyway is heard in the room.</summary>
    public async Task<Result> TakePartAsync(Guid slotId, HearingMode mode, Actor actor, bool asJuror, CancellationToken ct)
    {
        if (await FindAsync(slotId, actor, asJuror, ct) is not { } slot)
        {
            return HearingRefusals.NotFound;
        }

        var done = slot.TakePart(mode);
        return done.IsOk ? await SaveAsync(ct) : done;
    }

    private Task<Slot?> FindAsync(Guid slotId, Actor actor, bool asJuror, CancellationToken ct) =>
        (asJuror ? db.Slots.ForNoteTaker(actor, db) : db.Slots.ForStaff(actor, db)).SingleOrDefaultAsync(
            slot => slot.Id == slotId,
            ct
        );

    private async Task<Result> SaveAsync(CancellationToken ct)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        return await db.SaveHearingsAsync(transaction, ct) is { } refusal ? refusal : Result.Ok;
    }
}

/// <summary>A collective grid as its panel reads it.</summary>
/// <param name="Version">Row version of the sheet; 0 before it is first saved.</param>
public sealed record CollectiveFile(HearingLine Line, CollectiveSheet? Sheet, uint Version, Cohort Cohort)
{
    public bool IsWritable => Line.TakesNotes && Sheet?.State != CollectiveState.Locked;
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
        var slot = await db.Slots.ForNoteTaker(actor, db).AsNoTracking().SingleOrDefaultAsync(row => row.Id == text.SlotId, ct);
        if (slot is null)
        {
            return HearingRefusals.NotFound;
        }

        if (slot.State is not (SlotState.InHearing or SlotState.Heard))
        {
            return NotBegun;
        }

        if (cohort.HasOtherGrid(text.Grid))
        {
            return JuryErrors.GridChanged;
        }

        var sheet = await db.CollectiveSheets.SingleOrDefaultAsync(row => row.SlotId == slot.Id, ct);
        if ((sheet is null) != (text.Version == 0))
        {
            return JuriesChanged;
        }

        if (sheet is null)
        {
            db.CollectiveSheets.Add(sheet = new CollectiveSheet(slot.Id, slot.CandidatureId));
        }

        var juror = await db
            .Jurors.Where(row => row.AccountId == actor.AccountId && row.CohortId == cohort.Id)
            .Select(row => row.Id)
            .SingleAsync(ct);
        var written = sheet.Write(text.Marks, text.Opinion, text.OverallComment, cohort, juror, programmeNow());
        return written.IsOk ? await SaveAsync(sheet, text.Version, cohort, ct) : written;
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

    private static readonly DomainError JuriesChanged = JuryErrors.ChangedElsewhere;

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
            return JuriesChanged;
        }
    }
}
