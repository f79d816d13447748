using System.Security.Cryptography;
using EigPortal.Services.Data;
using Microsoft.EntityFrameworkCore;

namespace EigPortal.Services.Files;

/// <summary>Reads stored files again and compares them with what the database says of them.</summary>
public sealed class FileIntegrity(EigDbContext db, IFileStore files)
{
    public const int SampleSize = 100;

    /// <param name="all">Every file, however long it takes; otherwise a sample drawn anew each time.</param>
    public async Task<IReadOnlyList<InvariantOutcome>> CheckAsync(bool all, CancellationToken ct)
    {
        var described = db
            .Files.AsNoTracking()
            .Select(file => new
            {
                file.Id,
                file.Length,
                file.Sha256,
            });
        var chosen = all
            ? await described.ToListAsync(ct)
            : await described.OrderBy(_ => EF.Functions.Random()).Take(SampleSize).ToListAsync(ct);
        long lost = 0;
        long altered = 0;
        foreach (var file in chosen)
        {
            if (await files.OpenReadAsync(file.Id, ct) is not { } content)
            {
                lost++;
                continue;
            }

            await using (content)
            {
                var sha256 = Convert.ToHexStringLower(await SHA256.HashDataAsync(content, ct));
                altered += content.Length == file.Length && sha256 == file.Sha256 ? 0 : 1;
            }
        }

        var scope = all ? "tous les fichiers" : $"{chosen.Count} fichiers tirés au sort";
        return
        [
            new InvariantOutcome($"Un fichier a son contenu ({scope})", lost),
            new InvariantOutcome($"Le contenu d’un fichier a son empreinte ({scope})", altered),
        ];
    }
}
