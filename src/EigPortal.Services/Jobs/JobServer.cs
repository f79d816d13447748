using Hangfire;
using Hangfire.PostgreSql;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace EigPortal.Services.Jobs;

/// <summary>
/// Hangfire on PostgreSQL, without its dashboard. It starts once the portal answers, because preparing its tables would delay the first page.
/// </summary>
internal sealed class JobServer(
    IServiceProvider services,
    IHostApplicationLifetime lifetime,
    IEnumerable<RecurringWorkEntry> entries,
    IOptions<JobsOptions> options,
    ILogger<JobServer> logger
) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!options.Value.Enabled || !await StartedAsync(stoppingToken))
        {
            return;
        }

        if (await PreparedAsync(stoppingToken) is not { } storage)
        {
            return;
        }

        using var server = new BackgroundJobServer(
            new BackgroundJobServerOptions
            {
                WorkerCount = options.Value.Workers,
                SchedulePollingInterval = TimeSpan.FromSeconds(5),
                Activator = services.GetRequiredService<JobActivator>(),
            },
            storage
        );
        await Task.Delay(Timeout.Infinite, stoppingToken).ContinueWith(_ => { }, TaskScheduler.Default);
        server.SendStop();
        await server.WaitForShutdownAsync(CancellationToken.None);
    }

    /// <summary>Null when the portal stops first.</summary>
    private async Task<JobStorage?> PreparedAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                return Prepare();
            }
            // Whatever it is: an exception that left this service would stop the whole portal, and pages can do without jobs.
            catch (Exception problem)
            {
                logger.LogWarning("Jobs wait for the database: {Reason}", problem.Message);
                await Task.Delay(Pause, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }

        return null;
    }

    private JobStorage Prepare()
    {
        var storage = services.GetRequiredService<JobStorage>();
        var recurring = services.GetRequiredService<IRecurringJobManager>();
        foreach (var entry in entries)
        {
            recurring.AddOrUpdate<RecurringWorkRunner>(
                entry.Name,
                runner => runner.RunAsync(entry.Name, CancellationToken.None),
                entry.Cron
            );
        }

        return storage;
    }

    private async Task<bool> StartedAsync(CancellationToken stoppingToken)
    {
        var started = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var onStarted = lifetime.ApplicationStarted.Register(() => started.TrySetResult(true));
        await using var onStopping = stoppingToken.Register(() => started.TrySetResult(false));
        return await started.Task;
    }
}

public static class JobRegistration
{
    public static IServiceCollection AddPortalJobs(this IServiceCollection services)
    {
        services.AddOptions<JobsOptions>().BindConfiguration(JobsOptions.Section);
        services.AddHangfire(
            (provider, hangfire) =>
                hangfire
                    .UseSimpleAssemblyNameTypeSerializer()
                    .UseRecommendedSerializerSettings()
                    .UsePostgreSqlStorage(
                        postgres =>
                            postgres.UseNpgsqlConnection(
                                provider.GetRequiredService<IConfiguration>().GetConnectionString("Portal")
                            ),
                        new PostgreSqlStorageOptions
                        {
                            SchemaName = "hangfire",
                            QueuePollInterval = TimeSpan.FromSeconds(5),
                            // A portal killed while it holds a lock leaves it behind, and the next one waits that long for its jobs.
                            DistributedLockTimeout = TimeSpan.FromMinutes(1),
                        }
                    )
        );
        services.AddScoped<RecurringWorkRunner>();
        services.AddHostedService<JobServer>();
        return services;
    }
}
