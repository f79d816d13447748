using System.Diagnostics;
using EigPortal.Domain.Hearings;
using EigPortal.Services.Matching;
using EigPortal.TestKit.Juries;

namespace EigPortal.Benchmarks.Measures;

/// <summary>
/// Hearings over three days at the size of promotion 3 and at ten times it: the first plan that keeps every rule, then the one that the
/// portal proposes. Every plan is checked after it is timed, by a checker that shares no code with the planner.
/// </summary>
internal static class Hearings
{
    public static void Measure(Table table)
    {
        First(table, 86, 5, 15, repeats: 7, most: 2);
        First(table, 860, 50, 150, repeats: 3, most: 60);
        var problem = HearingWorld.Problem(86, 5);
        var plan = Proposed(table, "86 people, 3 days, 5 panels", problem, repeats: 3, seconds: 20, gap: 0.02m);
        Proposed(
            table,
            "the same, six a day at most",
            HearingWorld.Problem(86, 5, maxPerDay: 6),
            repeats: 3,
            seconds: 20,
            gap: 0.1m
        );
        Proposed(
            table,
            "the same, heard once per wish",
            HearingWorld.Problem(86, 5, isOnce: false),
            repeats: 1,
            seconds: 30,
            gap: 0.1m
        );
        var large = HearingWorld.Problem(860, 50, challenges: 150);
        Proposed(table, "860 people, 3 days, 50 panels", large, repeats: 1, seconds: 60, gap: 0.1m);
        Blocked(table, "86 people, four a day at most", HearingWorld.Problem(86, 5, maxPerDay: 4));
        Blocked(table, "860 people, five a day at most", HearingWorld.Problem(860, 50, challenges: 150, maxPerDay: 5));
        Again(table, problem, plan.Places);
    }

    private static PlannedHearings Proposed(
        Table table,
        string what,
        HearingProblem problem,
        int repeats,
        int seconds,
        decimal gap
    )
    {
        var (times, outcome) = Time(() => new HearingPlanner().Plan(problem), repeats);
        var plan = outcome.Plan!;
        Check(problem, plan.Places);
        table.Add(
            $"hearing plan as proposed, {what}",
            $"{Figures.Spread(times, 1)} s, {plan.PresenceDays} days of presence, bound {plan.PresenceBound}, gap {100 * plan.Gap:0.0} %",
            $"gap <= {100 * gap:0} % in {seconds} s",
            Figures.Median(times) <= seconds && plan.Gap <= gap
        );
        return plan;
    }

    private static void Blocked(Table table, string what, HearingProblem problem)
    {
        var (times, outcome) = Time(() => new HearingPlanner().Plan(problem), repeats: 3);
        table.State(
            $"no hearing plan: fewest rules and lowest limit that works, {what}",
            $"{Figures.Spread(times, 1)} s, {string.Join(", ", outcome.Block!.Conflicting)}, {outcome.Block.WorkableLoad} a day would do"
        );
    }

    private static void First(Table table, int people, int rooms, int challenges, int repeats, double most)
    {
        var problem = HearingWorld.Problem(people, rooms, challenges: challenges);
        var (seconds, places) = Time(() => HearingPlanner.First(problem), repeats);
        if (places is not null)
        {
            Check(problem, places);
        }

        table.Add(
            $"hearing plan, {Figures.Of(people)} people, 3 days, {rooms} panels, first found",
            places is null ? $"no plan, given up after {Figures.Spread(seconds, 2)} s" : $"{Figures.Spread(seconds, 2)} s",
            $"feasible <= {most} s",
            places is not null && Figures.Median(seconds) <= most
        );
    }

    private static void Again(Table table, HearingProblem problem, IReadOnlyList<HearingPlace> places)
    {
        var tied = problem.Panel(places[0].PanelId)!.JurorIds[0];
        var after = new HearingProblem(
            problem.Rules with
            {
                KeepsPlaced = true,
            },
            problem.Halves,
            problem.Panels.Select(panel =>
                panel.PanelId == places[0].PanelId ? panel with { JurorIds = [.. panel.JurorIds.Where(id => id != tied)] } : panel
            ),
            problem.Hearings.Where(hearing => hearing.Key != places[5].Key),
            problem
                .Hearings.SelectMany(hearing => hearing.ChallengeIds)
                .Distinct()
                .Select(challenge => KeyValuePair.Create(challenge, problem.MentorsOf(challenge))),
            [new HearingTie(places[1].Key.CandidatureId, problem.Panel(places[1].PanelId)!.JurorIds[^1])],
            [],
            places
        );
        var (seconds, outcome) = Time(() => new HearingPlanner().Plan(after), repeats: 3);
        table.Add(
            "plan again after a withdrawal, a juror gone and a tie found",
            $"{Figures.Spread(seconds, 1)} s, {outcome.Plan!.Moved.Count} moved, at least {outcome.Plan.MovedBound} had to",
            "no other moved",
            outcome.Plan.Moved.Count == outcome.Plan.MovedBound
        );
    }

    private static (List<double> Seconds, T Outcome) Time<T>(Func<T> plan, int repeats)
    {
        var seconds = new List<double>();
        T? outcome = default;
        for (var turn = 0; turn < repeats; turn++)
        {
            var clock = Stopwatch.StartNew();
            outcome = plan();
            seconds.Add(clock.Elapsed.TotalSeconds);
        }

        return (seconds, outcome!);
    }

    private static void Check(HearingProblem problem, IReadOnlyList<HearingPlace> places)
    {
        if (HearingChecker.Faults(problem, places) is [var fault, ..])
        {
            throw new InvalidOperationException(fault);
        }
    }
}
