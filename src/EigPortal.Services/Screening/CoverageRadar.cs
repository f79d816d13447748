using EigPortal.Domain.Challenges;
using EigPortal.Domain.Cohorts;
using EigPortal.Services.Data;
using EigPortal.Services.Identity;
using EigPortal.Services.Text;
using Microsoft.EntityFrameworkCore;

namespace EigPortal.Services.Screening;

/// <summary>How well a list of posts is covered.</summary>
public enum CoverageAlarm
{
    /// <summary>Nobody.</summary>
    Empty,

    /// <summary>Fewer people than posts.</summary>
    Short,

    /// <summary>Fewer than three people for each post: little choice.</summary>
    Few,
    None,
}

/// <param name="Drafts">Drafts that ask for the list at the end of the day. A draft submitted since counts with the wishes it was submitted with.</param>
/// <param name="Submitted">Submitted candidatures, not withdrawn, at the end of the day.</param>
public sealed record CoverageDay(DateOnly Day, int Drafts, int Submitted);

/// <summary>The posts of one profile in one challenge: one list of candidates.</summary>
/// <param name="Seats">Posts.</param>
/// <param name="Days">Each day since the opening, up to now or to closing.</param>
public sealed record CoverageList(
    Guid ChallengeId,
    string Slug,
    string Challenge,
    string Profile,
    int Seats,
    IReadOnlyList<CoverageDay> Days
)
{
    /// <summary>Submitted candidatures for each post under which there is little choice.</summary>
    public const int FewPerSeat = 3;

    public int Drafts => Days.Count == 0 ? 0 : Days[^1].Drafts;
    public int Submitted => Days.Count == 0 ? 0 : Days[^1].Submitted;

    public CoverageAlarm Alarm =>
        Submitted == 0 ? CoverageAlarm.Empty
        : Submitted < Seats ? CoverageAlarm.Short
        : Submitted < Seats * FewPerSeat ? CoverageAlarm.Few
        : CoverageAlarm.None;
}

/// <summary>
/// Who asks for which posts, day by day since the opening (F5), so that a post nobody asks for is known while there is time to speak
/// about it. Counts leave out the files that a tie hides from the actor (B21), and name nobody.
/// </summary>
public sealed class CoverageRadar(EigDbContext db)
{
    public async Task<IReadOnlyList<CoverageList>> OfAsync(Cohort cohort, Actor actor, DateTimeOffset now, CancellationToken ct)
    {
        var seats = await (
            from post in db.Posts.AsNoTracking()
            join challenge in db.Challenges on post.ChallengeId equals challenge.Id
            where challenge.CohortId == cohort.Id && challenge.State == ChallengeState.Published
            group post by new
            {
                challenge.Id,
                challenge.Slug,
                challenge.Name,
                post.Profile,
            } into list
            select new
            {
                list.Key.Id,
                list.Key.Slug,
                list.Key.Name,
                list.Key.Profile,
                Seats = list.Count(),
            }
        ).ToListAsync(ct);
        var changes = (await ChangesAsync(cohort.Id, actor, ct)).ToLookup(change => (change.ChallengeId, change.Profile));
        var days = Days(cohort.Timetable, now);
        return
        [
            .. seats
                .OrderBy(seat => seat.Name, StringComparer.CurrentCultureIgnoreCase)
                .ThenBy(seat => seat.Profile, StringComparer.Ordinal)
                .Select(seat => new CoverageList(
                    seat.Id,
                    seat.Slug,
                    seat.Name,
                    seat.Profile,
                    seat.Seats,
                    Add([.. changes[(seat.Id, seat.Profile)].OrderBy(change => change.Day)], days)
                )),
        ];
    }

    private static IReadOnlyList<DateOnly> Days(Timetable timetable, DateTimeOffset now)
    {
        if (timetable.CallOpensAt is not { } opens || now < opens)
        {
            return [];
        }

        var first = FrenchDates.ParisDay(opens);
        var last = FrenchDates.ParisDay(timetable.CallClosesAt is { } closes && closes < now ? closes : now);
        return [.. Enumerable.Range(0, last.DayNumber - first.DayNumber + 1).Select(first.AddDays)];
    }

    private static IReadOnlyList<CoverageDay> Add(IReadOnlyList<Change> changes, IReadOnlyList<DateOnly> days)
    {
        var (next, drafts, submitted) = (0, 0, 0);
        var lines = new List<CoverageDay>(days.Count);
        for (var i = 0; i < days.Count; i++)
        {
            // What changed after closing, such as a withdrawal, belongs to the last day: the page says where things stand.
            for (; next < changes.Count && (changes[next].Day <= days[i] || i == days.Count - 1); next++)
            {
                drafts += changes[next].Drafts;
                submitted += changes[next].Submitted;
            }

            lines.Add(new CoverageDay(days[i], drafts, submitted));
        }

        return lines;
    }

    private sealed record Change(Guid ChallengeId, string Profile, DateOnly Day, int Drafts, int Submitted);

    /// <summary>
    /// What changed on each day of Paris, by list: a draft begun, a draft submitted, a submission replaced by one with other wishes, a
    /// withdrawal. Grouped by the database, so that it does not grow with the number of candidatures.
    /// </summary>
    private Task<List<Change>> ChangesAsync(Guid cohortId, Actor actor, CancellationToken ct) =>
        db
            .Database.SqlQuery<Change>(
                $"""
                with visible as (
                    select c.* from candidatures c
                    where c.cohort_id = {cohortId} and {actor.IsStaff} and not exists (
                        select 1 from conflicts k where k.account_id = {actor.AccountId} and k.candidature_id = c.id
                            and k.lifted_at is null and k.level = 'Excluded')
                ), submitted as (
                    select c.id, c.started_at, s.sequence, s.submitted_at, (w ->> 'challengeId')::uuid as challenge_id, w ->> 'profile' as profile,
                        coalesce(n.submitted_at, case when c.state = 'Withdrawn' then c.withdrawn_at end) as ends_at
                    from visible c join snapshots s on s.candidature_id = c.id
                    left join snapshots n on n.candidature_id = s.candidature_id and n.sequence = s.sequence + 1
                    cross join lateral jsonb_array_elements(s.json::jsonb -> 'wishes') w
                ), changes as (
                    select challenge_id, profile, submitted_at as instant, 0 as drafts, 1 as submitted from submitted
                    union all
                    select challenge_id, profile, ends_at, 0, -1 from submitted where ends_at is not null
                    union all
                    select challenge_id, profile, started_at, 1, 0 from submitted where sequence = 1
                    union all
                    select challenge_id, profile, submitted_at, -1, 0 from submitted where sequence = 1
                    union all
                    select w.challenge_id, w.profile, c.started_at, 1, 0 from visible c join wishes w on w.candidature_id = c.id
                    where not exists (select 1 from snapshots s where s.candidature_id = c.id)
                )
                select challenge_id, profile, (instant at time zone 'Europe/Paris')::date as day, sum(drafts)::int as drafts, sum(submitted)::int as submitted
                from changes group by 1, 2, 3
                """
            )
            .ToListAsync(ct);
}
