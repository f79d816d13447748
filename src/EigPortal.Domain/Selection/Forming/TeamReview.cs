namespace EigPortal.Domain.Selection.Forming;

/// <summary>
/// A justified complaint, or blocking pair (Gale &amp; Shapley, 1962): somebody would rather have a seat they asked for, and it is empty
/// or held by a person with a lower mark on its list.
/// </summary>
/// <param name="OverCandidatureId">The holder with the lowest mark; null when a seat is empty.</param>
public sealed record TeamComplaint(Guid CandidatureId, ListKey List, Guid? OverCandidatureId);

/// <summary>What teams come to.</summary>
/// <param name="Filled">Seats with a person.</param>
/// <param name="Complete">Teams whose seats are all filled.</param>
/// <param name="FirstWishes">People who get the challenge they asked for first.</param>
/// <param name="AnyWishes">People who get a challenge they asked for.</param>
/// <param name="MeanMark">Of the people placed, unrounded; null when nobody is.</param>
/// <param name="Complementary">Pairs in one team as the jury would like.</param>
/// <param name="Kept">Current places that stay.</param>
public sealed record TeamFigures(
    int Seats,
    int Filled,
    int Teams,
    int Complete,
    int FirstWishes,
    int AnyWishes,
    decimal? MeanMark,
    int Complementary,
    int Kept
);

/// <summary>Looks at places, whoever made them: the solver, a hand or a text of minutes.</summary>
/// <param name="Complaints">In order of key, then wish.</param>
/// <param name="Complaining">People with at least one justified complaint.</param>
/// <param name="Broken">Rules that these places break.</param>
public sealed record TeamReview(
    TeamFigures Figures,
    IReadOnlyList<TeamComplaint> Complaints,
    int Complaining,
    IReadOnlyList<TeamRule> Broken
)
{
    /// <param name="places">At most one per seat and per person, each among the options of the problem.</param>
    public static TeamReview Of(TeamProblem problem, IReadOnlyList<TeamPlace> places)
    {
        var complaints = ComplaintsOf(problem, places);
        return new TeamReview(
            FiguresOf(problem, places),
            complaints,
            complaints.Select(complaint => complaint.CandidatureId).Distinct().Count(),
            [.. problem.Rules.Where(rule => !rule.IsKeptBy(problem, places))]
        );
    }

    /// <summary>
    /// Every justified complaint. Only a wished seat on the person's own list makes one, with a mark at the minimum and no rule that bars
    /// the person or closes the challenge. Equal marks make none: the jury has not put one before the other.
    /// </summary>
    public static IReadOnlyList<TeamComplaint> ComplaintsOf(TeamProblem problem, IReadOnlyList<TeamPlace> places)
    {
        var seats = problem.Seats.ToDictionary(seat => seat.PostId);
        var taken = places.ToDictionary(place => place.CandidatureId, place => seats[place.PostId].List);
        var holders = places
            .Select(place => problem.Option(place.CandidatureId, seats[place.PostId].List))
            .OfType<TeamOption>()
            .GroupBy(option => option.List)
            .ToDictionary(
                list => list.Key,
                list =>
                    list.OrderBy(option => option.Mark)
                        .ThenByDescending(option => problem.KeyOf(option.CandidatureId), StringComparer.Ordinal)
                        .ToList()
            );
        var complaints = new List<TeamComplaint>();
        foreach (var option in problem.Options.Where(option => option.Basis == TeamBasis.Wish && problem.IsOpen(option)))
        {
            var got = taken.TryGetValue(option.CandidatureId, out var list) ? problem.Option(option.CandidatureId, list) : null;
            if ((got?.Wish ?? int.MaxValue) <= option.Wish)
            {
                continue;
            }

            var here = holders.GetValueOrDefault(option.List) ?? [];
            if (here.Count < problem.SeatsOf(option.List))
            {
                complaints.Add(new TeamComplaint(option.CandidatureId, option.List, null));
            }
            else if (here[0].Mark < option.Mark)
            {
                complaints.Add(new TeamComplaint(option.CandidatureId, option.List, here[0].CandidatureId));
            }
        }

        return complaints;
    }

    private static TeamFigures FiguresOf(TeamProblem problem, IReadOnlyList<TeamPlace> places)
    {
        var seats = problem.Seats.ToDictionary(seat => seat.PostId);
        var options = places
            .Select(place => problem.Option(place.CandidatureId, seats[place.PostId].List))
            .OfType<TeamOption>()
            .ToList();
        var filled = places.Select(place => place.PostId).ToHashSet();
        var teamOf = places.ToDictionary(place => place.CandidatureId, place => seats[place.PostId].ChallengeId);
        var teams = problem.Seats.GroupBy(seat => seat.ChallengeId).ToList();
        return new TeamFigures(
            problem.Seats.Count,
            filled.Count,
            teams.Count,
            teams.Count(team => team.All(seat => filled.Contains(seat.PostId))),
            options.Count(option => option.Wish == 1),
            options.Count(option => option.Wish is not null),
            options.Count == 0 ? null : options.Sum(option => option.Mark) / options.Count,
            problem
                .Rules.OfType<TeamRule.Complementary>()
                .Count(pair =>
                    teamOf.TryGetValue(pair.First, out var team)
                    && teamOf.TryGetValue(pair.Second, out var other)
                    && team == other
                ),
            problem.Current.Count(place =>
                places.Any(now => now.CandidatureId == place.CandidatureId && seats[now.PostId].List == seats[place.PostId].List)
            )
        );
    }
}
