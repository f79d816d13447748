namespace EigPortal.Domain.Selection.Forming;

/// <summary>
/// The stable places on wishes alone: nobody has a justified complaint, and among all ways to achieve that each person gets the best they
/// can. Rules about several people, locks and complete teams are not for it.
/// </summary>
public static class StableTeams
{
    /// <summary>
    /// Equal marks are separated by key, and a person's two seats of one wished challenge by order of post, so that the input's order
    /// never matters.
    /// </summary>
    public static IReadOnlyList<TeamPlace> Of(TeamProblem problem)
    {
        var people = problem.Candidates.Select(candidate => candidate.CandidatureId).ToList();
        var taken = DeferredAcceptance.Match(
            [
                .. people.Select(id =>
                    problem
                        .OptionsOf(id)
                        .Where(option => option.Basis == TeamBasis.Wish && problem.IsOpen(option))
                        .Select(option => option.List)
                        .ToList()
                ),
            ],
            problem.Seats.CountBy(seat => seat.List).ToDictionary(),
            (person, list) => problem.Option(people[person], list)!.Mark
        );
        return TeamSeating.Seat(problem, taken.SelectMany(list => list.Value.Select(person => (people[person], list.Key))));
    }
}
