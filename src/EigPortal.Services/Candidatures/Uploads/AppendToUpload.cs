using EigPortal.Services.Data;
using EigPortal.Services.Identity;
using Microsoft.EntityFrameworkCore;

namespace EigPortal.Services.Candidatures.Uploads;

/// <param name="Received">What is on the disk now: where to go on from.</param>
/// <param name="Accepted">False when the piece did not start there, or went past the announced length.</param>
public sealed record Appended(long Received, bool Accepted);

/// <summary>
/// Keeps a piece of a file. A piece that comes twice, out of turn or beside another is refused with the place to go on from, so a
/// sender that lost an answer only has to ask.
/// </summary>
public sealed class AppendToUpload(EigDbContext db, UploadParts parts)
{
    /// <summary>Null when there is no such upload for this actor, whatever the reason.</summary>
    public async Task<Appended?> ExecuteAsync(
        Guid id,
        long position,
        ReadOnlyMemory<byte> piece,
        Actor actor,
        CancellationToken ct
    )
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        // Two pieces at once act one after the other, each on what the other left.
        await db.Database.ExecuteSqlAsync($"select 1 from uploads where id = {id} for no key update", ct);
        var upload = await db.Uploads.SingleOrDefaultAsync(
            found => found.Id == id && found.AccountId == actor.AccountId && found.DocumentId == null,
            ct
        );
        if (upload is null)
        {
            return null;
        }

        if (position != upload.Received || position + piece.Length > upload.Length)
        {
            return new Appended(upload.Received, false);
        }

        var received = await parts.WriteAsync(id, position, piece, ct);
        upload.Note(received);
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return new Appended(received, received == position + piece.Length);
    }
}
