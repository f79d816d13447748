using EigPortal.Domain.Hearings;
using Google.OrTools.Sat;

namespace EigPortal.Services.Matching;

/// <summary>Which half-day each hearing falls on, which mentors come, which panels open: everything that days of presence depend on.</summary>
/// <param name="StartOf">Positions, when the outline has hours.</param>
internal sealed record OutlinedPlan(
    IReadOnlyList<int> HalfOf,
    IReadOnlyList<IReadOnlyList<Guid>> MentorsOf,
    IReadOnlySet<int> OpenPanels,
    IReadOnlyList<int?> StartOf,
    int Presence,
    int Bound
);

/// <summary>
/// First stage of a hearing plan: half-days, mentors and panels, without hours nor rooms. Every plan has an outline that keeps these
/// constraints, so that what is proven here (no outline, or none with fewer days of presence) holds for plans.
/// </summary>
internal sealed class HearingOutline
{
    private readonly HearingFacts facts;
    private readonly CpModel model = new();
    private readonly BoolVar?[,] halves;
    private readonly Dictionary<(int Hearing, Guid Person, int Half), BoolVar> coming = [];
    private readonly BoolVar[] open;
    private readonly List<LinearExpr> presence = [];
    private readonly Dictionary<(int Hearing, int Half, int At), BoolVar> times = [];

    /// <param name="optional">Hearings may be left out: to see which ones are too many.</param>
    /// <param name="isTimed">With hours, so that people are never in two places: slower, and closer to a plan.</param>
    public HearingOutline(HearingFacts facts, bool optional = false, bool isTimed = false)
    {
        this.facts = facts;
        halves = new BoolVar?[facts.Hearings.Count, facts.Halves.Count];
        open = [.. facts.Panels.Select((_, panel) => model.NewBoolVar($"open {panel}"))];
        Place(optional);
        Fill();
        if (isTimed)
        {
            Time();
        }

        Attend();
        Count();
    }

    /// <summary>No fewer days of presence than an outline without hours has proven, and its choices to start from.</summary>
    public void StartFrom(OutlinedPlan plan)
    {
        model.Add(LinearExpr.Sum(presence) >= plan.Bound);
        foreach (var (hearing, half) in AllHalves())
        {
            model.AddHint(halves[hearing, half]!, plan.HalfOf[hearing] == half ? 1 : 0);
        }
    }

    /// <summary>
    /// Asks for fewer hearings on a day that was too full for its rooms. A choice, not a rule: what is found afterwards proves nothing more.
    /// </summary>
    public void Loosen(int day, int heard) =>
        model.Add(
            LinearExpr.Sum(
                AllHalves().Where(row => facts.DayOfHalf[row.Half] == day).Select(row => halves[row.Hearing, row.Half]!)
            )
                <= heard - Math.Max(1, heard / 40)
        );

    /// <returns>The outline; null when there is none. <c>IsProven</c> tells whether that is certain.</returns>
    public (OutlinedPlan? Plan, bool IsProven) Solve(double effort, bool minimises)
    {
        if (minimises)
        {
            model.Minimize(LinearExpr.Sum(presence));
        }

        var solver = CpSolvers.New(effort);
        var status = solver.Solve(model);
        return status is CpSolverStatus.Optimal or CpSolverStatus.Feasible
            ? (Read(solver, minimises), true)
            : (null, status == CpSolverStatus.Infeasible);
    }

    /// <summary>Hearings left out when as many as possible are held.</summary>
    public IReadOnlyList<int> LeftOut(double effort)
    {
        // The last ones by number give way first, so that the answer is the same everywhere.
        var placed = AllHalves().ToList();
        var builder = LinearExpr.NewBuilder();
        foreach (var (hearing, half) in placed)
        {
            builder.AddTerm(halves[hearing, half]!, (2 * facts.Hearings.Count) - hearing);
        }

        model.Maximize(builder);
        var solver = CpSolvers.New(effort);
        var status = solver.Solve(model);
        return status is CpSolverStatus.Optimal or CpSolverStatus.Feasible
            ?
            [
                .. Enumerable
                    .Range(0, facts.Hearings.Count)
                    .Where(hearing =>
                        !placed.Any(row => row.Hearing == hearing && solver.BooleanValue(halves[hearing, row.Half]!))
                    ),
            ]
            : [];
    }

    /// <param name="Set">Panels.</param>
    private sealed record Shape(int From, int To, IReadOnlyList<int> Set);

    /// <summary>Hours without rooms: as many hearings at once as there are open panels, nobody heard twice at once.</summary>
    private void Time()
    {
        foreach (var (hearing, half) in AllHalves())
        {
            var starts = facts.Starts(hearing, half).Where(at => PanelsAt(hearing, half, at).Any()).ToList();
            foreach (var at in starts)
            {
                times[(hearing, half, at)] = model.NewBoolVar($"h{hearing} f{half} t{at}");
            }

            model.Add(LinearExpr.Sum(starts.Select(at => times[(hearing, half, at)])) == halves[hearing, half]!);
        }

        var rooms = times
            .Keys.SelectMany(key => Covered(key).Select(position => (key, position)))
            .ToLookup(row => (row.key.Half, row.position));
        foreach (var cell in rooms)
        {
            var panels = facts
                .PanelsOf[facts.DayOfHalf[cell.Key.Half]]
                .Where(panel => facts.FreeOf(panel, cell.Key.Half)[cell.Key.position]);
            model.Add(LinearExpr.Sum(cell.Select(row => times[row.key])) <= LinearExpr.Sum(panels.Select(panel => open[panel])));
        }

        foreach (var half in rooms.GroupBy(cell => cell.Key.Half))
        {
            var panels = LinearExpr.Sum(facts.PanelsOf[facts.DayOfHalf[half.Key]].Select(panel => open[panel]));
            var byPosition = half.ToDictionary(cell => cell.Key.position, cell => cell.Select(row => times[row.key]).ToList());
            var count = facts.Halves[half.Key].Starts.Count;
            for (var from = 0; facts.MaxInARow < count && from + facts.MaxInARow < count; from++)
            {
                var window = Enumerable.Range(from, facts.MaxInARow + 1).SelectMany(at => byPosition.GetValueOrDefault(at, []));
                model.Add(LinearExpr.Sum(window) <= panels * facts.MaxInARow);
            }
        }

        foreach (var twice in rooms.SelectMany(cell => cell.GroupBy(row => facts.Hearings[row.key.Hearing].Key.CandidatureId)))
        {
            if (twice.Count() > 1)
            {
                model.AddAtMostOne(twice.Select(row => times[row.key]));
            }
        }
    }

    private IEnumerable<int> Covered((int Hearing, int Half, int At) start) =>
        Enumerable.Range(start.At, Math.Min(facts.Spans[start.Hearing], facts.Halves[start.Half].Starts.Count - start.At));

    private IEnumerable<int> PanelsAt(int hearing, int half, int at) =>
        facts
            .PanelsOf[facts.DayOfHalf[half]]
            .Where(panel => facts.MayHear(panel, hearing) && facts.RoomIsFree(panel, half, at, facts.Spans[hearing]));

    /// <summary>Somebody who comes for these hearings is at one of them at a time, with their pauses.</summary>
    private void TakeTurns(Guid person, int half, IReadOnlyList<(int Hearing, BoolVar Comes)> hearings)
    {
        var free = facts.FreeOf(person, half);
        var cells = Enumerable.Range(0, free.Count).Select(_ => new List<BoolVar>()).ToList();
        foreach (var (hearing, comes) in hearings)
        {
            foreach (var at in facts.Starts(hearing, half))
            {
                if (!times.TryGetValue((hearing, half, at), out var start))
                {
                    continue;
                }

                if (!facts.IsFree(person, half, at, facts.Spans[hearing]))
                {
                    model.AddBoolOr([start.Not(), comes.Not()]);
                    continue;
                }

                var there = start;
                if (!comes.Equals(halves[hearing, half]))
                {
                    there = model.NewBoolVar($"h{hearing} f{half} t{at} {person}");
                    model.AddBoolOr([start.Not(), comes.Not(), there]);
                }

                foreach (var position in Covered((hearing, half, at)))
                {
                    cells[position].Add(there);
                }
            }
        }

        foreach (var cell in cells.Where(cell => cell.Count > 1))
        {
            model.AddAtMostOne(cell);
        }

        for (var from = 0; facts.MaxInARow < free.Count && from + facts.MaxInARow < free.Count; from++)
        {
            var window = Enumerable.Range(from, facts.MaxInARow + 1).ToList();
            var kept = window.Count(position => !free[position]);
            model.Add(LinearExpr.Sum(window.SelectMany(position => cells[position])) <= Math.Max(0, facts.MaxInARow - kept));
        }
    }

    private IEnumerable<(int Hearing, int Half)> AllHalves() =>
        from hearing in Enumerable.Range(0, facts.Hearings.Count)
        from half in Enumerable.Range(0, facts.Halves.Count)
        where halves[hearing, half] is not null
        select (hearing, half);

    private void Place(bool optional)
    {
        for (var hearing = 0; hearing < facts.Hearings.Count; hearing++)
        {
            var choices = new List<ILiteral>();
            for (var half = 0; half < facts.Halves.Count; half++)
            {
                var panels = PanelsFor(hearing, half);
                if (panels.Count == 0)
                {
                    continue;
                }

                var chosen = model.NewBoolVar($"h{hearing} f{half}");
                halves[hearing, half] = chosen;
                choices.Add(chosen);
                model.AddBoolOr([chosen.Not(), .. panels.Select(panel => open[panel])]);
            }

            if (optional)
            {
                model.AddAtMostOne(choices);
            }
            else
            {
                model.AddExactlyOne(choices);
            }
        }
    }

    private List<int> PanelsFor(int hearing, int half)
    {
        var starts = facts.Starts(hearing, half);
        return
        [
            .. facts
                .PanelsOf[facts.DayOfHalf[half]]
                .Where(panel => facts.MayHear(panel, hearing))
                .Where(panel => starts.Any(at => facts.RoomIsFree(panel, half, at, facts.Spans[hearing]))),
        ];
    }

    /// <summary>Rooms hold what they can: all of them, and those that some people are limited to, by hour or by tie.</summary>
    private void Fill()
    {
        for (var half = 0; half < facts.Halves.Count; half++)
        {
            var last = facts.Halves[half].Starts.Count - 1;
            var heard = Enumerable.Range(0, facts.Hearings.Count).Where(hearing => halves[hearing, half] is not null).ToList();
            var scopes = heard
                .Select(hearing => (Hearing: hearing, Starts: facts.Starts(hearing, half), Panels: PanelsFor(hearing, half)))
                .Select(row => (row.Hearing, From: row.Starts[0], To: row.Starts[^1], row.Panels))
                .ToList();
            var shapes = scopes
                .Select(row => new Shape(row.From, row.To, row.Panels))
                .Append(new Shape(0, last, [.. facts.PanelsOf[facts.DayOfHalf[half]]]))
                .DistinctBy(shape => (shape.From, shape.To, string.Join(',', shape.Set)))
                .ToList();
            foreach (var shape in shapes)
            {
                var inside = scopes
                    .Where(row => row.From >= shape.From && row.To <= shape.To && row.Panels.All(shape.Set.Contains))
                    .Select(row => row.Hearing)
                    .ToList();
                if (inside.Count < 2)
                {
                    continue;
                }

                // A hearing that begins at the last of these positions may go on after it.
                var reach = inside.Max(hearing => facts.Spans[hearing]) - 1;
                var to = Math.Min(last, shape.To + reach);
                var builder = LinearExpr.NewBuilder();
                foreach (var hearing in inside)
                {
                    builder.AddTerm(halves[hearing, half]!, facts.Spans[hearing]);
                }

                foreach (var panel in shape.Set)
                {
                    builder.AddTerm(open[panel], -facts.Room(panel, half, shape.From, to));
                }

                if (to == last && Overflow(inside, half) is { } beyond)
                {
                    builder.AddTerm(beyond, -1);
                    model.Add(beyond <= LinearExpr.Sum(shape.Set.Select(panel => open[panel])));
                }

                model.Add(builder <= 0);
            }
        }

        Limit();
    }

    /// <summary>Positions that long hearings at the end of the half take beyond it; null when none can.</summary>
    private IntVar? Overflow(IEnumerable<int> hearings, int half)
    {
        var longOnes = hearings.Where(hearing => facts.Overflow(hearing, half) > 0).ToList();
        if (longOnes.Count == 0)
        {
            return null;
        }

        var beyond = model.NewIntVar(0, longOnes.Sum(hearing => facts.Overflow(hearing, half)), $"beyond {half}");
        model.Add(
            beyond
                <= LinearExpr.WeightedSum(
                    longOnes.Select(hearing => halves[hearing, half]!),
                    longOnes.Select(hearing => (long)facts.Overflow(hearing, half))
                )
        );
        return beyond;
    }

    /// <summary>Members of a panel attend all that it hears.</summary>
    private void Limit()
    {
        for (var day = 0; day < facts.Days.Count; day++)
        {
            var limits = facts
                .PanelsOf[day]
                .Select(panel => (panel, Limit: Math.Min(facts.PanelLimit(panel), facts.Hearings.Count)));
            var builder = LinearExpr.NewBuilder();
            foreach (var (hearing, half) in AllHalves().Where(row => facts.DayOfHalf[row.Half] == day))
            {
                builder.AddTerm(halves[hearing, half]!, 1);
            }

            foreach (var (panel, limit) in limits)
            {
                builder.AddTerm(open[panel], -limit);
            }

            model.Add(builder <= 0);
        }
    }

    private void Attend()
    {
        var attending = new Dictionary<(Guid Person, int Half), List<(int Hearing, BoolVar Literal, int Span)>>();
        for (var hearing = 0; hearing < facts.Hearings.Count; hearing++)
        {
            for (var half = 0; half < facts.Halves.Count; half++)
            {
                if (halves[hearing, half] is { } here)
                {
                    foreach (var (mentor, literal) in Mentors(hearing, half, here))
                    {
                        var key = (mentor, half);
                        attending.TryAdd(key, []);
                        attending[key].Add((hearing, literal, facts.Spans[hearing]));
                    }
                }
            }
        }

        foreach (var ((person, half), rows) in attending.OrderBy(row => row.Key.Half).ThenBy(row => row.Key.Person))
        {
            var room = facts.Room(person, half) + (rows.Any(row => row.Span > 1) ? facts.MostOverflow(half) : 0);
            model.Add(LinearExpr.WeightedSum(rows.Select(row => row.Literal), rows.Select(row => (long)row.Span)) <= room);
            if (times.Count > 0)
            {
                TakeTurns(person, half, [.. rows.Select(row => (row.Hearing, row.Literal))]);
            }
        }

        foreach (var days in attending.GroupBy(row => (row.Key.Person, Day: facts.DayOfHalf[row.Key.Half])))
        {
            var (person, day) = days.Key;
            var literals = days.SelectMany(row => row.Value).Select(row => row.Literal).ToList();
            model.Add(LinearExpr.Sum(literals) <= Math.Min(facts.PersonLimit(person, day), facts.Hearings.Count));
            if (facts.KeptPresence.Contains(days.Key))
            {
                continue;
            }

            // Somebody who sits all day in a panel is already counted with it.
            var comes = facts.CorePanel(person, day) is >= 0 and var panel
                ? open[panel]
                : model.NewBoolVar($"comes {person} {day}");
            foreach (var literal in literals)
            {
                model.AddImplication(literal, comes);
            }

            if (facts.CorePanel(person, day) < 0)
            {
                presence.Add(comes);
            }
        }
    }

    /// <summary>Who comes as a mentor of each challenge if the hearing falls on this half-day: one person per challenge.</summary>
    private IEnumerable<(Guid Mentor, BoolVar Literal)> Mentors(int hearing, int half, BoolVar here)
    {
        var chosen = new Dictionary<Guid, List<BoolVar>>();
        foreach (var options in facts.Options[hearing])
        {
            var able = options.Where(mentor => CanCome(hearing, half, mentor)).ToList();
            if (able.Count == 0)
            {
                model.Add(here == 0);
                yield break;
            }

            if (able is [var only])
            {
                chosen.TryAdd(only, []);
                chosen[only].Add(here);
                continue;
            }

            var literals = able.Select(mentor => (mentor, Literal: model.NewBoolVar($"h{hearing} f{half} {mentor}"))).ToList();
            model.Add(LinearExpr.Sum(literals.Select(row => row.Literal)) == here);
            foreach (var (mentor, literal) in literals)
            {
                chosen.TryAdd(mentor, []);
                chosen[mentor].Add(literal);
            }
        }

        foreach (var (mentor, literals) in chosen)
        {
            var literal =
                literals.Count == 1 || literals.Contains(here)
                    ? literals.Find(row => row.Equals(here)) ?? literals[0]
                    : Either(literals);
            if (!literal.Equals(here))
            {
                coming[(hearing, mentor, half)] = literal;
            }

            yield return (mentor, literal);
        }
    }

    private bool CanCome(int hearing, int half, Guid mentor) =>
        facts.CorePanel(mentor, facts.DayOfHalf[half]) is var panel
        && (panel < 0 || facts.MayHear(panel, hearing))
        && facts.Starts(hearing, half).Any(at => facts.IsFree(mentor, half, at, facts.Spans[hearing]));

    private BoolVar Either(List<BoolVar> literals)
    {
        var either = model.NewBoolVar("either");
        model.AddMaxEquality(either, literals);
        return either;
    }

    private void Count()
    {
        for (var panel = 0; panel < open.Length; panel++)
        {
            if (facts.KeptPanels.Contains(panel))
            {
                model.Add(open[panel] == 1);
            }
            else if (facts.DayOfPanel[panel] >= 0)
            {
                presence.Add(LinearExpr.Term(open[panel], facts.Panels[panel].JurorIds.Count));
            }
        }

        foreach (
            var twice in Enumerable.Range(0, facts.Hearings.Count).GroupBy(hearing => facts.Hearings[hearing].Key.CandidatureId)
        )
        {
            var pair = twice.ToList();
            if (pair.Count < 2)
            {
                continue;
            }

            // A second day when the two halves are not on the same day.
            var second = model.NewBoolVar($"second day {pair[0]}");
            presence.Add(second);
            for (var day = 0; day < facts.Days.Count; day++)
            {
                var first = facts.HalvesOf[day].Select(half => halves[pair[0], half]).OfType<BoolVar>();
                var other = facts.HalvesOf[day].Select(half => halves[pair[1], half]).OfType<BoolVar>();
                model.Add(LinearExpr.Sum(first) - LinearExpr.Sum(other) <= second);
            }
        }
    }

    private OutlinedPlan Read(CpSolver solver, bool minimises)
    {
        var halfOf = Enumerable
            .Range(0, facts.Hearings.Count)
            .Select(hearing =>
                Enumerable
                    .Range(0, facts.Halves.Count)
                    .First(half => halves[hearing, half] is { } here && solver.BooleanValue(here))
            )
            .ToList();
        var mentors = halfOf
            .Select((half, hearing) => (IReadOnlyList<Guid>)[.. MentorsIn(solver, hearing, half).Distinct().Order()])
            .ToList();
        return new OutlinedPlan(
            halfOf,
            mentors,
            Enumerable.Range(0, open.Length).Where(panel => solver.BooleanValue(open[panel])).ToHashSet(),
            [
                .. halfOf.Select(
                    (half, hearing) =>
                        Enumerable
                            .Range(0, facts.Halves[half].Starts.Count)
                            .Where(at => times.TryGetValue((hearing, half, at), out var start) && solver.BooleanValue(start))
                            .Select(at => (int?)at)
                            .FirstOrDefault()
                ),
            ],
            minimises ? (int)Math.Round(solver.ObjectiveValue) : 0,
            minimises ? (int)Math.Ceiling(solver.BestObjectiveBound - 1e-6) : 0
        );
    }

    private IEnumerable<Guid> MentorsIn(CpSolver solver, int hearing, int half)
    {
        foreach (var options in facts.Options[hearing])
        {
            var able = options.Where(mentor => CanCome(hearing, half, mentor)).ToList();
            yield return able is [var only]
                ? only
                : able.First(mentor =>
                    !coming.TryGetValue((hearing, mentor, half), out var literal) || solver.BooleanValue(literal)
                );
        }
    }
}

/// <summary>Solvers that give the same answer on every machine: one worker, a fixed seed, effort counted in operations rather than seconds.</summary>
internal static class CpSolvers
{
    public static CpSolver New(double effort) =>
        new()
        {
            StringParameters = FormattableString.Invariant($"num_workers:1 random_seed:2018 max_deterministic_time:{effort}"),
        };
}
