using System.Diagnostics;
using EigPortal.Benchmarks.World;
using EigPortal.Domain.Challenges;
using EigPortal.Domain.Juries;
using EigPortal.Services.Matching;

namespace EigPortal.Benchmarks.Measures;

/// <summary>
/// Reading plans at the size of promotion 3 and at ten times it: ties on 3 % of the pairs, two jurors in five who judge design, one reading
/// in three by somebody of the trade. Every plan is checked after it is timed; the time is that of the solver, its network and its proof,
/// whatever links the jury included.
/// </summary>
internal static class Plans
{
    private const int Repeats = 7;
    private static readonly PlanRules Rules = new(3, 1, 20, KeepsAssigned: true);

    public static Task MeasureAsync(BenchWorld world, Table table)
    {
        var planner = new FlowReadingPlanner();
        var before = Environment.WorkingSet;
        var clock = Stopwatch.StartNew();
        planner.Plan(Problem(6, 3, Rules));
        table.State("first plan of a process, which loads the solver", $"{Figures.Of(clock.Elapsed.TotalMilliseconds)} ms");
        Measure(table, planner, 170, 30, Rules, "proven optimal <= 2 s", 2);
        Measure(table, planner, 1_700, 300, Rules, "proven optimal <= 30 s", 30);
        Replan(table, planner, 170, 30);
        Replan(table, planner, 1_700, 300);
        Refuse(table, planner, 170, 30);
        Refuse(table, planner, 1_700, 300);
        Teams.Measure(table);
        Hearings.Measure(table);
        table.State(
            "memory that all these plans leave resident, solver included",
            $"{Figures.Of((Environment.WorkingSet - before) / 1_048_576d)} MB"
        );
        return Task.CompletedTask;
    }

    private static void Measure(
        Table table,
        FlowReadingPlanner planner,
        int files,
        int jurors,
        PlanRules rules,
        string budget,
        double most
    )
    {
        var problem = Problem(files, jurors, rules);
        var (seconds, outcome) = Time(() => planner.Plan(problem));
        var plan = outcome.Plan ?? throw new InvalidOperationException("This jury can read these files.");
        Check(problem, plan);
        var proof = plan is { IsOptimal: true, Groups: 1 } ? "optimal, one group" : "not proven";
        table.Add(
            $"reading plan, {Figures.Of(files)} files x 3 readings x {jurors} jurors",
            $"{Figures.Spread(seconds, 3)} s, {proof}, loads {plan.Loads.Values.Min()} to {plan.Loads.Values.Max()}",
            budget,
            Figures.Median(seconds) <= most && plan is { IsOptimal: true, Groups: 1 }
        );
    }

    private static void Replan(Table table, FlowReadingPlanner planner, int files, int jurors)
    {
        var problem = Problem(files, jurors, Rules);
        var first = planner.Plan(problem).Plan!;
        var gone = problem.Jurors[0] with { HasLeft = true };
        var after = new PlanProblem(
            Rules,
            problem.Files,
            problem.Jurors.Select(juror => juror.JurorId == gone.JurorId ? gone : juror),
            first.Added.Select(pair => new PlanReading(pair.CandidatureId, pair.JurorId, ReadingProgress.Assigned)),
            Apart(problem)
        );
        var (seconds, outcome) = Time(() => planner.Plan(after));
        var lost = first.Loads[gone.JurorId];
        var plan = outcome.Plan!;
        table.Add(
            $"plan again after a juror left, {Figures.Of(files)} files",
            $"{Figures.Spread(seconds, 3)} s, {plan.Added.Count} readings given for {lost} lost, {plan.Removed.Count - lost} others moved",
            "no other moved",
            plan.Removed.Count == lost && plan.Added.Count == lost
        );
    }

    private static void Refuse(Table table, FlowReadingPlanner planner, int files, int jurors)
    {
        var problem = Problem(files, jurors, Rules with { MaxPerJuror = 15 });
        var (seconds, outcome) = Time(() => planner.Plan(problem));
        table.State(
            $"no plan: smallest set of rules and lowest limit that works, {Figures.Of(files)} files",
            $"{Figures.Spread(seconds, 3)} s, {outcome.Block!.Conflicting.Count} rule, {outcome.Block.WorkableLoad} files each"
        );
    }

    private static (List<double> Seconds, PlanOutcome Outcome) Time(Func<PlanOutcome> plan)
    {
        var seconds = new List<double>();
        var outcome = plan();
        for (var turn = 0; turn < Repeats; turn++)
        {
            var clock = Stopwatch.StartNew();
            outcome = plan();
            seconds.Add(clock.Elapsed.TotalSeconds);
        }

        return (seconds, outcome);
    }

    private static void Check(PlanProblem problem, PlannedReadings plan)
    {
        var readings = plan.Added.CountBy(pair => pair.CandidatureId).ToDictionary();
        var broken =
            plan.Added.Distinct().Count() != plan.Added.Count
            || problem.Files.Any(file => readings.GetValueOrDefault(file.CandidatureId) != problem.Rules.ReadingsPerFile)
            || plan.Added.Any(pair => problem.Apart(pair.CandidatureId, pair.JurorId) is not null)
            || plan.Loads.Values.Any(load => load > problem.Rules.MaxPerJuror);
        if (broken)
        {
            throw new InvalidOperationException("The plan breaks a rule.");
        }
    }

    private static PlanProblem Problem(int files, int jurors, PlanRules rules)
    {
        var random = new Random(2019);
        var candidatures = Enumerable
            .Range(0, files)
            .Select(i => new PlanFile(Id(1, i), $"EIG3-{i + 1:00000}", FamilyOf(random.NextDouble())))
            .ToList();
        var jury = Enumerable
            .Range(0, jurors)
            .Select(i => new PlanJuror(
                Id(2, i),
                $"Personne {i:0000}",
                i % 5 < 2 ? [Family.Design] : [Family.Data, Family.Developpement],
                null,
                false
            ))
            .ToList();
        var apart =
            from file in candidatures
            from juror in jury
            where random.Next(100) < 3
            select new PlanApart(file.CandidatureId, juror.JurorId, ApartReason.Tie);
        return new PlanProblem(rules, candidatures, jury, [], apart.ToList());
    }

    private static IEnumerable<PlanApart> Apart(PlanProblem problem) =>
        from file in problem.Files
        from juror in problem.Jurors
        where problem.Apart(file.CandidatureId, juror.JurorId) is not null
        select new PlanApart(file.CandidatureId, juror.JurorId, ApartReason.Tie);

    private static Family FamilyOf(double drawn) =>
        drawn switch
        {
            < 0.5 => Family.Data,
            < 0.84 => Family.Developpement,
            _ => Family.Design,
        };

    private static Guid Id(byte kind, int i) => new(i, kind, 0, 0, 0, 0, 0, 0, 0, 0, kind);
}
