using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using EigPortal.Domain.Selection;
using EigPortal.Domain.Selection.Forming;
using Google.OrTools.Sat;

namespace EigPortal.Services.Matching;

/// <summary>
/// The teams of a problem as a model of CP-SAT: one boolean per seat that a person may take, by list, as seats of a list are alike.
/// </summary>
internal sealed class TeamModel
{
    private const int LotBits = 30;

    private readonly TeamProblem problem;
    private readonly Dictionary<(Guid CandidatureId, ListKey List), BoolVar> takes = [];
    private readonly ILookup<ListKey, TeamOption> byList;
    private readonly ILookup<Guid, TeamOption> byCandidate;
    private readonly Dictionary<ListKey, int> capacities;

    /// <param name="enforced">Rules that the places keep; the others are as if nobody had written them.</param>
    public TeamModel(TeamProblem problem, IReadOnlyCollection<TeamRule> enforced)
    {
        this.problem = problem;
        Options = [.. problem.Options.Where(option => !enforced.Any(rule => rule.Closes(option, problem.MinimumMark)))];
        byList = Options.ToLookup(option => option.List);
        byCandidate = Options.ToLookup(option => option.CandidatureId);
        capacities = problem.Seats.CountBy(seat => seat.List).ToDictionary();
        foreach (var option in Options)
        {
            takes[(option.CandidatureId, option.List)] = Model.NewBoolVar("");
        }

        foreach (var list in byList)
        {
            Model.Add(Sum(list) <= capacities[list.Key]);
        }

        foreach (var candidate in byCandidate)
        {
            Model.AddAtMostOne(candidate.Select(Of));
        }

        foreach (var rule in enforced)
        {
            Keep(rule);
        }
    }

    public CpModel Model { get; } = new();
    public IReadOnlyList<TeamOption> Options { get; }

    public BoolVar Of(TeamOption option) => takes[(option.CandidatureId, option.List)];

    public void Force(Guid candidatureId, ListKey list)
    {
        if (takes.TryGetValue((candidatureId, list), out var place))
        {
            Model.Add(place == 1);
        }
        else
        {
            Model.AddBoolOr([]);
        }
    }

    public LinearExpr Expression(TeamCriterion criterion) =>
        criterion switch
        {
            TeamCriterion.Kept => Kept(problem.Current),
            TeamCriterion.Complaining => Complaining(),
            TeamCriterion.Filled => LinearExpr.Sum(Options.Select(Of)),
            TeamCriterion.Complete => LinearExpr.Sum(Complete.Values),
            TeamCriterion.Wishes => Weighted(option => TeamGoals.WorthOf(option.Wish)),
            TeamCriterion.Complementary => LinearExpr.Sum(
                problem.Rules.OfType<TeamRule.Complementary>().SelectMany(pair => TogetherIn(pair.First, pair.Second))
            ),
            TeamCriterion.Marks => Weighted(option => TeamGoals.Hundredths(option.Mark)),
        };

    public LinearExpr Kept(IEnumerable<TeamPlace> places)
    {
        var lists = problem.Seats.ToDictionary(seat => seat.PostId, seat => seat.List);
        return LinearExpr.Sum(
            places
                .Where(place => takes.ContainsKey((place.CandidatureId, lists[place.PostId])))
                .Select(place => takes[(place.CandidatureId, lists[place.PostId])])
        );
    }

    public LinearExpr Weighted(Func<TeamOption, long> worth) => LinearExpr.WeightedSum(Options.Select(Of), Options.Select(worth));

    /// <summary>Drawn from the seed, the person and the list: two ways to seat people have the same sum once in a billion.</summary>
    public LinearExpr Lot() => Weighted(option => Drawn(option));

    public IEnumerable<(Guid CandidatureId, ListKey List)> Chosen(CpSolver solver) =>
        Options.Where(option => solver.BooleanValue(Of(option))).Select(option => (option.CandidatureId, option.List));

    /// <summary>One per team that can be complete; a variable is true only if all seats are filled.</summary>
    private Dictionary<Guid, BoolVar> Complete
    {
        get
        {
            if (field is null)
            {
                field = [];
                foreach (var team in capacities.GroupBy(list => list.Key.ChallengeId))
                {
                    var complete = field[team.Key] = Model.NewBoolVar("");
                    foreach (var (list, seats) in team)
                    {
                        Model.Add(Sum(byList[list]) >= seats * complete);
                    }
                }
            }

            return field;
        }
    }

    /// <summary>
    /// One variable per person who may complain: true unless, for each list they asked for, they got it or better, or people with at least
    /// their mark hold all its seats. The inequality is that of Baïou and Balinski ("The stable admissions polytope", 2000) with a
    /// complaint as its slack.
    /// </summary>
    private LinearExpr Complaining()
    {
        var complaining = new List<BoolVar>();
        foreach (var candidate in byCandidate)
        {
            var asked = candidate.Where(option => option.Basis == TeamBasis.Wish).ToList();
            if (asked.Count == 0)
            {
                continue;
            }

            var complains = Model.NewBoolVar("");
            complaining.Add(complains);
            foreach (var option in asked)
            {
                var seats = capacities[option.List];
                var content = Sum(candidate.Where(other => other.Wish <= option.Wish));
                var better = Sum(
                    byList[option.List].Where(other => other.Mark >= option.Mark && other.CandidatureId != option.CandidatureId)
                );
                Model.Add((seats * complains) + (seats * content) + better >= seats);
            }
        }

        return LinearExpr.Sum(complaining);
    }

    private IEnumerable<BoolVar> TogetherIn(Guid first, Guid second)
    {
        foreach (var team in Teams(first).Intersect(Teams(second)))
        {
            var both = Model.NewBoolVar("");
            Model.Add(InTeam(first, team) >= both);
            Model.Add(InTeam(second, team) >= both);
            yield return both;
        }
    }

    private void Keep(TeamRule rule)
    {
        switch (rule)
        {
            case TeamRule.Settled settled:
                Force(settled.CandidatureId, settled.List);
                break;
            case TeamRule.Lock locked:
                Force(locked.CandidatureId, locked.List);
                break;
            case TeamRule.Apart pair:
                foreach (var team in Teams(pair.First).Intersect(Teams(pair.Second)))
                {
                    Model.Add(InTeam(pair.First, team) + InTeam(pair.Second, team) <= 1);
                }

                break;
            case TeamRule.Together pair:
                foreach (var team in Teams(pair.First).Union(Teams(pair.Second)))
                {
                    Model.Add(InTeam(pair.First, team) == InTeam(pair.Second, team));
                }

                break;
            case TeamRule.OneOf some:
                var members = Options.Where(option => option.List.ChallengeId == some.ChallengeId).ToList();
                var enough = members.Where(option => some.People.Contains(option.CandidatureId)).Select(Of).ToList();
                foreach (var option in members.Where(option => !some.People.Contains(option.CandidatureId)))
                {
                    // Nobody joins unless one of them does.
                    Model.AddBoolOr([Of(option).Not(), .. enough]);
                }

                break;
            case TeamRule.Complete complete:
                foreach (var (list, seats) in capacities.Where(list => list.Key.ChallengeId == complete.ChallengeId))
                {
                    Model.Add(Sum(byList[list]) == seats);
                }

                break;
        }
    }

    private IEnumerable<Guid> Teams(Guid candidature) =>
        byCandidate[candidature].Select(option => option.List.ChallengeId).Distinct();

    private LinearExpr InTeam(Guid candidature, Guid team) =>
        Sum(byCandidate[candidature].Where(option => option.List.ChallengeId == team));

    private LinearExpr Sum(IEnumerable<TeamOption> options) => LinearExpr.Sum(options.Select(Of));

    private long Drawn(TeamOption option)
    {
        var text = string.Create(
            CultureInfo.InvariantCulture,
            $"{problem.Seed} {problem.KeyOf(option.CandidatureId)} {option.List.ChallengeId} {option.List.Profile}"
        );
        return BinaryPrimitives.ReadUInt32BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(text))) >> (32 - LotBits);
    }
}
