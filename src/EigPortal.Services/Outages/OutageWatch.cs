using EigPortal.Services.Data;
using EigPortal.Services.Health;
using EigPortal.Services.Jobs;
using Microsoft.EntityFrameworkCore;

namespace EigPortal.Services.Outages;

/// <summary>The last time that some node looked whether the portal was well. One row.</summary>
public sealed class WatchBeat
{
    public const int OnlyId = 1;

    public int Id { get; private set; } = OnlyId;

    /// <summary>Machine time.</summary>
    public DateTimeOffset At { get; set; }
}

/// <summary>
/// Looks every minute whether the portal is well, in machine time. When it could not even look, because the portal or the database was
/// down, the hole between two looks is what it writes down.
/// </summary>
public sealed class OutageWatch(EigDbContext db, OutageJournal journal, IEnumerable<IReadinessProbe> probes, TimeProvider machine)
    : IRecurringWork
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(3);

    public static string Name => "veille";

    public static string Cron => "* * * * *";

    public async Task RunAsync(CancellationToken ct)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        // One node at a time: two looks at once would write the same hole twice.
        await db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock(hashtext('veille'))", ct);
        var now = machine.GetUtcNow();
        var beat = await db.Set<WatchBeat>().SingleOrDefaultAsync(ct);
        if (beat is null)
        {
            db.Add(beat = new WatchBeat { At = now });
        }
        else if (now - beat.At > LongestPause)
        {
            journal.NoteSilence(beat.At, now);
        }

        beat.At = now;
        await journal.NoteReadinessAsync(await ProblemAsync(ct), ct);
        await transaction.CommitAsync(ct);
    }

    private async Task<string?> ProblemAsync(CancellationToken ct)
    {
        var problems = new List<string>();
        foreach (var probe in probes)
        {
            if (await probe.ProblemAsync(ct) is { } problem)
            {
                problems.Add($"{probe.Name} : {problem}");
            }
        }

        return problems.Count == 0 ? null : string.Join(" ", problems);
    }
}
