using System.Globalization;
using EigPortal.Domain.Selection;
using EigPortal.Domain.Selection.Forming;
using Google.OrTools.Sat;

namespace EigPortal.Services.Matching;

/// <summary>
/// Teams by CP-SAT (ADR 25). The criteria of a goal are optimised one after the other, each kept at its optimum while the next is
/// looked for; a lot drawn from the seed comes last, so that one answer is left. One worker, a fixed seed and a limit in deterministic
/// time rather than seconds: the answer does not depend on the machine, even when the limit is met.
/// </summary>
/// <param name="stepsPerCriterion">
/// Steps of the solver for one criterion, about a second each; the usual number is met only by problems far larger than a promotion. What
/// was reached by then is given with the best that may exist (E11).
/// </param>
public sealed class CpSatTeamFormer(double stepsPerCriterion = 4) : ITeamFormer
{
    public string Version { get; } = $"CP-SAT {typeof(CpSolver).Assembly.GetName().Version?.ToString(3)}";

    public TeamOutcome Form(TeamProblem problem, TeamGoal goal)
    {
        var model = new TeamModel(problem, problem.Rules);
        return Optimise(problem, goal, model, model.Lot()) is { } solution
            ? new TeamOutcome(solution, null)
            : new TeamOutcome(null, new TeamBlock(SmallestConflict(problem, null)));
    }

    public TeamCounterfactual WhyNot(TeamProblem problem, TeamSolution solution, TeamOption option)
    {
        var model = new TeamModel(problem, problem.Rules);
        model.Force(option.CandidatureId, option.List);
        // As near as it gets to what people are looking at, so that only those who must move do.
        var near = (1L << 32) * model.Kept(solution.Places);
        if (Optimise(problem, solution.Goal, model, model.Lot() - near) is not { } forced)
        {
            return new TeamCounterfactual(null, null, 0, 0, new TeamBlock(SmallestConflict(problem, option)));
        }

        foreach (var criterion in TeamGoals.Criteria(solution.Goal))
        {
            var before = TeamGoals.Value(criterion, problem, solution.Places);
            var after = TeamGoals.Value(criterion, problem, forced.Places);
            if (before != after)
            {
                return new TeamCounterfactual(forced, criterion, before, after, null);
            }
        }

        return new TeamCounterfactual(forced, null, 0, 0, null);
    }

    public IReadOnlyList<TeamTradeOff> TradeOffs(TeamProblem problem, IReadOnlyList<decimal> worths)
    {
        var points = new List<TeamTradeOff>();
        foreach (var worth in worths)
        {
            var model = new TeamModel(problem, problem.Rules);
            var search = new Search(model, problem.Seed, stepsPerCriterion);
            // A seat is worth more than any mark and any wish.
            var first = TeamGoals.Hundredths(worth * 1.5m);
            var any = TeamGoals.Hundredths(worth);
            var seat = (problem.Seats.Count * (2_000L + first)) + 1;
            var value = model.Weighted(option =>
                seat
                + TeamGoals.Hundredths(option.Mark)
                + (
                    option.Wish == 1 ? first
                    : option.Wish is null ? 0
                    : any
                )
            );
            if (!search.Best(value, isMoreBetter: true) || !search.Best(model.Lot(), isMoreBetter: false))
            {
                return [];
            }

            var places = TeamSeating.Seat(problem, search.Chosen);
            points.Add(new TeamTradeOff(worth, TeamReview.Of(problem, places), places));
        }

        return points;
    }

    private TeamSolution? Optimise(TeamProblem problem, TeamGoal goal, TeamModel model, LinearExpr last)
    {
        var search = new Search(model, problem.Seed, stepsPerCriterion);
        TeamGap? gap = null;
        foreach (var criterion in TeamGoals.Criteria(goal).Where(problem.Tells))
        {
            if (!search.Best(model.Expression(criterion), TeamGoals.IsMoreBetter(criterion)))
            {
                return null;
            }

            gap ??= search.IsProven ? null : new TeamGap(criterion, search.Reached, search.Bound);
        }

        if (!search.Best(last, isMoreBetter: false))
        {
            return null;
        }

        var places = TeamSeating.Seat(problem, search.Chosen);
        return new TeamSolution(goal, places, TeamReview.Of(problem, places), gap);
    }

    /// <summary>
    /// The smallest set of rules that leaves no places (A. Ignatiev and others, "Smallest MUS Extraction with Minimal Hitting Set
    /// Dualization", 2015): each set of rules that can hold leaves out a rule of every conflict, so a smallest set that meets all of these
    /// rests, once it can't hold, is a smallest conflict.
    /// </summary>
    private IReadOnlyList<TeamRule> SmallestConflict(TeamProblem problem, TeamOption? forced)
    {
        var rules = problem.Rules.Where(rule => rule is not TeamRule.Complementary).ToList();
        bool Hold(IReadOnlyCollection<TeamRule> some)
        {
            var model = new TeamModel(problem, some);
            if (forced is not null)
            {
                model.Force(forced.CandidatureId, forced.List);
            }

            return new Search(model, problem.Seed, stepsPerCriterion).Exists();
        }

        var rests = new List<IReadOnlyList<int>>();
        while (true)
        {
            var chosen = SmallestMeeting(rests, rules.Count, problem.Seed);
            if (!Hold([.. chosen.Select(index => rules[index])]))
            {
                return [.. chosen.Select(index => rules[index])];
            }

            var grown = chosen.ToList();
            foreach (var index in Enumerable.Range(0, rules.Count).Except(chosen))
            {
                if (Hold([.. grown.Append(index).Select(kept => rules[kept])]))
                {
                    grown.Add(index);
                }
            }

            rests.Add([.. Enumerable.Range(0, rules.Count).Except(grown)]);
        }
    }

    /// <summary>A smallest set of rules with one of every rest; the first in the order of the rules.</summary>
    private List<int> SmallestMeeting(IReadOnlyList<IReadOnlyList<int>> rests, int count, int seed)
    {
        var model = new CpModel();
        var taken = Enumerable.Range(0, count).Select(_ => model.NewBoolVar("")).ToList();
        foreach (var rest in rests)
        {
            model.AddBoolOr(rest.Select(index => taken[index]));
        }

        var solver = new CpSolver { StringParameters = Search.Parameters(seed, stepsPerCriterion) };
        var size = LinearExpr.Sum(taken);
        model.Minimize(
            ((long)(count + 1) * count * size)
                + LinearExpr.WeightedSum(taken, Enumerable.Range(0, count).Select(index => (long)index))
        );
        return solver.Solve(model) is CpSolverStatus.Optimal
            ? [.. Enumerable.Range(0, count).Where(index => solver.BooleanValue(taken[index]))]
            : throw new InvalidOperationException("Rules that can't hold together have a smallest conflict.");
    }

    /// <summary>One criterion after another on one model.</summary>
    private sealed class Search(TeamModel model, int seed, double steps)
    {
        public long Reached { get; private set; }
        public long Bound { get; private set; }
        public bool IsProven { get; private set; }
        public IReadOnlyList<(Guid CandidatureId, ListKey List)> Chosen { get; private set; } = [];

        /// <summary>The model is nearly a flow: its relaxation says most, and looking for symmetries costs more than it saves.</summary>
        public static string Parameters(int seed, double steps) =>
            string.Create(
                CultureInfo.InvariantCulture,
                $"num_workers:1 random_seed:{seed} max_deterministic_time:{steps} linearization_level:2 cp_model_probing_level:0 symmetry_level:0"
            );

        private CpSolver FirstFound(bool fixesKnown) =>
            new()
            {
                StringParameters = string.Create(
                    CultureInfo.InvariantCulture,
                    $"num_workers:1 random_seed:{seed} stop_after_first_solution:true fix_variables_to_their_hinted_value:{(fixesKnown ? "true" : "false")}"
                ),
            };

        public bool Exists() =>
            new CpSolver { StringParameters = Parameters(seed, steps) }.Solve(model.Model)
                is CpSolverStatus.Optimal
                    or CpSolverStatus.Feasible;

        /// <summary>Optimises, keeps what was reached for what follows; false when the rules leave no places.</summary>
        public bool Best(LinearExpr value, bool isMoreBetter)
        {
            if (isMoreBetter)
            {
                model.Model.Maximize(value);
            }
            else
            {
                model.Model.Minimize(value);
            }

            var solver = new CpSolver { StringParameters = Parameters(seed, steps) };
            var status = solver.Solve(model.Model);
            if (status is CpSolverStatus.Infeasible)
            {
                return false;
            }

            (IsProven, Bound) = (status == CpSolverStatus.Optimal, (long)Math.Round(solver.BestObjectiveBound));
            if (status is CpSolverStatus.Unknown)
            {
                // Out of steps before it found anything, it has no bound either: that of any places is one (E11).
                solver = FirstFound(fixesKnown: false);
                status = solver.Solve(model.Model);
                Bound = (long)Math.Round(solver.BestObjectiveBound);
                if (Chosen.Count > 0)
                {
                    // What is known is taken as it is.
                    solver = FirstFound(fixesKnown: true);
                    status = solver.Solve(model.Model);
                }
            }

            if (status is not (CpSolverStatus.Optimal or CpSolverStatus.Feasible))
            {
                throw new InvalidOperationException($"The solver answered {status} about {model.Options.Count} possible places.");
            }

            Reached = (long)Math.Round(solver.ObjectiveValue);
            Chosen = [.. model.Chosen(solver)];
            model.Model.Add(isMoreBetter ? value >= Reached : value <= Reached);
            var chosen = Chosen.ToHashSet();
            model.Model.ClearHints();
            foreach (var option in model.Options)
            {
                model.Model.AddHint(model.Of(option), chosen.Contains((option.CandidatureId, option.List)) ? 1 : 0);
            }

            return true;
        }
    }
}
