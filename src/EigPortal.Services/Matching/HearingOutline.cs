using EigPortal.Domain.Hearings;
using Google.OrTools.Sat;

namespace EigPortal.Services.Matching;

/// <summary>
/// What a hearing plan looks like from afar: half-days, mentors and panels, without hours nor rooms. Every plan has an outline that keeps these
/// constraints, so that what is proven here (no outline, or none with fewer days of presence) holds for plans.
/// </summary>
internal sealed class HearingOutline
{
    private readonly HearingFacts facts;
    private readonly CpModel model = new();
    private readonly BoolVar?[,] halves;
    private readonly BoolVar[] open;
    private readonly List<LinearExpr> presence = [];

    /// <param name="optional">Hearings may be left out: to see which ones are too many.</param>
    public HearingOutline(HearingFacts facts, bool optional = false)
    {
        this.facts = facts;
        halves = new BoolVar?[facts.Hearings.Count, facts.Halves.Count];
        open = [.. facts.Panels.Select((_, panel) => model.NewBoolVar($"open {panel}"))];
        Place(optional);
        Fill();
        Attend();
        Count();
    }

    /// <summary>Whether hearings have half-days at all; null when that is not settled in the time given.</summary>
    public bool? Exists(double effort)
    {
        var status = CpSolvers.New(effort).Solve(model);
        return status == CpSolverStatus.Unknown ? null : status != CpSolverStatus.Infeasible;
    }

    /// <summary>Looks for fewer days of presence than a plan that is known.</summary>
    /// <param name="counted">No plan asks for fewer; kept days aside, as below.</param>
    /// <param name="known">Of the plan.</param>
    /// <returns>No plan asks for fewer than this.</returns>
    public int Bound(int counted, int known, double effort)
    {
        var days = LinearExpr.Sum(presence);
        model.AddLinearConstraint(days, counted, known - 1);
        model.Minimize(days);
        var solver = CpSolvers.New(effort);
        return solver.Solve(model) == CpSolverStatus.Infeasible
            ? known
            : Math.Max(counted, (int)Math.Ceiling(solver.BestObjectiveBound - 1e-6));
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
        }

        foreach (var days in attending.GroupBy(row => (row.Key.Person, Day: facts.DayOfHalf[row.Key.Half])))
        {
            var (person, day) = days.Key;
            var literals = days.SelectMany(row => row.Value).Select(row => row.Literal).ToList();
            var limit = Math.Min(facts.PersonLimit(person, day), facts.Hearings.Count);
            model.Add(LinearExpr.Sum(literals) <= limit);
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

            // Says no more than the two above, but says it to the linear relaxation.
            model.Add(LinearExpr.Sum(literals) <= comes * limit);

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
            else
            {
                presence.Add(LinearExpr.Term(open[panel], facts.MembersToCome(panel)));
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
