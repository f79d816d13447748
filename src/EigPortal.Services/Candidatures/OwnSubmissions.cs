using EigPortal.Domain.Candidatures;
using EigPortal.Services.Completions;
using EigPortal.Services.Data;
using Microsoft.EntityFrameworkCore;

namespace EigPortal.Services.Candidatures;

/// <summary>Submissions with their content, of a candidature already found to be the actor's own.</summary>
public sealed class OwnSubmissions(EigDbContext db, CandidatureForms forms)
{
    public Task<Snapshot?> FindAsync(Guid candidatureId, int sequence, CancellationToken ct) =>
        db
            .Snapshots.AsNoTracking()
            .SingleOrDefaultAsync(snapshot => snapshot.CandidatureId == candidatureId && snapshot.Sequence == sequence, ct);

    /// <summary>The version of the form that a submission answers.</summary>
    public Task<PromotionForm> FormAsync(Guid cohortId, Snapshot snapshot, CancellationToken ct) =>
        forms.OfAsync(db, cohortId, snapshot.FormVersion, ct);

    /// <summary>What a completion changed; null for a submission of the whole file.</summary>
    public Task<SnapshotChanges?> ChangesAsync(Snapshot snapshot, CancellationToken ct) =>
        SnapshotChanges.OfAsync(db, snapshot, ct);

    /// <summary>From the first to the last.</summary>
    public Task<List<Snapshot>> AllAsync(Guid candidatureId, CancellationToken ct) =>
        db
            .Snapshots.AsNoTracking()
            .Where(snapshot => snapshot.CandidatureId == candidatureId)
            .OrderBy(snapshot => snapshot.Sequence)
            .ToListAsync(ct);
}
