namespace EigPortal.Services.Matching;

/// <summary>Where a hearing is in a draft.</summary>
/// <param name="Mentors">Numbers of those who come for it besides the members of the panel.</param>
internal sealed record HearingSeat(int Panel, int Half, int At, IReadOnlyList<int> Mentors)
{
    public bool IsAt(int panel, int half, int at) => (Panel, Half, At) == (panel, half, at);
}

/// <summary>
/// A plan being made: hearings are seated and taken away one at a time, every rule being kept at each step. Its cost is a thousand per day of
/// presence, less a worth that grows with the square of what fills a day, so that half-empty days are emptied rather than kept: the measure
/// of Falkenauer, "A hybrid grouping genetic algorithm for bin packing", Journal of Heuristics 2 (1996).
/// </summary>
internal sealed class HearingDraft
{
    /// <summary>Of one day of presence.</summary>
    public const int DayCost = 1000;

    /// <summary>Of one hearing that leaves its place: more than all the days that it may save.</summary>
    public const int MoveCost = 100 * DayCost;

    private readonly DraftGround ground;
    private readonly IReadOnlyList<HearingSeat?> homes;
    private readonly HearingSeat?[] seats;
    private readonly bool[,][] rooms;
    private readonly bool[,][] taken;
    private readonly int[] panelLoads;
    private readonly int[,] loads;
    private readonly int[,] attended;
    private long worth;

    /// <param name="homes">By hearing: where it stays if it can.</param>
    public HearingDraft(DraftGround ground, IReadOnlyList<HearingSeat?> homes)
    {
        (this.ground, this.homes) = (ground, homes);
        var facts = ground.Facts;
        seats = new HearingSeat?[facts.Hearings.Count];
        rooms = new bool[facts.Panels.Count, facts.Halves.Count][];
        taken = new bool[ground.People.Count, facts.Halves.Count][];
        panelLoads = new int[facts.Panels.Count];
        loads = new int[ground.People.Count, facts.Days.Count];
        attended = new int[ground.People.Count, facts.Days.Count];
        for (var half = 0; half < facts.Halves.Count; half++)
        {
            for (var panel = 0; panel < facts.Panels.Count; panel++)
            {
                rooms[panel, half] = [.. facts.FreeOf(panel, half).Select(isFree => !isFree)];
            }

            for (var person = 0; person < ground.People.Count; person++)
            {
                taken[person, half] = [.. facts.FreeOf(ground.People[person], half).Select(isFree => !isFree)];
            }
        }

        foreach (var (person, day) in ground.KeptDays)
        {
            attended[person, day]++;
        }

        Presence = ground.KeptPresence;
    }

    /// <summary>Days of presence asked of people, kept hearings included.</summary>
    public int Presence { get; private set; }

    /// <summary>Hearings that are not where they stay if they can.</summary>
    public int Moves { get; private set; }

    public long Cost => ((long)DayCost * Presence) + ((long)MoveCost * Moves) - worth;

    /// <summary>Places looked at so far: the measure of effort, the same on every machine.</summary>
    public long Looks { get; private set; }

    public HearingSeat? this[int hearing] => seats[hearing];

    public HearingSeat? HomeOf(int hearing) => homes[hearing];

    public int PanelLoad(int panel) => panelLoads[panel];

    /// <summary>Hearings that a mentor comes for on a day.</summary>
    public int Load(int person, int day) => loads[person, day];

    /// <summary>The cheapest place that keeps every rule, or null.</summary>
    /// <param name="blink">One place in so many is not seen, so that the search does not always make the same choice.</param>
    public HearingSeat? Best(int hearing, Dice dice, int blink)
    {
        var facts = ground.Facts;
        var (span, person) = (facts.Spans[hearing], ground.Candidates[hearing]);
        Span<int> mentors = stackalloc int[ground.Options[hearing].Length];
        var home = homes[hearing];
        var (cheapest, found) = (int.MaxValue, (Panel: -1, Half: -1, At: -1));
        // Even where there is nothing to look at: an effort that does not grow would never end.
        Looks++;
        for (var half = 0; half < facts.Halves.Count; half++)
        {
            var day = facts.DayOfHalf[half];
            var panels = ground.Panels[hearing][day];
            var again = IsSecondDay(person, day) ? DayCost : 0;
            foreach (var at in panels.Length == 0 ? [] : ground.Starts[hearing][half])
            {
                if (!IsFree(taken[person, half], at, span))
                {
                    continue;
                }

                var own = ground.MeetsOwnMentor[hearing][day];
                var come = own ? 0 : Mentors(hearing, -1, half, at, mentors);
                if (come == int.MaxValue)
                {
                    continue;
                }

                Looks += panels.Length;
                foreach (var panel in panels)
                {
                    if (panelLoads[panel] >= ground.PanelLimits[panel] || !HasPause(rooms[panel, half], at, span))
                    {
                        continue;
                    }

                    var cost = own ? Mentors(hearing, panel, half, at, mentors) : come;
                    if (cost == int.MaxValue || dice.Next(blink) == 0)
                    {
                        continue;
                    }

                    cost += again + Opening(panel) - ground.PanelWorth(panel, panelLoads[panel]) + dice.Next(8);
                    cost += home is null || home.IsAt(panel, half, at) ? 0 : MoveCost;
                    if (cost < cheapest)
                    {
                        (cheapest, found) = (cost, (panel, half, at));
                    }
                }
            }
        }

        if (cheapest == int.MaxValue)
        {
            return null;
        }

        Mentors(hearing, found.Panel, found.Half, found.At, mentors);
        return new HearingSeat(found.Panel, found.Half, found.At, [.. mentors.ToArray().Where(mentor => mentor >= 0)]);
    }

    public void Seat(int hearing, HearingSeat seat)
    {
        seats[hearing] = seat;
        var day = ground.Facts.DayOfHalf[seat.Half];
        Take(hearing, seat, true);
        Moves += IsAway(hearing, seat) ? 1 : 0;
        worth += ground.PanelWorth(seat.Panel, panelLoads[seat.Panel]);
        if (panelLoads[seat.Panel]++ == 0 && !ground.IsKeptOpen(seat.Panel))
        {
            foreach (var member in ground.Members[seat.Panel])
            {
                Presence += attended[member, day]++ == 0 ? 1 : 0;
            }
        }

        foreach (var mentor in seat.Mentors)
        {
            worth += ground.DayWorth(mentor, day, loads[mentor, day]++);
            Presence += attended[mentor, day]++ == 0 ? 1 : 0;
        }

        var person = ground.Candidates[hearing];
        Presence += IsSecondDay(person, day) ? 1 : 0;
        attended[person, day]++;
    }

    /// <returns>Where the hearing was.</returns>
    public HearingSeat Remove(int hearing)
    {
        var seat = seats[hearing]!;
        seats[hearing] = null;
        var day = ground.Facts.DayOfHalf[seat.Half];
        Take(hearing, seat, false);
        Moves -= IsAway(hearing, seat) ? 1 : 0;
        worth -= ground.PanelWorth(seat.Panel, --panelLoads[seat.Panel]);
        if (panelLoads[seat.Panel] == 0 && !ground.IsKeptOpen(seat.Panel))
        {
            foreach (var member in ground.Members[seat.Panel])
            {
                Presence -= --attended[member, day] == 0 ? 1 : 0;
            }
        }

        foreach (var mentor in seat.Mentors)
        {
            worth -= ground.DayWorth(mentor, day, --loads[mentor, day]);
            Presence -= --attended[mentor, day] == 0 ? 1 : 0;
        }

        var person = ground.Candidates[hearing];
        attended[person, day]--;
        Presence -= IsSecondDay(person, day) ? 1 : 0;
        return seat;
    }

    private bool IsAway(int hearing, HearingSeat seat) => homes[hearing]?.IsAt(seat.Panel, seat.Half, seat.At) == false;

    private void Take(int hearing, HearingSeat seat, bool isTaken)
    {
        var span = ground.Facts.Spans[hearing];
        Mark(rooms[seat.Panel, seat.Half]);
        Mark(taken[ground.Candidates[hearing], seat.Half]);
        foreach (var mentor in seat.Mentors)
        {
            Mark(taken[mentor, seat.Half]);
        }

        void Mark(bool[] row) => Array.Fill(row, isTaken, seat.At, Math.Min(span, row.Length - seat.At));
    }

    /// <summary>Days added by opening the panel.</summary>
    private int Opening(int panel)
    {
        if (panelLoads[panel] > 0 || ground.IsKeptOpen(panel))
        {
            return 0;
        }

        var cost = 0;
        foreach (var member in ground.Members[panel])
        {
            cost += attended[member, ground.Facts.DayOfPanel[panel]] == 0 ? DayCost : 0;
        }

        return cost;
    }

    /// <summary>The person is heard on another day already, and not yet on this one.</summary>
    private bool IsSecondDay(int person, int day)
    {
        if (!ground.IsHeardAgain[person] || attended[person, day] > 0)
        {
            return false;
        }

        for (var other = 0; other < ground.Facts.Days.Count; other++)
        {
            if (attended[person, other] > 0)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Who comes for each challenge: a member of the panel, somebody who comes for another one, or the cheapest who is free.</summary>
    /// <param name="panel">-1 where no panel has a mentor of the hearing among its members.</param>
    /// <param name="chosen">Filled with a number per challenge, -1 where nobody more is needed.</param>
    /// <returns>The cost of their coming; the greatest number when somebody is missing.</returns>
    private int Mentors(int hearing, int panel, int half, int at, Span<int> chosen)
    {
        var (options, day, cost) = (ground.Options[hearing], ground.Facts.DayOfHalf[half], 0);
        for (var challenge = 0; challenge < options.Length; challenge++)
        {
            chosen[challenge] = -1;
            var (isMet, cheapest) = (false, int.MaxValue);
            foreach (var mentor in options[challenge])
            {
                if (chosen[..challenge].Contains(mentor) || (panel >= 0 && ground.Members[panel].Contains(mentor)))
                {
                    isMet = true;
                    break;
                }

                var price = Price(mentor, day, half, at, ground.Facts.Spans[hearing]);
                if (price < cheapest)
                {
                    (cheapest, chosen[challenge]) = (price, mentor);
                }
            }

            if (isMet)
            {
                chosen[challenge] = -1;
            }
            else if (cheapest == int.MaxValue)
            {
                return int.MaxValue;
            }
            else
            {
                cost += cheapest;
            }
        }

        return cost;
    }

    private int Price(int mentor, int day, int half, int at, int span) =>
        ground.SitsInPanel(mentor, day)
        || loads[mentor, day] >= ground.Limits[mentor, day]
        || !HasPause(taken[mentor, half], at, span)
            ? int.MaxValue
            : (attended[mentor, day] == 0 ? DayCost : 0) - ground.DayWorth(mentor, day, loads[mentor, day]);

    private static bool IsFree(bool[] row, int at, int span)
    {
        for (var position = at; position < Math.Min(at + span, row.Length); position++)
        {
            if (row[position])
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Free, and nobody goes on for too long without a position left free.</summary>
    private bool HasPause(bool[] row, int at, int span)
    {
        if (!IsFree(row, at, span))
        {
            return false;
        }

        var end = Math.Min(at + span, row.Length);
        var inARow = end - at;
        for (var before = at - 1; before >= 0 && row[before]; before--)
        {
            inARow++;
        }

        for (var after = end; after < row.Length && row[after]; after++)
        {
            inARow++;
        }

        return inARow <= ground.MaxInARow;
    }
}
