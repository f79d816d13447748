namespace EigPortal.Domain.Selection.Forming;

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
