using EigPortal.Services.Jobs;
using EigPortal.Services.Mail;
using Microsoft.Extensions.DependencyInjection;

namespace EigPortal.Services.Outages;

public static class OutageServices
{
    /// <summary>The journal of outages and the collective extension that it may lead to.</summary>
    public static IServiceCollection AddOutages(this IServiceCollection services)
    {
        services.AddScoped<OutageJournal>();
        services.AddScoped<ProlongCall>();
        services.AddRecurringWork<OutageWatch>();
        services.AddMail<ProlongationMail>();
        return services;
    }
}
