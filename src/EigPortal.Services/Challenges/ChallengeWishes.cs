using EigPortal.Domain.Candidatures;
using EigPortal.Services.Data;

namespace EigPortal.Services.Challenges;

/// <summary>Who wishes for a challenge, in a draft or in what they submitted last.</summary>
internal static class ChallengeWishes
{
    public static IQueryable<Candidature> Concerned(EigDbContext db, Guid challengeId)
    {
        var written = challengeId.ToString();
        return db.Candidatures.Where(candidature =>
            candidature.State != CandidatureState.Withdrawn
            && candidature.State != CandidatureState.Inadmissible
            && candidature.State != CandidatureState.NotPreselected
            && (
                candidature.Wishes.Any(wish => wish.ChallengeId == challengeId)
                || candidature.Snapshots.Any(snapshot =>
                    snapshot.Sequence == candidature.Snapshots.Max(other => other.Sequence) && snapshot.Json.Contains(written)
                )
            )
        );
    }
}
