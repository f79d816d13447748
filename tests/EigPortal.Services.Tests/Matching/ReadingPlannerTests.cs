using CsCheck;
using EigPortal.Domain.Challenges;
using EigPortal.Domain.Juries;
using EigPortal.Services.Matching;

namespace EigPortal.Services.Tests.Matching;

/// <summary>Plans by themselves, on made-up juries (E7).</summary>
public sealed class ReadingPlannerTests
{
    private static readonly PlanRules Usual = new(3, 0, 60, KeepsAssigned: true);
    private readonly FlowReadingPlanner planner = new();

    [Fact]
    public void Every_file_gets_its_readings_the_load_is_even_and_the_whole_jury_is_linked()
    {
        var problem = Problem(Usual, Files(170), Jurors(30));
        var plan = planner.Plan(problem).Plan!;

        Assert.Equal(510, plan.Added.Count);
        Assert.Equal(510, plan.Added.Distinct().Count());
        Assert.All(plan.Added.CountBy(pair => pair.CandidatureId), file => Assert.Equal(3, file.Value));
        Assert.All(plan.Loads.Values, load => Assert.Equal(17, load));
        Assert.Equal((1, true), (plan.Groups, plan.IsOptimal));
    }

    [Fact]
    public void The_same_facts_give_the_same_plan_whatever_their_order_and_however_often()
    {
        var (files, jurors) = (Files(60), Jurors(12));
        var apart = new[] { new PlanApart(files[0].CandidatureId, jurors[0].JurorId, ApartReason.Tie) };
        var problem = Problem(Usual, files, jurors, apart: apart);
        var shuffled = Problem(Usual, [.. Enumerable.Reverse(files)], [.. Enumerable.Reverse(jurors)], apart: apart);

        Assert.Equal(problem.Hash(), shuffled.Hash());
        var plan = planner.Plan(problem).Plan!;
        Assert.Equal(plan.Added, planner.Plan(shuffled).Plan!.Added);
        Assert.Equal(plan.Added, new FlowReadingPlanner().Plan(problem).Plan!.Added);
    }

    [Fact]
    public void The_hash_changes_with_anything_the_plan_depends_on()
    {
        var (files, jurors) = (Files(4), Jurors(4));
        var given = new PlanReading(files[0].CandidatureId, jurors[0].JurorId, ReadingProgress.Assigned);
        var hash = Problem(Usual, files, jurors, [given]).Hash();
        string[] others =
        [
            Problem(Usual with { MaxPerJuror = 59 }, files, jurors, [given]).Hash(),
            Problem(Usual, files[..3], jurors, [given]).Hash(),
            Problem(Usual, files, [jurors[0] with { MaxReadings = 2 }, .. jurors[1..]], [given]).Hash(),
            Problem(Usual, files, [jurors[0] with { HasLeft = true }, .. jurors[1..]], [given]).Hash(),
            Problem(Usual, files, [jurors[0] with { Families = [Family.Design] }, .. jurors[1..]], [given]).Hash(),
            Problem(Usual, files, jurors, [given with { Progress = ReadingProgress.Started }]).Hash(),
            Problem(Usual, files, jurors, [given], [new(files[1].CandidatureId, jurors[1].JurorId, ApartReason.TieToReview)])
                .Hash(),
        ];
        Assert.Equal(others.Length + 1, others.Append(hash).Distinct().Count());
    }

    [Fact]
    public void E7_each_file_of_a_trade_has_somebody_of_the_trade_and_the_others_are_shared()
    {
        var files = Files(40, i => i < 10 ? Family.Design : Family.Data);
        var jurors = Jurors(10, i => i < 2 ? [Family.Design] : [Family.Data]);
        var plan = planner.Plan(Problem(Usual with { CompetentPerFile = 1 }, files, jurors)).Plan!;

        var designers = jurors[..2].Select(juror => juror.JurorId).ToHashSet();
        foreach (var file in files[..10])
        {
            Assert.Contains(plan.Added, pair => pair.CandidatureId == file.CandidatureId && designers.Contains(pair.JurorId));
        }

        foreach (var file in files[10..])
        {
            Assert.Contains(plan.Added, pair => pair.CandidatureId == file.CandidatureId && !designers.Contains(pair.JurorId));
        }

        Assert.Equal(1, plan.Groups);
    }

    [Fact]
    public void E7_a_juror_who_leaves_gives_up_what_is_not_locked_and_nothing_else_moves()
    {
        var (files, jurors) = (Files(30), Jurors(6));
        var first = planner.Plan(Problem(Usual, files, jurors)).Plan!;
        var readings = first.Added.Select((pair, i) => Reading(pair, (ReadingProgress)(i % 3))).ToList();
        var leaving = jurors[2] with { HasLeft = true };
        var lost = readings.Count(reading => reading.JurorId == leaving.JurorId && reading.Progress != ReadingProgress.Locked);

        var plan = planner.Plan(Problem(Usual, files, [.. jurors[..2], leaving, .. jurors[3..]], readings)).Plan!;

        Assert.Equal(lost, plan.Added.Count);
        Assert.Equal(lost, plan.Removed.Count);
        Assert.All(plan.Removed, pair => Assert.Equal(leaving.JurorId, pair.JurorId));
        Assert.DoesNotContain(plan.Added, pair => pair.JurorId == leaving.JurorId);
        Assert.False(plan.Loads.ContainsKey(leaving.JurorId));
    }

    [Fact]
    public void E7_a_file_that_arrives_late_adds_its_readings_and_moves_none()
    {
        var (files, jurors) = (Files(31), Jurors(6));
        var first = planner.Plan(Problem(Usual, files[..30], jurors)).Plan!;
        var plan = planner.Plan(Problem(Usual, files, jurors, [.. first.Added.Select(pair => Reading(pair))])).Plan!;

        Assert.Equal([files[30].CandidatureId], plan.Added.Select(pair => pair.CandidatureId).Distinct());
        Assert.Equal((3, 0, 90), (plan.Added.Count, plan.Removed.Count, plan.Stayed));
    }

    [Fact]
    public void E7_a_plan_made_anew_evens_the_load_and_keeps_what_was_begun()
    {
        var (files, jurors) = (Files(12), Jurors(4));
        PlanReading[] begun =
        [
            new(files[0].CandidatureId, jurors[3].JurorId, ReadingProgress.Started),
            new(files[1].CandidatureId, jurors[3].JurorId, ReadingProgress.Locked),
        ];
        var crowded = files
            .Skip(2)
            .SelectMany(file =>
                jurors[..3].Select(juror => new PlanReading(file.CandidatureId, juror.JurorId, ReadingProgress.Assigned))
            );
        PlanReading[] readings = [.. begun, .. crowded];

        Assert.Empty(planner.Plan(Problem(Usual, files, jurors, readings)).Plan!.Removed);
        var anew = planner.Plan(Problem(Usual with { KeepsAssigned = false }, files, jurors, readings)).Plan!;
        Assert.All(anew.Loads.Values, load => Assert.Equal(9, load));
        Assert.DoesNotContain(anew.Removed, pair => pair.JurorId == jurors[3].JurorId);
    }

    [Fact]
    public void Groups_are_linked_at_the_same_load_when_it_can_be_and_the_price_is_told_when_it_can_t()
    {
        var free = planner.Plan(Problem(new PlanRules(2, 0, 60, true), Files(8), Jurors(4))).Plan!;
        Assert.Equal((1, true), (free.Groups, free.IsOptimal));
        Assert.All(free.Loads.Values, load => Assert.Equal(4, load));

        // Two files read by two: four jurors with one file each would be two groups.
        var dear = planner.Plan(Problem(new PlanRules(2, 0, 60, true), Files(2), Jurors(4))).Plan!;
        Assert.Equal((1, false), (dear.Groups, dear.IsOptimal));
    }

    [Fact]
    public void Groups_that_nothing_may_link_stay_and_are_counted()
    {
        var (files, jurors) = (Files(8), Jurors(4));
        var apart =
            from file in Enumerable.Range(0, 8)
            from juror in Enumerable.Range(0, 4)
            where file < 4 != juror < 2
            select new PlanApart(files[file].CandidatureId, jurors[juror].JurorId, ApartReason.Tie);
        var plan = planner.Plan(Problem(new PlanRules(2, 0, 60, true), files, jurors, apart: [.. apart])).Plan!;
        Assert.Equal((2, true), (plan.Groups, plan.IsOptimal));
    }

    [Fact]
    public void E7_fewer_readers_than_readings_is_told_without_blaming_a_rule()
    {
        var block = Blocked(Problem(Usual, Files(5), Jurors(2)));
        Assert.Empty(block.Conflicting);
        Assert.Equal((15, 10), (block.Needed, block.Possible));
        Assert.Null(block.WorkableLoad);
    }

    [Fact]
    public void E7_too_low_a_load_is_the_only_rule_to_blame_and_the_lowest_that_works_is_given()
    {
        var block = Blocked(
            Problem(Usual with { MaxPerJuror = 10, CompetentPerFile = 1 }, Files(20), Jurors(5, _ => [Family.Data]))
        );
        Assert.Equal([new PlanConstraint.Load()], block.Conflicting);
        Assert.Equal((60, 50, 12), (block.Needed, block.Possible, block.WorkableLoad!.Value));
    }

    [Fact]
    public void E7_a_trade_that_nobody_judges_is_the_only_rule_to_blame()
    {
        var files = Files(20, i => i < 3 ? Family.Design : Family.Data);
        var block = Blocked(Problem(Usual with { CompetentPerFile = 1 }, files, Jurors(8, _ => [Family.Data])));
        Assert.Equal([new PlanConstraint.Competence(Family.Design)], block.Conflicting);
        Assert.Equal(files[..3].Select(file => file.Number), block.Files.Select(file => file.Number));
    }

    [Fact]
    public void E7_the_only_reader_of_a_trade_who_can_t_take_all_of_it_blames_trade_and_load_together()
    {
        var files = Files(20, i => i < 6 ? Family.Design : Family.Data);
        var jurors = Jurors(20, i => i == 0 ? [Family.Design] : [Family.Data]);
        var block = Blocked(Problem(new PlanRules(3, 1, 4, true), files, jurors));
        Assert.Equal(
            [new PlanConstraint.Load(), new PlanConstraint.Competence(Family.Design)],
            block.Conflicting.OrderBy(rule => rule is PlanConstraint.Competence)
        );
        Assert.Equal((2, 6), (block.Needed - block.Possible, block.WorkableLoad!.Value));
        Assert.All(block.Files, file => Assert.Equal(Family.Design, file.Family));
    }

    [Fact]
    public void E7_ties_and_proposals_are_told_apart_when_both_are_to_blame()
    {
        var (files, jurors) = (Files(3), Jurors(4));
        PlanApart[] apart =
        [
            new(files[1].CandidatureId, jurors[0].JurorId, ApartReason.Tie),
            new(files[1].CandidatureId, jurors[1].JurorId, ApartReason.TieToReview),
        ];
        var block = Blocked(Problem(Usual, files, jurors, apart: apart));
        Assert.Equal([new PlanConstraint.Ties(), new PlanConstraint.TiesToReview()], block.Conflicting);
        Assert.Equal([files[1].Number], block.Files.Select(file => file.Number));
        Assert.Equal(2, block.Jurors.Count);
    }

    [Fact]
    public void E7_limits_of_one_person_count_and_readings_begun_beyond_them_stay()
    {
        var (files, jurors) = (Files(4), Jurors(5));
        PlanJuror[] limited = [jurors[0] with { MaxReadings = 1 }, .. jurors[1..]];
        PlanReading[] begun =
        [
            new(files[0].CandidatureId, jurors[0].JurorId, ReadingProgress.Started),
            new(files[1].CandidatureId, jurors[0].JurorId, ReadingProgress.Started),
        ];
        var plan = planner.Plan(Problem(Usual, files, limited, begun)).Plan!;
        Assert.Equal(2, plan.Loads[jurors[0].JurorId]);
        Assert.DoesNotContain(plan.Added, pair => pair.JurorId == jurors[0].JurorId);
    }

    [Fact]
    public void Any_plan_keeps_every_rule_and_any_refusal_is_smallest()
    {
        var problems =
            from files in Gen.Int[1, 9]
            from jurors in Gen.Int[1, 6]
            from rules in Gen.Select(Gen.Int[1, 3], Gen.Int[0, 2], Gen.Int[1, 8], Gen.Bool)
            from families in Gen.Int[0, 3].Array[files]
            from trades in Gen.Int[0, 15].Array[jurors]
            from pairs in Gen.Int[0, 11].Array[files * jurors]
            select Build(
                new PlanRules(rules.Item1, Math.Min(rules.Item1, rules.Item2), rules.Item3, rules.Item4),
                families,
                trades,
                pairs
            );
        problems.Sample(
            problem =>
            {
                var outcome = planner.Plan(problem);
                if (outcome.Plan is { } plan)
                {
                    AssertKeepsRules(problem, plan);
                }
                else
                {
                    AssertIsSmallest(problem, outcome.Block!);
                }
            },
            iter: 300,
            seed: "0000KzUlQgw4"
        );
    }

    private static void AssertKeepsRules(PlanProblem problem, PlannedReadings plan)
    {
        var removed = plan.Removed.ToHashSet();
        var all = problem
            .Kept.Concat(problem.Movable)
            .Select(reading => new PlanPair(reading.CandidatureId, reading.JurorId))
            .Where(pair => !removed.Contains(pair))
            .Concat(plan.Added)
            .ToList();
        Assert.Equal(all.Count, all.Distinct().Count());
        Assert.All(
            problem.Files,
            file => Assert.Equal(problem.Rules.ReadingsPerFile, all.Count(pair => pair.CandidatureId == file.CandidatureId))
        );
        Assert.All(plan.Added, pair => Assert.Null(problem.Apart(pair.CandidatureId, pair.JurorId)));
        Assert.All(plan.Loads, row => Assert.Equal(row.Value, all.Count(pair => pair.JurorId == row.Key)));
        Assert.All(plan.Loads.Values, load => Assert.True(load <= problem.Rules.MaxPerJuror));
    }

    /// <summary>Without any one of the blamed rules, what is left of them can hold: the planner accepts the relaxed problem.</summary>
    private void AssertIsSmallest(PlanProblem problem, PlanBlock block)
    {
        Assert.True(block.Possible < block.Needed);
        foreach (var spared in block.Conflicting)
        {
            var kept = block.Conflicting.Where(rule => rule != spared).ToList();
            Assert.NotNull(planner.Plan(Relaxed(problem, kept)).Plan);
        }

        Assert.Null(planner.Plan(Relaxed(problem, block.Conflicting)).Plan);
    }

    /// <summary>The same problem with these rules and no other.</summary>
    private static PlanProblem Relaxed(PlanProblem problem, IReadOnlyList<PlanConstraint> kept)
    {
        var trades = kept.OfType<PlanConstraint.Competence>().Select(rule => rule.Family).ToHashSet();
        // A juror who judges a spared trade takes nothing from the kept ones: everybody judges what is spared.
        var spared = Enum.GetValues<Family>().Where(family => !trades.Contains(family)).ToList();
        return new PlanProblem(
            problem.Rules with
            {
                MaxPerJuror = kept.OfType<PlanConstraint.Load>().Any() ? problem.Rules.MaxPerJuror : PlanRules.MostFiles,
            },
            problem.Files,
            problem.Jurors.Select(juror => juror with { Families = [.. juror.Families.Union(spared)] }),
            problem.Kept.Concat(problem.Movable),
            from file in problem.Files
            from juror in problem.Jurors
            let reason = problem.Apart(file.CandidatureId, juror.JurorId)
            where
                reason == ApartReason.Tie && kept.OfType<PlanConstraint.Ties>().Any()
                || reason == ApartReason.TieToReview && kept.OfType<PlanConstraint.TiesToReview>().Any()
            select new PlanApart(file.CandidatureId, juror.JurorId, reason!.Value)
        );
    }

    private static PlanProblem Build(PlanRules rules, int[] families, int[] trades, int[] pairs)
    {
        var files = Files(families.Length, i => (Family)families[i]);
        var jurors = Jurors(
            trades.Length,
            i => [.. Enum.GetValues<Family>().Where(family => (trades[i] & (1 << (int)family)) != 0)]
        );
        var cells = pairs.Select(
            (value, i) => (Value: value, File: files[i / jurors.Count].CandidatureId, Juror: jurors[i % jurors.Count].JurorId)
        );
        return Problem(
            rules,
            files,
            jurors,
            [],
            [.. cells.Where(cell => cell.Value < 2).Select(cell => new PlanApart(cell.File, cell.Juror, (ApartReason)cell.Value))]
        );
    }

    private PlanBlock Blocked(PlanProblem problem)
    {
        var outcome = planner.Plan(problem);
        Assert.Null(outcome.Plan);
        return outcome.Block!;
    }

    private static PlanProblem Problem(
        PlanRules rules,
        IReadOnlyList<PlanFile> files,
        IReadOnlyList<PlanJuror> jurors,
        IReadOnlyList<PlanReading>? readings = null,
        IReadOnlyList<PlanApart>? apart = null
    ) => new(rules, files, jurors, readings ?? [], apart ?? []);

    private static PlanReading Reading(PlanPair pair, ReadingProgress progress = ReadingProgress.Assigned) =>
        new(pair.CandidatureId, pair.JurorId, progress);

    private static List<PlanFile> Files(int count, Func<int, Family>? family = null) =>
        [
            .. Enumerable
                .Range(0, count)
                .Select(i => new PlanFile(Id(1, i), $"EIG3-{i + 1:0000}", family?.Invoke(i) ?? Family.Data)),
        ];

    private static List<PlanJuror> Jurors(int count, Func<int, IReadOnlyList<Family>>? trades = null) =>
        [
            .. Enumerable
                .Range(0, count)
                .Select(i => new PlanJuror(Id(2, i), $"Personne {i:000}", trades?.Invoke(i) ?? [], null, false)),
        ];

    private static Guid Id(byte kind, int i) => new(i, kind, 0, 0, 0, 0, 0, 0, 0, 0, kind);
}
