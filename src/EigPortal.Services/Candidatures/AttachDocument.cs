using EigPortal.Domain.Candidatures;
using EigPortal.Domain.Shared;
using EigPortal.Services.Data;
using EigPortal.Services.Files;
using EigPortal.Services.Identity;
using Microsoft.EntityFrameworkCore;

namespace EigPortal.Services.Candidatures;

/// <param name="FileName">As the browser announced it.</param>
/// <param name="UploadId">The upload in pieces that this ends, when it is one.</param>
public sealed record AttachDocumentCommand(
    DocumentKind Kind,
    string FileName,
    Stream Content,
    DateTimeOffset ArrivedAt,
    Guid? UploadId = null
);

/// <summary>Checks a sent file by its content, stores it and attaches it to the draft, in place of the former one of its kind.</summary>
public sealed class AttachDocument(CandidatureEditing editing, EigDbContext db, IFileStore files, FilesInMemory memory)
{
    public Task<Result<Document>> ExecuteAsync(AttachDocumentCommand command, Actor actor, CancellationToken ct) =>
        memory.WithAsync(command.Content, bytes => CheckAsync(command, bytes, actor, ct), ct);

    private async Task<Result<Document>> CheckAsync(
        AttachDocumentCommand command,
        byte[] bytes,
        Actor actor,
        CancellationToken ct
    )
    {
        if (PdfCheck.Refuse(bytes, Document.MaxLength) is { } refused)
        {
            return refused with { Field = command.Kind.ToString() };
        }

        return await editing.ExecuteAsync<Result<Document>>(
            actor,
            EditingParts.Documents,
            "save",
            command.ArrivedAt,
            found => AttachAsync(found, command, bytes, actor, ct),
            refusal => refusal,
            ct
        );
    }

    private async Task<Result<Document>> AttachAsync(
        Editing found,
        AttachDocumentCommand command,
        byte[] bytes,
        Actor actor,
        CancellationToken ct
    )
    {
        // Under the lock of the candidature: of two requests that end the same upload, the second finds what the first made.
        var upload = await db.Uploads.SingleOrDefaultAsync(found => found.Id == command.UploadId, ct);
        if (upload?.DocumentId is { } already)
        {
            return found.Candidature.Documents.Single(document => document.Id == already);
        }

        var stored = await files.SaveAsync(new MemoryStream(bytes), PdfCheck.ContentType, actor.AccountId, ct);
        // Written before the document: the former one of the same kind must be marked as removed before the new row exists.
        db.Files.Add(stored);
        foreach (var former in found.Candidature.CurrentDocuments.Where(document => document.Kind == command.Kind).ToList())
        {
            var removed = found.Candidature.RemoveDocument(former.Id, found.Cohort.Timetable, command.ArrivedAt);
            if (!removed.IsOk)
            {
                return removed.Error;
            }
        }

        await db.SaveChangesAsync(ct);
        var attached = found.Candidature.AttachDocument(
            command.Kind,
            stored.Id,
            FileNames.Clean(command.FileName, PdfCheck.Extension),
            stored.Length,
            stored.Sha256,
            found.Cohort.Timetable,
            command.ArrivedAt
        );
        if (attached.IsOk)
        {
            upload?.Finish(attached.Value.Id);
        }

        return attached;
    }
}
