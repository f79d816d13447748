using EigPortal.Domain.Hearings;
using EigPortal.Domain.Shared;
using EigPortal.Services.Calendars;
using EigPortal.Services.Data;
using EigPortal.Services.Data.Interceptors;
using EigPortal.Services.Identity;
using EigPortal.Services.Mail;
using Microsoft.EntityFrameworkCore;

namespace EigPortal.Services.Hearings;

/// <summary>A person's own hearing.</summary>
public sealed record OwnHearing(Guid Id, SlotState State, DateTimeOffset StartsAt, DateTimeOffset EndsAt, HearingWords Words)
{
    /// <summary>The team has taken the former time back and will write again.</summary>
    public bool IsBeingMoved => State == SlotState.Planned;

    public bool MayConfirm(DateTimeOffset now) => Slot.Allowed.Allows(State, SlotVerb.Confirm) && now < StartsAt;

    public bool MayAskMove(DateTimeOffset now) => Slot.Allowed.Allows(State, SlotVerb.AskMove) && now < StartsAt;
}

/// <summary>What a person sees of their hearings, once announced, and what they answer (B18: only by a posted form).</summary>
public sealed class OwnHearings(EigDbContext db, PortalUrls urls, ProgrammeNow programmeNow, TimeProvider machine)
{
    public async Task<IReadOnlyList<OwnHearing>> ListAsync(Actor actor, CancellationToken ct)
    {
        var slots = await db.Slots.OwnedBy(actor, db).AsNoTracking().OrderBy(slot => slot.StartsAt).ToListAsync(ct);
        var hearings = new List<OwnHearing>();
        foreach (var slot in slots)
        {
            hearings.Add(
                new OwnHearing(slot.Id, slot.State, slot.StartsAt, slot.EndsAt, await HearingWords.OfAsync(db, slot, ct))
            );
        }

        return hearings;
    }

    public async Task<Result> ConfirmAsync(Guid slotId, Actor actor, CancellationToken ct) =>
        await AnswerAsync(slotId, slot => slot.Confirm(programmeNow()), actor, ct);

    public async Task<Result> AskMoveAsync(Guid slotId, string? reason, Actor actor, CancellationToken ct) =>
        await AnswerAsync(slotId, slot => slot.AskMove(reason, programmeNow()), actor, ct);

    /// <summary>The appointment, for the person's own calendar; null when there is none.</summary>
    public async Task<string?> CalendarAsync(Guid slotId, Actor actor, CancellationToken ct)
    {
        var slot = await db
            .Slots.OwnedBy(actor, db)
            .AsNoTracking()
            .SingleOrDefaultAsync(row => row.Id == slotId && row.State != SlotState.Planned, ct);
        return slot is null
            ? null
            : CalendarFile.Of(
                "Audition EIG",
                new Uri(urls.Root).Host,
                [(await HearingWords.OfAsync(db, slot, ct)).ToMeeting(slot)],
                machine.GetUtcNow()
            );
    }

    private async Task<Result> AnswerAsync(Guid slotId, Func<Slot, Result> answer, Actor actor, CancellationToken ct)
    {
        if (await db.Slots.OwnedBy(actor, db).SingleOrDefaultAsync(slot => slot.Id == slotId, ct) is not { } slot)
        {
            return HearingRefusals.NotFound;
        }

        var answered = answer(slot);
        if (!answered.IsOk)
        {
            return answered;
        }

        try
        {
            await db.SaveChangesAsync(ct);
            return Result.Ok;
        }
        catch (DbUpdateConcurrencyException)
        {
            return HearingRefusals.ChangedElsewhere;
        }
    }
}
