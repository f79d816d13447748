using EigPortal.TestKit.Postgres;

namespace EigPortal.Web.Tests.Conventions;

/// <summary>The files that people wrote, as the rules read them.</summary>
internal static class Sources
{
    private static readonly string[] Made = ["bin", "obj", "node_modules", "wwwroot", "Migrations"];

    /// <summary>Path from the root of the repository, with slashes, and lines.</summary>
    public static IEnumerable<(string Path, string[] Lines)> Of(string folder, params string[] extensions) =>
        Directory
            .EnumerateFiles(System.IO.Path.Combine(PostgresServer.RepositoryRoot, folder), "*", SearchOption.AllDirectories)
            .Where(file => extensions.Contains(System.IO.Path.GetExtension(file)))
            .Select(file =>
                (Full: file, Path: System.IO.Path.GetRelativePath(PostgresServer.RepositoryRoot, file).Replace('\\', '/'))
            )
            .Where(file => !file.Path.Split('/').Intersect(Made).Any())
            .OrderBy(file => file.Path, StringComparer.Ordinal)
            .Select(file => (file.Path, File.ReadAllLines(file.Full)));

    public static string Read(string path) => File.ReadAllText(System.IO.Path.Combine(PostgresServer.RepositoryRoot, path));
}
