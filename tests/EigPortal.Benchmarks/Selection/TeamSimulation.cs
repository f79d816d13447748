using System.Diagnostics;
using EigPortal.Domain.Selection.Forming;
using EigPortal.Services.Matching;

namespace EigPortal.Benchmarks.Selection;

internal sealed record TeamMeasures(
    Estimate Filled,
    Estimate Complete,
    Estimate MeanMark,
    Estimate FirstWishes,
    Estimate AnyWishes,
    Estimate Complaining,
    Estimate Milliseconds,
    double Slowest,
    int Unproven
);

/// <summary>Filling the 32 posts by the baselines of the protocol and by the solutions of the portal, on the same promotions.</summary>
internal static class TeamSimulation
{
    private const int BaseSeed = 4_000;
    private static readonly CpSatTeamFormer Former = new();

    public static readonly IReadOnlyList<(
        string Name,
        Func<TeamProblem, (IReadOnlyList<TeamPlace> Places, bool IsProven)> Form
    )> Methods =
    [
        ("list by list", problem => (ListByList(problem), true)),
        ("deferred acceptance, then best acceptor", problem => (ThenAcceptors(problem, StableTeams.Of(problem)), true)),
        ("optimum, b = 0", problem => (Former.TradeOffs(problem, [0])[0].Places, true)),
        ("optimum, b = 3", problem => (Former.TradeOffs(problem, [3])[0].Places, true)),
        ("optimum, b = 6", problem => (Former.TradeOffs(problem, [6])[0].Places, true)),
        ("the portal: « Respecter les listes »", problem => Ours(problem, TeamGoal.Lists)),
        ("the portal: « Respecter les vœux »", problem => Ours(problem, TeamGoal.Wishes)),
        ("the portal: « Le plus d’équipes complètes »", problem => Ours(problem, TeamGoal.Teams)),
    ];

    public static TeamMeasures Run(Func<TeamProblem, (IReadOnlyList<TeamPlace> Places, bool IsProven)> form, int heard, int runs)
    {
        var reviews = new List<(TeamReview Review, double Time)>();
        var unproven = 0;
        form(new TeamWorld(heard, BaseSeed - 1).Problem);
        for (var run = 0; run < runs; run++)
        {
            var problem = new TeamWorld(heard, BaseSeed + run).Problem;
            var clock = Stopwatch.StartNew();
            var (places, isProven) = form(problem);
            var time = clock.Elapsed.TotalMilliseconds;
            var review = TeamReview.Of(problem, places);
            if (review.Broken.Count > 0)
            {
                throw new InvalidOperationException("These teams break a rule.");
            }

            unproven += isProven ? 0 : 1;
            reviews.Add((review, time));
        }

        Estimate Of(Func<TeamReview, double> figure) => Estimate.Of([.. reviews.Select(row => figure(row.Review))]);
        return new TeamMeasures(
            Of(review => review.Figures.Filled),
            Of(review => review.Figures.Complete),
            Of(review => (double)review.Figures.MeanMark!),
            Of(review => (double)review.Figures.FirstWishes / review.Figures.Filled),
            Of(review => (double)review.Figures.AnyWishes / review.Figures.Filled),
            Of(review => review.Complaining),
            Estimate.Of([.. reviews.Select(row => row.Time)]),
            reviews.Max(row => row.Time),
            unproven
        );
    }

    private static (IReadOnlyList<TeamPlace> Places, bool IsProven) Ours(TeamProblem problem, TeamGoal goal)
    {
        var solution = Former.Form(problem, goal).Solution!;
        return (solution.Places, solution.Gap is null);
    }

    /// <summary>Seats in the order of the catalogue, each to the best who asks for it; then the holes, each to the best who accepts it.</summary>
    private static IReadOnlyList<TeamPlace> ListByList(TeamProblem problem)
    {
        var places = new List<TeamPlace>();
        Fill(problem, places, option => option.Basis == TeamBasis.Wish);
        return ThenAcceptors(problem, places);
    }

    private static IReadOnlyList<TeamPlace> ThenAcceptors(TeamProblem problem, IReadOnlyList<TeamPlace> before)
    {
        var places = before.ToList();
        Fill(problem, places, _ => true);
        return places;
    }

    private static void Fill(TeamProblem problem, List<TeamPlace> places, Func<TeamOption, bool> may)
    {
        foreach (var seat in problem.Seats.Where(seat => places.All(place => place.PostId != seat.PostId)).ToList())
        {
            var best = problem
                .Options.Where(option => option.List == seat.List && may(option) && problem.IsOpen(option))
                .Where(option => places.All(place => place.CandidatureId != option.CandidatureId))
                .MaxBy(option => option.Mark);
            if (best is not null)
            {
                places.Add(new TeamPlace(seat.PostId, best.CandidatureId));
            }
        }
    }
}
