using EigPortal.Domain.Candidatures;
using EigPortal.Domain.Cohorts;
using EigPortal.Domain.Juries;
using EigPortal.Services.Data;
using Microsoft.EntityFrameworkCore;

namespace EigPortal.Services.Juries;

internal static class ReadableContent
{
    /// <summary>What jurors may know of a submission: everything, or what tells nothing of the person (ADR 22).</summary>
    public static async Task<SnapshotContent> ReadableAsync(
        this EigDbContext db,
        Snapshot snapshot,
        Cohort cohort,
        CancellationToken ct
    )
    {
        if (!cohort.IsBlind)
        {
            return snapshot.Content;
        }

        var copies = await db
            .RedactedDocuments.AsNoTracking()
            .Where(copy => copy.CandidatureId == snapshot.CandidatureId && copy.ReplacedAt == null)
            .ToListAsync(ct);
        return BlindSubmission.Of(snapshot.Content, [.. copies.Select(copy => copy.Copy)]);
    }
}
