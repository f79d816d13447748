using EigPortal.Services.Mail;
using Microsoft.Extensions.DependencyInjection;

namespace EigPortal.Services.Extensions;

public static class ExtensionServices
{
    /// <summary>More time for one person or for everybody.</summary>
    public static IServiceCollection AddExtensions(this IServiceCollection services)
    {
        services.AddScoped<ExtendCandidature>();
        services.AddScoped<ExtensionLists>();
        services.AddMail<ExtensionMail>();
        return services;
    }
}
