using EigPortal.Domain.Hearings;

namespace EigPortal.Services.Matching;

/// <param name="Places">Null without a plan.</param>
/// <param name="Bound">Every plan asks for as many days of presence.</param>
/// <param name="IsProven">Without a plan: whether there is none for certain.</param>
internal readonly record struct HearingFound(IReadOnlyList<HearingPlace>? Places, int Bound, bool IsProven);

/// <summary>
/// From the quickest means to the slowest (ADR 26): what counting refuses at once; a search that finds a plan, then makes it better; the
/// outline, which proves how good it is or that there is none; everything solved exactly when the search has found nothing.
/// </summary>
internal static class HearingStages
{
    /// <summary>Deterministic time units of CP-SAT: about a second each on the machine of budgets.md.</summary>
    private const double OutlineEffort = 4;
    private const double DayEffort = 1;
    private const double ExactEffort = 6;

    /// <summary>Hearings of a day above which their order is left as found.</summary>
    private const int LargeDay = 120;

    /// <summary>Hearings, panels and steps of a half multiplied, above which a model of them takes gigabytes and decides nothing in its time.</summary>
    private const int LargeModel = 80_000;

    /// <param name="minimises">As few days of presence as can be found; else any plan.</param>
    public static HearingFound Search(HearingFacts facts, bool minimises)
    {
        if (HearingCount.FewestDays(facts) is not { } counted)
        {
            return new HearingFound(null, 0, IsProven: true);
        }

        var search = new HearingSearch(facts, []);
        if (!search.Find())
        {
            var exact = Exactly(facts);
            if (exact.Places is null)
            {
                return exact;
            }

            search.StartFrom(exact.Places);
        }

        if (!minimises)
        {
            return new HearingFound(search.Places, counted, IsProven: true);
        }

        search.Improve(counted);
        return new HearingFound(Tidied(facts, search), Bound(facts, counted, search.Presence), IsProven: true);
    }

    /// <summary>As few hearings moved as possible from places that hold together.</summary>
    /// <returns>Also how many had to move at least.</returns>
    public static (IReadOnlyList<HearingPlace>? Places, int MovedBound, bool IsProven) Move(
        HearingFacts facts,
        IReadOnlyList<HearingPlace> sound
    )
    {
        if (!IsLarge(facts))
        {
            return Exact(facts).Solve(ExactEffort, TimesGoal.FewestMoves);
        }

        var search = new HearingSearch(facts, sound);
        if (!search.Find())
        {
            return (null, 0, false);
        }

        // Asked for when the others had no room, so that one at least gives way.
        search.MoveBack(moves: 1);
        return (search.Places, 0, true);
    }

    /// <summary>Days of presence that every plan asks for.</summary>
    /// <param name="known">Those of a plan.</param>
    public static int Bound(HearingFacts facts, int known) =>
        HearingCount.FewestDays(facts) is { } counted ? Bound(facts, counted, known) : known;

    private static int Bound(HearingFacts facts, int counted, int known)
    {
        if (counted >= known || IsLarge(facts))
        {
            return Math.Min(counted, known);
        }

        var kept = HearingFacts.Presence(facts.Problem, []);
        return kept + new HearingOutline(facts).Bound(counted - kept, known - kept, OutlineEffort);
    }

    /// <summary>What the search could not find: a plan, or the proof that there is none.</summary>
    private static HearingFound Exactly(HearingFacts facts)
    {
        if (new HearingOutline(facts).Exists(OutlineEffort) == false)
        {
            return new HearingFound(null, 0, IsProven: true);
        }

        if (IsLarge(facts))
        {
            return new HearingFound(null, 0, IsProven: false);
        }

        var (places, _, isProven) = Exact(facts).Solve(ExactEffort, TimesGoal.None);
        return new HearingFound(places, 0, isProven);
    }

    /// <summary>The same half-days, mentors and panels, so the same days of presence: rooms evened, then early hours.</summary>
    private static IReadOnlyList<HearingPlace> Tidied(HearingFacts facts, HearingSearch search)
    {
        var seats = search.Seats;
        var places = search.Places;
        var open = seats.Select(seat => seat.Panel).Concat(facts.KeptPanels).ToHashSet();
        return
        [
            .. Enumerable
                .Range(0, seats.Count)
                .GroupBy(hearing => facts.DayOfHalf[seats[hearing].Half])
                .OrderBy(day => day.Key)
                .SelectMany(day =>
                    day.Count() <= LargeDay
                    && new HearingTimes(
                        facts,
                        [.. day.Select(hearing => ScopeOf(facts, hearing, seats[hearing], places[hearing]))],
                        open
                    )
                        .Solve(DayEffort, TimesGoal.Compact)
                        .Places
                        is { } tidy
                        ? tidy
                        : day.Select(hearing => places[hearing])
                ),
        ];
    }

    private static HearingScope ScopeOf(HearingFacts facts, int hearing, HearingSeat seat, HearingPlace place)
    {
        var present = place.MentorIds.Concat(facts.Panels[seat.Panel].JurorIds).ToHashSet();
        return new HearingScope(
            hearing,
            [seat.Half],
            [.. facts.Options[hearing].Select(options => (IReadOnlyList<Guid>)[options.First(present.Contains)])]
        );
    }

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

    private static bool IsLarge(HearingFacts facts) =>
        (long)facts.Hearings.Count * facts.Panels.Count * facts.Halves.Select(half => half.Starts.Count).DefaultIfEmpty(0).Max()
        > LargeModel;
}
