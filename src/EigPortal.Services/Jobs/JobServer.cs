using Hangfire;
using Hangfire.PostgreSql;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace EigPortal.Services.Jobs;

/// <summary>
/// Hangfire on PostgreSQL, without its dashboard. It starts once the portal answers, because preparing its tables would delay the first page.
/// </summary>
internal sealed class JobServer(
    IServiceProvider services,
    IHostApplicationLifetime lifetime,
    IEnumerable<RecurringWorkEntry> entries,
    IOptions<JobsOptions> options
) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!options.Value.Enabled || !await StartedAsync(stoppingToken))
        {
            return;
        }

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
                        new PostgreSqlStorageOptions { SchemaName = "hangfire", QueuePollInterval = TimeSpan.FromSeconds(5) }
                    )
        );
        services.AddScoped<RecurringWorkRunner>();
        services.AddHostedService<JobServer>();
        return services;
    }
}
