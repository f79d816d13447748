using EigPortal.Domain.Hearings;

namespace EigPortal.TestKit.Juries;

/// <summary>
/// Hearings to plan, made up from a seed: two people in three wish for two challenges, ties on 3 % of the pairs, some people need more time,
/// can't come on a half-day, or live where Paris mornings are evenings.
/// </summary>
public static class HearingWorld
{
    public const int SlotMinutes = 30;
    public const int GapMinutes = 10;

    /// <param name="rooms">Parallel panels a day.</param>
    /// <param name="isOnce">Two wishes are heard at once; else one after the other.</param>
    /// <param name="mentorsEach">Mentors of each challenge, any of whom may come.</param>
    /// <param name="sitting">Panels of a day, from the first, one member of which is a mentor of the challenge of the same number.</param>
    public static HearingProblem Problem(
        int candidatures,
        int rooms,
        int days = 3,
        int challenges = 15,
        int maxPerDay = 10,
        bool isOnce = true,
        int seed = 2018,
        int tiesPercent = 3,
        bool keeps = false,
        int mentorsEach = 1,
        int sitting = 0
    )
    {
        var random = new Random(seed);
        var halves = Halves(days);
        var challengeIds = Enumerable.Range(0, challenges).Select(i => Id(1, i)).ToList();
        var mentors = challengeIds
            .Select((_, i) => (IReadOnlyList<Guid>)[.. Enumerable.Range(0, mentorsEach).Select(j => Id(2, i + (j * challenges)))])
            .ToList();
        var members = Enumerable.Range(0, rooms * 2).Select(i => Id(3, i)).ToList();
        var panels = (
            from day in Enumerable.Range(0, days)
            from room in Enumerable.Range(0, rooms)
            select new PanelToFill(
                Id(4, (day * rooms) + room),
                Day(day),
                $"Salle {room + 1:00}",
                IsRemote: false,
                [members[(2 * room) + (day % 2)], members[((2 * room) + 3 + day) % members.Count / 2 * 2 + 1 - (day % 2)]],
                new HashSet<Guid>()
            )
        ).ToList();
        panels = [.. panels.Select((panel, i) => panel with { JurorIds = [.. Sit(panel, i % rooms).Distinct()] })];
        var hearings = new List<HearingToPlace>();
        for (var i = 0; i < candidatures; i++)
        {
            hearings.AddRange(Hearings(i, challengeIds, halves, isOnce, random));
        }

        var ties = (
            from candidature in hearings.Select(hearing => hearing.Key.CandidatureId).Distinct()
            from person in members
            where random.Next(100) < tiesPercent
            select new HearingTie(candidature, person)
        ).ToList();
        return new HearingProblem(
            new HearingRules(SlotMinutes + GapMinutes, GapMinutes, maxPerDay, 4, keeps),
            halves,
            panels,
            hearings,
            challengeIds.Zip(mentors, KeyValuePair.Create),
            ties,
            [],
            []
        );

        IEnumerable<Guid> Sit(PanelToFill panel, int room) =>
            room < Math.Min(sitting, challenges) ? panel.JurorIds.Skip(1).Append(mentors[room][0]) : panel.JurorIds;
    }

    private static IEnumerable<HearingToPlace> Hearings(
        int number,
        List<Guid> challenges,
        IReadOnlyList<HearingHalf> halves,
        bool isOnce,
        Random random
    )
    {
        var first = (int)(challenges.Count * Math.Pow(random.NextDouble(), 1.3));
        // Second wishes are of the same trade: a third of the challenges.
        var others = Enumerable.Range(0, challenges.Count).Where(other => other % 3 == first % 3 && other != first).ToList();
        int[] wished = random.NextDouble() < 0.65 && others.Count > 0 ? [first, others[random.Next(others.Count)]] : [first];
        var (minutes, isRemote) = (random.Next(20) == 0 ? SlotMinutes + 10 : SlotMinutes, random.Next(20) == 0);
        // Ten hours ahead of Paris: before ten in the morning here is before eight in the evening there.
        var civil =
            isRemote && random.Next(2) == 0
                ? halves
                    .SelectMany(half => half.Starts)
                    .Where(start => start.UtcDateTime.TimeOfDay < TimeSpan.FromHours(9))
                    .ToHashSet()
                : null;
        var impossible = random.Next(10) == 0 ? halves[random.Next(halves.Count)] : null;
        IReadOnlyList<int>[] turns = isOnce ? [wished] : [.. wished.Select(challenge => (IReadOnlyList<int>)[challenge])];
        return turns.Select(
            (turn, place) =>
                new HearingToPlace(
                    new HearingKey(Id(5, number), place + 1),
                    $"EIG3-{number + 1:00000}",
                    [.. turn.Select(challenge => challenges[challenge])],
                    minutes,
                    isRemote,
                    impossible is null
                        ? new HashSet<(DateOnly, HalfDay)>()
                        : new HashSet<(DateOnly, HalfDay)> { (impossible.Day, impossible.Half) },
                    civil
                )
        );
    }

    /// <summary>From 9:00 to 13:00 and from 14:00 to 18:00 in winter.</summary>
    public static IReadOnlyList<HearingHalf> Halves(int days) =>
        [
            .. from day in Enumerable.Range(0, days)
            from half in Enum.GetValues<HalfDay>()
            let opens = At(day, half == HalfDay.Morning ? 9 : 14)
            select new HearingHalf(
                Day(day),
                half,
                [.. Enumerable.Range(0, 6).Select(at => opens.AddMinutes(at * (SlotMinutes + GapMinutes)))],
                opens.AddHours(4)
            ),
        ];

    private static DateOnly Day(int day) => new DateOnly(2018, 11, 6).AddDays(day);

    private static DateTimeOffset At(int day, int hour) =>
        new DateTimeOffset(2018, 11, 6, hour, 0, 0, TimeSpan.FromHours(1)).AddDays(day);

    private static Guid Id(byte kind, int i) => new(i, kind, 0, 0, 0, 0, 0, 0, 0, 0, kind);
}

/// <summary>
/// Says what a plan breaks, minute by minute, sharing no code with the planner nor with the checks of the portal: a plan is right when two
/// independent readings of the rules agree.
/// </summary>
public static class HearingChecker
{
    public static IReadOnlyList<string> Faults(HearingProblem problem, IReadOnlyList<HearingPlace> places)
    {
        var faults = new List<string>();
        var hearings = problem.Hearings.ToDictionary(hearing => hearing.Key);
        if (!places.Select(place => place.Key).ToHashSet().SetEquals(hearings.Keys) || places.Count != hearings.Count)
        {
            faults.Add("some hearing has no place, or two");
        }

        var all = problem.Kept.Concat(places).ToList();
        var rooms = new HashSet<(Guid Panel, long Minute)>();
        var people = new HashSet<(Guid Person, long Minute)>();
        foreach (var place in all)
        {
            var panel = problem.Panels.Single(row => row.PanelId == place.PanelId);
            var start = place.StartsAt.ToUnixTimeSeconds() / 60;
            // The pause after a hearing is its own; the next may begin as it ends.
            for (var minute = start; minute < start + place.Minutes + problem.Rules.GapMinutes; minute++)
            {
                Free(rooms.Add((panel.PanelId, minute)), "room", place);
                foreach (var person in panel.JurorIds.Concat(place.MentorIds).Append(place.Key.CandidatureId).Distinct())
                {
                    Free(people.Add((person, minute)), "person", place);
                }
            }
        }

        foreach (var place in places)
        {
            faults.AddRange(Alone(problem, hearings[place.Key], place).Select(fault => $"{hearings[place.Key].Number}: {fault}"));
        }

        foreach (var day in problem.Panels.GroupBy(panel => panel.Day))
        {
            var panels = day.ToDictionary(panel => panel.PanelId);
            var load = all.Where(place => panels.ContainsKey(place.PanelId))
                .SelectMany(place => panels[place.PanelId].JurorIds.Concat(place.MentorIds).Distinct())
                .CountBy(person => person);
            faults.AddRange(
                load.Where(row => row.Value > problem.Rules.MaxPerDay).Select(row => $"{row.Key} has {row.Value} hearings")
            );
            faults.AddRange(Tired(problem, [.. all.Where(place => panels.ContainsKey(place.PanelId))]));
            var cores = panels
                .Values.SelectMany(panel => panel.JurorIds.Select(person => (person, panel.PanelId)))
                .ToLookup(row => row.person);
            faults.AddRange(
                from place in places
                where panels.ContainsKey(place.PanelId)
                from mentor in place.MentorIds
                where cores[mentor].Any(seat => seat.PanelId != place.PanelId)
                select $"{mentor} leaves a panel"
            );
        }

        return faults;

        void Free(bool isFree, string what, HearingPlace place)
        {
            if (!isFree)
            {
                faults.Add($"{what} taken twice by {place.Key} at {place.StartsAt:g}");
            }
        }
    }

    /// <summary>Days on which somebody of the jury comes, and further days of a person heard twice, day by day.</summary>
    public static int DaysOfPresence(HearingProblem problem, IReadOnlyList<HearingPlace> places)
    {
        var jury = new HashSet<(Guid, DateOnly)>();
        var heard = new HashSet<(Guid, DateOnly)>();
        foreach (var place in problem.Kept.Concat(places))
        {
            var panel = problem.Panels.Single(row => row.PanelId == place.PanelId);
            jury.UnionWith(panel.JurorIds.Concat(place.MentorIds).Select(person => (person, panel.Day)));
            heard.Add((place.Key.CandidatureId, panel.Day));
        }

        return jury.Count + heard.Count - heard.DistinctBy(row => row.Item1).Count();
    }

    /// <summary>Panels and people of the jury who would hold more hearings than allowed before a step of the grid is left free.</summary>
    private static IEnumerable<string> Tired(HearingProblem problem, IReadOnlyList<HearingPlace> day)
    {
        var step = problem.Rules.StepMinutes;
        foreach (var person in day.SelectMany(place => place.MentorIds.Append(place.PanelId)).Distinct())
        {
            var (row, until) = (0, DateTimeOffset.MinValue);
            foreach (
                var place in day.Where(place => place.PanelId == person || place.MentorIds.Contains(person))
                    .OrderBy(place => place.StartsAt)
            )
            {
                row = place.StartsAt < until.AddMinutes(step) ? row + 1 : 1;
                until = place.StartsAt.AddMinutes(place.Minutes);
                if (row == problem.Rules.MaxInARow + 1)
                {
                    yield return $"{person} has no pause before {place.StartsAt:g}";
                }
            }
        }
    }

    private static IEnumerable<string> Alone(HearingProblem problem, HearingToPlace hearing, HearingPlace place)
    {
        var panel = problem.Panels.Single(row => row.PanelId == place.PanelId);
        var half = problem.Halves.SingleOrDefault(row =>
            row.Day == panel.Day && row.Starts[0] <= place.StartsAt && place.StartsAt.AddMinutes(place.Minutes) <= row.EndsAt
        );
        if (half is null || place.Minutes != hearing.Minutes)
        {
            yield return "outside the hours";
            yield break;
        }

        var present = panel.JurorIds.Concat(place.MentorIds).ToHashSet();
        if (hearing.Impossible.Any(row => row.Day == half.Day && row.Half == half.Half))
        {
            yield return "can't come";
        }

        if (hearing.CivilStarts is { } civil && !civil.Contains(place.StartsAt))
        {
            yield return "not at a decent hour there";
        }

        if (hearing.ChallengeIds.Any(challenge => !problem.MentorsOf(challenge).Any(present.Contains)))
        {
            yield return "no mentor";
        }

        if (present.Any(person => problem.AreTied(hearing.Key.CandidatureId, person)))
        {
            yield return "tie";
        }

        if (
            panel.IsRemote && !hearing.IsRemote
            || panel.ChallengeIds.Count > 0 && hearing.ChallengeIds.Except(panel.ChallengeIds).Any()
        )
        {
            yield return "not for this panel";
        }
    }
}
