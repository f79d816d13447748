namespace EigPortal.Services.Matching;

/// <summary>
/// What counting proves of every plan, at any size and at once. Days of members and days of mentors who sit in no panel are different days,
/// so that their least numbers add up: panels must hold all hearings (the cheapest cover of a knapsack), and the mentors of a challenge must
/// come on enough days for those of its hearings.
/// </summary>
internal static class HearingCount
{
    /// <returns>Days of presence that every plan asks for, kept ones included; null when there is no plan.</returns>
    public static int? FewestDays(HearingFacts facts) =>
        OfPanels(facts) is { } members && OfMentors(facts) is { } mentors
            ? HearingFacts.Presence(facts.Problem, []) + members + mentors
            : null;

    private static int? OfPanels(HearingFacts facts)
    {
        // The least cost of room for so many hearings, panel after panel.
        var fewest = new int?[facts.Hearings.Count + 1];
        fewest[0] = 0;
        for (var panel = 0; panel < facts.Panels.Count; panel++)
        {
            if (facts.DayOfPanel[panel] is not (>= 0 and var day))
            {
                continue;
            }

            var positions = facts.HalvesOf[day].Sum(half => facts.Room(panel, half, 0, facts.Halves[half].Starts.Count - 1));
            var room = Math.Min(facts.PanelLimit(panel), positions);
            var cost = facts.MembersToCome(panel);
            for (var held = facts.Hearings.Count; held > 0; held--)
            {
                if (fewest[Math.Max(0, held - room)] + cost is { } with && !(fewest[held] <= with))
                {
                    fewest[held] = with;
                }
            }
        }

        return fewest[^1];
    }

    private static int? OfMentors(HearingFacts facts)
    {
        var sum = 0;
        foreach (var group in Groups(facts))
        {
            var mentors = group.SelectMany(hearing => facts.Options[hearing]).SelectMany(options => options).Distinct().ToList();
            var alone = 0;
            foreach (var mentor in mentors)
            {
                // Hearings that nobody else can come for.
                var held = group.Count(hearing => facts.Options[hearing].Any(options => options is [var only] && only == mentor));
                if (Days(facts, [mentor], held) is not { } days)
                {
                    return null;
                }

                alone += days;
            }

            if (Days(facts, mentors, group.Count) is not { } together)
            {
                return null;
            }

            sum += Math.Max(alone, together);
        }

        return facts.Options.Any(challenges => challenges.Any(options => options.Count == 0)) ? null : sum;
    }

    /// <summary>Hearings whose mentors are linked by some hearing: nobody of one group comes for another.</summary>
    private static IEnumerable<IReadOnlyList<int>> Groups(HearingFacts facts)
    {
        var groupOf = new Dictionary<Guid, Guid>();
        for (var hearing = 0; hearing < facts.Hearings.Count; hearing++)
        {
            // Mentors of one hearing may be joined without harm: the group is larger, and proves less, never more.
            var people = facts.Options[hearing].SelectMany(options => options).ToList();
            foreach (var person in people)
            {
                groupOf[Root(person)] = Root(people[0]);
            }
        }

        return Enumerable
            .Range(0, facts.Hearings.Count)
            .Where(hearing => facts.Options[hearing].Any(options => options.Count > 0))
            .GroupBy(hearing => Root(facts.Options[hearing].First(options => options.Count > 0)[0]))
            .Select(group => (IReadOnlyList<int>)[.. group]);

        Guid Root(Guid person)
        {
            while (groupOf.TryGetValue(person, out var next) && next != person)
            {
                person = next;
            }

            return person;
        }
    }

    /// <summary>Days on which these people must come besides those on which they are there anyway; null when there are not enough.</summary>
    private static int? Days(HearingFacts facts, IReadOnlyList<Guid> people, int held)
    {
        var rooms = new List<int>();
        foreach (var person in people)
        {
            for (var day = 0; day < facts.Days.Count; day++)
            {
                var room = Math.Min(facts.PersonLimit(person, day), facts.HalvesOf[day].Sum(half => facts.Room(person, half)));
                if (facts.CorePanel(person, day) >= 0 || facts.KeptPresence.Contains((person, day)))
                {
                    held -= room;
                }
                else
                {
                    rooms.Add(room);
                }
            }
        }

        var days = 0;
        foreach (var room in rooms.OrderDescending().TakeWhile(_ => held > 0))
        {
            held -= room;
            days++;
        }

        return held > 0 ? null : days;
    }
}
