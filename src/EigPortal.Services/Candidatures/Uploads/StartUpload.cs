using EigPortal.Domain.Candidatures;
using EigPortal.Domain.Shared;
using EigPortal.Services.Data;
using EigPortal.Services.Files;
using EigPortal.Services.Identity;
using Microsoft.EntityFrameworkCore;

namespace EigPortal.Services.Candidatures.Uploads;

/// <param name="FileName">As the browser announced it.</param>
/// <param name="Sha256">Of the whole file, in hexadecimal.</param>
public sealed record StartUploadCommand(DocumentKind Kind, string FileName, long Length, string Sha256, DateTimeOffset ArrivedAt);

/// <summary>
/// Begins to receive a document, or goes on with the same file. What began before closing may end after it; nothing begins after
/// (E1). One at a time for each kind: another file takes the place of the one that was left in the middle.
/// </summary>
public sealed class StartUpload(CandidatureEditing editing, EigDbContext db, TimeProvider machine)
{
    private static readonly DomainError Unclear = new(
        "upload.unclear",
        "L’envoi n’a pas pu commencer. Rechargez la page, puis choisissez de nouveau votre fichier."
    );

    public Task<Result<Upload>> ExecuteAsync(StartUploadCommand command, Actor actor, CancellationToken ct) =>
        Refuse(command) is { } refusal
            ? Task.FromResult<Result<Upload>>(refusal)
            : editing.ExecuteAsync<Result<Upload>>(
                actor,
                EditingParts.Documents,
                "save",
                command.ArrivedAt,
                found => StartAsync(found, command, actor, ct),
                refused => refused,
                ct
            );

    /// <summary>What the actor's candidature has begun to receive and not finished.</summary>
    public async Task<IReadOnlyList<Upload>> OpenAsync(Guid candidatureId, Actor actor, CancellationToken ct)
    {
        var since = machine.GetUtcNow() - Upload.Life;
        return await Open(candidatureId)
            .AsNoTracking()
            .Where(upload => upload.AccountId == actor.AccountId && upload.StartedAt > since)
            .ToListAsync(ct);
    }

    private async Task<Result<Upload>> StartAsync(Editing found, StartUploadCommand command, Actor actor, CancellationToken ct)
    {
        var sha256 = command.Sha256.ToLowerInvariant();
        var since = machine.GetUtcNow() - Upload.Life;
        var open = await Open(found.Candidature.Id).Where(upload => upload.Kind == command.Kind).ToListAsync(ct);
        var begun = open.SingleOrDefault(upload =>
            upload.Sha256 == sha256 && upload.Length == command.Length && upload.StartedAt > since
        );
        if (begun is not null)
        {
            return begun;
        }

        var allowed = found.Candidature.MayEdit(found.Cohort.Timetable, command.ArrivedAt);
        if (!allowed.IsOk)
        {
            return allowed.Error;
        }

        db.Uploads.RemoveRange(open);
        // The index lets one upload of a kind be open: the former one leaves before the new one comes.
        await db.SaveChangesAsync(ct);
        var upload = new Upload(
            actor.AccountId,
            found.Candidature.Id,
            command.Kind,
            FileNames.Clean(command.FileName, PdfCheck.Extension),
            command.Length,
            sha256,
            command.ArrivedAt,
            machine.GetUtcNow()
        );
        db.Uploads.Add(upload);
        return upload;
    }

    private IQueryable<Upload> Open(Guid candidatureId) =>
        db.Uploads.Where(upload => upload.CandidatureId == candidatureId && upload.DocumentId == null);

    private static DomainError? Refuse(StartUploadCommand command) =>
        command.Length == 0 ? PdfCheck.Empty
        : command.Length > Document.MaxLength ? PdfCheck.TooLong(Document.MaxLength)
        : command.Length < 0 || command.Sha256.Length != Upload.Sha256Length || !command.Sha256.All(char.IsAsciiHexDigit)
            ? Unclear
        : null;
}
