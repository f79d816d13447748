using EigPortal.Services.Files;

namespace EigPortal.Web.Startup;

/// <summary>Where files go when nothing says so: beside the embedded database, in a folder that git ignores.</summary>
internal static class FileStorage
{
    public static void AddFileStorage(this IServiceCollection services)
    {
        services.AddFiles();
        services
            .AddOptions<FilesOptions>()
            .PostConfigure<IWebHostEnvironment>(
                (files, environment) =>
                {
                    if (files.Path.Length == 0 && !ProductionGuard.AppliesTo(environment))
                    {
                        var root = Repository.Find(environment.ContentRootPath) ?? environment.ContentRootPath;
                        files.Path = Path.Combine(root, ".data", "fichiers");
                    }
                }
            );
    }
}
