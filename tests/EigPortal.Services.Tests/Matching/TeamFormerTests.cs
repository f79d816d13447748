using CsCheck;
using EigPortal.Domain.Selection;
using EigPortal.Domain.Selection.Forming;
using EigPortal.Domain.Tests.Selection;
using EigPortal.Services.Matching;
using static EigPortal.Domain.Tests.Selection.SmallProblems;

namespace EigPortal.Services.Tests.Matching;

/// <summary>Teams by themselves, on made-up promotions (E11).</summary>
public sealed class TeamFormerTests
{
    private readonly CpSatTeamFormer former = new();

    /// <summary>Rules of every kind among five people and three teams.</summary>
    private static readonly Gen<TeamProblem> Ruled =
        from problem in SmallProblems.Gen
        from rules in CsCheck
            .Gen.Select(CsCheck.Gen.Int[0, 8], CsCheck.Gen.Int[1, 5], CsCheck.Gen.Int[1, 5], CsCheck.Gen.Int[0, 2])
            .Array[0, 4]
        from current in CsCheck.Gen.Int[0, 40]
        select problem.With(
            rules: problem.Rules.Concat(rules.Select(Rule).OfType<TeamRule>()),
            current: AllPlaces(problem).ElementAtOrDefault(current)
        );

    [Fact]
    public void No_way_to_place_people_does_better_on_the_criteria_of_any_goal() =>
        Ruled.Sample(
            problem =>
            {
                var ways = AllPlaces(problem).Where(places => problem.Rules.All(rule => rule.IsKeptBy(problem, places))).ToList();
                foreach (var goal in Enum.GetValues<TeamGoal>())
                {
                    var solution = former.Form(problem, goal).Solution;
                    if (ways.Count == 0)
                    {
                        Assert.Null(solution);
                        continue;
                    }

                    Assert.NotNull(solution);
                    Assert.Null(solution.Gap);
                    Assert.Empty(solution.Review.Broken);
                    var best = ways.Select(way => Worth(problem, goal, way)).Max(Lexicographic)!;
                    Assert.Equal(best, Worth(problem, goal, solution.Places));
                }
            },
            iter: 60,
            threads: 1
        );

    [Fact]
    public void E11_rules_that_can_t_hold_together_are_told_by_a_smallest_set() =>
        Ruled.Sample(
            problem =>
            {
                if (former.Form(problem, TeamGoal.Lists).Block is not { } block)
                {
                    return;
                }

                var ways = AllPlaces(problem).ToList();
                bool Hold(IEnumerable<TeamRule> rules) => ways.Any(way => rules.All(rule => rule.IsKeptBy(problem, way)));
                Assert.False(Hold(block.Conflicting));
                var smaller = Subsets(problem.Rules).Where(rules => rules.Count < block.Conflicting.Count);
                Assert.All(smaller, rules => Assert.True(Hold(rules)));
            },
            iter: 150,
            threads: 1
        );

    [Fact]
    public void E11_the_same_input_gives_the_same_teams_whatever_its_order() =>
        Ruled.Sample(
            problem =>
            {
                foreach (var goal in Enum.GetValues<TeamGoal>())
                {
                    Assert.Equal(
                        former.Form(problem, goal).Solution?.Places,
                        new CpSatTeamFormer().Form(Reversed(problem), goal).Solution?.Places
                    );
                }
            },
            iter: 40,
            threads: 1
        );

    [Fact]
    public void E11_without_rules_the_lists_are_respected_as_deferred_acceptance_does() =>
        SmallProblems.Gen.Sample(
            problem => former.Form(problem, TeamGoal.Lists).Solution!.Review.Complaints.Count == 0,
            iter: 60,
            threads: 1
        );

    /// <summary>Out of steps, the solver still keeps every rule, and says what it reached and the best that may exist.</summary>
    [Fact]
    public void E11_a_solver_that_gives_up_keeps_the_rules_and_tells_the_best_that_may_exist()
    {
        var problem = Crowd();
        var proven = former.Form(problem, TeamGoal.Wishes).Solution!;
        Assert.Null(proven.Gap);

        var stopped = new CpSatTeamFormer(stepsPerCriterion: 0).Form(problem, TeamGoal.Wishes).Solution!;

        Assert.Empty(stopped.Review.Broken);
        var gap = stopped.Gap!;
        Assert.Equal(TeamCriterion.Wishes, gap.Criterion);
        Assert.Equal(TeamGoals.Value(gap.Criterion, problem, stopped.Places), gap.Reached);
        var best = TeamGoals.Value(gap.Criterion, problem, proven.Places);
        Assert.True(gap.Reached <= best && best <= gap.Bound, $"{gap.Reached} ≤ {best} ≤ {gap.Bound}");
        Assert.Equal(stopped.Places, new CpSatTeamFormer(stepsPerCriterion: 0).Form(problem, TeamGoal.Wishes).Solution!.Places);
    }

    /// <summary>Sixty people, each with two wishes among ten challenges of three seats.</summary>
    private static TeamProblem Crowd()
    {
        var random = new Random(2018);
        var lists = Enumerable
            .Range(0, 10)
            .Select(challenge => new ListKey(new Guid(challenge, 1, 0, new byte[8]), "Data"))
            .ToList();
        var people = Enumerable.Range(0, 60).Select(person => new Guid(person, 3, 0, new byte[8])).ToList();
        return new TeamProblem(
            null,
            lists.SelectMany(
                (list, challenge) =>
                    Enumerable
                        .Range(0, 3)
                        .Select(seat => new TeamSeat(
                            new Guid((challenge * 3) + seat, 2, 0, new byte[8]),
                            list.ChallengeId,
                            $"Défi {challenge}",
                            list.Profile,
                            seat
                        ))
            ),
            people.Select((person, place) => new TeamCandidate(person, $"EIG3-{place:00000}", $"{place:00000}")),
            people.SelectMany(person =>
                Enumerable
                    .Range(0, 10)
                    .OrderBy(_ => random.Next())
                    .Take(2)
                    .Select(
                        (challenge, wish) =>
                            new TeamOption(person, lists[challenge], random.Next(900, 1800) / 100m, TeamBasis.Wish, wish + 1)
                    )
                    .ToList()
            ),
            [],
            [],
            seed: 1
        );
    }

    [Fact]
    public void E11_a_post_without_a_candidate_stays_empty_and_the_rest_is_filled()
    {
        var solution = Form(Of([(0, 1), (1, 1)], [Wish(1, 0, 15, 1)]), TeamGoal.Teams);
        Assert.Equal([new TeamPlace(Seat(0, 1), Person(1))], solution.Places);
    }

    [Fact]
    public void E11_when_everybody_refuses_there_are_teams_of_nobody() =>
        Assert.Empty(Form(Of([(0, 2)], []), TeamGoal.Wishes).Places);

    [Fact]
    public void E11_both_wishes_in_the_same_team_count_once()
    {
        var problem = Of([(0, 1), (10, 1)], [Wish(1, 0, 15, 1), Wish(1, 10, 15, 1), Wish(2, 0, 14, 1)]);
        var solution = Form(problem, TeamGoal.Teams);
        Assert.Equal((1, 2), (solution.Review.Figures.Complete, solution.Review.Figures.FirstWishes));
        Assert.Equal([Person(2), Person(1)], solution.Places.Select(place => place.CandidatureId));
    }

    [Fact]
    public void E11_a_lock_that_contradicts_an_exclusion_is_told_with_it_and_nothing_else()
    {
        TeamRule[] rules =
        [
            new TeamRule.Lock(Person(1), List(0)),
            new TeamRule.Barred(Person(1), List(0).ChallengeId),
            new TeamRule.Apart(Person(1), Person(2)),
        ];
        var outcome = former.Form(Of([(0, 2)], [Wish(1, 0, 15, 1), Wish(2, 0, 14, 1)], rules, minimum: 12), TeamGoal.Lists);
        Assert.Equal(rules[..2].ToHashSet(), outcome.Block!.Conflicting.ToHashSet());
    }

    [Fact]
    public void E11_a_pair_is_placed_together_or_not_at_all_and_another_pair_never_in_one_team()
    {
        TeamOption[] options = [Wish(1, 0, 18, 1), Wish(2, 0, 17, 1), Wish(3, 0, 12, 1), Accepts(2, 1, 17)];
        var apart = Form(Of([(0, 2), (1, 1)], options, [new TeamRule.Apart(Person(1), Person(2))]), TeamGoal.Teams);
        Assert.Equal([Person(1), Person(3), Person(2)], apart.Places.Select(place => place.CandidatureId));

        var together = Form(Of([(0, 1)], options, [new TeamRule.Together(Person(1), Person(2))]), TeamGoal.Teams);
        Assert.Equal([Person(3)], together.Places.Select(place => place.CandidatureId));
    }

    [Fact]
    public void E11_a_host_that_withdraws_empties_its_team_and_its_people_are_placed_elsewhere()
    {
        TeamOption[] options = [Wish(1, 0, 18, 1), Accepts(1, 1, 18)];
        var solution = Form(Of([(0, 1), (1, 1)], options, [new TeamRule.Without(List(0).ChallengeId)]), TeamGoal.Lists);
        Assert.Equal([new TeamPlace(Seat(1, 1), Person(1))], solution.Places);
    }

    [Fact]
    public void E11_a_team_has_one_of_the_people_it_needs_or_nobody()
    {
        TeamOption[] options = [Wish(1, 0, 18, 1), Wish(2, 0, 17, 1), Wish(3, 0, 13, 1)];
        var needed = new TeamRule.OneOf(List(0).ChallengeId, [Person(3), Person(4)]);
        var solution = Form(Of([(0, 2)], options, [needed]), TeamGoal.Teams);
        Assert.Equal([Person(1), Person(3)], solution.Places.Select(place => place.CandidatureId));

        var empty = Of([(0, 2), (1, 1)], [.. options, Accepts(1, 1, 18)], [needed], minimum: 14);
        Assert.Equal([new TeamPlace(Seat(1, 1), Person(1))], Form(empty, TeamGoal.Teams).Places);
        Assert.Equal([needed], empty.Emptying);
    }

    [Fact]
    public void E11_a_team_that_needs_somebody_barred_from_it_is_told_with_the_lock_it_clashes_with()
    {
        TeamRule[] rules =
        [
            new TeamRule.OneOf(List(0).ChallengeId, [Person(2)]),
            new TeamRule.Barred(Person(2), List(0).ChallengeId),
            new TeamRule.Lock(Person(1), List(0)),
            new TeamRule.Apart(Person(1), Person(3)),
        ];
        TeamOption[] options = [Wish(1, 0, 18, 1), Wish(2, 0, 17, 1), Wish(3, 0, 15, 1)];
        var outcome = former.Form(Of([(0, 2)], options, rules, minimum: 12), TeamGoal.Lists);
        Assert.Equal(rules[..3].ToHashSet(), outcome.Block!.Conflicting.ToHashSet());
    }

    [Fact]
    public void E11_why_not_this_person_here_is_answered_by_the_people_whom_the_team_needs()
    {
        TeamOption[] options = [Wish(1, 0, 18, 1), Wish(2, 0, 14, 1)];
        var needed = new TeamRule.OneOf(List(0).ChallengeId, [Person(2)]);
        var problem = Of([(0, 1)], options, [needed]);
        var solution = Form(problem, TeamGoal.Teams);
        Assert.Equal([Person(2)], solution.Places.Select(place => place.CandidatureId));
        Assert.Equal([needed], former.WhyNot(problem, solution, options[0]).Block!.Conflicting);
    }

    [Fact]
    public void People_who_complete_each_other_join_one_team_when_nothing_else_is_lost()
    {
        TeamOption[] options = [Wish(1, 0, 15, 1), Wish(2, 0, 15, 1), Wish(3, 0, 15, 1)];
        var solution = Form(Of([(0, 2)], options, [new TeamRule.Complementary(Person(2), Person(3))]), TeamGoal.Lists);
        Assert.Equal([Person(2), Person(3)], solution.Places.Select(place => place.CandidatureId));
    }

    [Fact]
    public void E11_after_a_withdrawal_the_least_change_moves_nobody_else()
    {
        TeamOption[] options = [Wish(1, 0, 18, 1), Wish(2, 1, 12, 1), Wish(3, 1, 17, 1), Accepts(4, 0, 12)];
        TeamPlace[] current = [new(Seat(0, 1), Person(5)), new(Seat(1, 1), Person(2))];
        var solution = Form(Of([(0, 1), (1, 1)], options).With(current: current), TeamGoal.Changes);
        Assert.Equal([Person(1), Person(2)], solution.Places.Select(place => place.CandidatureId));
    }

    [Fact]
    public void Why_not_this_person_here_is_answered_by_what_would_be_lost()
    {
        TeamOption[] options = [Wish(1, 0, 18, 1), Accepts(1, 1, 18), Wish(2, 0, 14, 1)];
        var problem = Of([(0, 1), (1, 1)], options);
        var solution = Form(problem, TeamGoal.Lists);
        Assert.Equal([new TeamPlace(Seat(0, 1), Person(1))], solution.Places);

        var answer = former.WhyNot(problem, solution, options[2]);
        Assert.Equal((TeamCriterion.Complaining, 0L, 1L), (answer.Lost!.Value, answer.Before, answer.After));
        Assert.Equal([Person(2), Person(1)], answer.Solution!.Places.Select(place => place.CandidatureId));
    }

    [Fact]
    public void Why_not_this_person_here_is_answered_by_the_rules_that_forbid_it()
    {
        TeamOption[] options = [Wish(1, 0, 18, 1), Wish(2, 0, 14, 1)];
        var locked = new TeamRule.Lock(Person(1), List(0));
        var problem = Of([(0, 1)], options, [locked]);
        var answer = former.WhyNot(problem, Form(problem, TeamGoal.Lists), options[1]);
        Assert.Equal([locked], answer.Block!.Conflicting);
    }

    [Fact]
    public void Equals_are_separated_by_the_lot_and_the_answer_says_so()
    {
        TeamOption[] options = [Wish(1, 0, 15, 1), Wish(2, 0, 15, 1)];
        var problem = Of([(0, 1)], options);
        var solution = Form(problem, TeamGoal.Lists);
        var other = options.Single(option => option.CandidatureId != solution.Places[0].CandidatureId);
        Assert.Null(former.WhyNot(problem, solution, other).Lost);
    }

    [Fact]
    public void The_more_a_wish_is_worth_the_more_wishes_are_met_and_the_lower_the_marks()
    {
        TeamOption[] options = [Accepts(1, 0, 16), Wish(1, 1, 15, 1), Accepts(2, 1, 16), Wish(2, 0, 15, 1)];
        var points = former.TradeOffs(Of([(0, 1), (1, 1)], options), [0, 6]);
        Assert.Equal(
            [(0, 16m), (2, 15m)],
            points.Select(point => (point.Review.Figures.FirstWishes, point.Review.Figures.MeanMark!.Value))
        );
    }

    private TeamSolution Form(TeamProblem problem, TeamGoal goal) => former.Form(problem, goal).Solution!;

    private static long[] Worth(TeamProblem problem, TeamGoal goal, IReadOnlyList<TeamPlace> places) =>
        [
            .. TeamGoals
                .Criteria(goal)
                .Select(criterion => TeamGoals.Value(criterion, problem, places) * (TeamGoals.IsMoreBetter(criterion) ? 1 : -1)),
        ];

    private static readonly IComparer<long[]> Lexicographic = Comparer<long[]>.Create(
        (left, right) => left.Zip(right, (a, b) => a.CompareTo(b)).FirstOrDefault(order => order != 0)
    );

    private static TeamRule? Rule((int Kind, int First, int Second, int List) drawn)
    {
        var (first, second, list) = (Person(drawn.First), Person(drawn.Second), List(drawn.List));
        return drawn.Kind switch
        {
            0 => new TeamRule.Lock(first, list),
            1 => new TeamRule.Settled(first, list),
            2 => new TeamRule.Barred(first, list.ChallengeId),
            3 => new TeamRule.Complete(list.ChallengeId),
            4 => new TeamRule.Without(list.ChallengeId),
            8 => new TeamRule.OneOf(list.ChallengeId, first == second ? [first] : [first, second]),
            _ when first == second => null,
            5 => new TeamRule.Apart(first, second),
            6 => new TeamRule.Together(first, second),
            _ => new TeamRule.Complementary(first, second),
        };
    }

    private static IEnumerable<IReadOnlyList<TeamRule>> Subsets(IReadOnlyList<TeamRule> rules) =>
        Enumerable
            .Range(0, 1 << rules.Count)
            .Select(set => (IReadOnlyList<TeamRule>)[.. rules.Where((_, index) => (set & (1 << index)) != 0)]);
}
