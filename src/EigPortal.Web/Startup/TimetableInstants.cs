using EigPortal.Domain.Cohorts;
using EigPortal.Services.Data;
using EigPortal.Services.Time;
using Microsoft.EntityFrameworkCore;

namespace EigPortal.Web.Startup;

/// <summary>The instants of every promotion's timetable, kept in memory for a few seconds: another node may have changed them.</summary>
internal sealed class TimetableInstants(IServiceScopeFactory scopes, TimeProvider machine) : IProgrammeInstants
{
    private static readonly TimeSpan Freshness = TimeSpan.FromSeconds(2);
    private readonly SemaphoreSlim reading = new(1, 1);
    private volatile Known? known;

    public async ValueTask<DateTimeOffset?> NextAfterAsync(DateTimeOffset programmeNow, CancellationToken ct)
    {
        var current = known is { } recent && machine.GetUtcNow() - recent.ReadAt < Freshness ? recent : await ReadAsync(ct);
        return current.Timetables.Select(timetable => timetable.NextInstantAfter(programmeNow)).Min();
    }

    private async Task<Known> ReadAsync(CancellationToken ct)
    {
        // While one request reads, the others keep what is known.
        if (!await reading.WaitAsync(known is null ? Timeout.InfiniteTimeSpan : TimeSpan.Zero, ct))
        {
            return known!;
        }

        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<EigDbContext>();
            var timetables = await db.Cohorts.AsNoTracking().Select(cohort => cohort.Timetable).ToListAsync(ct);
            return known = new Known(timetables, machine.GetUtcNow());
        }
        finally
        {
            reading.Release();
        }
    }

    private sealed record Known(IReadOnlyList<Timetable> Timetables, DateTimeOffset ReadAt);
}
