using EigPortal.Services.Files.Scanning;
using EigPortal.Services.Jobs;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace EigPortal.Services.Files;

public static class FileServices
{
    public static IServiceCollection AddFiles(this IServiceCollection services)
    {
        services.AddOptions<FilesOptions>().BindConfiguration(FilesOptions.Section);
        services.AddOptions<ScannerOptions>().BindConfiguration(ScannerOptions.Section);
        services.AddSingleton<IFileStore, DiskFileStore>();
        services.AddSingleton<FilesInMemory>();
        services.AddSingleton<IFileScanner>(provider =>
        {
            var options = provider.GetRequiredService<IOptions<ScannerOptions>>();
            return options.Value.Host.Length == 0 ? new NoScanner() : new ClamAvScanner(options);
        });
        services.AddScoped<FileScans>();
        services.AddScoped<FileIntegrity>();
        services.AddScoped<FilesToHandle>();
        services.AddScoped<AskForScan>();
        services.AddRecurringWork<ScanFiles>();
        return services;
    }
}
