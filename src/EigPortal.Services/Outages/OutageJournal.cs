using EigPortal.Domain.Cohorts;
using EigPortal.Domain.Shared;
using EigPortal.Services.Data;
using EigPortal.Services.Time;
using Microsoft.EntityFrameworkCore;

namespace EigPortal.Services.Outages;

/// <summary>The journal of what kept people from using the portal. Instants come in machine time and are mapped to programme time here.</summary>
public sealed class OutageJournal(EigDbContext db, ProgrammeClock clock, TimeProvider machine)
{
    /// <summary>How old a report from outside may be.</summary>
    public static readonly TimeSpan OldestReport = TimeSpan.FromDays(7);

    /// <summary>Outages that touch the time since an instant of programme time, the last first.</summary>
    public Task<List<Outage>> SinceAsync(DateTimeOffset programmeInstant, CancellationToken ct) =>
        db
            .Outages.AsNoTracking()
            .Where(outage => outage.ProgrammeEndedAt == null || outage.ProgrammeEndedAt >= programmeInstant)
            .OrderByDescending(outage => outage.ProgrammeStartedAt)
            .ThenBy(outage => outage.Id)
            .Take(200)
            .ToListAsync(ct);

    /// <summary>Says what the readiness probes found just now: opens, describes or ends the outage of that source.</summary>
    /// <param name="problem">What is wrong; null when all is well.</param>
    public async Task NoteReadinessAsync(string? problem, CancellationToken ct)
    {
        var now = machine.GetUtcNow();
        var going = await db.Outages.SingleOrDefaultAsync(
            outage => outage.Source == OutageSource.Readiness && outage.EndedAt == null,
            ct
        );
        if (problem is null)
        {
            going?.End(now, clock.At(now));
        }
        else if (going is null)
        {
            db.Outages.Add(new Outage(OutageSource.Readiness, problem, now, clock.At(now)));
        }
        else
        {
            going.Describe(problem);
        }

        await db.SaveChangesAsync(ct);
    }

    /// <summary>Says that nothing was checked between two instants.</summary>
    public void NoteSilence(DateTimeOffset from, DateTimeOffset to)
    {
        var silence = new Outage(OutageSource.Silence, "Aucun contrôle : portail ou base arrêtés", from, clock.At(from));
        silence.End(to, clock.At(to));
        db.Outages.Add(silence);
    }

    /// <summary>What a monitor outside saw. The same beginning told twice is the same outage, so a report may be sent again.</summary>
    /// <param name="to">Null while it lasts.</param>
    public async Task<Result> ReportAsync(DateTimeOffset from, DateTimeOffset? to, string detail, CancellationToken ct)
    {
        var now = machine.GetUtcNow();
        if (from > now || to > now || from < now - OldestReport)
        {
            return new DomainError("outage.instant", "Donnez des instants passés, de moins de sept jours.", "debut");
        }

        var outage = await db.Outages.SingleOrDefaultAsync(
            known => known.Source == OutageSource.Monitor && known.StartedAt == from,
            ct
        );
        if (outage is null)
        {
            db.Outages.Add(outage = new Outage(OutageSource.Monitor, detail, from, clock.At(from)));
        }

        var ended = to is { } end ? outage.End(end, clock.At(end)) : Result.Ok;
        if (!ended.IsOk)
        {
            return ended;
        }

        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateException refused) when (refused.Breaks("ux_outages_start"))
        {
            // The same report came twice at once: the other one is kept, and the monitor sends its end later.
        }

        return Result.Ok;
    }
}
