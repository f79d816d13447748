using EigPortal.Services.Files;
using Microsoft.Extensions.Options;

namespace EigPortal.Services.Health;

/// <summary>The folder of the files takes a file, which a full or read-only disk doesn't.</summary>
public sealed class FileStoreProbe(IOptions<FilesOptions> options) : IReadinessProbe
{
    public string Name => "fichiers";

    public async Task<string?> ProblemAsync(CancellationToken ct)
    {
        var folder = options.Value.Path;
        try
        {
            Directory.CreateDirectory(folder);
            var path = Path.Combine(folder, $".sonde-{Guid.NewGuid():N}");
            await File.WriteAllTextAsync(path, "ok", ct);
            File.Delete(path);
            return null;
        }
        catch (Exception refusal) when (refusal is IOException or UnauthorizedAccessException)
        {
            return $"Le dossier des fichiers ({FilesOptions.Section}:Path) ne peut pas être écrit : {refusal.Message}";
        }
    }
}
