using CsCheck;
using EigPortal.Domain.Hearings;
using EigPortal.Services.Matching;
using EigPortal.TestKit.Juries;

namespace EigPortal.Services.Tests.Matching;

/// <summary>Hearing plans by themselves, on made-up promotions, judged by a checker that shares no code with them (E13).</summary>
public sealed class HearingPlannerTests
{
    private readonly CpHearingPlanner planner = new();

    [Fact]
    public void E13_whatever_the_promotion_a_plan_keeps_every_rule_and_never_beats_its_bound() =>
        Gen.Select(Gen.Int[0, 10_000], Gen.Int[4, 24], Gen.Int[1, 3], Gen.Int[4, 10], Gen.Bool)
            .Sample(
                (seed, people, rooms, limit, isOnce) =>
                {
                    var problem = HearingWorld.Problem(
                        people,
                        rooms,
                        days: 2,
                        challenges: 6,
                        maxPerDay: limit,
                        isOnce: isOnce,
                        seed: seed
                    );
                    var outcome = new CpHearingPlanner().Plan(problem);
                    if (outcome.Plan is not { } plan)
                    {
                        Assert.NotEmpty(outcome.Block!.Hearings);
                        return;
                    }

                    Assert.Empty(HearingChecker.Faults(problem, plan.Places));
                    Assert.True(plan.PresenceBound <= plan.PresenceDays);
                    AssertEachHolds(problem, plan.Places);
                },
                iter: 40,
                threads: 1
            );

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
        Assert.Equal(Describe(plan.Places), Describe(new CpHearingPlanner().Plan(shuffled).Plan!.Places));
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
                    var without = breaches.Where(breach => breach != HearingBreach.NoBreak).ToList();
                    var faults = HearingChecker.Faults(problem, all);
                    Assert.True(
                        (without.Count == 0) == (faults.Count == 0),
                        $"{string.Join(',', breaches)} / {string.Join(',', faults)}"
                    );
                    tried++;
                }
            }
        }

        Assert.True(tried > 500);
    }

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
