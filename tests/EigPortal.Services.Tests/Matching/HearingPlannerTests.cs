using CsCheck;
using EigPortal.Domain.Hearings;
using EigPortal.Services.Matching;
using EigPortal.TestKit.Juries;

namespace EigPortal.Services.Tests.Matching;

/// <summary>Hearing plans by themselves, on made-up promotions, judged by a checker that shares no code with them (E13).</summary>
public sealed class HearingPlannerTests
{
    private readonly HearingPlanner planner = new();

    [Fact]
    public void E13_whatever_the_promotion_a_plan_keeps_every_rule_and_counts_its_days() =>
        Gen.Select(Promotions, Gen.Int[4, 10])
            .Sample(
                (promotion, limit) =>
                {
                    var problem = promotion(limit);
                    var outcome = new HearingPlanner().Plan(problem);
                    if (outcome.Plan is not { } plan)
                    {
                        Assert.NotEmpty(outcome.Block!.Hearings);
                        Assert.Null(HearingPlanner.First(problem));
                        return;
                    }

                    Assert.Empty(HearingChecker.Faults(problem, plan.Places));
                    Assert.Empty(HearingChecker.Faults(problem, HearingPlanner.First(problem)!));
                    Assert.Equal(HearingChecker.DaysOfPresence(problem, plan.Places), plan.PresenceDays);
                    Assert.InRange(
                        plan.PresenceDays,
                        plan.PresenceBound,
                        HearingChecker.DaysOfPresence(problem, HearingPlanner.First(problem)!)
                    );
                    AssertEachHolds(problem, plan.Places);
                },
                iter: 30,
                threads: 1
            );

    [Fact]
    public void E13_no_plan_beats_the_bound_even_one_made_under_a_lower_limit() =>
        Gen.Select(Promotions, Gen.Int[4, 9])
            .Sample(
                (promotion, limit) =>
                {
                    // What keeps a lower limit keeps a higher one.
                    if (new HearingPlanner().Plan(promotion(limit)).Plan is { } strict)
                    {
                        var loose = new HearingPlanner().Plan(promotion(limit + 1)).Plan;
                        Assert.NotNull(loose);
                        Assert.InRange(strict.PresenceDays, loose.PresenceBound, int.MaxValue);
                    }
                },
                iter: 12,
                threads: 1
            );

    [Fact]
    public void E13_ten_times_the_promotion_has_a_plan_that_keeps_every_rule()
    {
        var problem = HearingWorld.Problem(860, 50, challenges: 150);
        Assert.Empty(HearingChecker.Faults(problem, HearingPlanner.First(problem)!));
    }

    [Fact]
    public void E13_ten_times_the_promotion_under_too_low_a_limit_says_which_one_works()
    {
        var block = planner.Plan(HearingWorld.Problem(860, 50, challenges: 150, maxPerDay: 5)).Block!;
        Assert.Equal([HearingRule.DailyLoad], block.Conflicting);
        Assert.Equal(860 - (150 * 5), block.Hearings.Count);
        Assert.Equal(8, block.WorkableLoad);
    }

    [Theory]
    [InlineData(10)]
    [InlineData(6)]
    public void E13_nothing_beats_the_plan_of_the_promotion(int maxPerDay)
    {
        var problem = HearingWorld.Problem(86, 5, maxPerDay: maxPerDay);
        var plan = planner.Plan(problem).Plan!;
        Assert.Empty(HearingChecker.Faults(problem, plan.Places));
        Assert.Equal(plan.PresenceBound, plan.PresenceDays);
    }

    [Fact]
    public void E13_a_large_plan_again_moves_little_when_nothing_else_would_do()
    {
        var problem = HearingWorld.Problem(860, 50, challenges: 150, keeps: true);
        var places = HearingPlanner.First(problem)!;

        // Somebody can only come when the mentor of their challenge hears somebody else, who has to give way.
        var challengeOf = problem.Hearings.ToDictionary(hearing => hearing.Key, hearing => hearing.ChallengeIds);
        var busy = places[0];
        var late = places.First(place =>
            place.StartsAt != busy.StartsAt && challengeOf[place.Key].Intersect(challengeOf[busy.Key]).Any()
        );
        var hearings = problem.Hearings.Select(hearing =>
            hearing.Key == late.Key ? hearing with { CivilStarts = new HashSet<DateTimeOffset> { busy.StartsAt } } : hearing
        );
        var again = problem.With(hearings, [], places);
        var plan = planner.Plan(again).Plan!;
        Assert.Empty(HearingChecker.Faults(again, plan.Places));
        Assert.Contains(late.Key, plan.Moved);
        Assert.InRange(plan.Moved.Count, 2, 3);
    }

    [Fact]
    public void The_same_facts_give_the_same_plan_whatever_their_order_and_however_often()
    {
        var problem = HearingWorld.Problem(20, 2, days: 2, challenges: 6);
        var shuffled = new HearingProblem(
            problem.Rules,
            problem.Halves.Reverse(),
            problem.Panels.Reverse(),
            problem.Hearings.Reverse(),
            Mentors(problem).Reverse(),
            Ties(problem).Reverse(),
            [],
            []
        );
        Assert.Equal(problem.Hash(), shuffled.Hash());
        var plan = planner.Plan(problem).Plan!;
        Assert.Equal(Describe(plan.Places), Describe(new HearingPlanner().Plan(shuffled).Plan!.Places));
        Assert.NotEqual(problem.Hash(), problem.With(problem.Rules with { MaxInARow = 3 }).Hash());
    }

    [Fact]
    public void E13_a_plan_again_moves_only_what_no_longer_holds()
    {
        var problem = HearingWorld.Problem(24, 2, days: 2, challenges: 6, keeps: true);
        var first = planner.Plan(problem).Plan!;
        Assert.Equal((24, 0), (first.Added, first.Moved.Count));
        var quiet = planner.Plan(problem.With(problem.Hearings, [], first.Places)).Plan!;
        Assert.Equal((0, 0, Describe(first.Places)), (quiet.Added, quiet.Moved.Count, Describe(quiet.Places)));

        // A tie is found with somebody of the panel that hears the third person.
        var moved = first.Places[2];
        var juror = problem.Panel(moved.PanelId)!.JurorIds[0];
        var tied = new HearingProblem(
            problem.Rules,
            problem.Halves,
            problem.Panels,
            problem.Hearings,
            Mentors(problem),
            [.. Ties(problem), new HearingTie(moved.Key.CandidatureId, juror)],
            [],
            first.Places
        );
        var again = planner.Plan(tied).Plan!;
        Assert.Equal([moved.Key], again.Moved);
        Assert.Equal(1, again.MovedBound);
        Assert.Empty(HearingChecker.Faults(tied, again.Places));
    }

    [Fact]
    public void E13_confirmed_hearings_stay_put_and_the_rest_is_planned_around_them()
    {
        var problem = HearingWorld.Problem(24, 2, days: 2, challenges: 6);
        var first = planner.Plan(problem).Plan!;
        var kept = first.Places.Where((_, i) => i % 3 == 0).ToList();
        var settled = kept.Select(place => place.Key).ToHashSet();
        var rest = problem.With(problem.Hearings.Where(hearing => !settled.Contains(hearing.Key)), kept, []);
        var plan = planner.Plan(rest).Plan!;
        Assert.Equal(problem.Hearings.Count - kept.Count, plan.Places.Count);
        Assert.Empty(HearingChecker.Faults(rest, plan.Places));
    }

    [Fact]
    public void E13_a_mentor_whom_a_tie_excludes_leaves_no_place_and_the_reason_is_the_smallest_one()
    {
        var problem = HearingWorld.Problem(10, 2, days: 2, challenges: 6, tiesPercent: 0);
        var hearing = problem.Hearings[4];
        var mentor = problem.MentorsOf(hearing.ChallengeIds[0])[0];
        var block = planner
            .Plan(
                new HearingProblem(
                    problem.Rules,
                    problem.Halves,
                    problem.Panels,
                    problem.Hearings,
                    Mentors(problem),
                    [new HearingTie(hearing.Key.CandidatureId, mentor)],
                    [],
                    []
                )
            )
            .Block!;
        Assert.True(block.IsAlone);
        Assert.Equal([HearingRule.Mentors, HearingRule.Ties], block.Conflicting);
        Assert.Equal([hearing.Key], block.Hearings.Select(row => row.Key));
    }

    [Fact]
    public void E13_too_low_a_limit_is_named_with_the_lowest_one_that_works()
    {
        var problem = HearingWorld.Problem(24, 2, days: 2, challenges: 6, maxPerDay: 4, tiesPercent: 0);
        var block = planner.Plan(problem).Block!;
        Assert.Equal([HearingRule.DailyLoad], block.Conflicting);
        Assert.False(block.IsAlone);
        Assert.NotEmpty(block.Hearings);
        var workable = block.WorkableLoad!.Value;
        Assert.Null(planner.Plan(problem.With(problem.Rules with { MaxPerDay = workable - 1 })).Plan);
        Assert.NotNull(planner.Plan(problem.With(problem.Rules with { MaxPerDay = workable })).Plan);
    }

    [Fact]
    public void E13_somebody_far_away_is_heard_in_their_evening_or_not_at_all()
    {
        var problem = HearingWorld.Problem(6, 1, days: 2, challenges: 6, tiesPercent: 0);
        var early = problem.Halves.SelectMany(half => half.Starts).Where(start => start.UtcDateTime.Hour < 9).ToHashSet();
        var far = problem.Hearings[3] with
        {
            CivilStarts = early,
            IsRemote = true,
            Impossible = new HashSet<(DateOnly, HalfDay)>(),
        };
        var plan = planner.Plan(problem.With([.. problem.Hearings.Where(row => row.Key != far.Key), far], [], [])).Plan!;
        Assert.Contains(plan.Places.Single(place => place.Key == far.Key).StartsAt, early);

        var never = far with { CivilStarts = new HashSet<DateTimeOffset>() };
        var block = planner.Plan(problem.With([.. problem.Hearings.Where(row => row.Key != far.Key), never], [], [])).Block!;
        Assert.Equal([HearingRule.CivilHours], block.Conflicting);
    }

    [Fact]
    public void E13_the_check_of_a_move_by_hand_sees_what_the_independent_one_sees()
    {
        var problem = HearingWorld.Problem(16, 2, days: 2, challenges: 6);
        var places = planner.Plan(problem).Plan!.Places;
        var hearings = problem.Hearings.ToDictionary(hearing => hearing.Key);
        var tried = 0;
        foreach (var place in places)
        {
            foreach (var panel in problem.Panels)
            {
                foreach (var start in problem.Halves.Where(half => half.Day == panel.Day).SelectMany(half => half.Starts))
                {
                    var moved = place with { PanelId = panel.PanelId, StartsAt = start };
                    List<HearingPlace> all = [.. places.Where(other => other.Key != place.Key), moved];
                    var breaches = HearingCheck.Of(problem, hearings[place.Key], moved, places);
                    var faults = HearingChecker.Faults(problem, all);
                    Assert.True(
                        (breaches.Count == 0) == (faults.Count == 0),
                        $"{string.Join(',', breaches)} / {string.Join(',', faults)}"
                    );
                    tried++;
                }
            }
        }

        Assert.True(tried > 500);
    }

    /// <summary>Small promotions, by their daily limit.</summary>
    private static readonly Gen<Func<int, HearingProblem>> Promotions = Gen.Select(
            Gen.Int[0, 10_000],
            Gen.Int[4, 24],
            Gen.Int[1, 3],
            Gen.Bool,
            Gen.Int[1, 2],
            Gen.Int[0, 2]
        )
        .Select(
            (seed, people, rooms, isOnce, mentorsEach, sitting) =>
                (Func<int, HearingProblem>)(
                    limit =>
                        HearingWorld.Problem(
                            people,
                            rooms,
                            days: 2,
                            challenges: 6,
                            maxPerDay: limit,
                            isOnce: isOnce,
                            seed: seed,
                            mentorsEach: mentorsEach,
                            sitting: sitting
                        )
                )
        );

    private static void AssertEachHolds(HearingProblem problem, IReadOnlyList<HearingPlace> places)
    {
        var hearings = problem.Hearings.ToDictionary(hearing => hearing.Key);
        Assert.All(
            places,
            place => Assert.Empty(HearingCheck.Of(problem, hearings[place.Key], place, [.. problem.Kept, .. places]))
        );
    }

    private static IEnumerable<KeyValuePair<Guid, IReadOnlyList<Guid>>> Mentors(HearingProblem problem) =>
        problem
            .Hearings.SelectMany(hearing => hearing.ChallengeIds)
            .Distinct()
            .Select(challenge => KeyValuePair.Create(challenge, problem.MentorsOf(challenge)));

    private static IEnumerable<HearingTie> Ties(HearingProblem problem) =>
        from candidature in problem.Hearings.Select(hearing => hearing.Key.CandidatureId).Distinct()
        from juror in problem.Panels.SelectMany(panel => panel.JurorIds).Distinct()
        where problem.AreTied(candidature, juror)
        select new HearingTie(candidature, juror);

    private static string Describe(IEnumerable<HearingPlace> places) =>
        string.Join(
            '\n',
            places.Select(place => $"{place.Key} {place.PanelId} {place.StartsAt:O} {string.Join(',', place.MentorIds)}")
        );
}
