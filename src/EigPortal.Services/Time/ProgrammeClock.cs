using EigPortal.Services.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace EigPortal.Services.Time;

/// <summary>
/// Programme time: what decides windows, embargo, reminders and expiries of offers. In production it is machine time. Elsewhere it follows
/// the row of <see cref="ProgrammeTime"/>, read again every second, so that every node and test agrees.
/// </summary>
public sealed class ProgrammeClock(TimeProvider machine, IServiceScopeFactory scopes, ProgrammeClockOptions options)
{
    private readonly SemaphoreSlim writing = new(1, 1);
    private volatile Setting setting = Setting.RealTime;

    public DateTimeOffset Now => At(machine.GetUtcNow());

    /// <summary>Changes whenever somebody moves the clock: part of the key of every cached page.</summary>
    public int Generation => setting.Generation;

    public bool IsSimulated => setting.Offset != TimeSpan.Zero || setting.FrozenAt is not null;

    /// <summary>Scenario of the demo; null outside a demo.</summary>
    public string? Scenario => setting.Scenario;

    /// <summary>The programme instant that corresponds to a machine instant.</summary>
    public DateTimeOffset At(DateTimeOffset machineInstant)
    {
        var current = setting;
        return current.FrozenAt ?? machineInstant + current.Offset;
    }

    /// <summary>Reads the row again. Does nothing in production, where the clock can't be moved.</summary>
    public Task RefreshAsync(CancellationToken ct) =>
        options.CanBeSimulated
            ? UnderLockAsync(async db => await db.Set<ProgrammeTime>().AsNoTracking().SingleOrDefaultAsync(ct), ct)
            : Task.CompletedTask;

    /// <summary>Moves the clock for every node. This one follows at once, the others within a second.</summary>
    /// <exception cref="InvalidOperationException">Production runs on real time.</exception>
    public Task ChangeAsync(Action<ProgrammeTime, DateTimeOffset> change, CancellationToken ct)
    {
        if (!options.CanBeSimulated)
        {
            throw new InvalidOperationException("The programme clock can't be moved in production.");
        }

        return UnderLockAsync(
            async db =>
            {
                var row = await db.Set<ProgrammeTime>().SingleOrDefaultAsync(ct);
                if (row is null)
                {
                    row = new ProgrammeTime();
                    db.Add(row);
                }

                change(row, machine.GetUtcNow());
                await db.SaveChangesAsync(ct);
                return row;
            },
            ct
        );
    }

    // One reader or writer at a time: a slow read must not put back the setting that a change has just replaced.
    private async Task UnderLockAsync(Func<EigDbContext, Task<ProgrammeTime?>> read, CancellationToken ct)
    {
        await writing.WaitAsync(ct);
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var row = await read(scope.ServiceProvider.GetRequiredService<EigDbContext>());
            var before = setting;
            var after = row is null
                ? Setting.RealTime with
                {
                    Generation = before.Generation,
                }
                : new Setting(row.Offset, row.FrozenAt, row.Scenario, before.Generation);
            setting = after == before ? before : after with { Generation = before.Generation + 1 };
        }
        finally
        {
            writing.Release();
        }
    }

    private sealed record Setting(TimeSpan Offset, DateTimeOffset? FrozenAt, string? Scenario, int Generation)
    {
        public static readonly Setting RealTime = new(TimeSpan.Zero, null, null, 0);
    }
}

/// <param name="CanBeSimulated">False in production.</param>
public sealed record ProgrammeClockOptions(bool CanBeSimulated);
