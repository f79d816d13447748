using EigPortal.Domain.Juries;
using EigPortal.Services.Demo;
using EigPortal.TestKit.Portal;
using Microsoft.EntityFrameworkCore;

namespace EigPortal.TestKit.Juries;

/// <summary>Readings for the juror of the demonstration.</summary>
public static class DemoReadings
{
    /// <summary>Gives a file to that juror.</summary>
    /// <returns>The address of the reading, and the file.</returns>
    public static Task<(string Path, Guid FileId)> AssignAsync(this PortalFactory portal, string number) =>
        portal.InDatabaseAsync(async db =>
        {
            var fileId = await db.Candidatures.Where(file => file.Number == number).Select(file => file.Id).SingleAsync();
            var juror = await db.Jurors.SingleAsync(link =>
                db.Accounts.Any(account => account.Id == link.AccountId && account.Email == DemoAccounts.Juror.Email)
            );
            var sheet = new ScoreSheet(juror.Id, fileId, juror.AccountId, portal.Clock.Now);
            db.Add(sheet);
            await db.SaveChangesAsync();
            return ($"/admin/jury/lectures/{sheet.Id}", fileId);
        });

    public static Task<ScoreSheet> SheetAsync(this PortalFactory portal, string path)
    {
        var id = Guid.Parse(path[^36..]);
        return portal.InDatabaseAsync(db => db.ScoreSheets.SingleAsync(sheet => sheet.Id == id));
    }
}
