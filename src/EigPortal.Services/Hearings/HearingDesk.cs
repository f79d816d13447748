using EigPortal.Domain.Hearings;
using EigPortal.Domain.Shared;
using EigPortal.Services.Data;
using EigPortal.Services.Data.Interceptors;
using EigPortal.Services.Identity;
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
