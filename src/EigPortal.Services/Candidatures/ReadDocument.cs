using EigPortal.Domain.Juries;
using EigPortal.Services.Data;
using EigPortal.Services.Files;
using EigPortal.Services.Identity;
using EigPortal.Services.Juries.Phases;
using EigPortal.Services.Privacy;
using Microsoft.EntityFrameworkCore;

namespace EigPortal.Services.Candidatures;

/// <summary>
/// Gives a document of a candidature to those who may read it (B24): its owner, and staff and jurors once the last submission names
/// it. Not allowed, unknown and lost look alike. In quarantine it opens for its owner only; infected, for nobody.
/// </summary>
public sealed class ReadDocument(EigDbContext db, IFileStore files, FileOpenings openings)
{
    /// <param name="asJuror">
    /// Asked from the pages of the jury. Whoever reads as a juror, staff who sit on the jury included, gets a redacted copy or nothing
    /// while identities are hidden.
    /// </param>
    public async Task<ReadableDocument?> ExecuteAsync(Guid documentId, Actor actor, CancellationToken ct, bool asJuror = false)
    {
        var readable = db.Candidatures.ReadableBy(actor, db);
        var own = db.Candidatures.OwnedBy(actor);
        var staff = db.Candidatures.ForStaff(actor, db);
        var row = await (
            from document in db.Documents
            join file in db.Files on document.FileId equals file.Id
            where document.Id == documentId && readable.Any(candidature => candidature.Id == document.CandidatureId)
            select new
            {
                document.CandidatureId,
                document.FileName,
                document.FileId,
                file.ContentType,
                file.Scan,
                document.Kind,
                IsOwn = own.Any(candidature => candidature.Id == document.CandidatureId),
                IsStaff = staff.Any(candidature => candidature.Id == document.CandidatureId),
                HiddenUnder = db
                    .Candidatures.Where(candidature => candidature.Id == document.CandidatureId)
                    .Where(candidature => db.Cohorts.HidingIdentities().Any(cohort => cohort.Id == candidature.CohortId))
                    .Select(candidature => candidature.Number)
                    .FirstOrDefault(),
            }
        ).SingleOrDefaultAsync(ct);
        if (row is null || !(row.IsOwn || await IsSubmittedAsync(row.CandidatureId, documentId, ct)))
        {
            return null;
        }

        if (row.HiddenUnder is { } number && !row.IsOwn && (asJuror || !row.IsStaff))
        {
            return await RedactedAsync(documentId, row.CandidatureId, BlindSubmission.FileName(number, row.Kind), actor, ct);
        }

        if (!row.Scan.Opens(row.IsOwn))
        {
            return new ReadableDocument(row.FileName, row.ContentType, row.Scan, null);
        }

        if (await files.OpenReadAsync(row.FileId, ct) is not { } content)
        {
            return null;
        }

        if (!row.IsOwn)
        {
            await openings.RecordAsync(row.CandidatureId, OpenedPart.Document, actor, ct);
        }

        return new ReadableDocument(row.FileName, row.ContentType, row.Scan, content);
    }

    /// <summary>Only if it is the actor's own.</summary>
    public async Task<ReadableDocument?> OwnAsync(Guid documentId, Actor actor, CancellationToken ct)
    {
        var own = db.Candidatures.OwnedBy(actor);
        var isOwn = await db.Documents.AnyAsync(
            document => document.Id == documentId && own.Any(candidature => candidature.Id == document.CandidatureId),
            ct
        );
        return isOwn ? await ExecuteAsync(documentId, actor, ct) : null;
    }

    private async Task<ReadableDocument?> RedactedAsync(
        Guid documentId,
        Guid candidatureId,
        string fileName,
        Actor actor,
        CancellationToken ct
    )
    {
        var copy = await (
            from redacted in db.RedactedDocuments
            join file in db.Files on redacted.FileId equals file.Id
            where redacted.DocumentId == documentId && redacted.ReplacedAt == null
            select new
            {
                redacted.FileId,
                file.ContentType,
                file.Scan,
            }
        ).SingleOrDefaultAsync(ct);
        if (copy is null)
        {
            return null;
        }

        if (!copy.Scan.Opens(false))
        {
            return new ReadableDocument(fileName, copy.ContentType, copy.Scan, null);
        }

        if (await files.OpenReadAsync(copy.FileId, ct) is not { } content)
        {
            return null;
        }

        await openings.RecordAsync(candidatureId, OpenedPart.Document, actor, ct);
        return new ReadableDocument(fileName, copy.ContentType, copy.Scan, content);
    }

    private async Task<bool> IsSubmittedAsync(Guid candidatureId, Guid documentId, CancellationToken ct)
    {
        var last = await db
            .Snapshots.AsNoTracking()
            .Where(snapshot => snapshot.CandidatureId == candidatureId)
            .OrderByDescending(snapshot => snapshot.Sequence)
            .FirstOrDefaultAsync(ct);
        return last?.Content.Documents.Any(document => document.DocumentId == documentId) == true;
    }
}
