namespace EigPortal.Services.Matching;

/// <summary>Which hearings are taken away together, because seating them otherwise may save a day of presence or make room for another.</summary>
internal sealed class HearingNeighbourhoods(DraftGround ground, HearingDraft draft, Dice dice)
{
    private readonly HearingFacts facts = ground.Facts;

    /// <returns>Seated hearings, each once.</returns>
    public IReadOnlyList<int> Around(int seed)
    {
        if (draft[seed] is null && dice.Next(2) == 0)
        {
            return InTheWay(seed);
        }

        return dice.Next(4) switch
        {
            0 => OfPanels(seed),
            1 => OfMentor(seed),
            2 => OfMentorDay(seed),
            _ => Related(seed, 4 + dice.Next(14)),
        };
    }

    private IEnumerable<int> Seated => Enumerable.Range(0, facts.Hearings.Count).Where(hearing => draft[hearing] is not null);

    /// <summary>What keeps a hearing from one of its places, drawn at random: an ejection.</summary>
    private List<int> InTheWay(int hearing)
    {
        var halves = Enumerable
            .Range(0, facts.Halves.Count)
            .Where(half => ground.Starts[hearing][half].Length > 0 && ground.Panels[hearing][facts.DayOfHalf[half]].Length > 0)
            .ToList();
        if (halves.Count == 0)
        {
            return [];
        }

        var half = dice.Of(halves);
        var (at, panel) = (dice.Of(ground.Starts[hearing][half]), dice.Of(ground.Panels[hearing][facts.DayOfHalf[half]]));
        var mentors = ground.Options[hearing].Select(options => options.Length == 0 ? -1 : dice.Of(options)).ToList();
        var until = at + facts.Spans[hearing];
        var rivals = Seated
            .Where(other => DayOf(other) == facts.DayOfHalf[half])
            .Where(other => IsRival(other, draft[other]!))
            .ToList();
        var blocking = rivals.Where(other => Overlaps(other, draft[other]!)).ToList();
        // One more of the day leaves its room to a pause, or under a daily limit.
        return rivals.Except(blocking).ToList() is { Count: > 0 } rest ? [.. blocking, dice.Of(rest)] : blocking;

        bool IsRival(int other, HearingSeat seat) =>
            seat.Panel == panel || seat.Mentors.Any(mentors.Contains) || ground.Candidates[other] == ground.Candidates[hearing];

        bool Overlaps(int other, HearingSeat seat) => seat.Half == half && seat.At < until && at < seat.At + facts.Spans[other];
    }

    /// <summary>One panel's day or two, to close one of them.</summary>
    private List<int> OfPanels(int seed)
    {
        var open = Enumerable.Range(0, facts.Panels.Count).Where(panel => draft.PanelLoad(panel) > 0).ToList();
        if (open.Count == 0)
        {
            return [];
        }

        var (one, other) = (draft[seed]?.Panel ?? dice.Of(open), dice.Next(2) == 0 ? -1 : dice.Of(open));
        return [.. Seated.Where(hearing => draft[hearing]!.Panel is var panel && (panel == one || panel == other))];
    }

    /// <summary>All that a mentor comes for.</summary>
    private List<int> OfMentor(int seed) => MentorOf(seed) is { } mentor ? HeldBy(mentor) : [];

    /// <summary>A day of a mentor, among the least filled, and a panel that the mentor meets on another day, to have them come once less.</summary>
    private List<int> OfMentorDay(int seed)
    {
        if (MentorOf(seed) is not { } mentor)
        {
            return [];
        }

        var held = HeldBy(mentor);
        var days = held.Select(hearing => DayOf(hearing)).Distinct().Order().ToList();
        if (days.Count == 0)
        {
            return [];
        }

        var day = days.MinBy(day => draft.Load(mentor, day) + dice.Next(4));
        var others = held.Where(hearing => DayOf(hearing) != day).Select(hearing => draft[hearing]!.Panel).ToList();
        var panel = others.Count == 0 ? -1 : dice.Of(others);
        return
        [
            .. Seated.Where(hearing =>
                draft[hearing]!.Panel == panel || (DayOf(hearing) == day && draft[hearing]!.Mentors.Contains(mentor))
            ),
        ];
    }

    /// <summary>Those that share most with one: the person, mentors, the panel, the hour.</summary>
    private List<int> Related(int seed, int count)
    {
        var (mentors, seat) = (ground.Options[seed].SelectMany(options => options).ToHashSet(), draft[seed]);
        return
        [
            .. Seated
                .Select(hearing => (hearing, Score: Likeness(hearing, draft[hearing]!) + dice.Next(4)))
                .OrderByDescending(row => row.Score)
                .ThenBy(row => row.hearing)
                .Take(count)
                .Select(row => row.hearing),
        ];

        int Likeness(int hearing, HearingSeat other)
        {
            var likeness = ground.Options[hearing].Any(options => options.Any(mentors.Contains)) ? 4 : 0;
            likeness += ground.Candidates[hearing] == ground.Candidates[seed] ? 6 : 0;
            if (seat is not null)
            {
                likeness += seat.Panel == other.Panel ? 3 : 0;
                likeness +=
                    seat.Half != other.Half ? 0
                    : Math.Abs(seat.At - other.At) <= 1 ? 3
                    : 1;
            }

            return likeness;
        }
    }

    private int? MentorOf(int seed) =>
        ground.Options[seed] is { Length: > 0 } challenges && dice.Of(challenges) is { Length: > 0 } options
            ? dice.Of(options)
            : null;

    private List<int> HeldBy(int mentor) => [.. Seated.Where(hearing => draft[hearing]!.Mentors.Contains(mentor))];

    private int DayOf(int hearing) => facts.DayOfHalf[draft[hearing]!.Half];
}
