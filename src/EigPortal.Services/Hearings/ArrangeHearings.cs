using EigPortal.Domain.Cohorts;
using EigPortal.Domain.Hearings;
using EigPortal.Domain.Shared;
using EigPortal.Services.Candidatures;
using EigPortal.Services.Data;
using EigPortal.Services.Data.Interceptors;
using EigPortal.Services.Identity;
using Microsoft.EntityFrameworkCore;

namespace EigPortal.Services.Hearings;

/// <summary>A place where a hearing would break no rule.</summary>
public sealed record FreePlace(Guid PanelId, string Room, DateTimeOffset StartsAt);

/// <summary>
/// Changes by hand: another place, two people who trade theirs, a refusal to move, an adjustment. Each is checked against the rules of the
/// plan at that instant; somebody who knew of the former time is written to at once.
/// </summary>
public sealed class ArrangeHearings(EigDbContext db, ReadHearings read, ProgrammeNow programmeNow)
{
    /// <summary>Where this hearing could go now, in order of time.</summary>
    public async Task<IReadOnlyList<FreePlace>> FreePlacesAsync(Guid slotId, Actor actor, CancellationToken ct)
    {
        if (
            await db.Slots.ForStaff(actor, db).AsNoTracking().SingleOrDefaultAsync(row => row.Id == slotId, ct) is not { } slot
            || await read.ExecuteAsync(slot.CohortId, true, actor, ct) is not { } file
            || HearingOf(file, slot) is not { } hearing
        )
        {
            return [];
        }

        return
        [
            .. from half in file.Problem.Halves
            from start in half.Starts
            from panel in file.Problem.Panels
            where panel.Day == half.Day && (panel.PanelId, start) != (slot.PanelId, slot.StartsAt)
            where Check(file, hearing, panel.PanelId, start, file.Places).Breaches.Count == 0
            select new FreePlace(panel.PanelId, panel.Room, start),
        ];
    }

    public async Task<Result> MoveAsync(Guid slotId, Guid panelId, DateTimeOffset startsAt, Actor actor, CancellationToken ct)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        if (await OpenAsync([slotId], actor, ct) is not ([var slot], var file))
        {
            return HearingRefusals.NotFound;
        }

        if (HearingOf(file, slot) is not { } hearing)
        {
            return HearingRefusals.NotFound;
        }

        var (place, breaches) = Check(file, hearing, panelId, startsAt, file.Places);
        if (breaches.Count > 0)
        {
            return Result.Refuse([.. breaches.Select(ToError)]);
        }

        var moved = slot.MoveTo(place);
        return moved.IsOk ? await FinishAsync(transaction, [slot], ct) : moved;
    }

    /// <summary>Two people trade their places: each must hold at the other's.</summary>
    public async Task<Result> SwapAsync(Guid slotId, Guid otherId, Actor actor, CancellationToken ct)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        if (slotId == otherId || await OpenAsync([slotId, otherId], actor, ct) is not ([var one, var other], var file))
        {
            return HearingRefusals.NotFound;
        }

        if (HearingOf(file, one) is not { } hearing || HearingOf(file, other) is not { } second)
        {
            return HearingRefusals.NotFound;
        }

        var rest = file.Places.Where(place => place.Key != hearing.Key && place.Key != second.Key).ToList();
        var first = Check(file, hearing, other.PanelId, other.StartsAt, rest);
        var then = Check(file, second, one.PanelId, one.StartsAt, [.. rest, first.Place]);
        // A trade on the day itself may come after the hour that was planned: only people and rooms count then.
        var breaches = first.Breaches.Concat(then.Breaches).Distinct().ToList();
        if (breaches.Count > 0)
        {
            return Result.Refuse([.. breaches.Select(ToError)]);
        }

        Result[] moves = [one.MoveTo(first.Place), other.MoveTo(then.Place)];
        return moves.FirstOrDefault(move => !move.IsOk) ?? await FinishAsync(transaction, [one, other], ct);
    }

    /// <summary>Answers a request: there is no other time.</summary>
    public async Task<Result> KeepAsync(Guid slotId, string? answer, Actor actor, CancellationToken ct)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        if (await db.Slots.ForStaff(actor, db).SingleOrDefaultAsync(row => row.Id == slotId, ct) is not { } slot)
        {
            return HearingRefusals.NotFound;
        }

        var kept = slot.Keep(answer);
        return !kept.IsOk ? kept
            : await db.SaveHearingsAsync(transaction, ct) is { } refusal ? refusal
            : Result.Ok;
    }

    /// <summary>What one person needs. Takes effect at the next plan or move.</summary>
    public async Task<Result> AdjustAsync(
        Guid candidatureId,
        int extraMinutes,
        bool isRemote,
        IReadOnlyCollection<(DateOnly Day, HalfDay Half)> impossible,
        string? zoneId,
        string? reason,
        Actor actor,
        CancellationToken ct
    )
    {
        if (!await db.Candidatures.ForStaff(actor, db).AnyAsync(file => file.Id == candidatureId && file.ErasedAt == null, ct))
        {
            return HearingRefusals.NotFound;
        }

        var adjustment = await db.HearingAdjustments.SingleOrDefaultAsync(row => row.CandidatureId == candidatureId, ct);
        if (adjustment is null)
        {
            db.HearingAdjustments.Add(adjustment = new HearingAdjustment(candidatureId));
        }

        var written = adjustment.Write(extraMinutes, isRemote, impossible, zoneId, reason);
        if (written.IsOk)
        {
            await db.SaveChangesAsync(ct);
        }

        return written;
    }

    private async Task<(IReadOnlyList<Slot> Slots, HearingFile File)?> OpenAsync(
        IReadOnlyList<Guid> slotIds,
        Actor actor,
        CancellationToken ct
    )
    {
        var cohortId = await db
            .Slots.ForStaff(actor, db)
            .Where(slot => slot.Id == slotIds[0])
            .Select(slot => (Guid?)slot.CohortId)
            .SingleOrDefaultAsync(ct);
        if (cohortId is not { } cohort)
        {
            return null;
        }

        await db.LockHearingsAsync(cohort, ct);
        var slots = await db
            .Slots.ForStaff(actor, db)
            .Where(slot => slotIds.Contains(slot.Id))
            .ToDictionaryAsync(slot => slot.Id, ct);
        return slots.Count == slotIds.Count && await read.ExecuteAsync(cohort, true, actor, ct, includesPast: true) is { } file
            ? ([.. slotIds.Select(id => slots[id])], file)
            : null;
    }

    private async Task<Result> FinishAsync(
        Microsoft.EntityFrameworkCore.Storage.IDbContextTransaction transaction,
        IReadOnlyList<Slot> slots,
        CancellationToken ct
    )
    {
        var now = programmeNow();
        var settings = await db.HearingSettings.SingleAsync(row => row.CohortId == slots[0].CohortId, ct);
        settings.NoteChange(now);
        foreach (var slot in slots.Where(slot => slot is { State: SlotState.Planned, Round: > 0 }))
        {
            slot.Invite(now);
        }

        return await db.SaveHearingsAsync(transaction, ct) is { } refusal ? refusal : Result.Ok;
    }

    private static HearingToPlace? HearingOf(HearingFile file, Slot slot) =>
        file.Hearings.GetValueOrDefault(new HearingKey(slot.CandidatureId, slot.Turn)) is { } hearing
            ? hearing with
            {
                ChallengeIds = slot.ChallengeIds,
            }
            : null;

    private static (HearingPlace Place, IReadOnlyList<HearingBreach> Breaches) Check(
        HearingFile file,
        HearingToPlace hearing,
        Guid panelId,
        DateTimeOffset startsAt,
        IReadOnlyList<HearingPlace> others
    )
    {
        var mentors = HearingCheck.MentorsFor(file.Problem, hearing, panelId, startsAt, others) ?? [];
        var place = new HearingPlace(hearing.Key, panelId, startsAt, hearing.Minutes, mentors);
        return (place, HearingCheck.Of(file.Problem, hearing, place, others));
    }

    private static DomainError ToError(HearingBreach breach) =>
        new($"hearing.{breach}".ToLowerInvariant(), HearingCheck.Words(breach), "Place");
}
