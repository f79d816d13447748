using EigPortal.Domain.Cohorts;
using EigPortal.Services.Data;
using Microsoft.EntityFrameworkCore;

namespace EigPortal.Services.Teams;

/// <param name="Name">Empty when the person prefers not to be named.</param>
public sealed record PublicMember(string Name, string Profile);

/// <summary>A team as everybody may see it.</summary>
public sealed record PublicTeam(string ChallengeName, string ChallengeSlug, string Host, IReadOnlyList<PublicMember> Members);

/// <summary>The teams of a promotion once results are public, with the names people consented to.</summary>
public sealed class PublicTeams(EigDbContext db)
{
    /// <summary>In order of the challenges' names; empty, without asking the database, while results are not public.</summary>
    public async Task<IReadOnlyList<PublicTeam>> OfAsync(Cohort cohort, DateTimeOffset now, CancellationToken ct)
    {
        if (!cohort.ResultsArePublicAt(now))
        {
            return [];
        }

        var members = await (
            from team in db.Teams
            join challenge in db.Challenges on team.ChallengeId equals challenge.Id
            join host in db.Hosts on challenge.HostId equals host.Id
            join fellow in db.Fellows on team.Id equals fellow.TeamId
            join post in db.Posts on fellow.PostId equals post.Id
            where team.CohortId == cohort.Id && fellow.LeftAt == null
            orderby challenge.Name, post.Position
            select new
            {
                challenge.Name,
                challenge.Slug,
                Host = host.Name,
                fellow.PublicName,
                post.Profile,
            }
        ).ToListAsync(ct);
        return
        [
            .. members
                .GroupBy(member => (member.Name, member.Slug, member.Host))
                .Select(team => new PublicTeam(
                    team.Key.Name,
                    team.Key.Slug,
                    team.Key.Host,
                    [.. team.Select(member => new PublicMember(member.PublicName, member.Profile))]
                )),
        ];
    }

    /// <summary>
    /// When somebody who was published was last taken off a team; null while nobody was. A list that was announced is corrected in sight
    /// of those who read it before (E10); somebody who joins later only completes it.
    /// </summary>
    public async Task<DateTimeOffset?> CorrectedAtAsync(Cohort cohort, DateTimeOffset now, CancellationToken ct) =>
        cohort.ResultsArePublicAt(now)
            ? await (
                from team in db.Teams
                from fellow in team.Fellows
                where team.CohortId == cohort.Id && fellow.LeftAt >= cohort.Timetable.ResultsAt && fellow.LeftAt <= now
                select fellow.LeftAt
            ).MaxAsync(ct)
            : null;
}
