using EigPortal.Services.Data;
using EigPortal.Services.Identity;
using Microsoft.EntityFrameworkCore;

namespace EigPortal.Services.Contracts;

/// <summary>A version of a contract's document, ready to be sent.</summary>
public sealed record ContractFile(Guid FileId, string FileName, string ContentType);

/// <summary>Documents of the contracts that the actor may see. Each request asks again: no address is a right.</summary>
public sealed class ContractFiles(EigDbContext db)
{
    public Task<ContractFile?> FindAsync(Guid contractId, Guid documentId, Actor actor, CancellationToken ct) =>
        (
            from contract in db.Contracts.VisibleTo(actor, db)
            join document in db.ContractDocuments on contract.Id equals document.ContractId
            join file in db.Files on document.FileId equals file.Id
            where contract.Id == contractId && document.Id == documentId
            select new ContractFile(file.Id, document.FileName, file.ContentType)
        ).SingleOrDefaultAsync(ct);
}
