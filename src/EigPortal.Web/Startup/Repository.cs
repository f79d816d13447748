namespace EigPortal.Web.Startup;

/// <summary>Where the sources are, for Development and tests: a published portal has no repository.</summary>
public static class Repository
{
    /// <summary>The nearest folder above that holds the solution; null when there is none.</summary>
    public static string? Find(string startFolder)
    {
        var folder = new DirectoryInfo(startFolder);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "EigPortal.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName;
    }
}
