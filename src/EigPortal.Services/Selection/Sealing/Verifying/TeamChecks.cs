using EigPortal.Domain.Selection.Forming;
using EigPortal.Services.Selection.Forming;

namespace EigPortal.Services.Selection.Sealing.Verifying;

/// <summary>The solver's solutions, formed again from the problem that was kept, and the proposal that the jury drew from one.</summary>
internal static class TeamChecks
{
    public static IEnumerable<MinutesCheck> Of(MinutesTeams teams, ITeamFormer former)
    {
        foreach (var computation in teams.Computations)
        {
            var problem = computation.Problem.ToProblem();
            var name = $"Équipes, calcul {Said.Id(computation.Id)}";
            yield return new MinutesCheck(
                $"{name}, données",
                problem.Hash() == computation.Hash ? [] : ["l’empreinte des données n’est pas celle du calcul"]
            );
            foreach (var solution in computation.Solutions)
            {
                yield return new MinutesCheck(
                    $"{name}, solution « {Words(solution.Goal)} »",
                    [.. Solution(problem, solution, computation.Solver, former)]
                );
            }
        }

        foreach (var proposal in teams.Proposals)
        {
            yield return new MinutesCheck(
                $"Équipes, proposition tirée de « {Words(proposal.Goal)} »",
                [.. Proposal(proposal, teams)]
            );
        }
    }

    private static IEnumerable<string> Solution(TeamProblem problem, KeptSolution kept, string solver, ITeamFormer former)
    {
        var formed = former.Form(problem, kept.Goal).Solution;
        var differences = formed is null
            ? ["les conditions ne laissent aucune solution"]
            : Places(problem, kept.Places, formed.Places).ToList();
        return differences.Count > 0 && solver != former.Version
            ? differences.Append($"calculé avec {solver}, vérifié avec {former.Version}")
            : differences;
    }

    private static IEnumerable<string> Proposal(MinutesProposal proposal, MinutesTeams teams)
    {
        var computation = teams.Computations.Single(found => found.Id == proposal.ComputationId);
        var places = proposal.Edits.Aggregate(
            computation.Solutions.Single(solution => solution.Goal == proposal.Goal).Places,
            (seated, edit) => TeamProposal.Moved(seated, edit.PostId, edit.FileId)
        );
        return Places(computation.Problem.ToProblem(), proposal.Places, places);
    }

    /// <summary>Seat by seat.</summary>
    private static IEnumerable<string> Places(
        TeamProblem problem,
        IReadOnlyList<TeamPlace> written,
        IReadOnlyList<TeamPlace> found
    )
    {
        var (before, after) = (ByPost(written), ByPost(found));
        return before
            .Keys.Union(after.Keys)
            .Select(post =>
                Said.Difference(
                    problem.Seats.FirstOrDefault(seat => seat.PostId == post) is { } seat
                        ? $"{seat.Challenge}, {seat.Profile}"
                        : "siège inconnu",
                    before.TryGetValue(post, out var was) ? was : (Guid?)null,
                    after.TryGetValue(post, out var now) ? now : null,
                    person => person is { } id ? Said.Id(id) : "personne"
                )
            )
            .OfType<string>();
    }

    private static string Words(TeamGoal goal) =>
        goal switch
        {
            TeamGoal.Lists => "respecter les listes",
            TeamGoal.Wishes => "respecter les vœux",
            TeamGoal.Teams => "le plus d’équipes complètes",
            TeamGoal.Changes => "le moins de changements",
        };

    private static Dictionary<Guid, Guid> ByPost(IEnumerable<TeamPlace> places) =>
        places.ToDictionary(place => place.PostId, place => place.CandidatureId);
}
