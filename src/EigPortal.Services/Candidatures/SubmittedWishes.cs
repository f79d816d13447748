using EigPortal.Services.Data;
using Microsoft.EntityFrameworkCore;

namespace EigPortal.Services.Candidatures;

/// <summary>A wish as it was submitted, and the address the person wrote from.</summary>
public sealed record SubmittedWish(Guid CandidatureId, int Rank, Guid ChallengeId, string Profile, string Email);

/// <summary>
/// Wishes of the last snapshots, as rows that queries can join. The live wishes are a draft: after closing they may say something
/// that was never submitted, so lists, counts and rankings read these.
/// </summary>
public static class SubmittedWishes
{
    public static IQueryable<SubmittedWish> LastSubmittedWishes(this EigDbContext db) =>
        db.Database.SqlQuery<SubmittedWish>(
            $"""
            select s.candidature_id, (w ->> 'rank')::int as rank, (w ->> 'challengeId')::uuid as challenge_id,
                   w ->> 'profile' as profile, s.email
            from snapshots s
            cross join lateral jsonb_array_elements(s.wishes) w
            where s.sequence = (select max(l.sequence) from snapshots l where l.candidature_id = s.candidature_id)
            """
        );
}
