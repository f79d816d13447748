using EigPortal.Domain.Hearings;
using EigPortal.Services.Demo;
using EigPortal.TestKit.Portal;
using Microsoft.EntityFrameworkCore;

namespace EigPortal.TestKit.Juries;

/// <summary>Hearings that the juror of the demonstration takes notes for.</summary>
public static class BegunHearings
{
    /// <summary>Begins one that nobody has begun; its grid is empty.</summary>
    /// <returns>The address of the grid.</returns>
    public static Task<string> BeginHearingAsync(this PortalFactory portal) =>
        portal.InDatabaseAsync(async db =>
        {
            var juror = await db.Jurors.SingleAsync(row =>
                db.Accounts.Any(account => account.Id == row.AccountId && account.Email == DemoAccounts.Juror.Email)
            );
            var slot = await db
                .Slots.Where(slot =>
                    slot.State == SlotState.Confirmed
                    && db.Panels.Any(panel =>
                        panel.Id == slot.PanelId
                        && panel.Members.Any(member => member.JurorId == juror.Id && member.IsNoteTaker && member.LeftAt == null)
                    )
                )
                .OrderByDescending(slot => slot.StartsAt)
                .FirstAsync();
            if (slot.Arrive(portal.Clock.Now) is { IsOk: false } arrived)
            {
                throw new InvalidOperationException(arrived.Error.Message);
            }

            if (slot.Begin(portal.Clock.Now) is { IsOk: false } begun)
            {
                throw new InvalidOperationException(begun.Error.Message);
            }

            await db.SaveChangesAsync();
            return $"/admin/jury/auditions/{slot.Id}";
        });

    /// <summary>The grid behind an address; null until something is saved.</summary>
    public static Task<CollectiveSheet?> GridAsync(this PortalFactory portal, string path)
    {
        var id = Guid.Parse(path[^36..]);
        return portal.InDatabaseAsync(db => db.CollectiveSheets.AsNoTracking().SingleOrDefaultAsync(row => row.SlotId == id));
    }
}
