using EigPortal.Domain.Cohorts;
using EigPortal.Domain.Shared;
using EigPortal.Services.Data;
using EigPortal.Services.Time;
using Microsoft.EntityFrameworkCore;

namespace EigPortal.Services.Cohorts;

/// <summary>Replaces the timetable of the current promotion: the only way any date of the programme changes.</summary>
public sealed class RescheduleCohort(EigDbContext db, ProgrammeClock clock)
{
    private const string VersionColumn = "xmin";

    public static readonly DomainError Changed = new(
        "timetable.changed",
        "Quelqu’un a modifié le calendrier depuis que vous avez ouvert la page. Comparez avec les dates enregistrées avant de recommencer."
    );

    /// <summary>The current promotion with the version of the row that was read.</summary>
    public async Task<(Cohort Cohort, uint Version)> CurrentAsync(CancellationToken ct)
    {
        var cohort = await db.Cohorts.SingleAsync(cohort => cohort.IsCurrent, ct);
        return (cohort, db.Entry(cohort).Property<uint>(VersionColumn).CurrentValue);
    }

    /// <param name="version">Version that the page showed.</param>
    public async Task<Result> ExecuteAsync(Timetable timetable, string reason, uint version, CancellationToken ct)
    {
        var (cohort, current) = await CurrentAsync(ct);
        if (current != version)
        {
            return Changed;
        }

        var result = cohort.Reschedule(timetable, reason, clock.Now);
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
            return Changed;
        }
    }
}
