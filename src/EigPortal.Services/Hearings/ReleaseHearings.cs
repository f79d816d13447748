using EigPortal.Domain.Hearings;
using EigPortal.Domain.Shared;
using EigPortal.Services.Data;
using EigPortal.Services.Data.Interceptors;
using EigPortal.Services.Identity;
using Microsoft.EntityFrameworkCore;

namespace EigPortal.Services.Hearings;

/// <summary>Announces a plan: one person prepares the list, another confirms it and the invitations leave (B15).</summary>
public sealed class ReleaseHearings(EigDbContext db, ProgrammeNow programmeNow)
{
    public async Task<Result> PrepareAsync(Guid cohortId, Actor actor, CancellationToken ct)
    {
        if (await SettingsAsync(cohortId, actor, ct) is not { } settings)
        {
            return HearingRefusals.NotFound;
        }

        var waiting = await Waiting(cohortId, actor).CountAsync(ct);
        var prepared = settings.Prepare(waiting, actor.AccountId, programmeNow());
        if (prepared.IsOk)
        {
            await db.SaveChangesAsync(ct);
        }

        return prepared;
    }

    /// <param name="version">Of the plan that the second person read.</param>
    /// <returns>How many people are invited.</returns>
    public async Task<Result<int>> ConfirmAsync(Guid cohortId, int version, Actor actor, CancellationToken ct)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await db.LockHearingsAsync(cohortId, ct);
        if (await SettingsAsync(cohortId, actor, ct) is not { } settings)
        {
            return HearingRefusals.NotFound;
        }

        var now = programmeNow();
        var slots = await Waiting(cohortId, actor).ToListAsync(ct);
        var released = settings.Release(version, slots.Count, actor.AccountId, now);
        if (!released.IsOk)
        {
            return Result<int>.Refuse(released.Errors);
        }

        foreach (var slot in slots)
        {
            slot.Invite(now);
        }

        return await db.SaveHearingsAsync(transaction, ct) is { } refusal ? refusal : slots.Count;
    }

    public async Task<Result> DropAsync(Guid cohortId, Actor actor, CancellationToken ct)
    {
        if (await SettingsAsync(cohortId, actor, ct) is not { } settings)
        {
            return HearingRefusals.NotFound;
        }

        var dropped = settings.DropRelease();
        if (dropped.IsOk)
        {
            await db.SaveChangesAsync(ct);
        }

        return dropped;
    }

    private IQueryable<Slot> Waiting(Guid cohortId, Actor actor) =>
        db.Slots.ForStaff(actor, db).Where(slot => slot.CohortId == cohortId && slot.State == SlotState.Planned);

    private async Task<HearingSettings?> SettingsAsync(Guid cohortId, Actor actor, CancellationToken ct) =>
        actor.IsStaff ? await db.HearingSettings.SingleOrDefaultAsync(row => row.CohortId == cohortId, ct) : null;
}
