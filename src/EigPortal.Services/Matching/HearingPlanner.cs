using EigPortal.Domain.Hearings;

namespace EigPortal.Services.Matching;

/// <summary>Hearing plans that ask people for as few days of presence as can be found, with the bound that tells how good they are (ADR 26).</summary>
public sealed class HearingPlanner : IHearingPlanner
{
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
        HearingStages.Search(new HearingFacts(problem, AllRules), minimises: false).Places;

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

        var facts = new HearingFacts(problem, AllRules);
        var still = sound.Select(place => place.Key).ToHashSet();
        var rest = problem.With(problem.Hearings.Where(hearing => !still.Contains(hearing.Key)), [.. problem.Kept, .. sound], []);
        var broken = problem.Current.Count - sound.Count;
        if (rest.Hearings.Count == 0)
        {
            return ToPlan(problem, sound, 0, Bound(sound));
        }

        if (HearingStages.Search(new HearingFacts(rest, AllRules), minimises: true).Places is { } places)
        {
            List<HearingPlace> all = [.. sound, .. places];
            return ToPlan(problem, all, broken, Bound(all));
        }

        var (moved, movedBound, isProven) = HearingStages.Move(facts, sound);
        return moved is not null
            ? ToPlan(problem, moved, Math.Max(broken, movedBound), Bound(moved))
            : new HearingOutcome(null, HearingConflict.Explain(problem, isProven));

        int Bound(IReadOnlyList<HearingPlace> all) => HearingStages.Bound(facts, HearingFacts.Presence(problem, all));
    }

    private static HearingOutcome Anew(HearingProblem problem)
    {
        var found = HearingStages.Search(new HearingFacts(problem, AllRules), minimises: true);
        return found.Places is { } places
            ? ToPlan(problem, places, 0, found.Bound)
            : new HearingOutcome(null, HearingConflict.Explain(problem, found.IsProven));
    }

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
}
