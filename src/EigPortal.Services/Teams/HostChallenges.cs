using EigPortal.Domain.Candidatures;
using EigPortal.Domain.Challenges;
using EigPortal.Domain.Teams;
using EigPortal.Services.Candidatures;
using EigPortal.Services.Data;
using EigPortal.Services.Identity;
using Microsoft.EntityFrameworkCore;

namespace EigPortal.Services.Teams;

public sealed record HostMentor(string Name, string Email, MentorRole Role);

public sealed record HostMember(Guid FellowId, string Name, string Post);

/// <param name="Candidatures">Submitted candidatures that wish for the challenge: a number, never a name.</param>
/// <param name="Members">People who accepted; empty until then.</param>
/// <param name="IsEmployer">The viewer handles contracts for this administration; otherwise they are a mentor.</param>
public sealed record HostChallenge(
    Guid Id,
    string Name,
    string Slug,
    string Tagline,
    string Problem,
    string Goal,
    string Host,
    int Positions,
    int Candidatures,
    bool IsEmployer,
    IReadOnlyList<HostMentor> Mentors,
    IReadOnlyList<HostMember> Members
);

/// <summary>
/// What a host contact or a mentor may see: the challenges of their administrations, or those they mentor, and nothing of another's.
/// No mark, rank, decision or name of a candidate: people appear once they have accepted.
/// </summary>
public sealed class HostChallenges(EigDbContext db)
{
    public Task<List<HostChallenge>> OfAsync(Guid cohortId, Actor actor, CancellationToken ct) =>
        (
            from challenge in db.Challenges
            join host in db.Hosts on challenge.HostId equals host.Id
            where
                challenge.CohortId == cohortId
                && challenge.State == ChallengeState.Published
                && (actor.HostIds.Contains(challenge.HostId) || actor.MentoredChallengeIds.Contains(challenge.Id))
            orderby challenge.Name
            select new HostChallenge(
                challenge.Id,
                challenge.Name,
                challenge.Slug,
                challenge.Tagline,
                challenge.Problem,
                challenge.Goal,
                host.Name,
                challenge.Positions,
                db.Candidatures.Count(candidature =>
                    candidature.State != CandidatureState.Draft
                    && candidature.State != CandidatureState.Withdrawn
                    && db.LastSubmittedWishes()
                        .Any(wish => wish.CandidatureId == candidature.Id && wish.ChallengeId == challenge.Id)
                ),
                actor.HostIds.Contains(challenge.HostId),
                (
                    from mentor in db.Mentors
                    join account in db.Accounts on mentor.AccountId equals account.Id
                    where mentor.ChallengeId == challenge.Id && mentor.LeftAt == null
                    orderby mentor.Role, account.FamilyName
                    select new HostMentor(account.GivenName + " " + account.FamilyName, account.Email!, mentor.Role)
                ).ToList(),
                (
                    from team in db.Teams
                    join fellow in db.Fellows on team.Id equals fellow.TeamId
                    join post in db.Posts on fellow.PostId equals post.Id
                    where team.ChallengeId == challenge.Id && fellow.LeftAt == null
                    orderby post.Position
                    select new HostMember(fellow.Id, fellow.FullName, post.Label != "" ? post.Label : post.Profile)
                ).ToList()
            )
        )
            .AsSingleQuery()
            .ToListAsync(ct);
}
