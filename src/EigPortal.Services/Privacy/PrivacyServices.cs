using Microsoft.Extensions.DependencyInjection;

namespace EigPortal.Services.Privacy;

public static class PrivacyServices
{
    public static IServiceCollection AddPrivacy(this IServiceCollection services)
    {
        services.AddScoped<Passport>();
        services.AddScoped<PersonalExport>();
        return services;
    }
}
