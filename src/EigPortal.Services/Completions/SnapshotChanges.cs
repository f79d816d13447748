using EigPortal.Domain.Candidatures;
using EigPortal.Services.Data;
using Microsoft.EntityFrameworkCore;

namespace EigPortal.Services.Completions;

/// <summary>What completions changed in a file since it was submitted, for those who read it.</summary>
/// <param name="SubmittedAt">When the whole file was submitted.</param>
public sealed record SnapshotChanges(
    DateTimeOffset SubmittedAt,
    IReadOnlySet<string> Questions,
    IReadOnlySet<DocumentKind> Documents
)
{
    public static SnapshotChanges Between(Snapshot submitted, Snapshot completed)
    {
        var (before, after) = (submitted.Content, completed.Content);
        var questions = after.Sections.SelectMany(section =>
            section
                .Value.Where(answer =>
                    (before.Sections.GetValueOrDefault(section.Key)?.GetValueOrDefault(answer.Key) ?? "") != answer.Value
                )
                .Select(answer => answer.Key)
        );
        var documents = after.Documents.Where(document =>
            before.Documents.All(former => former.DocumentId != document.DocumentId)
        );
        return new SnapshotChanges(
            submitted.SubmittedAt,
            questions.ToHashSet(),
            documents.Select(document => document.Kind).ToHashSet()
        );
    }

    /// <summary>Null for a submission of the whole file.</summary>
    public static async Task<SnapshotChanges?> OfAsync(EigDbContext db, Snapshot snapshot, CancellationToken ct)
    {
        if (snapshot.CompletionId is null)
        {
            return null;
        }

        var submitted = await db
            .Snapshots.AsNoTracking()
            .Where(other =>
                other.CandidatureId == snapshot.CandidatureId && other.Sequence < snapshot.Sequence && other.CompletionId == null
            )
            .OrderByDescending(other => other.Sequence)
            .FirstAsync(ct);
        return Between(submitted, snapshot);
    }
}
