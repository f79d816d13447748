using EigPortal.Domain.Candidatures;
using EigPortal.Services.Data;
using Microsoft.EntityFrameworkCore;

namespace EigPortal.Services.Files;

/// <summary>What is known of the safety of files already found to be the actor's to see.</summary>
public sealed class FileScans(EigDbContext db)
{
    public async Task<IReadOnlyDictionary<Guid, ScanState>> OfAsync(IEnumerable<Guid> fileIds, CancellationToken ct)
    {
        var ids = fileIds.ToList();
        return ids.Count == 0
            ? new Dictionary<Guid, ScanState>()
            : await db
                .Files.Where(file => ids.Contains(file.Id))
                .Select(file => new { file.Id, file.Scan })
                .ToDictionaryAsync(file => file.Id, file => file.Scan, ct);
    }

    public Task<IReadOnlyDictionary<Guid, ScanState>> OfAsync(Snapshot snapshot, CancellationToken ct) =>
        OfAsync(snapshot.Content.Documents.Select(document => document.FileId), ct);
}
