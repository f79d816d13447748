using CsCheck;
using EigPortal.Domain.Selection.Forming;

namespace EigPortal.Domain.Tests.Selection;

/// <summary>The stable teams, their complaints and what makes two problems the same (E11).</summary>
public sealed class TeamFormingTests
{
    [Fact]
    public void Deferred_acceptance_leaves_no_justified_complaint() =>
        SmallProblems.Gen.Sample(problem =>
            TeamReview.ComplaintsOf(problem, StableTeams.Of(problem)).Count == 0
            && !HasBlockingPair(problem, StableTeams.Of(problem))
        );

    [Fact]
    public void Complaints_are_the_blocking_pairs_of_the_definition() =>
        SmallProblems.Gen.Sample(problem =>
            SmallProblems
                .AllPlaces(problem)
                .All(places => TeamReview.ComplaintsOf(problem, places).Count > 0 == HasBlockingPair(problem, places))
        );

    [Fact]
    public void Among_stable_teams_deferred_acceptance_gives_each_person_the_best_they_can_get() =>
        SmallProblems.Gen.Sample(problem =>
        {
            var matched = StableTeams.Of(problem);
            return SmallProblems
                .AllPlaces(problem, option => option.Basis == TeamBasis.Wish && problem.IsOpen(option))
                .Where(places => IsStrictlyStable(problem, places))
                .All(places =>
                    problem.Candidates.All(person =>
                        WishOf(problem, matched, person.CandidatureId) <= WishOf(problem, places, person.CandidatureId)
                    )
                );
        });

    [Fact]
    public void The_order_of_the_input_changes_nothing() =>
        SmallProblems.Gen.Sample(problem =>
        {
            var reversed = SmallProblems.Reversed(problem);
            return reversed.Hash() == problem.Hash() && StableTeams.Of(reversed).SequenceEqual(StableTeams.Of(problem));
        });

    [Fact]
    public void Equal_marks_are_separated_by_number_and_nobody_may_complain_of_it()
    {
        var problem = SmallProblems.Of(
            seats: [(0, 1)],
            options: [SmallProblems.Wish(2, 0, 14, 1), SmallProblems.Wish(1, 0, 14.0m, 1)]
        );
        var places = StableTeams.Of(problem);
        Assert.Equal([SmallProblems.Person(1)], places.Select(place => place.CandidatureId));
        Assert.Empty(TeamReview.ComplaintsOf(problem, places));
    }

    [Fact]
    public void E11_the_best_of_two_lists_takes_their_first_wish_and_leaves_the_other_to_the_next()
    {
        var problem = SmallProblems.Of(
            seats: [(0, 1), (1, 1)],
            options:
            [
                SmallProblems.Wish(1, 0, 18, 2),
                SmallProblems.Wish(1, 1, 18, 1),
                SmallProblems.Wish(2, 0, 13, 1),
                SmallProblems.Wish(3, 1, 15, 1),
            ]
        );
        Assert.Equal(
            [SmallProblems.Person(2), SmallProblems.Person(1)],
            StableTeams.Of(problem).Select(place => place.CandidatureId)
        );
    }

    [Fact]
    public void E11_nobody_below_the_minimum_is_placed_or_may_complain()
    {
        var problem = SmallProblems.Of([(0, 1)], [SmallProblems.Wish(1, 0, 11.99m, 1)], minimum: 12);
        Assert.Empty(StableTeams.Of(problem));
        Assert.Empty(TeamReview.ComplaintsOf(problem, []));
    }

    [Fact]
    public void E11_the_hash_changes_with_anything_that_teams_depend_on()
    {
        var wish = SmallProblems.Wish(1, 0, 14, 1);
        var place = new TeamPlace(SmallProblems.Seat(0, 1), SmallProblems.Person(1));
        TeamProblem[] problems =
        [
            SmallProblems.Of([(0, 1)], [wish]),
            SmallProblems.Of([(0, 2)], [wish]),
            SmallProblems.Of([(0, 1)], [wish with { Mark = 14.01m }]),
            SmallProblems.Of([(0, 1)], [wish with { Wish = 2 }]),
            SmallProblems.Of([(0, 1)], [wish with { Basis = TeamBasis.Consent }]),
            SmallProblems.Of([(0, 1)], [wish, SmallProblems.Wish(2, 0, 13, 1)]),
            SmallProblems.Of([(0, 1)], [wish], minimum: 12),
            SmallProblems.Of([(0, 1)], [wish], [new TeamRule.Lock(SmallProblems.Person(1), SmallProblems.List(0))]),
            SmallProblems.Of([(0, 1)], [wish], [Needs(1)]),
            SmallProblems.Of([(0, 1)], [wish], [Needs(1, 2)]),
            SmallProblems.Of([(0, 1)], [wish]).With(current: [place]),
        ];
        Assert.Equal(problems.Length, problems.Select(problem => problem.Hash()).Distinct().Count());
        Assert.Equal(problems[0].Hash(), SmallProblems.Of([(0, 1)], [wish with { Mark = 14.000m }]).Hash());
    }

    [Fact]
    public void Figures_count_seats_teams_wishes_and_what_stayed()
    {
        var problem = SmallProblems.Of(
            seats: [(0, 2), (1, 1)],
            options: [SmallProblems.Wish(1, 0, 15, 1), SmallProblems.Wish(2, 0, 12, 2), SmallProblems.Accepts(3, 1, 14)]
        );
        TeamPlace[] places =
        [
            new(SmallProblems.Seat(0, 1), SmallProblems.Person(1)),
            new(SmallProblems.Seat(1, 1), SmallProblems.Person(3)),
        ];
        var moved = new TeamPlace(SmallProblems.Seat(0, 2), SmallProblems.Person(1));
        Assert.Equal(
            new TeamFigures(
                Seats: 3,
                Filled: 2,
                Teams: 2,
                Complete: 1,
                FirstWishes: 1,
                AnyWishes: 1,
                MeanMark: 14.5m,
                Complementary: 0,
                Kept: 1
            ),
            TeamReview.Of(problem.With(current: [moved]), places).Figures
        );
    }

    [Fact]
    public void E11_each_rule_that_places_break_is_told()
    {
        var (one, two, team) = (SmallProblems.Person(1), SmallProblems.Person(2), SmallProblems.List(0).ChallengeId);
        TeamRule[] rules =
        [
            new TeamRule.Apart(one, two),
            new TeamRule.Barred(one, team),
            new TeamRule.Complete(SmallProblems.List(1).ChallengeId),
            new TeamRule.Lock(one, SmallProblems.List(1)),
            Needs(3, 4),
            new TeamRule.Settled(two, SmallProblems.List(1)),
            new TeamRule.Without(team),
        ];
        var problem = SmallProblems.Of(
            [(0, 2), (1, 1)],
            [SmallProblems.Wish(1, 0, 11, 1), SmallProblems.Wish(2, 0, 15, 1)],
            [.. rules, new TeamRule.Together(one, two)],
            minimum: 12
        );
        TeamPlace[] together = [new(SmallProblems.Seat(0, 1), one), new(SmallProblems.Seat(0, 2), two)];
        Assert.Equal(
            rules.Append(new TeamRule.Minimum()).Select(rule => rule.GetType()).OrderBy(type => type.Name),
            TeamReview.Of(problem, together).Broken.Select(rule => rule.GetType()).OrderBy(type => type.Name)
        );
        Assert.Contains(new TeamRule.Together(one, two), TeamReview.Of(problem, together[..1]).Broken);
    }

    [Fact]
    public void E11_one_of_several_people_is_one_rule_whatever_their_order()
    {
        var wish = SmallProblems.Wish(1, 0, 14, 1);
        Assert.Equal(Needs(1, 2), Needs(2, 1));
        Assert.Equal(
            SmallProblems.Of([(0, 1)], [wish], [Needs(1, 2)]).Hash(),
            SmallProblems.Of([(0, 1)], [wish], [Needs(2, 1), Needs(1, 2)]).Hash()
        );
    }

    [Fact]
    public void E11_a_condition_on_several_people_counts_on_those_who_are_left_and_lapses_with_the_last()
    {
        var (one, two) = (SmallProblems.Person(1), SmallProblems.Person(2));
        var team = SmallProblems.List(0).ChallengeId;
        var text = new TeamConditionText(TeamConditionKind.OneOf, null, null, team, "Design", "Raison")
        {
            People = [two, one, two],
            Sought = " connaît le terrain ",
        };
        var condition = TeamCondition.Add(Guid.CreateVersion7(), text, Given.FirstPerson, Given.AfterCall).Value;

        Assert.Equal("connaît le terrain", condition.Sought);
        Assert.Equal(Needs(1, 2), condition.ToRule());
        Assert.Equal(Needs(2), condition.ToRule(new HashSet<Guid> { two }));
        Assert.Null(condition.ToRule(new HashSet<Guid>()));
    }

    [Fact]
    public void E11_a_condition_on_several_people_without_people_words_challenge_or_reason_is_refused_at_once()
    {
        var text = new TeamConditionText(TeamConditionKind.OneOf, null, null, null, null, "");
        Assert.Equal(
            ["condition.people", "condition.sought", "condition.challenge", "condition.reason"],
            TeamCondition.Add(Guid.CreateVersion7(), text, Given.FirstPerson, Given.AfterCall).Errors.Select(error => error.Code)
        );
    }

    private static TeamRule.OneOf Needs(params int[] people) =>
        new(SmallProblems.List(0).ChallengeId, [.. people.Select(SmallProblems.Person)]);

    /// <summary>The definition, seat by seat, without the code under test.</summary>
    private static bool HasBlockingPair(TeamProblem problem, IReadOnlyList<TeamPlace> places) =>
        (
            from option in problem.Options
            where option.Basis == TeamBasis.Wish && (problem.MinimumMark is not { } least || option.Mark >= least)
            where WishOf(problem, places, option.CandidatureId) > option.Wish
            from seat in problem.Seats.Where(seat => seat.List == option.List)
            let holder = places.FirstOrDefault(place => place.PostId == seat.PostId)
            where holder is null || problem.Option(holder.CandidatureId, option.List)!.Mark < option.Mark
            select option
        ).Any();

    /// <summary>Stable when equal marks are separated by number, as deferred acceptance separates them.</summary>
    private static bool IsStrictlyStable(TeamProblem problem, IReadOnlyList<TeamPlace> places) =>
        !(
            from option in problem.Options
            where option.Basis == TeamBasis.Wish && problem.IsOpen(option)
            where WishOf(problem, places, option.CandidatureId) > option.Wish
            from seat in problem.Seats.Where(seat => seat.List == option.List)
            let holder = places.FirstOrDefault(place => place.PostId == seat.PostId)
            where holder is null || IsBefore(problem, option, problem.Option(holder.CandidatureId, option.List)!)
            select option
        ).Any();

    private static bool IsBefore(TeamProblem problem, TeamOption left, TeamOption right) =>
        left.Mark > right.Mark
        || (
            left.Mark == right.Mark
            && string.CompareOrdinal(problem.NumberOf(left.CandidatureId), problem.NumberOf(right.CandidatureId)) < 0
        );

    private static int WishOf(TeamProblem problem, IReadOnlyList<TeamPlace> places, Guid candidature) =>
        places.FirstOrDefault(place => place.CandidatureId == candidature) is { } place
            ? problem.Option(candidature, problem.Seats.Single(seat => seat.PostId == place.PostId).List)!.Wish ?? int.MaxValue
            : int.MaxValue;
}
