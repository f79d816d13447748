using EigPortal.Services.Data;
using Microsoft.EntityFrameworkCore;

namespace EigPortal.Services.Privacy.Erasing;

/// <summary>The documents of the candidature, and every other file that the person sent.</summary>
internal sealed class EraseDocuments : IErasureStep
{
    public int Order => 50;

    public async Task EraseAsync(Erasure erasure, EigDbContext db, CancellationToken ct)
    {
        var id = erasure.Candidature.Id;
        await db.Database.ExecuteSqlAsync(
            $"""
            insert into erased_files (id, at)
            select f.id, {erasure.At.ToUniversalTime()} from files f
            where f.id in (select d.file_id from documents d where d.candidature_id = {id})
               or f.id in (select r.file_id from redacted_documents r where r.candidature_id = {id})
               or (f.stored_by = {erasure.Account.Id} and not exists (select 1 from contract_documents c where c.file_id = f.id))
            on conflict do nothing
            """,
            ct
        );
        await db.Uploads.Where(upload => upload.CandidatureId == id).ExecuteDeleteAsync(ct);
        await db.RedactedDocuments.Where(copy => copy.CandidatureId == id).ExecuteDeleteAsync(ct);
        await db.Documents.Where(document => document.CandidatureId == id).ExecuteDeleteAsync(ct);
        await db.Files.Where(file => db.ErasedFiles.Any(erased => erased.Id == file.Id)).ExecuteDeleteAsync(ct);
    }
}

/// <summary>The person's name in lists, and a draft that was never submitted: nothing of it counted, nothing of it stays.</summary>
internal sealed class EraseIdentity : IErasureStep
{
    public int Order => 60;

    public async Task EraseAsync(Erasure erasure, EigDbContext db, CancellationToken ct)
    {
        var id = erasure.Candidature.Id;
        await db.FileOpenings.Where(opening => opening.CandidatureId == id).ExecuteDeleteAsync(ct);
        if (erasure.Candidature.Snapshots.Count == 0)
        {
            await db.Conflicts.Where(conflict => conflict.CandidatureId == id).ExecuteDeleteAsync(ct);
            await db.Candidatures.Where(candidature => candidature.Id == id).ExecuteDeleteAsync(ct);
            await db.Candidates.Where(candidate => candidate.Id == erasure.Candidate.Id).ExecuteDeleteAsync(ct);
            return;
        }

        erasure.Candidate.Erase();
        await db.SaveChangesAsync(ct);
    }
}
