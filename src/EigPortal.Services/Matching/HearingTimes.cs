using EigPortal.Domain.Hearings;
using Google.OrTools.Sat;

namespace EigPortal.Services.Matching;

/// <summary>Where a hearing may go when hours and rooms are solved exactly.</summary>
/// <param name="Halves">Half-days that it may fall on.</param>
/// <param name="Mentors">For each challenge, who may come.</param>
internal sealed record HearingScope(int Hearing, IReadOnlyList<int> Halves, IReadOnlyList<IReadOnlyList<Guid>> Mentors);

internal enum TimesGoal
{
    /// <summary>Any plan.</summary>
    None,

    /// <summary>Even rooms, then early hours.</summary>
    Compact,

    /// <summary>As few hearings moved as possible.</summary>
    FewestMoves,
}

/// <summary>
/// Hours and rooms, exactly. To tidy one day of a plan, or for everything at once when the search has found nothing or only a few hearings
/// may move.
/// </summary>
internal sealed class HearingTimes
{
    private readonly HearingFacts facts;
    private readonly IReadOnlyList<HearingScope> scopes;
    private readonly CpModel model = new();
    private readonly List<(int Scope, int Panel, int Half, int At, BoolVar Here)> starts = [];
    private readonly Dictionary<(int Scope, int Challenge, Guid Mentor), BoolVar> chosen = [];
    private readonly ILookup<int, (int Scope, int Panel, int Half, int At, BoolVar Here)> byScope;

    public HearingTimes(HearingFacts facts, IReadOnlyList<HearingScope> scopes, IReadOnlySet<int> panels)
    {
        (this.facts, this.scopes) = (facts, scopes);
        for (var scope = 0; scope < scopes.Count; scope++)
        {
            AddStarts(scope, panels);
        }

        byScope = starts.ToLookup(start => start.Scope);
        for (var scope = 0; scope < scopes.Count; scope++)
        {
            model.AddExactlyOne(byScope[scope].Select(start => start.Here));
        }

        ShareRooms();
        SharePeople();
    }

    /// <returns>Places, and the number that moved when that is the goal; null when there is none. <c>IsProven</c> tells whether that is certain.</returns>
    public (IReadOnlyList<HearingPlace>? Places, int MovedBound, bool IsProven) Solve(double effort, TimesGoal goal)
    {
        Aim(goal);
        var solver = CpSolvers.New(effort);
        var status = solver.Solve(model);
        if (status is not (CpSolverStatus.Optimal or CpSolverStatus.Feasible))
        {
            return (null, 0, status == CpSolverStatus.Infeasible);
        }

        var places = starts
            .Where(start => solver.BooleanValue(start.Here))
            .Select(start =>
                facts.ToPlace(scopes[start.Scope].Hearing, start.Panel, start.Half, start.At, MentorsOf(solver, start.Scope))
            )
            .ToList();
        return (places, goal == TimesGoal.FewestMoves ? (int)Math.Ceiling(solver.BestObjectiveBound - 1e-6) : 0, true);
    }

    private void AddStarts(int scope, IReadOnlySet<int> panels)
    {
        var hearing = scopes[scope].Hearing;
        foreach (var half in scopes[scope].Halves)
        {
            var (day, span) = (facts.DayOfHalf[half], facts.Spans[hearing]);
            foreach (var panel in facts.PanelsOf[day].Where(panel => panels.Contains(panel) && facts.MayHear(panel, hearing)))
            {
                foreach (var at in facts.Starts(hearing, half).Where(at => facts.RoomIsFree(panel, half, at, span)))
                {
                    if (scopes[scope].Mentors.All(options => options.Any(mentor => CanCome(mentor, panel, half, at, span))))
                    {
                        starts.Add((scope, panel, half, at, model.NewBoolVar($"{scope} {panel} {half} {at}")));
                    }
                }
            }
        }
    }

    private bool CanCome(Guid mentor, int panel, int half, int at, int span) =>
        facts.CorePanel(mentor, facts.DayOfHalf[half]) is var core
        && (core < 0 || core == panel)
        && facts.IsFree(mentor, half, at, span);

    private void ShareRooms()
    {
        var rooms = Cells(starts.Select(start => (start, (start.Panel, start.Half))));
        AtMostOne(rooms);
        LeavePauses(rooms, key => facts.FreeOf(key.Panel, key.Half));

        foreach (var panel in starts.GroupBy(start => start.Panel))
        {
            var limit = facts.PanelLimit(panel.Key);
            if (limit < scopes.Count)
            {
                model.Add(LinearExpr.Sum(panel.Select(start => start.Here)) <= limit);
            }
        }

        // A person heard twice can't be in two rooms.
        var twice = scopes
            .Index()
            .GroupBy(row => facts.Hearings[row.Item.Hearing].Key.CandidatureId)
            .Where(group => group.Count() > 1)
            .SelectMany(group => group.SelectMany(row => byScope[row.Index].Select(start => (start, (group.Key, start.Half)))));
        AtMostOne(Cells(twice));
    }

    private void SharePeople()
    {
        var attending = new List<((int Scope, int Panel, int Half, int At, BoolVar Here) Start, (Guid Mentor, int Half) Key)>();
        for (var scope = 0; scope < scopes.Count; scope++)
        {
            var alone = scopes[scope].Mentors.Where(options => options.Count == 1).Select(options => options[0]).ToHashSet();
            attending.AddRange(byScope[scope].SelectMany(start => alone.Select(mentor => (start, (mentor, start.Half)))));
            attending.AddRange(Chosen(scope, alone));
        }

        var people = Cells(attending);
        AtMostOne(people);
        LeavePauses(people, key => facts.FreeOf(key.Mentor, key.Half));

        foreach (var days in attending.GroupBy(row => (row.Key.Mentor, Day: facts.DayOfHalf[row.Key.Half])))
        {
            var literals = days.Select(row => row.Start.Here).Distinct().ToList();
            var limit = facts.PersonLimit(days.Key.Mentor, days.Key.Day);
            if (limit < literals.Count && facts.CorePanel(days.Key.Mentor, days.Key.Day) < 0)
            {
                model.Add(LinearExpr.Sum(literals) <= limit);
            }
        }
    }

    /// <summary>Where several mentors could come, one is chosen, and is then taken at the hours of the hearing.</summary>
    private List<((int Scope, int Panel, int Half, int At, BoolVar Here) Start, (Guid Mentor, int Half) Key)> Chosen(
        int scope,
        HashSet<Guid> alone
    )
    {
        var taken = new List<((int, int, int, int, BoolVar) Start, (Guid, int) Key)>();
        for (var challenge = 0; challenge < scopes[scope].Mentors.Count; challenge++)
        {
            var options = scopes[scope].Mentors[challenge];
            if (options.Count < 2 || options.Any(alone.Contains))
            {
                continue;
            }

            var literals = options.Select(mentor => model.NewBoolVar($"{scope} {challenge} {mentor}")).ToList();
            model.AddExactlyOne(literals);
            foreach (var (mentor, literal) in options.Zip(literals))
            {
                chosen[(scope, challenge, mentor)] = literal;
                foreach (var start in byScope[scope])
                {
                    if (!CanCome(mentor, start.Panel, start.Half, start.At, facts.Spans[scopes[scope].Hearing]))
                    {
                        model.AddBoolOr([start.Here.Not(), literal.Not()]);
                        continue;
                    }

                    var there = model.NewBoolVar($"{scope} {mentor} {start.Half} {start.At}");
                    model.AddBoolOr([start.Here.Not(), literal.Not(), there]);
                    taken.Add(((start.Scope, start.Panel, start.Half, start.At, there), (mentor, start.Half)));
                }
            }
        }

        return taken;
    }

    /// <summary>For each thing that can be taken and each position, the starts that take it.</summary>
    private Dictionary<(TKey Key, int Position), List<BoolVar>> Cells<TKey>(
        IEnumerable<((int Scope, int Panel, int Half, int At, BoolVar Here) Start, TKey Key)> uses
    )
    {
        var cells = new Dictionary<(TKey, int), List<BoolVar>>();
        foreach (var (start, key) in uses)
        {
            var span = facts.Spans[scopes[start.Scope].Hearing];
            for (var position = start.At; position < start.At + span; position++)
            {
                if (!cells.TryGetValue((key, position), out var cell))
                {
                    cells[(key, position)] = cell = [];
                }

                cell.Add(start.Here);
            }
        }

        return cells;
    }

    private void AtMostOne<TKey>(Dictionary<(TKey Key, int Position), List<BoolVar>> cells)
    {
        foreach (var cell in cells.Values.Where(cell => cell.Count > 1))
        {
            model.AddAtMostOne(cell);
        }
    }

    /// <summary>Nobody and no room goes on for longer than the rule without a position left free; what is kept counts.</summary>
    private void LeavePauses<TKey>(
        Dictionary<(TKey Key, int Position), List<BoolVar>> cells,
        Func<TKey, IReadOnlyList<bool>> freeOf
    )
    {
        foreach (var key in cells.Keys.Select(cell => cell.Key).Distinct())
        {
            var free = freeOf(key);
            for (var from = 0; facts.MaxInARow < free.Count && from + facts.MaxInARow < free.Count; from++)
            {
                var window = Enumerable.Range(from, facts.MaxInARow + 1).ToList();
                var taken = window
                    .Where(position => free[position])
                    .SelectMany(position => cells.GetValueOrDefault((key, position), []))
                    .Distinct()
                    .ToList();
                var kept = window.Count(position => !free[position]);
                if (taken.Count > facts.MaxInARow - kept)
                {
                    var builder = LinearExpr.NewBuilder();
                    foreach (var position in window.Where(position => free[position]))
                    {
                        builder.AddSum(cells.GetValueOrDefault((key, position), []));
                    }

                    model.Add(builder <= Math.Max(0, facts.MaxInARow - kept));
                }
            }
        }
    }

    private void Aim(TimesGoal goal)
    {
        if (goal == TimesGoal.Compact)
        {
            var fullest = model.NewIntVar(0, scopes.Count, "fullest");
            var builder = LinearExpr.NewBuilder();
            foreach (var panel in starts.GroupBy(start => start.Panel))
            {
                model.Add(LinearExpr.Sum(panel.Select(start => start.Here)) <= fullest);
            }

            var early = 0L;
            foreach (var start in starts)
            {
                builder.AddTerm(start.Here, start.At);
                early += start.At;
            }

            builder.AddTerm(fullest, early + 1);
            model.Minimize(builder);
        }
        else if (goal == TimesGoal.FewestMoves)
        {
            var moves = LinearExpr.NewBuilder();
            foreach (var place in facts.Problem.Current)
            {
                moves.Add(1);
                foreach (var start in starts.Where(start => IsAt(start, place)))
                {
                    moves.AddTerm(start.Here, -1);
                    model.AddHint(start.Here, 1);
                }
            }

            model.Minimize(moves);
        }
    }

    private bool IsAt((int Scope, int Panel, int Half, int At, BoolVar Here) start, HearingPlace place) =>
        facts.Hearings[scopes[start.Scope].Hearing].Key == place.Key
        && facts.Panels[start.Panel].PanelId == place.PanelId
        && facts.Halves[start.Half].Starts[start.At] == place.StartsAt;

    private IEnumerable<Guid> MentorsOf(CpSolver solver, int scope)
    {
        var alone = scopes[scope].Mentors.Where(options => options.Count == 1).Select(options => options[0]).ToList();
        return alone.Concat(
            scopes[scope]
                .Mentors.SelectMany((options, challenge) => options.Select(mentor => (scope, challenge, mentor)))
                .Where(key => chosen.TryGetValue(key, out var literal) && solver.BooleanValue(literal))
                .Select(key => key.mentor)
        );
    }
}
