namespace EigPortal.Domain.Selection.Forming;

/// <summary>
/// Deferred acceptance, candidates proposing (D. Gale and L. S. Shapley, "College Admissions and the Stability of Marriage", 1962): each
/// asks for their next wish, each list keeps its best, until nobody is refused. Nobody has a justified complaint, and among all ways to
/// achieve that each person gets the best they can. Rules about two people, locks and complete teams are not for it.
/// </summary>
public static class DeferredAcceptance
{
    /// <summary>
    /// The stable places on wishes alone. Equal marks are separated by key, and a person's two seats of one wished
    /// challenge by order of post, so that the input's order never matters.
    /// </summary>
    public static IReadOnlyList<TeamPlace> Match(TeamProblem problem)
    {
        var wishes = problem
            .Candidates.Select(candidate => new Queue<TeamOption>(
                problem
                    .OptionsOf(candidate.CandidatureId)
                    .Where(option => option.Basis == TeamBasis.Wish && problem.IsOpen(option))
            ))
            .ToList();
        var capacities = problem.Seats.CountBy(seat => seat.List).ToDictionary();
        var held = problem.Lists.ToDictionary(list => list, _ => new List<(TeamOption Option, int Candidate)>());
        var free = new Queue<int>(Enumerable.Range(0, wishes.Count));
        while (free.TryDequeue(out var candidate))
        {
            if (!wishes[candidate].TryDequeue(out var asked))
            {
                continue;
            }

            var holders = held[asked.List];
            holders.Add((asked, candidate));
            if (holders.Count > capacities[asked.List])
            {
                var refused = holders.OrderByDescending(holder => holder.Option.Mark).ThenBy(holder => holder.Candidate).Last();
                holders.Remove(refused);
                free.Enqueue(refused.Candidate);
            }
        }

        return TeamSeating.Seat(
            problem,
            held.Values.SelectMany(holders => holders).Select(holder => (holder.Option.CandidatureId, holder.Option.List))
        );
    }
}

/// <summary>Gives the seats of a list, which are alike, to the people placed on it.</summary>
public static class TeamSeating
{
    /// <summary>Who has a seat keeps it; the others take what is left, best mark first, then by key. In order of seat.</summary>
    public static IReadOnlyList<TeamPlace> Seat(TeamProblem problem, IEnumerable<(Guid CandidatureId, ListKey List)> chosen)
    {
        var current = problem.Current.ToDictionary(place => place.CandidatureId, place => place.PostId);
        var places = new Dictionary<Guid, Guid>();
        foreach (var list in chosen.ToLookup(pair => pair.List, pair => pair.CandidatureId))
        {
            var left = problem.Seats.Where(seat => seat.List == list.Key).Select(seat => seat.PostId).ToList();
            var waiting = new List<Guid>();
            foreach (var candidature in list)
            {
                if (current.TryGetValue(candidature, out var post) && left.Remove(post))
                {
                    places[post] = candidature;
                }
                else
                {
                    waiting.Add(candidature);
                }
            }

            foreach (
                var (post, candidature) in left.Zip(
                    waiting
                        .OrderByDescending(id => problem.Option(id, list.Key)?.Mark)
                        .ThenBy(problem.KeyOf, StringComparer.Ordinal)
                )
            )
            {
                places[post] = candidature;
            }
        }

        return
        [
            .. problem
                .Seats.Where(seat => places.ContainsKey(seat.PostId))
                .Select(seat => new TeamPlace(seat.PostId, places[seat.PostId])),
        ];
    }
}
