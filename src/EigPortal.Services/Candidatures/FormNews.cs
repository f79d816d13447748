using EigPortal.Domain.Candidatures;
using EigPortal.Services.Data;
using Microsoft.EntityFrameworkCore;

namespace EigPortal.Services.Candidatures;

/// <summary>A version of the form that came into force after a person began to answer.</summary>
public sealed record FormNews(int Number, DateTimeOffset At, string Reason, IReadOnlyList<FormChange> Changes)
{
    /// <summary>
    /// What is new for a candidature, the last change first: since it was started, and since its last submission, which stays valid as
    /// it is.
    /// </summary>
    internal static async Task<IReadOnlyList<FormNews>> ForAsync(
        EigDbContext db,
        CandidatureForms forms,
        Candidature candidature,
        int submittedVersion,
        CancellationToken ct
    )
    {
        var announced = await db
            .FormVersions.Where(version =>
                version.CohortId == candidature.CohortId
                && version.IsAnnounced
                && version.PublishedAt > candidature.StartedAt
                && version.Number > submittedVersion
            )
            .OrderByDescending(version => version.Number)
            .Select(version => new
            {
                version.Number,
                version.PublishedAt,
                version.Reason,
            })
            .ToListAsync(ct);
        var news = new List<FormNews>();
        foreach (var version in announced)
        {
            var changes = FormChanges.Between(
                await forms.OfAsync(db, candidature.CohortId, version.Number - 1, ct),
                await forms.OfAsync(db, candidature.CohortId, version.Number, ct)
            );
            news.Add(new FormNews(version.Number, version.PublishedAt!.Value, version.Reason!, changes));
        }

        return news;
    }
}
