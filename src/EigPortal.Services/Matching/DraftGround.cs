using EigPortal.Domain.Hearings;

namespace EigPortal.Services.Matching;

/// <summary>What every draft of a problem shares, by number: who may come when and where, limits, and what is kept.</summary>
internal sealed class DraftGround
{
    /// <summary>Of a day filled to its limit, per person who is there: less than half a day, so that no worth pays for a day.</summary>
    private const int FullDayWorth = 300;

    private readonly Dictionary<Guid, int> numbers = [];
    private readonly bool[,] sits;
    private readonly int[] roomOf;
    private readonly int[,] capacities;

    public DraftGround(HearingFacts facts)
    {
        Facts = facts;
        var mentors = facts.Options.SelectMany(challenges => challenges).SelectMany(options => options);
        var heard = facts.Hearings.Select(hearing => hearing.Key.CandidatureId);
        var placed = facts.Problem.Current.SelectMany(place => place.MentorIds);
        People =
        [
            .. mentors.Concat(placed).Concat(facts.Panels.SelectMany(panel => panel.JurorIds)).Concat(heard).Distinct().Order(),
        ];
        foreach (var (number, person) in People.Index())
        {
            numbers[person] = number;
        }

        Candidates = [.. heard.Select(person => numbers[person])];
        Options = [.. facts.Options.Select(challenges => challenges.Select(Numbers).ToArray())];
        Members = [.. facts.Panels.Select(panel => Numbers(panel.JurorIds))];
        var days = Enumerable.Range(0, facts.Days.Count).ToList();
        sits = new bool[People.Count, days.Count];
        foreach (var panel in days.SelectMany(day => facts.PanelsOf[day]))
        {
            foreach (var member in Members[panel])
            {
                sits[member, facts.DayOfPanel[panel]] = true;
            }
        }

        Panels =
        [
            .. facts.Hearings.Select(
                (_, hearing) =>
                    days.Select(day => facts.PanelsOf[day].Where(panel => facts.MayHear(panel, hearing)).ToArray()).ToArray()
            ),
        ];
        Starts =
        [
            .. facts.Hearings.Select(
                (_, hearing) => facts.Halves.Select((_, half) => facts.Starts(hearing, half).ToArray()).ToArray()
            ),
        ];
        MeetsOwnMentor =
        [
            .. Options.Select(challenges =>
                days.Select(day => challenges.Any(options => options.Any(mentor => sits[mentor, day]))).ToArray()
            ),
        ];
        PanelLimits = [.. facts.Panels.Select((_, panel) => facts.DayOfPanel[panel] < 0 ? 0 : facts.PanelLimit(panel))];
        roomOf =
        [
            .. facts.Panels.Select(
                (_, panel) =>
                    Math.Clamp(
                        facts.Halves.Select((half, number) => facts.Room(panel, number, 0, half.Starts.Count - 1)).Sum(),
                        1,
                        Math.Max(1, PanelLimits[panel])
                    )
            ),
        ];
        Limits = new int[People.Count, days.Count];
        capacities = new int[People.Count, days.Count];
        for (var mentor = 0; mentor < People.Count; mentor++)
        {
            foreach (var day in days)
            {
                Limits[mentor, day] = facts.PersonLimit(People[mentor], day);
                var room = facts.HalvesOf[day].Sum(half => facts.Room(People[mentor], half));
                capacities[mentor, day] = Math.Clamp(room, 1, Math.Max(1, Limits[mentor, day]));
            }
        }

        KeptPresence = HearingFacts.Presence(facts.Problem, []);
        KeptDays = [.. Kept()];
        IsHeardAgain = new bool[People.Count];
        var kept = facts.Problem.Kept.Select(place => place.Key.CandidatureId);
        foreach (var person in heard.Concat(kept).GroupBy(person => person).Where(group => group.Count() > 1))
        {
            if (numbers.TryGetValue(person.Key, out var number))
            {
                IsHeardAgain[number] = true;
            }
        }
    }

    public HearingFacts Facts { get; }
    public IReadOnlyList<Guid> People { get; }

    /// <summary>By hearing: the person heard.</summary>
    public int[] Candidates { get; }

    /// <summary>By hearing and challenge: who may come.</summary>
    public int[][][] Options { get; }

    /// <summary>By panel.</summary>
    public int[][] Members { get; }

    /// <summary>By hearing and day.</summary>
    public int[][][] Panels { get; }

    /// <summary>By hearing and half-day.</summary>
    public int[][][] Starts { get; }

    /// <summary>By hearing and day: whether some panel has a mentor of it among its members.</summary>
    public bool[][] MeetsOwnMentor { get; }
    public int[] PanelLimits { get; }

    /// <summary>By person and day.</summary>
    public int[,] Limits { get; }
    public int KeptPresence { get; }

    /// <summary>Days on which people come anyway.</summary>
    public IReadOnlyList<(int Person, int Day)> KeptDays { get; }

    /// <summary>By person: more than one hearing, kept ones included.</summary>
    public bool[] IsHeardAgain { get; }

    public int MaxInARow => Facts.MaxInARow;

    public bool IsKeptOpen(int panel) => Facts.KeptPanels.Contains(panel);

    public bool SitsInPanel(int person, int day) => sits[person, day];

    /// <summary>What one hearing more adds to the worth of a panel's day.</summary>
    public int PanelWorth(int panel, int load) => Members[panel].Length * Step(load, roomOf[panel]);

    /// <summary>What one hearing more adds to the worth of a mentor's day.</summary>
    public int DayWorth(int mentor, int day, int load) => Step(load, capacities[mentor, day]);

    /// <summary>Panels and hours that a hearing may have by itself: how much there is to look at.</summary>
    public int Places(int hearing) =>
        Enumerable
            .Range(0, Facts.Halves.Count)
            .Sum(half => Starts[hearing][half].Length * Panels[hearing][Facts.DayOfHalf[half]].Length);

    /// <summary>By hearing, null without a place.</summary>
    public IReadOnlyList<HearingSeat?> SeatsOf(IReadOnlyList<HearingPlace> places)
    {
        var placeOf = places.ToDictionary(place => place.Key);
        return [.. Facts.Hearings.Select(hearing => placeOf.TryGetValue(hearing.Key, out var place) ? SeatOf(place) : null)];
    }

    public HearingPlace ToPlace(int hearing, HearingSeat seat) =>
        Facts.ToPlace(hearing, seat.Panel, seat.Half, seat.At, seat.Mentors.Select(mentor => People[mentor]));

    private HearingSeat SeatOf(HearingPlace place)
    {
        var panel = Facts.Panels.Index().First(row => row.Item.PanelId == place.PanelId).Index;
        var half = Facts.HalvesOf[Facts.DayOfPanel[panel]].First(half => Facts.Halves[half].Starts.Contains(place.StartsAt));
        var at = Facts.Halves[half].Starts.Index().First(row => row.Item == place.StartsAt).Index;
        return new HearingSeat(panel, half, at, Numbers(place.MentorIds));
    }

    private static int Step(int load, int capacity) => FullDayWorth * ((2 * load) + 1) / (capacity * capacity);

    private int[] Numbers(IEnumerable<Guid> people) => [.. people.Select(person => numbers[person])];

    private IEnumerable<(int Person, int Day)> Kept()
    {
        foreach (var (person, day) in Facts.KeptPresence.Concat(Heard()).Concat(Opened()).Distinct())
        {
            if (numbers.TryGetValue(person, out var number))
            {
                yield return (number, day);
            }
        }
    }

    private IEnumerable<(Guid Person, int Day)> Heard() =>
        from place in Facts.Problem.Kept
        let panel = Facts.Problem.Panel(place.PanelId)
        where panel is not null
        let day = Facts.Days.IndexOf(panel.Day)
        where day >= 0
        select (place.Key.CandidatureId, day);

    private IEnumerable<(Guid Person, int Day)> Opened() =>
        Facts.KeptPanels.SelectMany(panel => Facts.Panels[panel].JurorIds.Select(person => (person, Facts.DayOfPanel[panel])));
}
