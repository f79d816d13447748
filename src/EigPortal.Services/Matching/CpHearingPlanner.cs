using EigPortal.Domain.Hearings;

namespace EigPortal.Services.Matching;

/// <summary>
/// Hearing plans by constraint programming, in stages (ADR 26). An outline of half-days, mentors and panels asks for as few days of presence
/// as possible; hours make sure that nobody is in two places; then rooms, day by day. Each stage knows less than the next, so that what it
/// proves (there is no plan, or none with fewer days) holds for plans: a decomposition in the manner of Hooker, "Planning and Scheduling by
/// Logic-Based Benders Decomposition", Operations Research 55 (2007). A day too full for its rooms is loosened, which proves nothing more.
/// </summary>
public sealed class CpHearingPlanner : IHearingPlanner
{
    /// <summary>Deterministic time units of CP-SAT: about a second each on the machine of budgets.md.</summary>
    private const double OutlineEffort = 4;
    private const double TimedEffort = 6;
    private const double RetryEffort = 1;
    private const double DayEffort = 1.5;
    private const double ExactEffort = 6;
    private const double CheckEffort = 4;

    /// <summary>Outlines tried before everything is solved at once.</summary>
    private const int MostTurns = 5;

    /// <summary>Hearings above which the tidy order of a day is left as first found.</summary>
    private const int LargeDay = 120;

    private static readonly HearingRule[] AllRules = Enum.GetValues<HearingRule>();

    // The same facts have the same plan: reading a proposal, then applying it, solves once.
    private volatile Remembered? last;

    private sealed record Remembered(string Hash, HearingOutcome Outcome);

    public HearingOutcome Plan(HearingProblem problem)
    {
        var hash = problem.Hash();
        if (last is { } known && known.Hash == hash)
        {
            return known.Outcome;
        }

        var outcome = problem.Rules.KeepsPlaced && problem.Current.Count > 0 ? Keep(problem) : Anew(problem);
        last = new Remembered(hash, outcome);
        return outcome;
    }

    /// <summary>Any plan that keeps every rule, as soon as there is one; null without one.</summary>
    public static IReadOnlyList<HearingPlace>? First(HearingProblem problem) =>
        Search(new HearingFacts(problem, AllRules), minimises: false).Places;

    /// <summary>First with everything that still holds left in place; only if that leaves no room may more than the broken ones move.</summary>
    private static HearingOutcome Keep(HearingProblem problem)
    {
        var hearings = problem.Hearings.ToDictionary(hearing => hearing.Key);
        var sound = new List<HearingPlace>();
        foreach (var place in problem.Current)
        {
            if (HearingCheck.Of(problem, hearings[place.Key], place, [.. problem.Kept, .. sound]).Count == 0)
            {
                sound.Add(place);
            }
        }

        var still = sound.Select(place => place.Key).ToHashSet();
        var rest = problem.With(problem.Hearings.Where(hearing => !still.Contains(hearing.Key)), [.. problem.Kept, .. sound], []);
        var broken = problem.Current.Count - sound.Count;
        if (rest.Hearings.Count == 0)
        {
            return ToPlan(problem, sound, 0, BoundOf(problem));
        }

        if (Search(new HearingFacts(rest, AllRules), minimises: true).Places is { } places)
        {
            return ToPlan(problem, [.. sound, .. places], broken, BoundOf(problem));
        }

        var facts = new HearingFacts(problem, AllRules);
        var exact = Exact(facts).Solve(ExactEffort, TimesGoal.FewestMoves);
        return exact.Places is { } moved
            ? ToPlan(problem, moved, Math.Max(broken, exact.MovedBound), BoundOf(problem))
            : new HearingOutcome(null, Explain(problem, exact.IsProven));
    }

    private static HearingOutcome Anew(HearingProblem problem)
    {
        var found = Search(new HearingFacts(problem, AllRules), minimises: true);
        return found.Places is { } places
            ? ToPlan(problem, places, 0, found.Bound)
            : new HearingOutcome(null, Explain(problem, found.IsProven));
    }

    private static int BoundOf(HearingProblem problem) =>
        new HearingOutline(new HearingFacts(problem, AllRules)).Solve(CheckEffort, minimises: true).Plan?.Bound is { } bound
            ? bound + KeptPresence(problem)
            : 0;

    private static int KeptPresence(HearingProblem problem) => HearingFacts.Presence(problem, []);

    private static HearingOutcome ToPlan(HearingProblem problem, IReadOnlyList<HearingPlace> places, int movedBound, int bound)
    {
        var before = problem.Current.ToDictionary(place => place.Key, place => (place.PanelId, place.StartsAt));
        var presence = HearingFacts.Presence(problem, places);
        return new HearingOutcome(
            new PlannedHearings(
                [.. places.OrderBy(place => place.StartsAt).ThenBy(place => RoomOf(problem, place), StringComparer.Ordinal)],
                places
                    .Where(place => before.TryGetValue(place.Key, out var was) && was != (place.PanelId, place.StartsAt))
                    .Select(place => place.Key)
                    .ToHashSet(),
                places.Count(place => !before.ContainsKey(place.Key)),
                presence,
                Math.Min(presence, bound),
                movedBound
            ),
            null
        );
    }

    private static string RoomOf(HearingProblem problem, HearingPlace place) => problem.Panel(place.PanelId)?.Room ?? "";

    /// <summary>The stages, until the rooms of every day fit their outline.</summary>
    private static (IReadOnlyList<HearingPlace>? Places, int Bound, bool IsProven) Search(HearingFacts facts, bool minimises)
    {
        if (facts.Hearings.Count == 0)
        {
            return ([], KeptPresence(facts.Problem), true);
        }

        var bare = new HearingOutline(facts).Solve(minimises ? OutlineEffort : CheckEffort, minimises);
        if (bare.Plan is null)
        {
            return (null, 0, bare.IsProven);
        }

        var outline = new HearingOutline(facts, isTimed: true);
        if (minimises)
        {
            outline.StartFrom(bare.Plan);
        }

        var bound = bare.Plan.Bound + KeptPresence(facts.Problem);
        for (var turn = 0; turn < MostTurns; turn++)
        {
            var (plan, isProven) = outline.Solve(turn == 0 ? TimedEffort : RetryEffort, minimises);
            if (plan is null)
            {
                if (turn == 0 && isProven)
                {
                    return (null, 0, true);
                }

                break;
            }

            bound = turn == 0 ? Math.Max(bound, plan.Bound + KeptPresence(facts.Problem)) : bound;
            var places = new List<HearingPlace>();
            var isFull = false;
            for (var day = 0; day < facts.Days.Count; day++)
            {
                var heard = HeardOn(facts, plan, day);
                if ((TimesOf(facts, plan, heard, minimises) ?? RoomsOf(facts, plan, heard)) is { } found)
                {
                    places.AddRange(found);
                }
                else
                {
                    isFull = true;
                    outline.Loosen(day, heard.Count);
                }
            }

            if (!isFull)
            {
                return (places, bound, true);
            }
        }

        var exact = Exact(facts).Solve(ExactEffort, TimesGoal.None);
        return (exact.Places, bound, exact.IsProven);
    }

    private static List<int> HeardOn(HearingFacts facts, OutlinedPlan plan, int day) =>
        [.. Enumerable.Range(0, facts.Hearings.Count).Where(hearing => facts.DayOfHalf[plan.HalfOf[hearing]] == day)];

    private static IReadOnlyList<HearingPlace>? TimesOf(
        HearingFacts facts,
        OutlinedPlan plan,
        IReadOnlyList<int> hearings,
        bool isTidy
    ) =>
        hearings.Count == 0
            ? []
            : new HearingTimes(facts, [.. hearings.Select(hearing => ScopeOf(plan, hearing))], plan.OpenPanels)
                .Solve(DayEffort, isTidy && hearings.Count <= LargeDay ? TimesGoal.Compact : TimesGoal.None)
                .Places;

    private static HearingScope ScopeOf(OutlinedPlan plan, int hearing) =>
        new(hearing, [plan.HalfOf[hearing]], [.. plan.MentorsOf[hearing].Select(mentor => (IReadOnlyList<Guid>)[mentor])]);

    /// <summary>At the hours of the outline, rooms only: enough for a large day, where the order is not tidied.</summary>
    private static IReadOnlyList<HearingPlace>? RoomsOf(HearingFacts facts, OutlinedPlan plan, IReadOnlyList<int> hearings) =>
        new HearingTimes(
            facts,
            [.. hearings.Select(hearing => ScopeOf(plan, hearing) with { At = plan.StartOf[hearing] })],
            plan.OpenPanels
        )
            .Solve(DayEffort, TimesGoal.None)
            .Places;

    private static HearingTimes Exact(HearingFacts facts) =>
        new(
            facts,
            [
                .. Enumerable
                    .Range(0, facts.Hearings.Count)
                    .Select(hearing => new HearingScope(
                        hearing,
                        [.. Enumerable.Range(0, facts.Halves.Count)],
                        facts.Options[hearing]
                    )),
            ],
            Enumerable.Range(0, facts.Panels.Count).ToHashSet()
        );

    private static HearingBlock Explain(HearingProblem problem, bool isProven)
    {
        if (!isProven)
        {
            return new HearingBlock([], [], IsAlone: false, null, IsProven: false);
        }

        if (Alone(problem) is { } alone)
        {
            return alone;
        }

        var rules = Subsets(AllRules).First(subset => !IsFeasible(problem, subset));
        var left = new HearingOutline(new HearingFacts(problem, AllRules), optional: true).LeftOut(CheckEffort);
        return new HearingBlock(
            rules,
            [.. left.Select(hearing => problem.Hearings[hearing])],
            IsAlone: false,
            rules.Contains(HearingRule.DailyLoad) ? WorkableLoad(problem) : null
        );
    }

    /// <summary>Hearings that have no place even by themselves, and the fewest rules that explain the first of them.</summary>
    private static HearingBlock? Alone(HearingProblem problem)
    {
        var full = new HearingFacts(problem, AllRules);
        var stuck = Enumerable.Range(0, full.Hearings.Count).Where(hearing => !FitsAlone(full, hearing)).ToList();
        if (stuck.Count == 0)
        {
            return null;
        }

        var rules = Subsets(AllRules).First(subset => !FitsAlone(new HearingFacts(problem, subset), stuck[0]));
        var facts = new HearingFacts(problem, rules);
        return new HearingBlock(
            rules,
            [.. stuck.Where(hearing => !FitsAlone(facts, hearing)).Select(hearing => problem.Hearings[hearing])],
            IsAlone: true,
            null
        );
    }

    private static bool FitsAlone(HearingFacts facts, int hearing) =>
        Enumerable
            .Range(0, facts.Halves.Count)
            .Any(half =>
                facts.DayOfHalf[half] is var day
                && facts
                    .Starts(hearing, half)
                    .Any(at =>
                        facts
                            .PanelsOf[day]
                            .Any(panel =>
                                facts.MayHear(panel, hearing)
                                && facts.PanelLimit(panel) > 0
                                && facts.RoomIsFree(panel, half, at, facts.Spans[hearing])
                                && facts
                                    .Options[hearing]
                                    .All(options =>
                                        options.Any(mentor =>
                                            facts.IsFree(mentor, half, at, facts.Spans[hearing])
                                            && facts.PersonLimit(mentor, day) > 0
                                            && (facts.CorePanel(mentor, day) is var core && (core < 0 || core == panel))
                                        )
                                    )
                            )
                    )
            );

    private static bool IsFeasible(HearingProblem problem, IReadOnlyList<HearingRule> rules)
    {
        var facts = new HearingFacts(problem, rules);
        return Enumerable.Range(0, facts.Hearings.Count).All(hearing => FitsAlone(facts, hearing))
            && Search(facts, minimises: false) is { Places: not null } or { IsProven: false };
    }

    private static int? WorkableLoad(HearingProblem problem)
    {
        var most = problem.Halves.GroupBy(half => half.Day).Max(day => day.Sum(half => half.Starts.Count));
        return Enumerable
            .Range(problem.Rules.MaxPerDay + 1, Math.Max(0, most - problem.Rules.MaxPerDay))
            .Where(load => IsFeasible(problem.With(problem.Rules with { MaxPerDay = load }), AllRules))
            .Select(load => (int?)load)
            .FirstOrDefault();
    }

    /// <summary>From none to all, the smallest first.</summary>
    private static IEnumerable<IReadOnlyList<HearingRule>> Subsets(IReadOnlyList<HearingRule> rules) =>
        Enumerable
            .Range(0, 1 << rules.Count)
            .OrderBy(bits => System.Numerics.BitOperations.PopCount((uint)bits))
            .ThenBy(bits => bits)
            .Select(bits => (IReadOnlyList<HearingRule>)[.. rules.Where((_, place) => (bits & (1 << place)) != 0)]);
}
