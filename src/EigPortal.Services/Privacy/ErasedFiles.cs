using EigPortal.Services.Data;
using EigPortal.Services.Files;
using Microsoft.EntityFrameworkCore;

namespace EigPortal.Services.Privacy;

/// <summary>A file whose bytes are to be destroyed: written in the transaction that forgot it, removed once the bytes are gone.</summary>
public sealed class ErasedFile
{
    private ErasedFile() { }

    /// <summary>Identifier in the file store.</summary>
    public Guid Id { get; private set; }
    public DateTimeOffset At { get; private set; }
}

/// <summary>Destroys the bytes of erased files. Safe to run again: what is already gone is gone.</summary>
public sealed class ErasedFiles(EigDbContext db, IFileStore files)
{
    public async Task DestroyAsync(CancellationToken ct)
    {
        foreach (var id in await db.ErasedFiles.Select(file => file.Id).ToListAsync(ct))
        {
            await files.DeleteAsync(id, ct);
            await db.ErasedFiles.Where(file => file.Id == id).ExecuteDeleteAsync(ct);
        }
    }
}
