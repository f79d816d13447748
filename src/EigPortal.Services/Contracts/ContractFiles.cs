using EigPortal.Services.Data;
using EigPortal.Services.Files;
using EigPortal.Services.Identity;
using Microsoft.EntityFrameworkCore;

namespace EigPortal.Services.Contracts;

/// <summary>Documents of the contracts that the actor may see. Each request asks again: no address is a right.</summary>
public sealed class ContractFiles(EigDbContext db, IFileStore files)
{
    /// <summary>Null when it is not the actor's, not there or lost. In quarantine, without its bytes.</summary>
    public async Task<ReadableDocument?> ReadAsync(Guid contractId, Guid documentId, Actor actor, CancellationToken ct)
    {
        var found = await (
            from contract in db.Contracts.VisibleTo(actor, db)
            join document in db.ContractDocuments on contract.Id equals document.ContractId
            join file in db.Files on document.FileId equals file.Id
            where contract.Id == contractId && document.Id == documentId
            select new
            {
                file.Id,
                document.FileName,
                file.ContentType,
                file.Scan,
            }
        ).SingleOrDefaultAsync(ct);
        if (found is null)
        {
            return null;
        }

        if (!found.Scan.Opens())
        {
            return new ReadableDocument(found.FileName, found.ContentType, found.Scan, null);
        }

        return await files.OpenReadAsync(found.Id, ct) is { } content
            ? new ReadableDocument(found.FileName, found.ContentType, found.Scan, content)
            : null;
    }
}
