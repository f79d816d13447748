using EigPortal.Domain.Hearings;

namespace EigPortal.Services.Matching;

/// <summary>A hearing problem by positions, under some of its rules: what may go where, read once for all.</summary>
internal sealed class HearingFacts
{
    private readonly HashSet<HearingRule> enforced;
    private readonly Dictionary<(Guid Person, int Half), bool[]> busy = [];
    private readonly bool[,][] rooms;
    private readonly Dictionary<(int Panel, Guid Person), int> keptLoads = [];

    public HearingFacts(HearingProblem problem, IEnumerable<HearingRule> rules)
    {
        Problem = problem;
        enforced = [.. rules];
        Hearings = problem.Hearings;
        Panels = problem.Panels;
        Halves = problem.Halves;
        Days = [.. Halves.Select(half => half.Day).Distinct()];
        HalvesOf = [.. Days.Select(day => (IReadOnlyList<int>)[.. Positions(Halves, half => half.Day == day)])];
        PanelsOf = [.. Days.Select(day => (IReadOnlyList<int>)[.. Positions(Panels, panel => panel.Day == day)])];
        DayOfHalf = [.. Halves.Select(half => Days.IndexOf(half.Day))];
        DayOfPanel = [.. Panels.Select(panel => Days.IndexOf(panel.Day))];
        Spans = [.. Hearings.Select(hearing => Divided(hearing.Minutes + problem.Rules.GapMinutes, problem.Rules.StepMinutes))];
        Options = [.. Hearings.Select(OptionsOf)];
        rooms = new bool[Panels.Count, Halves.Count][];
        for (var panel = 0; panel < Panels.Count; panel++)
        {
            for (var half = 0; half < Halves.Count; half++)
            {
                rooms[panel, half] = [.. Halves[half].Starts.Select(_ => DayOfPanel[panel] == DayOfHalf[half])];
            }
        }

        ReadKept();
    }

    public HearingProblem Problem { get; }
    public IReadOnlyList<HearingToPlace> Hearings { get; }
    public IReadOnlyList<PanelToFill> Panels { get; }
    public IReadOnlyList<HearingHalf> Halves { get; }
    public List<DateOnly> Days { get; }
    public IReadOnlyList<IReadOnlyList<int>> HalvesOf { get; }
    public IReadOnlyList<IReadOnlyList<int>> PanelsOf { get; }
    public int[] DayOfHalf { get; }

    /// <summary>-1 for a panel of a day without hearings.</summary>
    public int[] DayOfPanel { get; }

    /// <summary>Positions of the grid that a hearing takes, the pause after it included.</summary>
    public int[] Spans { get; }

    /// <summary>For each hearing and each challenge that it judges: who may come as its mentor.</summary>
    public IReadOnlyList<IReadOnlyList<IReadOnlyList<Guid>>> Options { get; }

    /// <summary>Days when a mentor or a panel comes anyway, for hearings that nothing moves.</summary>
    public HashSet<(Guid Person, int Day)> KeptPresence { get; } = [];
    public HashSet<int> KeptPanels { get; } = [];

    public bool Enforces(HearingRule rule) => enforced.Contains(rule);

    /// <summary>The panel where a person sits the whole day, or -1.</summary>
    public int CorePanel(Guid person, int day) =>
        PanelsOf[day].Where(panel => Panels[panel].JurorIds.Contains(person)).DefaultIfEmpty(-1).First();

    /// <summary>Members whom an open panel makes come: those who are not there anyway for a hearing that nothing moves.</summary>
    public int MembersToCome(int panel) =>
        DayOfPanel[panel] is >= 0 and var day && !KeptPanels.Contains(panel)
            ? Panels[panel].JurorIds.Count(person => !KeptPresence.Contains((person, day)) && CorePanel(person, day) == panel)
            : 0;

    public bool IsTied(int hearing, Guid person) =>
        enforced.Contains(HearingRule.Ties) && Problem.AreTied(Hearings[hearing].Key.CandidatureId, person);

    /// <summary>Whether a panel may hear this person at all.</summary>
    public bool MayHear(int panel, int hearing)
    {
        var (room, heard) = (Panels[panel], Hearings[hearing]);
        return DayOfPanel[panel] >= 0
            && !room.JurorIds.Any(person => IsTied(hearing, person))
            && (
                !enforced.Contains(HearingRule.PanelScope)
                || (
                    (!room.IsRemote || heard.IsRemote)
                    && (room.ChallengeIds.Count == 0 || heard.ChallengeIds.All(room.ChallengeIds.Contains))
                )
            );
    }

    /// <summary>Positions where the hearing may begin in a half, whatever the room.</summary>
    public IReadOnlyList<int> Starts(int hearing, int half)
    {
        var (heard, hours) = (Hearings[hearing], Halves[half]);
        if (enforced.Contains(HearingRule.ImpossibleHalves) && heard.Impossible.Contains((hours.Day, hours.Half)))
        {
            return [];
        }

        var civil = enforced.Contains(HearingRule.CivilHours) ? heard.CivilStarts : null;
        return
        [
            .. Enumerable
                .Range(0, hours.Starts.Count)
                .Where(at => hours.Starts[at].AddMinutes(heard.Minutes) <= hours.EndsAt)
                .Where(at => civil?.Contains(hours.Starts[at]) != false)
                .Where(at => IsFree(heard.Key.CandidatureId, half, at, Spans[hearing])),
        ];
    }

    public bool RoomIsFree(int panel, int half, int at, int span)
    {
        var free = rooms[panel, half];
        return Enumerable.Range(at, Math.Min(span, free.Length - at)).All(position => free[position]);
    }

    /// <summary>Positions of a panel that can be filled at once between two of them, pauses left free.</summary>
    public int Room(int panel, int half, int from, int to) => Fillable([.. rooms[panel, half]], from, to);

    /// <summary>Whether nothing that is kept takes the person, of the jury or heard.</summary>
    public bool IsFree(Guid person, int half, int at, int span) =>
        !busy.TryGetValue((person, half), out var taken)
        || !Enumerable.Range(at, Math.Min(span, taken.Length - at)).Any(position => taken[position]);

    /// <summary>The same for a person.</summary>
    public int Room(Guid person, int half) => Fillable([.. FreeOf(person, half)], 0, Halves[half].Starts.Count - 1);

    public IReadOnlyList<bool> FreeOf(int panel, int half) => rooms[panel, half];

    public IReadOnlyList<bool> FreeOf(Guid person, int half) =>
        busy.TryGetValue((person, half), out var taken)
            ? [.. taken.Select(position => !position)]
            : [.. Halves[half].Starts.Select(_ => true)];

    /// <summary>Positions in a row that may be taken; as many as there are when no pause is asked for.</summary>
    public int MaxInARow => enforced.Contains(HearingRule.Breaks) ? Problem.Rules.MaxInARow : int.MaxValue;

    /// <summary>Fills from the left, leaving a pause when one is due: no other way fills more.</summary>
    private int Fillable(bool[] free, int from, int to)
    {
        // What is kept, as well as what is filled, counts in the row.
        var (count, row) = (0, 0);
        for (var position = 0; position < free.Length; position++)
        {
            var fills = position >= from && position <= to && free[position] && row < MaxInARow;
            count += fills ? 1 : 0;
            row = fills || !free[position] ? row + 1 : 0;
        }

        return count;
    }

    /// <summary>Hearings that a panel can take on its day before somebody of it reaches the limit.</summary>
    public int PanelLimit(int panel)
    {
        if (!enforced.Contains(HearingRule.DailyLoad))
        {
            return int.MaxValue / 4;
        }

        var day = DayOfPanel[panel];
        return Panels[panel].JurorIds.Select(person => PersonLimit(person, day)).DefaultIfEmpty(int.MaxValue / 4).Min();
    }

    public int PersonLimit(Guid person, int day) =>
        enforced.Contains(HearingRule.DailyLoad)
            ? Math.Max(0, Problem.Rules.MaxPerDay - keptLoads.GetValueOrDefault((day, person)))
            : int.MaxValue / 4;

    /// <summary>Positions beyond a half that a long hearing at its end takes.</summary>
    public int Overflow(int hearing, int half) =>
        Spans[hearing] == 1
            ? 0
            : Starts(hearing, half)
                .Select(at => at + Spans[hearing] - Halves[half].Starts.Count)
                .DefaultIfEmpty(0)
                .Max(beyond => Math.Max(0, beyond));

    public int MostOverflow(int half) =>
        Enumerable.Range(0, Hearings.Count).Select(hearing => Overflow(hearing, half)).DefaultIfEmpty(0).Max();

    public HearingPlace ToPlace(int hearing, int panel, int half, int at, IEnumerable<Guid> mentors)
    {
        var room = Panels[panel];
        return new HearingPlace(
            Hearings[hearing].Key,
            room.PanelId,
            Halves[half].Starts[at],
            Hearings[hearing].Minutes,
            [.. mentors.Except(room.JurorIds).Distinct().Order()]
        );
    }

    /// <summary>Days of presence that places ask for, kept ones included.</summary>
    public static int Presence(HearingProblem problem, IEnumerable<HearingPlace> places)
    {
        var all = problem.Kept.Concat(places).ToList();
        var open = all.Select(place => problem.Panel(place.PanelId)).OfType<PanelToFill>().Distinct().ToList();
        var people = all.SelectMany(place =>
            problem.Panel(place.PanelId) is { } panel
                ? HearingCheck.Attendance(problem, place).Select(person => (person, panel.Day))
                : []
        );
        var core = open.SelectMany(panel => panel.JurorIds.Select(person => (person, panel.Day)));
        var candidates = all.Where(place => problem.Panel(place.PanelId) is not null)
            .Select(place => (place.Key.CandidatureId, problem.Panel(place.PanelId)!.Day))
            .Distinct()
            .GroupBy(row => row.CandidatureId)
            .Sum(days => days.Count() - 1);
        return people.Concat(core).Distinct().Count() + candidates;
    }

    private IReadOnlyList<IReadOnlyList<Guid>> OptionsOf(HearingToPlace hearing, int place) =>
        enforced.Contains(HearingRule.Mentors)
            ?
            [
                .. hearing.ChallengeIds.Select(challenge =>
                    (IReadOnlyList<Guid>)[.. Problem.MentorsOf(challenge).Where(mentor => !IsTied(place, mentor))]
                ),
            ]
            : [];

    private void ReadKept()
    {
        foreach (var kept in Problem.Kept)
        {
            var people = HearingCheck.Attendance(Problem, kept).Append(kept.Key.CandidatureId).ToList();
            var panel = Panels
                .Index()
                .Where(row => row.Item.PanelId == kept.PanelId)
                .Select(row => row.Index)
                .DefaultIfEmpty(-1)
                .First();
            for (var half = 0; half < Halves.Count; half++)
            {
                var taken = Taken(kept, half);
                if (!taken.Contains(true))
                {
                    continue;
                }

                foreach (var person in people)
                {
                    busy[(person, half)] = busy.TryGetValue((person, half), out var before)
                        ? [.. before.Zip(taken, (one, other) => one || other)]
                        : taken;
                }

                for (var at = 0; panel >= 0 && at < taken.Length; at++)
                {
                    rooms[panel, half][at] &= !taken[at];
                }
            }

            if (panel < 0 || DayOfPanel[panel] is not (>= 0 and var day))
            {
                continue;
            }

            KeptPanels.Add(panel);
            foreach (var person in HearingCheck.Attendance(Problem, kept))
            {
                KeptPresence.Add((person, day));
                keptLoads[(day, person)] = keptLoads.GetValueOrDefault((day, person)) + 1;
            }
        }
    }

    private bool[] Taken(HearingPlace kept, int half)
    {
        var gap = Problem.Rules.GapMinutes;
        return
        [
            .. Halves[half]
                .Starts.Select(start =>
                    start < kept.StartsAt.AddMinutes(kept.Minutes + gap)
                    && kept.StartsAt < start.AddMinutes(Problem.Rules.StepMinutes)
                ),
        ];
    }

    private static int Divided(int minutes, int step) => Math.Max(1, (minutes + step - 1) / step);

    private static IEnumerable<int> Positions<T>(IReadOnlyList<T> items, Func<T, bool> wanted) =>
        items.Index().Where(row => wanted(row.Item)).Select(row => row.Index);
}
