using EigPortal.Domain.Candidatures;
using EigPortal.Domain.Juries;
using EigPortal.Domain.Shared;
using EigPortal.Services.Candidatures;
using EigPortal.Services.Data;
using EigPortal.Services.Data.Interceptors;
using EigPortal.Services.Files;
using EigPortal.Services.Identity;
using EigPortal.Services.Privacy;
using Microsoft.EntityFrameworkCore;

namespace EigPortal.Services.Juries;

/// <summary>A document of a file, and whether jurors have a copy of it while identities are hidden.</summary>
public sealed record DocumentToRedact(Guid DocumentId, DocumentKind Kind, string FileName, DateTimeOffset? RedactedAt);

/// <param name="Documents">Documents of the files in the running that the viewer may see.</param>
/// <param name="Redacted">How many of them have a copy that jurors may read.</param>
public sealed record BlindProgress(int Documents, int Redacted);

/// <summary>
/// The first stage without identities: begun before any juror has read, ended for good, with a reason. Staff still read who wrote, and
/// each opening is kept (the journal of openings).
/// </summary>
public sealed class BlindStage(EigDbContext db, IFileStore files, ProgrammeNow programmeNow)
{
    public async Task<Result> StartAsync(Guid cohortId, Actor actor, CancellationToken ct)
    {
        if (!actor.IsStaff)
        {
            return JuryErrors.NotFound;
        }

        var cohort = await db.Cohorts.SingleAsync(row => row.Id == cohortId, ct);
        var hasBeenRead =
            await db.FileOpenings.AnyAsync(
                opening =>
                    opening.Role == FileReader.Juror
                    && db.Candidatures.Any(file => file.Id == opening.CandidatureId && file.CohortId == cohortId),
                ct
            )
            || await db.ScoreSheets.AnyAsync(
                sheet =>
                    (sheet.SavedAt != null || sheet.LockedAt != null)
                    && db.Jurors.Any(juror => juror.Id == sheet.JurorId && juror.CohortId == cohortId),
                ct
            );
        return await SaveAsync(cohort.HideIdentities(hasBeenRead, programmeNow()), ct);
    }

    public async Task<Result> RevealAsync(Guid cohortId, string? reason, Actor actor, CancellationToken ct)
    {
        if (!actor.IsStaff)
        {
            return JuryErrors.NotFound;
        }

        var cohort = await db.Cohorts.SingleAsync(row => row.Id == cohortId, ct);
        return await SaveAsync(cohort.RevealIdentities(reason, programmeNow()), ct);
    }

    /// <summary>Keeps a copy that jurors may read. Refuses what is no plain PDF; a document that the last submission doesn't name is unknown.</summary>
    public async Task<Result> RedactAsync(Guid candidatureId, Guid documentId, byte[] bytes, Actor actor, CancellationToken ct)
    {
        var documents = await DocumentsAsync(candidatureId, actor, ct);
        if (documents?.Any(document => document.DocumentId == documentId) != true)
        {
            return JuryErrors.NotFound;
        }

        if (PdfCheck.Refuse(bytes, Document.MaxLength) is { } refusal)
        {
            return refusal;
        }

        using var content = new MemoryStream(bytes, writable: false);
        var stored = await files.SaveAsync(content, PdfCheck.ContentType, actor.AccountId, ct);
        var now = programmeNow();
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var former = await db.RedactedDocuments.SingleOrDefaultAsync(
            copy => copy.DocumentId == documentId && copy.ReplacedAt == null,
            ct
        );
        former?.Replace(now);
        db.Files.Add(stored);
        // One current copy per document: the former one is closed in the database before the new one is written.
        await db.SaveChangesAsync(ct);
        db.RedactedDocuments.Add(
            new RedactedDocument(candidatureId, documentId, stored.Id, stored.Length, stored.Sha256, actor.AccountId, now)
        );
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateException race) when (race.Breaks("ux_redacted_documents_current"))
        {
            return JuryErrors.CopyAlreadyGiven;
        }

        await transaction.CommitAsync(ct);
        return Result.Ok;
    }

    /// <summary>Documents of the last submission, or null when the file isn't the viewer's to see.</summary>
    public async Task<IReadOnlyList<DocumentToRedact>?> DocumentsAsync(Guid candidatureId, Actor actor, CancellationToken ct)
    {
        var last = await (
            from file in db.Candidatures.ForStaff(actor, db)
            join snapshot in db.LastSnapshots() on file.Id equals snapshot.CandidatureId
            where file.Id == candidatureId
            select snapshot
        )
            .AsNoTracking()
            .SingleOrDefaultAsync(ct);
        if (last is null)
        {
            return null;
        }

        var copies = await db
            .RedactedDocuments.Where(copy => copy.CandidatureId == candidatureId && copy.ReplacedAt == null)
            .ToDictionaryAsync(copy => copy.DocumentId, copy => copy.UploadedAt, ct);
        return
        [
            .. last.Content.Documents.Select(document => new DocumentToRedact(
                document.DocumentId,
                document.Kind,
                document.FileName,
                copies.TryGetValue(document.DocumentId, out var at) ? at : null
            )),
        ];
    }

    public async Task<BlindProgress> ProgressAsync(Guid cohortId, Actor actor, CancellationToken ct)
    {
        var running = db
            .Candidatures.ForStaff(actor, db)
            .Where(file => file.CohortId == cohortId && SheetQueries.InTheRunning.Contains(file.State));
        var documents = db.Documents.Where(document =>
            document.RemovedAt == null && running.Any(file => file.Id == document.CandidatureId)
        );
        return new BlindProgress(
            await documents.CountAsync(ct),
            await documents.CountAsync(
                document => db.RedactedDocuments.Any(copy => copy.DocumentId == document.Id && copy.ReplacedAt == null),
                ct
            )
        );
    }

    private async Task<Result> SaveAsync(Result result, CancellationToken ct)
    {
        if (result.IsOk)
        {
            await db.SaveChangesAsync(ct);
        }

        return result;
    }
}
