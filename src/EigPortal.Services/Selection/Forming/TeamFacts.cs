using EigPortal.Domain.Candidatures;
using EigPortal.Domain.Challenges;
using EigPortal.Domain.Selection;
using EigPortal.Domain.Selection.Forming;
using EigPortal.Domain.Shared;
using EigPortal.Services.Data;
using EigPortal.Services.Identity;
using EigPortal.Services.Juries;
using Microsoft.EntityFrameworkCore;

namespace EigPortal.Services.Selection.Forming;

/// <summary>A person who may join a team, in words.</summary>
/// <param name="Wishes">Names of challenges and profiles, in order.</param>
public sealed record TeamPerson(Guid CandidatureId, string Number, string Name, decimal? Mark, IReadOnlyList<string> Wishes)
{
    public string Label => $"{Number}, {Name}";
}

/// <summary>What teams are made from, as the viewer may see it.</summary>
/// <param name="People">By candidature, those without a mark included.</param>
/// <param name="Posts">Words for seats, by post.</param>
/// <param name="Unmarked">Preselected people without a counted sheet: no list ranks them, no solution places them.</param>
public sealed record TeamInputs(
    TeamProblem Problem,
    IReadOnlyDictionary<Guid, TeamPerson> People,
    IReadOnlyDictionary<Guid, string> Posts,
    IReadOnlyList<TeamPerson> Unmarked
)
{
    /// <summary>What is looked for by the rules that ask for one of several people.</summary>
    public IReadOnlyDictionary<TeamRule, string> Sought { get; init; } = new Dictionary<TeamRule, string>();
}

/// <summary>
/// Reads what teams depend on. Only the files that the viewer may decide about: a tie keeps a file out of the problem itself, so that
/// neither a seat nor a figure betrays it (B21).
/// </summary>
public sealed class TeamFacts(EigDbContext db, RankedLists lists)
{
    /// <summary>Of the lot. It has no meaning, and never changes: the lot of two equals is drawn once for all.</summary>
    public const int Seed = 2018;

    /// <param name="minimum">Marks below it don't make a place; null without one.</param>
    public async Task<TeamInputs> LoadAsync(Guid cohortId, decimal? minimum, Actor actor, CancellationToken ct)
    {
        var pseudonyms = new Pseudonyms(
            await db.Cohorts.Where(cohort => cohort.Id == cohortId).Select(cohort => cohort.PseudonymSalt).SingleAsync(ct)
        );
        var posts = await PostsAsync(cohortId, ct);
        var people = await PeopleAsync(cohortId, actor, ct);
        var known = people.Select(person => person.Id).ToHashSet();
        var standings = await lists.StandingsAsync(cohortId, actor, ct);
        var conditions = await Visible(db.TeamConditions, db, actor)
            .AsNoTracking()
            .Where(condition => condition.CohortId == cohortId && condition.LiftedAt == null)
            .ToListAsync(ct);
        var given = (
            await db
                .ChallengeConsents.AsNoTracking()
                .Where(consent =>
                    consent.CohortId == cohortId && consent.State == ConsentState.Given && known.Contains(consent.CandidatureId)
                )
                .ToListAsync(ct)
        ).ToLookup(consent => consent.CandidatureId, consent => new ListKey(consent.ChallengeId, consent.Profile));
        var seats = posts.Select(post => post.Seat).ToList();
        var settled = people
            .Where(person => person is { Kind: DecisionKind.Retained, Decision: DecisionState.Validated })
            .Select(person => (person.Id, Post: posts.SingleOrDefault(post => post.Seat.PostId == person.PostId)))
            .Where(row => row.Post is not null)
            .Select(row => new TeamRule.Settled(row.Id, row.Post!.Seat.List))
            .ToList();
        var options = people.SelectMany(person =>
            Options(person.Id, [.. standings[person.Id]], seats, conditions, settled, [.. given[person.Id]])
        );
        var problem = new TeamProblem(
            minimum,
            seats,
            people.Select(person => new TeamCandidate(person.Id, person.Number, pseudonyms.KeyOf(person.Id))),
            options,
            conditions.Select(condition => condition.ToRule(known)).OfType<TeamRule>().Concat(settled),
            people
                .Where(person => person is { Kind: DecisionKind.Retained, PostId: not null })
                .Select(person => new TeamPlace(person.PostId!.Value, person.Id)),
            Seed
        );
        var described = people.ToDictionary(
            person => person.Id,
            person => new TeamPerson(
                person.Id,
                person.Number,
                person.Name,
                standings[person.Id].FirstOrDefault()?.Score,
                [.. standings[person.Id].Select(standing => $"{standing.Challenge}, {standing.Profile}")]
            )
        );
        return new TeamInputs(
            problem,
            described,
            posts.ToDictionary(post => post.Seat.PostId, post => post.Label.Length > 0 ? post.Label : post.Seat.Profile),
            [.. described.Values.Where(person => person.Mark is null)]
        )
        {
            Sought = conditions
                .Where(condition => condition.Kind == TeamConditionKind.OneOf)
                .Select(condition => (Rule: condition.ToRule(known), condition.Sought))
                .Where(row => row.Rule is not null)
                .GroupBy(row => row.Rule!, row => row.Sought)
                .ToDictionary(row => row.Key, row => string.Join(", ", row.Distinct())),
        };
    }

    /// <summary>Conditions on nobody hidden from the viewer.</summary>
    internal static IQueryable<TeamCondition> Visible(IQueryable<TeamCondition> conditions, EigDbContext db, Actor actor)
    {
        var decidable = db.Candidatures.DecidableBy(actor, db).Select(candidature => candidature.Id);
        return conditions.Where(condition =>
            (condition.CandidatureId == null || decidable.Contains(condition.CandidatureId.Value))
            && (condition.OtherCandidatureId == null || decidable.Contains(condition.OtherCandidatureId.Value))
            && condition.People.All(person => decidable.Contains(person))
        );
    }

    private static IEnumerable<TeamOption> Options(
        Guid person,
        IReadOnlyList<Standing> standings,
        IReadOnlyList<TeamSeat> seats,
        IReadOnlyList<TeamCondition> conditions,
        IReadOnlyList<TeamRule.Settled> settled,
        IReadOnlyList<ListKey> given
    )
    {
        var open = seats.Select(seat => seat.List).ToHashSet();
        if (standings.Select(standing => standing.Unrounded).OfType<decimal>().Cast<decimal?>().FirstOrDefault() is not { } mark)
        {
            return [];
        }

        int? WishFor(Guid challenge) =>
            standings.Where(standing => standing.ChallengeId == challenge).Min(standing => (int?)standing.WishRank);
        var asked = standings
            .Select(standing => new TeamOption(
                person,
                new ListKey(standing.ChallengeId, standing.Profile),
                standing.Unrounded ?? mark,
                TeamBasis.Wish,
                standing.WishRank
            ))
            .Where(option => open.Contains(option.List));
        var opened = conditions
            .Where(condition => condition.Kind == TeamConditionKind.OtherProfile && condition.CandidatureId == person)
            .Select(condition => new ListKey(condition.ChallengeId!.Value, condition.Profile!))
            .Concat(settled.Where(rule => rule.CandidatureId == person).Select(rule => rule.List))
            .Select(list => new TeamOption(person, list, mark, TeamBasis.OtherProfile, WishFor(list.ChallengeId)));
        // Who agrees to a challenge they had asked for with another profile still has their wish for it.
        var agreed = given
            .Where(open.Contains)
            .Select(list => new TeamOption(
                person,
                list,
                mark,
                WishFor(list.ChallengeId) is null ? TeamBasis.Consent : TeamBasis.OtherProfile,
                WishFor(list.ChallengeId)
            ));
        return asked.Concat(agreed).Concat(opened).DistinctBy(option => option.List);
    }

    private async Task<List<PostRow>> PostsAsync(Guid cohortId, CancellationToken ct) =>
        await (
            from post in db.Posts
            join challenge in db.Challenges on post.ChallengeId equals challenge.Id
            where challenge.CohortId == cohortId && challenge.State == ChallengeState.Published
            where !db.Fellows.Any(fellow => fellow.PostId == post.Id && fellow.LeftAt == null)
            select new PostRow(new TeamSeat(post.Id, challenge.Id, challenge.Name, post.Profile, post.Position), post.Label)
        ).ToListAsync(ct);

    /// <summary>Preselected people who have neither a place in a team, nor a refusal, nor declined their offer.</summary>
    private async Task<List<PersonRow>> PeopleAsync(Guid cohortId, Actor actor, CancellationToken ct) =>
        await (
            from candidature in db.Candidatures.DecidableBy(actor, db)
            join candidate in db.Candidates on candidature.CandidateId equals candidate.Id
            join standing in db.Decisions.Where(decision => decision.State != DecisionState.Cancelled)
                on candidature.Id equals standing.CandidatureId
                into standings
            from decision in standings.DefaultIfEmpty()
            where candidature.CohortId == cohortId && candidature.State == CandidatureState.Preselected
            where decision == null || decision.Kind != DecisionKind.NotRetained
            where !db.Fellows.Any(fellow => fellow.CandidatureId == candidature.Id)
            where !db.Offers.Any(offer => offer.CandidatureId == candidature.Id && offer.State == OfferState.Declined)
            orderby candidature.Number
            select new PersonRow(
                candidature.Id,
                candidature.Number!,
                candidate.GivenName + " " + candidate.FamilyName,
                decision == null ? null : decision.Kind,
                decision == null ? null : decision.State,
                decision == null ? null : decision.PostId
            )
        ).ToListAsync(ct);

    private sealed record PostRow(TeamSeat Seat, string Label);

    private sealed record PersonRow(
        Guid Id,
        string Number,
        string Name,
        DecisionKind? Kind,
        DecisionState? Decision,
        Guid? PostId
    );
}
