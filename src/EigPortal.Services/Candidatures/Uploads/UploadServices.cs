using EigPortal.Services.Files;
using EigPortal.Services.Jobs;
using Microsoft.Extensions.DependencyInjection;

namespace EigPortal.Services.Candidatures.Uploads;

public static class UploadServices
{
    public static IServiceCollection AddUploads(this IServiceCollection services)
    {
        services.AddSingleton<UploadParts>();
        services.AddScoped<StartUpload>();
        services.AddScoped<AppendToUpload>();
        services.AddScoped<FinishUpload>();
        services.AddRecurringWork<PurgeFiles>();
        return services;
    }
}
