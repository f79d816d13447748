using EigPortal.Domain.Hearings;
using EigPortal.Domain.Juries;
using EigPortal.Services.Data;
using EigPortal.Services.Identity;
using Microsoft.EntityFrameworkCore;

namespace EigPortal.Services.Hearings;

/// <summary>What a hearing came to, in short.</summary>
/// <param name="Sheet">Null before the panel writes.</param>
/// <param name="Total">Out of 20, unrounded; null before locking, or with too few marks.</param>
/// <param name="Opinion">Null before locking.</param>
public sealed record HeardLine(Guid CandidatureId, SlotState State, CollectiveState? Sheet, decimal? Total, Opinion? Opinion);

/// <summary>Shared grids as staff read them, once locked: a draft is the panel's. Files that a tie hides are left out (B21).</summary>
public sealed class HearingGrids(EigDbContext db)
{
    public async Task<ILookup<Guid, HeardLine>> OfCohortAsync(Guid cohortId, Actor actor, CancellationToken ct) =>
        (
            await (
                from slot in db.Slots.ForStaff(actor, db)
                join written in db.CollectiveSheets on slot.Id equals written.SlotId into sheets
                from sheet in sheets.DefaultIfEmpty()
                where slot.CohortId == cohortId
                orderby slot.StartsAt, slot.Id
                select new HeardLine(
                    slot.CandidatureId,
                    slot.State,
                    sheet == null ? null : sheet.State,
                    sheet == null || sheet.State != CollectiveState.Locked ? null : sheet.Total,
                    sheet == null || sheet.State != CollectiveState.Locked ? null : sheet.Opinion
                )
            ).ToListAsync(ct)
        ).ToLookup(line => line.CandidatureId);

    /// <summary>Locked grids of one file, in the order of its hearings.</summary>
    public Task<List<CollectiveSheet>> OfFileAsync(Guid candidatureId, Actor actor, CancellationToken ct) =>
        (
            from sheet in db.CollectiveSheets.AsNoTracking()
            join slot in db.Slots.ForStaff(actor, db) on sheet.SlotId equals slot.Id
            where sheet.CandidatureId == candidatureId && sheet.State == CollectiveState.Locked
            orderby slot.StartsAt, slot.Id
            select sheet
        ).ToListAsync(ct);
}
