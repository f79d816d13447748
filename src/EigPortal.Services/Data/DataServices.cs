using EigPortal.Services.Candidatures;
using EigPortal.Services.Challenges;
using EigPortal.Services.Cohorts;
using EigPortal.Services.Data.Interceptors;
using EigPortal.Services.Identity;
using EigPortal.Services.Mail;
using EigPortal.Services.Privacy;
using EigPortal.Services.Teams;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace EigPortal.Services.Data;

/// <summary>Registers the database context, with the interceptor that writes history and mails.</summary>
public static class DataServices
{
    /// <param name="connectionString">Read when a context is made, so that the embedded PostgreSQL may start after registration.</param>
    public static IServiceCollection AddPortalData(
        this IServiceCollection services,
        Func<IServiceProvider, string> connectionString
    )
    {
        // Schema version 3 of Identity has passkeys; the context reads it from these options when it builds its model.
        services.Configure<IdentityOptions>(identity => identity.Stores.SchemaVersion = IdentitySchemaVersions.Version3);
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddScoped<ICurrentAccount, NobodyAccount>();
        services.TryAddSingleton<ProgrammeNow>(provider => () => provider.GetRequiredService<TimeProvider>().GetUtcNow());
        services.AddScoped(provider => new Lazy<IEnumerable<IMailOnEvent>>(provider.GetServices<IMailOnEvent>));
        services.AddScoped<EventsInterceptor>();
        services.AddScoped<ActorLoader>();
        services.AddScoped<CurrentCohort>();
        services.AddSingleton<CandidatureForms>();
        services.AddScoped<FileOpenings>();
        services.AddScoped<ChallengeCatalogue>();
        services.AddScoped<PublicTeams>();
        services.AddDbContext<EigDbContext>(
            (provider, options) =>
            {
                EigPostgres.Configure(options, connectionString(provider));
                options.AddInterceptors(provider.GetRequiredService<EventsInterceptor>());
            }
        );
        return services;
    }
}
