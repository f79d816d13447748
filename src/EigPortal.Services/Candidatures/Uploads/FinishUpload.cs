using System.Security.Cryptography;
using EigPortal.Domain.Candidatures;
using EigPortal.Domain.Shared;
using EigPortal.Services.Data;
using EigPortal.Services.Identity;
using Microsoft.EntityFrameworkCore;

namespace EigPortal.Services.Candidatures.Uploads;

/// <summary>
/// Checks a file that is wholly received and attaches it to the draft, as of the arrival of the request that began it. Twice, even at
/// once, it gives one document.
/// </summary>
public sealed class FinishUpload(EigDbContext db, UploadParts parts, AttachDocument attach)
{
    public static readonly DomainError Incomplete = new(
        "upload.incomplete",
        "Il manque une partie du fichier. Choisissez-le de nouveau : l’envoi reprendra où il s’est arrêté."
    );

    private static readonly DomainError Altered = new(
        "upload.altered",
        "Le fichier reçu n’est pas identique à celui de votre appareil. Envoyez-le de nouveau."
    );

    /// <summary>Null when there is no such upload for this actor, whatever the reason.</summary>
    public async Task<Result<Document>?> ExecuteAsync(Guid id, Actor actor, CancellationToken ct)
    {
        var upload = await db
            .Uploads.AsNoTracking()
            .SingleOrDefaultAsync(found => found.Id == id && found.AccountId == actor.AccountId, ct);
        if (upload is null)
        {
            return null;
        }

        if (await FinishedAsync(id, ct) is { } done)
        {
            return done;
        }

        if (!upload.IsComplete)
        {
            return Incomplete;
        }

        var result = await CheckAsync(upload, actor, ct);
        if (!result.IsOk && await FinishedAsync(id, ct) is { } already)
        {
            return already;
        }

        if (!result.IsOk)
        {
            await db.Uploads.Where(found => found.Id == id).ExecuteDeleteAsync(ct);
        }

        parts.Delete(id);
        return result;
    }

    private Task<Document?> FinishedAsync(Guid id, CancellationToken ct) =>
        db
            .Documents.AsNoTracking()
            .SingleOrDefaultAsync(document => db.Uploads.Any(found => found.Id == id && found.DocumentId == document.Id), ct);

    private async Task<Result<Document>> CheckAsync(Upload upload, Actor actor, CancellationToken ct)
    {
        await using var content = parts.Read(upload.Id);
        // Nothing to read means that another request has just finished the same upload.
        if (Convert.ToHexStringLower(await SHA256.HashDataAsync(content, ct)) != upload.Sha256)
        {
            return Altered;
        }

        content.Position = 0;

        var command = new AttachDocumentCommand(upload.Kind, upload.FileName, content, upload.ArrivedAt, upload.Id);
        return await attach.ExecuteAsync(command, actor, ct);
    }
}
