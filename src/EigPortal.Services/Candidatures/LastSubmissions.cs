using EigPortal.Domain.Candidatures;
using EigPortal.Services.Data;

namespace EigPortal.Services.Candidatures;

/// <summary>
/// What counts of each candidature: its last submission. To be joined: taken as the first row of a list inside a projection, it would have
/// the database number every submission of the promotion.
/// </summary>
public static class LastSubmissions
{
    public static IQueryable<Snapshot> LastSnapshots(this EigDbContext db) =>
        db.Snapshots.Where(snapshot =>
            snapshot.Sequence
            == db.Snapshots.Where(other => other.CandidatureId == snapshot.CandidatureId).Max(other => other.Sequence)
        );
}
