using Microsoft.Extensions.DependencyInjection;

namespace EigPortal.Services.Files;

public static class FileServices
{
    public static IServiceCollection AddFiles(this IServiceCollection services)
    {
        services.AddOptions<FilesOptions>().BindConfiguration(FilesOptions.Section);
        services.AddSingleton<IFileStore, DiskFileStore>();
        return services;
    }
}
