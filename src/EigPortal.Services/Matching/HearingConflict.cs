using EigPortal.Domain.Hearings;

namespace EigPortal.Services.Matching;

/// <summary>
/// Why hearings have no plan: those that no place fits even alone, or the fewest rules that can't hold together, tried by number of rules,
/// with who is left over and the lowest daily limit that would do.
/// </summary>
internal static class HearingConflict
{
    private const double LeftOutEffort = 4;

    private static readonly HearingRule[] AllRules = Enum.GetValues<HearingRule>();

    /// <param name="isProven">That there is no plan; else the reason is not looked for.</param>
    public static HearingBlock Explain(HearingProblem problem, bool isProven)
    {
        if (!isProven)
        {
            return new HearingBlock([], [], IsAlone: false, null, IsProven: false);
        }

        if (Alone(problem) is { } alone)
        {
            return alone;
        }

        // All rules together were refused: searched again, they may be left undecided.
        var rules = Subsets(AllRules).FirstOrDefault(subset => !IsFeasible(problem, subset)) ?? AllRules;
        var left = new HearingOutline(new HearingFacts(problem, AllRules), optional: true).LeftOut(LeftOutEffort);
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
            && HearingStages.Search(facts, minimises: false) is { Places: not null } or { IsProven: false };
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
