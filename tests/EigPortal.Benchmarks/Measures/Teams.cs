using System.Diagnostics;
using EigPortal.Benchmarks.Selection;
using EigPortal.Domain.Selection.Forming;
using EigPortal.Services.Matching;

namespace EigPortal.Benchmarks.Measures;

/// <summary>
/// Teams at the size of promotion 3 (32 posts, 86 people heard) and at ten times it, on worlds of the selection report. Each solution is
/// reviewed after it is timed; the time is that of all its criteria, lot and proofs included.
/// </summary>
internal static class Teams
{
    private const int Heard = 86;
    private const int Worlds = 20;
    private const int BaseSeed = 8_600;

    public static void Measure(Table table)
    {
        var former = new CpSatTeamFormer();
        former.Form(Problem(-1, 1, TeamGoal.Lists), TeamGoal.Lists);
        foreach (var goal in Enum.GetValues<TeamGoal>())
        {
            Measure(table, former, goal, copies: 1, Worlds, "proven optimal <= 0.5 s", 0.5);
        }

        foreach (var goal in Enum.GetValues<TeamGoal>())
        {
            Measure(table, former, goal, copies: 10, worlds: 3, "<= 20 s", 20);
        }

        var problem = Problem(0, 1, TeamGoal.Teams);
        var solution = former.Form(problem, TeamGoal.Teams).Solution!;
        var asked = problem
            .Options.Where(option =>
                problem.IsOpen(option) && solution.Places.All(place => place.CandidatureId != option.CandidatureId)
            )
            .Take(Worlds);
        table.State(
            "why not this person here, 32 posts",
            $"{Figures.Spread(asked.Select(option => Time(() => former.WhyNot(problem, solution, option))).ToList(), 3)} s"
        );
        table.State(
            "trade-off curve of 9 points, 32 posts",
            $"{Figures.Spread([Time(() => former.TradeOffs(problem, [0, 0.5m, 1, 1.5m, 2, 3, 4, 6, 8]))], 3)} s"
        );
    }

    private static void Measure(
        Table table,
        CpSatTeamFormer former,
        TeamGoal goal,
        int copies,
        int worlds,
        string budget,
        double most
    )
    {
        var (seconds, proven) = (new List<double>(), 0);
        for (var world = 0; world < worlds; world++)
        {
            var problem = Problem(world, copies, goal);
            TeamSolution? solution = null;
            seconds.Add(Time(() => solution = former.Form(problem, goal).Solution));
            if (solution!.Review.Broken.Count > 0)
            {
                throw new InvalidOperationException("These teams break a rule.");
            }

            proven += solution.Gap is null ? 1 : 0;
        }

        table.Add(
            $"teams, {32 * copies} posts x {Heard * copies} people, {goal}",
            $"{Figures.Spread(seconds, 3)} s, {proven} of {worlds} proven optimal",
            budget,
            seconds.Max() <= most && (copies > 1 || proven == worlds)
        );
    }

    /// <summary>Least change is asked from teams in which one person in ten has withdrawn.</summary>
    private static TeamProblem Problem(int world, int copies, TeamGoal goal)
    {
        var problem = new TeamWorld(Heard, BaseSeed + world, copies).Problem;
        if (goal != TeamGoal.Changes)
        {
            return problem;
        }

        var before = StableTeams.Of(problem);
        var gone = before.Where((_, index) => index % 10 == 0).Select(place => place.CandidatureId).ToHashSet();
        return problem.With(options: problem.Options.Where(option => !gone.Contains(option.CandidatureId)), current: before);
    }

    private static double Time<T>(Func<T> act)
    {
        var clock = Stopwatch.StartNew();
        act();
        return clock.Elapsed.TotalSeconds;
    }
}
