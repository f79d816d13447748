using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace EigPortal.Services.Time;

/// <summary>Follows, every second, a clock that another node or a test has moved. Not registered in production.</summary>
public sealed class ProgrammeClockRefresh(ProgrammeClock clock, TimeProvider machine, ILogger<ProgrammeClockRefresh> logger)
    : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        // The first page must already be at the right date.
        await TryRefreshAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period, machine);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            await TryRefreshAsync(stoppingToken);
        }
    }

    private async Task TryRefreshAsync(CancellationToken ct)
    {
        try
        {
            await clock.RefreshAsync(ct);
        }
        catch (Exception problem)
            when (problem is NpgsqlException or InvalidOperationException { InnerException: NpgsqlException })
        {
            logger.LogDebug(problem, "L’heure du programme n’a pas pu être relue");
        }
    }
}
