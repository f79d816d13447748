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
        return current.NextAfter(programmeNow);
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
            return known = new Known(Instants(timetables), machine.GetUtcNow());
        }
        finally
        {
            reading.Release();
        }
    }

    /// <summary>Each instant of each timetable, found one after the other, in order.</summary>
    private static DateTimeOffset[] Instants(IReadOnlyList<Timetable> timetables) =>
        [
            .. timetables
                .SelectMany(timetable =>
                {
                    var found = new List<DateTimeOffset>();
                    for (
                        var next = timetable.NextInstantAfter(DateTimeOffset.MinValue);
                        next is { } instant;
                        next = timetable.NextInstantAfter(instant)
                    )
                    {
                        found.Add(instant);
                    }

                    return found;
                })
                .Order(),
        ];

    /// <param name="Instants">In order: every request looks the next one up.</param>
    private sealed record Known(DateTimeOffset[] Instants, DateTimeOffset ReadAt)
    {
        public DateTimeOffset? NextAfter(DateTimeOffset now)
        {
            foreach (var instant in Instants)
            {
                if (instant > now)
                {
                    return instant;
                }
            }

            return null;
        }
    }
}
