using EigPortal.Domain.Candidatures;
using EigPortal.Services.Data;
using Microsoft.EntityFrameworkCore;

namespace EigPortal.Services.Candidatures;

/// <summary>Submissions with their content, of a candidature already found to be the actor's own.</summary>
public sealed class OwnSubmissions(EigDbContext db)
{
    public Task<Snapshot?> FindAsync(Guid candidatureId, int sequence, CancellationToken ct) =>
        db
            .Snapshots.AsNoTracking()
            .SingleOrDefaultAsync(snapshot => snapshot.CandidatureId == candidatureId && snapshot.Sequence == sequence, ct);

    /// <summary>From the first to the last.</summary>
    public Task<List<Snapshot>> AllAsync(Guid candidatureId, CancellationToken ct) =>
        db
            .Snapshots.AsNoTracking()
            .Where(snapshot => snapshot.CandidatureId == candidatureId)
            .OrderBy(snapshot => snapshot.Sequence)
            .ToListAsync(ct);
}
