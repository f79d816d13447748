using EigPortal.Domain.Challenges;
using EigPortal.Domain.Cohorts;
using EigPortal.Domain.Shared;
using EigPortal.Services.Data;
using Microsoft.EntityFrameworkCore;

namespace EigPortal.Services.Challenges;

/// <summary>
/// What the public may read of challenges. Drafts appear nowhere here, except through the secret of their preview link; withdrawn
/// ones keep their page and leave every list.
/// </summary>
public sealed class ChallengeCatalogue(EigDbContext db)
{
    public const int QueryMaxLength = 200;

    /// <summary>Marks what a search found. Private-use characters: no text means anything by them.</summary>
    public const char MatchStarts = '\uE000';
    public const char MatchEnds = '\uE001';

    private static readonly string Marks = $"StartSel={MatchStarts}, StopSel={MatchEnds}";
    private static readonly string Whole = $"{Marks}, HighlightAll=true";
    private static readonly string Extract = $"{Marks}, MaxWords=26, MinWords=14, ShortWord=2, MaxFragments=1";

    /// <summary>The published challenges of a promotion, in order of name.</summary>
    public async Task<IReadOnlyList<ChallengeCard>> ListAsync(Guid cohortId, CancellationToken ct) =>
        await Cards(Published.Where(challenge => challenge.CohortId == cohortId)).ToListAsync(ct);

    /// <summary>Every published challenge of every promotion with its posts, for open data: current promotion first, then by name.</summary>
    public async Task<IReadOnlyList<ChallengeSheet>> ListSheetsAsync(string? cohortSlug, CancellationToken ct) =>
        await Sheets(Published, cohort => cohortSlug == null || cohort.Slug == cohortSlug).ToListAsync(ct);

    /// <summary>What a public address shows: published, or withdrawn with its notice. Null for anything else.</summary>
    public Task<ChallengeSheet?> FindAsync(string slug, CancellationToken ct) =>
        Sheets(
                db.Challenges.Where(challenge => challenge.Slug == slug && challenge.State != ChallengeState.Draft),
                cohort => true
            )
            .SingleOrDefaultAsync(ct);

    /// <summary>The challenge whose preview link holds this secret, whatever its state.</summary>
    public async Task<ChallengeSheet?> FindPreviewAsync(string token, CancellationToken ct) =>
        token.Length == 0
            ? null
            : await Sheets(db.Challenges.Where(challenge => challenge.PreviewToken == token), cohort => true)
                .SingleOrDefaultAsync(ct);

    /// <summary>Present slug of a public challenge that had this one before.</summary>
    public Task<string?> FindSlugAfterAsync(string formerSlug, CancellationToken ct) =>
        db
            .FormerSlugs.Where(former => former.Slug == formerSlug)
            .Join(
                db.Challenges.Where(challenge => challenge.State != ChallengeState.Draft),
                former => former.ChallengeId,
                challenge => challenge.Id,
                (former, challenge) => challenge.Slug
            )
            .SingleOrDefaultAsync(ct);

    /// <summary>Posts of the published challenges of a promotion, by family.</summary>
    public async Task<IReadOnlyDictionary<Family, int>> CountPostsAsync(Guid cohortId, CancellationToken ct) =>
        await Published
            .Where(challenge => challenge.CohortId == cohortId)
            .Join(db.Posts, challenge => challenge.Id, post => post.ChallengeId, (challenge, post) => post.Family)
            .GroupBy(family => family)
            .Select(same => new { Family = same.Key, Count = same.Count() })
            .ToDictionaryAsync(same => same.Family, same => same.Count, ct);

    /// <summary>Promotions with the number of their published challenges, from the latest.</summary>
    public async Task<IReadOnlyList<CohortSummary>> ListCohortsAsync(CancellationToken ct) =>
        await db
            .Cohorts.AsNoTracking()
            .IgnoreAutoIncludes()
            .OrderByDescending(cohort => cohort.IsCurrent)
            .ThenByDescending(cohort => cohort.Year)
            .ThenByDescending(cohort => cohort.Slug)
            .Select(cohort => new CohortSummary(
                cohort.Id,
                cohort.Slug,
                cohort.Name,
                cohort.Year,
                cohort.IsCurrent,
                Published.Count(challenge => challenge.CohortId == cohort.Id),
                cohort.Figures,
                cohort.Timetable,
                cohort.Results
            ))
            .ToListAsync(ct);

    public Task<Cohort?> FindCohortAsync(string slug, CancellationToken ct) =>
        db.Cohorts.AsNoTracking().IgnoreAutoIncludes().SingleOrDefaultAsync(cohort => cohort.Slug == slug, ct);

    /// <summary>
    /// Full text in French without accents, over everything the page of a challenge says, best first. Part of a name is enough to find
    /// it. What the person typed is data: it can't break the query.
    /// </summary>
    public async Task<IReadOnlyList<ChallengeHit>> SearchAsync(Guid cohortId, string text, CancellationToken ct)
    {
        var words = Clean(text);
        if (words.Length == 0)
        {
            return [];
        }

        return await db
            .Database.SqlQuery<ChallengeHit>(
                $"""
                select c.id, (ts_rank_cd(d.document, q.query) + case when d.named then 1 else 0 end)::real as rank,
                       ts_headline('eig_french', c.name, q.query, {Whole}) as name,
                       ts_headline('eig_french', d.lead, q.query, {Whole}) as lead,
                       ts_headline('eig_french', h.short_name, q.query, {Whole}) as host,
                       ts_headline('eig_french', d.body, q.query, {Extract}) as extract
                  from challenges c
                  join hosts h on h.id = c.host_id
                  cross join websearch_to_tsquery('eig_french', {words}) as q(query)
                  cross join lateral (
                       select coalesce(string_agg(concat_ws(' ', p.label, p.mission, array_to_string(p.skills, ', ')), ' ' order by p.position), '')
                         from posts p where p.challenge_id = c.id) as p(text)
                  cross join lateral (
                       select case when c.tagline = '' then c.summary else c.tagline end,
                              concat_ws(' ', c.summary, c.problem, c.goal, c.impact, c.data_and_means, p.text)) as t(lead, body)
                  cross join lateral (
                       select t.lead, t.body, strpos(unaccent(lower(c.name)), unaccent(lower({words}))) > 0,
                              setweight(to_tsvector('eig_french', c.name), 'A')
                           || setweight(to_tsvector('eig_french', concat_ws(' ', t.lead, h.name, h.short_name, array_to_string(c.themes, ' '))), 'B')
                           || setweight(to_tsvector('eig_french', concat_ws(' ', array_to_string(h.ministries, ' '), array_to_string(c.places, ' '), array_to_string(c.profiles_sought, ' '))), 'C')
                           || setweight(to_tsvector('eig_french', t.body), 'D')) as d(lead, body, named, document)
                 where c.cohort_id = {cohortId} and c.state = 'Published' and (d.document @@ q.query or d.named)
                """
            )
            .OrderByDescending(hit => hit.Rank)
            .ThenBy(hit => hit.Name)
            .ToListAsync(ct);
    }

    /// <summary>What of a typed search is looked for: one line, without what a database can't hold, not endless.</summary>
    public static string Clean(string? text)
    {
        var line = PlainText.CleanLine(text);
        return line.Length <= QueryMaxLength ? line : PlainText.CleanLine(line[..QueryMaxLength]);
    }

    private IQueryable<Challenge> Published => db.Challenges.Where(challenge => challenge.State == ChallengeState.Published);

    private IQueryable<ChallengeCard> Cards(IQueryable<Challenge> challenges) =>
        from challenge in challenges
        join host in db.Hosts on challenge.HostId equals host.Id
        orderby challenge.Name, challenge.Id
        select new ChallengeCard(
            challenge.Id,
            challenge.Slug,
            challenge.Name,
            challenge.Tagline == "" ? challenge.Summary : challenge.Tagline,
            host.Name,
            host.ShortName,
            host.Ministries,
            challenge.Places,
            challenge.Themes,
            challenge.ProfilesSought,
            challenge.Families,
            challenge.Positions
        );

    private IQueryable<ChallengeSheet> Sheets(
        IQueryable<Challenge> challenges,
        System.Linq.Expressions.Expression<Func<Cohort, bool>> ofCohort
    ) =>
        from challenge in challenges.AsNoTracking().Include(challenge => challenge.Posts)
        join host in db.Hosts.AsNoTracking() on challenge.HostId equals host.Id
        join cohort in db.Cohorts.AsNoTracking().IgnoreAutoIncludes().Where(ofCohort) on challenge.CohortId equals cohort.Id
        orderby cohort.IsCurrent descending, cohort.Year descending, cohort.Slug, challenge.Name, challenge.Id
        select new ChallengeSheet(challenge, host, cohort.Slug, cohort.Name, cohort.IsCurrent);
}

/// <param name="Lead">Tagline, or the summary of a past challenge.</param>
public sealed record ChallengeCard(
    Guid Id,
    string Slug,
    string Name,
    string Lead,
    string HostName,
    string HostShortName,
    List<string> Ministries,
    List<string> Places,
    List<string> Themes,
    List<string> Profiles,
    List<Family> Families,
    int Positions
);

/// <summary>Everything public about one challenge; read only.</summary>
public sealed record ChallengeSheet(
    Challenge Challenge,
    HostAdministration Host,
    string CohortSlug,
    string CohortName,
    bool CohortIsCurrent
)
{
    public IEnumerable<Post> Posts => Challenge.Posts.OrderBy(post => post.Position);

    public string Lead => Challenge.Tagline.Length > 0 ? Challenge.Tagline : Challenge.Summary;
}

public sealed record CohortSummary(
    Guid Id,
    string Slug,
    string Name,
    int Year,
    bool IsCurrent,
    int Challenges,
    CohortFigures Figures,
    Timetable Timetable,
    ResultsState Results
)
{
    /// <summary>The rule of <see cref="Cohort.ResultsArePublicAt"/>, on this projection.</summary>
    public bool ResultsArePublicAt(DateTimeOffset now) => Results == ResultsState.Confirmed && Timetable.ResultsAt <= now;
}

/// <summary>A challenge found by a search. Texts mark what matched with <see cref="ChallengeCatalogue.MatchStarts"/> and its pair.</summary>
public sealed record ChallengeHit(Guid Id, float Rank, string Name, string Lead, string Host, string Extract);
