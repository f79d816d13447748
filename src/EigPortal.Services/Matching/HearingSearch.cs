using EigPortal.Domain.Hearings;

namespace EigPortal.Services.Matching;

/// <summary>
/// A whole plan found by taking a neighbourhood of hearings away and seating them again at the least cost: the large neighbourhood search of
/// Shaw, "Using constraint programming and local search methods to solve vehicle routing problems" (CP 1998), with the greedy insertion that
/// blinks of Christiaens and Vanden Berghe, "Slack induction by string removals", Transportation Science 54 (2020). A hearing that finds no
/// place weighs more each time, until others are ejected for it: ejection chains (Glover, Discrete Applied Mathematics 65, 1996), guided as
/// by Nagata and Bräysy, Operations Research Letters 37 (2009). Worse plans are accepted under a threshold that falls: Dueck and Scheuer,
/// "Threshold accepting", Journal of Computational Physics 90 (1990), which needs no exponential, so that plans are the same on every machine.
/// Every rule holds at each step; nothing is proven.
/// </summary>
internal sealed class HearingSearch
{
    /// <summary>Efforts, in whole rebuildings of the plan: a place looked at is the unit, and a second of budgets.md has some 40 million.</summary>
    private const long FindRounds = 300;
    private const long ImproveRounds = 8000;
    private const long MoveRounds = 100;
    private const long MostLooks = 600_000_000;

    /// <summary>One place in so many is not seen.</summary>
    private const int Blink = 100;

    /// <summary>In days of presence, what a hearing without a place costs at first.</summary>
    private const int AbsentDays = 10;

    /// <summary>Worse by so much is accepted at first.</summary>
    private const int FirstThreshold = HearingDraft.DayCost / 2;

    private readonly HearingFacts facts;
    private readonly DraftGround ground;
    private readonly HearingDraft draft;
    private readonly HearingNeighbourhoods neighbourhoods;
    private readonly Dice dice = new(2018);
    private readonly long[] weights;
    private readonly int[] narrowness;
    private readonly SortedSet<int> absent = [];
    private readonly List<(int Hearing, HearingSeat? Seat)> before = [];
    private IReadOnlyList<HearingSeat> best = [];
    private long bestCost = long.MaxValue;
    private int fewestMoves = int.MaxValue;

    /// <param name="homes">Places that hold together and are left as little as possible; empty to plan anew.</param>
    public HearingSearch(HearingFacts facts, IReadOnlyList<HearingPlace> homes)
    {
        this.facts = facts;
        ground = new DraftGround(facts);
        draft = new HearingDraft(ground, ground.SeatsOf(homes));
        neighbourhoods = new HearingNeighbourhoods(ground, draft, dice);
        weights = [.. facts.Hearings.Select(_ => (long)AbsentDays * HearingDraft.DayCost + HearingDraft.MoveCost)];
        narrowness = [.. Enumerable.Range(0, facts.Hearings.Count).Select(ground.Places)];
    }

    /// <summary>Days of presence of the best plan found, kept hearings included.</summary>
    public int Presence { get; private set; } = int.MaxValue;

    /// <summary>The best plan found, by hearing.</summary>
    public IReadOnlyList<HearingSeat> Seats => best;

    public IReadOnlyList<HearingPlace> Places => [.. best.Select((seat, hearing) => ground.ToPlace(hearing, seat))];

    /// <summary>Seats the narrowest hearings first, then makes room for those that have none.</summary>
    /// <returns>Whether every hearing has a place.</returns>
    public bool Find()
    {
        var all = Enumerable.Range(0, facts.Hearings.Count).ToList();
        foreach (var (hearing, home) in all.Select(hearing => (hearing, draft.HomeOf(hearing))))
        {
            if (home is not null)
            {
                draft.Seat(hearing, home);
            }
        }

        Recreate(all.Where(hearing => draft[hearing] is null).OrderBy(hearing => narrowness[hearing]));
        var most = draft.Looks + (FindRounds * narrowness.Sum(places => (long)places));
        while (absent.Count > 0 && draft.Looks < most)
        {
            Turn(Cost(), dice.Of([.. absent]));
            foreach (var hearing in absent)
            {
                weights[hearing] += HearingDraft.DayCost;
            }
        }

        Keep();
        return absent.Count == 0;
    }

    /// <summary>From a plan found otherwise.</summary>
    public void StartFrom(IReadOnlyList<HearingPlace> places)
    {
        foreach (var (hearing, seat) in ground.SeatsOf(places).Index())
        {
            if (draft[hearing] is not null)
            {
                draft.Remove(hearing);
            }

            draft.Seat(hearing, seat!);
        }

        absent.Clear();
        Keep();
    }

    /// <summary>Goes on from a plan, for as long as the size of the promotion is worth.</summary>
    /// <param name="goal">Days of presence that nothing beats: once there, the search stops.</param>
    public void Improve(int goal) => Improve(ImproveRounds, () => Presence <= goal);

    /// <summary>The same to leave hearings at their homes.</summary>
    /// <param name="moves">Moves that nothing beats.</param>
    public void MoveBack(int moves) => Improve(MoveRounds, () => fewestMoves <= moves);

    private void Improve(long rounds, Func<bool> isDone)
    {
        var looks = Math.Min(MostLooks, rounds * narrowness.Sum(places => (long)places));
        var (from, cost) = (draft.Looks, Cost());
        while (draft.Looks - from < looks && !isDone())
        {
            var threshold = FirstThreshold * (looks - (draft.Looks - from)) / looks;
            cost = Turn(cost + threshold, dice.Next(facts.Hearings.Count)) ?? cost;
            Keep();
        }
    }

    /// <summary>Takes a neighbourhood away, seats it again, and goes back when that costs more than allowed or when one more has no place.</summary>
    /// <returns>The cost now; null after going back.</returns>
    private long? Turn(long allowed, int seed)
    {
        var missing = absent.Count;
        before.Clear();
        before.AddRange(absent.Select(hearing => (hearing, (HearingSeat?)null)));
        absent.Clear();
        foreach (var hearing in neighbourhoods.Around(seed))
        {
            before.Add((hearing, draft.Remove(hearing)));
        }

        Recreate(Order());
        if (Cost() is var cost && cost <= allowed && (missing > 0 || absent.Count == 0))
        {
            return cost;
        }

        Undo();
        return null;
    }

    private long Cost() => draft.Cost + absent.Sum(hearing => weights[hearing]);

    private void Keep()
    {
        // Worth only guides: what counts is what people are asked for.
        var cost = ((long)HearingDraft.DayCost * draft.Presence) + ((long)HearingDraft.MoveCost * draft.Moves);
        if (absent.Count == 0 && cost < bestCost)
        {
            (bestCost, Presence, fewestMoves) = (cost, draft.Presence, draft.Moves);
            best = [.. Enumerable.Range(0, facts.Hearings.Count).Select(hearing => draft[hearing]!)];
        }
    }

    private void Recreate(IEnumerable<int> hearings)
    {
        foreach (var hearing in hearings)
        {
            if (draft.Best(hearing, dice, Blink) is { } seat)
            {
                draft.Seat(hearing, seat);
            }
            else
            {
                absent.Add(hearing);
            }
        }
    }

    private void Undo()
    {
        foreach (var (hearing, _) in before)
        {
            if (draft[hearing] is not null)
            {
                draft.Remove(hearing);
            }
        }

        absent.Clear();
        foreach (var (hearing, seat) in before)
        {
            if (seat is null)
            {
                absent.Add(hearing);
            }
            else
            {
                draft.Seat(hearing, seat);
            }
        }
    }

    /// <summary>At random, the narrowest first, those that were often without a place first, or challenge by challenge.</summary>
    private IEnumerable<int> Order()
    {
        var kind = dice.Next(4);
        return before
            .Select(row => (row.Hearing, Key: Key(row.Hearing, kind), Throw: dice.Next(1 << 20)))
            .OrderBy(row => row.Key)
            .ThenBy(row => row.Throw)
            .ThenBy(row => row.Hearing)
            .Select(row => row.Hearing)
            .ToList();
    }

    private long Key(int hearing, int kind) =>
        kind switch
        {
            0 => 0,
            1 => narrowness[hearing],
            2 => -weights[hearing],
            _ => ground.Options[hearing] is [[var mentor, ..], ..] ? mentor : 0,
        };
}
