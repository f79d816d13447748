using EigPortal.Domain.Shared;
using EigPortal.Services.Candidatures;
using EigPortal.Services.Cohorts;
using EigPortal.Services.Data;
using EigPortal.Services.Identity;
using EigPortal.Services.Screening;
using EigPortal.Services.Time;
using Microsoft.EntityFrameworkCore;

namespace EigPortal.Services.Extensions;

/// <param name="Until">End of the person's own time, as it could be read: what can't be is refused with the rest.</param>
public sealed record ExtendCandidatureCommand(Guid CandidatureId, Result<DateTimeOffset> Until, string Reason);

/// <summary>Gives one person more time, with a reason. Somebody whose tie excludes them finds no file at all.</summary>
public sealed class ExtendCandidature(EigDbContext db, CurrentCohort current, ProgrammeClock clock)
{
    public async Task<Result> ExecuteAsync(ExtendCandidatureCommand command, Actor actor, CancellationToken ct)
    {
        var cohort = await current.GetAsync(ct);
        var candidature = await db
            .Candidatures.ForStaff(actor, db)
            .SingleOrDefaultAsync(row => row.Id == command.CandidatureId && row.CohortId == cohort.Id, ct);
        if (candidature is null)
        {
            return ScreenCandidature.NotFound;
        }

        var result = candidature.Extend(command.Until, command.Reason, cohort.Timetable, clock.Now);
        if (!result.IsOk)
        {
            return result;
        }

        try
        {
            await db.SaveChangesAsync(ct);
            return Result.Ok;
        }
        catch (DbUpdateConcurrencyException)
        {
            return ScreenCandidature.Changed;
        }
    }
}
