using Microsoft.Extensions.DependencyInjection;

namespace EigPortal.Services.Jobs;

/// <summary>Work that comes back on machine time. It must be safe to run twice and on any node.</summary>
public interface IRecurringWork
{
    /// <summary>Stable identifier.</summary>
    static abstract string Name { get; }

    /// <summary>Cron expression in UTC, of five fields, or six with seconds first.</summary>
    static abstract string Cron { get; }

    Task RunAsync(CancellationToken ct);
}

/// <summary>One recurring work as the scheduler knows it.</summary>
public sealed record RecurringWorkEntry(string Name, string Cron, Type Type);

public static class RecurringWorkRegistration
{
    /// <summary>The only step a feature takes to have work come back.</summary>
    public static IServiceCollection AddRecurringWork<TWork>(this IServiceCollection services)
        where TWork : class, IRecurringWork =>
        services.AddScoped<TWork>().AddSingleton(new RecurringWorkEntry(TWork.Name, TWork.Cron, typeof(TWork)));
}

/// <summary>What Hangfire calls: it stores the name, so a class may be renamed while jobs wait.</summary>
public sealed class RecurringWorkRunner(IServiceProvider services, IEnumerable<RecurringWorkEntry> entries)
{
    public async Task RunAsync(string name, CancellationToken ct)
    {
        var entry = entries.SingleOrDefault(entry => entry.Name == name);
        if (entry is not null)
        {
            await ((IRecurringWork)services.GetRequiredService(entry.Type)).RunAsync(ct);
        }
    }
}
