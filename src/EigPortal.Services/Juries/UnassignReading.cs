using EigPortal.Domain.Juries;
using EigPortal.Domain.Shared;
using EigPortal.Services.Candidatures;
using EigPortal.Services.Data;
using EigPortal.Services.Data.Interceptors;
using EigPortal.Services.Identity;
using Microsoft.EntityFrameworkCore;

namespace EigPortal.Services.Juries;

/// <summary>Takes a file away from a juror, by staff, with a reason. What the juror wrote is kept and no longer counts (B35).</summary>
public sealed class UnassignReading(EigDbContext db, ProgrammeNow programmeNow)
{
    public async Task<Result> ExecuteAsync(Guid sheetId, string reason, Actor actor, CancellationToken ct)
    {
        if (await db.ScoreSheets.ForStaff(actor, db).SingleOrDefaultAsync(sheet => sheet.Id == sheetId, ct) is not { } sheet)
        {
            return JuryErrors.NotFound;
        }

        var result = sheet.PutAside(reason, programmeNow());
        if (result.IsOk)
        {
            await db.SaveChangesAsync(ct);
        }

        return result;
    }
}

/// <summary>Gives a locked sheet back to its juror, by staff only, with a reason. The juror is told by mail.</summary>
public sealed class UnlockScoreSheet(EigDbContext db, ProgrammeNow programmeNow)
{
    public async Task<Result> ExecuteAsync(Guid sheetId, string reason, Actor actor, CancellationToken ct)
    {
        if (await db.ScoreSheets.ForStaff(actor, db).SingleOrDefaultAsync(sheet => sheet.Id == sheetId, ct) is not { } sheet)
        {
            return JuryErrors.NotFound;
        }

        var result = sheet.Unlock(reason, programmeNow());
        if (result.IsOk)
        {
            await db.SaveChangesAsync(ct);
        }

        return result;
    }
}
