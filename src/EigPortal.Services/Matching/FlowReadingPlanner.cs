using System.Buffers.Binary;
using EigPortal.Domain.Challenges;
using EigPortal.Domain.Juries;
using Google.OrTools.Graph;

namespace EigPortal.Services.Matching;

/// <summary>
/// Reading plans as a flow of least cost (ADR 21): source → juror (one arc per file more, each dearer than the one before, so that loads
/// even out) → file → sink (the readings it needs). Competence is a capacity on the readings by others. The network has whole optima, so
/// that what the solver returns is proven optimal, and ties between plans are broken by a cost drawn from the pair itself, which mixes
/// the jurors and gives the same plan everywhere.
/// </summary>
public sealed class FlowReadingPlanner : IReadingPlanner
{
    private const int Source = 0;
    private const int Sink = 1;
    private const int DrawnCosts = 1024;

    /// <summary>Arcs solved at most to link two groups of jurors: as many pairs are tried as fit, each at the price of one resolution.</summary>
    private const int ArcsTried = 2_000_000;

    public PlanOutcome Plan(PlanProblem problem)
    {
        var facts = new Facts(problem);
        if (MaximumFlow(facts, facts.AllRules).Given < facts.Needed)
        {
            return new PlanOutcome(null, Explain(facts));
        }

        var best = Cheapest(facts, [])!;
        var linked = Link(facts, best);
        return new PlanOutcome(ToPlan(facts, linked, linked.IsAsGoodAs(best)), null);
    }

    /// <summary>
    /// Joins groups of jurors by asking for a reading of a file of one by a juror of another, who keeps a file of their own group. The
    /// load stays optimal when it can; when no reading joins them, the groups stay and are told.
    /// </summary>
    private static Solution Link(Facts facts, Solution best)
    {
        var (current, forced) = (best, new HashSet<(int File, int Juror)>());
        var groups = facts.Groups(current.Pairs);
        var tries = Math.Clamp(ArcsTried / Math.Max(1, facts.Problem.Files.Count * facts.Present.Count), 4, 40);
        while (groups.Count > 1 && facts.Problem.Rules.ReadingsPerFile > 1)
        {
            var found = facts
                .Bridges(groups, current.Pairs)
                .Take(tries)
                .Select(bridge => (Forced: forced.Union(bridge).ToHashSet(), bridge))
                .Select(tried => (tried.Forced, Solution: Cheapest(facts, [.. tried.Forced])))
                .Where(tried => tried.Solution is not null && facts.Groups(tried.Solution.Pairs).Count < groups.Count)
                .Select(tried => (tried.Forced, Solution: tried.Solution!))
                .OrderBy(tried => tried.Solution.Changes)
                .ThenBy(tried => tried.Solution.Load)
                .FirstOrDefault();
            if (found.Solution is null)
            {
                break;
            }

            (forced, current) = (found.Forced, found.Solution);
            groups = facts.Groups(current.Pairs);
        }

        return current;
    }

    private static PlannedReadings ToPlan(Facts facts, Solution solution, bool isOptimal)
    {
        var problem = facts.Problem;
        var chosen = solution
            .Pairs.Select(pair => new PlanPair(problem.Files[pair.File].CandidatureId, facts.Present[pair.Juror].JurorId))
            .ToHashSet();
        var movable = problem.Movable.Select(reading => new PlanPair(reading.CandidatureId, reading.JurorId)).ToHashSet();
        var loads = facts.Present.Select((juror, index) => (juror.JurorId, Load: facts.KeptLoads[index])).ToList();
        var added = solution.Pairs.CountBy(pair => pair.Juror).ToDictionary();
        return new PlannedReadings(
            [
                .. chosen
                    .Except(movable)
                    .OrderBy(pair => facts.NumberOf(pair), StringComparer.Ordinal)
                    .ThenBy(pair => pair.JurorId),
            ],
            [
                .. movable
                    .Except(chosen)
                    .OrderBy(pair => facts.NumberOf(pair), StringComparer.Ordinal)
                    .ThenBy(pair => pair.JurorId),
            ],
            problem.Kept.Count + movable.Intersect(chosen).Count(),
            loads.Select((row, index) => (row.JurorId, Load: row.Load + added.GetValueOrDefault(index))).ToDictionary(),
            facts.Groups(solution.Pairs).Count,
            isOptimal
        );
    }

    /// <summary>The plan of least cost, or null when the forced pairs leave none.</summary>
    private static Solution? Cheapest(Facts facts, IReadOnlyList<(int File, int Juror)> forced)
    {
        var network = new Network(facts, facts.AllRules, forced);
        if (!network.IsPossible)
        {
            return null;
        }

        var total = network.Needed;
        var loadWeight = ((long)total * DrawnCosts) + 1;
        var largest = network.Capacities.DefaultIfEmpty(0).Max() + facts.KeptLoads.DefaultIfEmpty(0).Max();
        var changeWeight = facts.Problem.Rules.KeepsAssigned ? ((long)total * ((2L * largest) + 1) * loadWeight) + 1 : 0;
        var flow = new MinCostFlow();
        for (var juror = 0; juror < facts.Present.Count; juror++)
        {
            for (var more = 0; more < network.Capacities[juror]; more++)
            {
                // One file more costs what it adds to the sum of squared loads.
                var added = (2L * (network.Loads[juror] + more)) + 1;
                flow.AddArcWithCapacityAndUnitCost(Source, Network.JurorNode(juror), 1, added * loadWeight);
            }
        }

        var arcs = new List<(int Arc, int File, int Juror)>();
        foreach (var (file, juror, node) in network.Pairs)
        {
            var given = facts.IsMovable(file, juror);
            var cost = (given ? 0 : changeWeight) + facts.DrawnCost(file, juror);
            arcs.Add((flow.AddArcWithCapacityAndUnitCost(Network.JurorNode(juror), node, 1, cost), file, juror));
        }

        foreach (var (from, to, capacity) in network.FileArcs)
        {
            flow.AddArcWithCapacityAndUnitCost(from, to, capacity, 0);
        }

        flow.SetNodeSupply(Source, total);
        flow.SetNodeSupply(Sink, -total);
        if (flow.Solve() != MinCostFlow.Status.OPTIMAL)
        {
            return null;
        }

        var pairs = arcs.Where(arc => flow.Flow(arc.Arc) > 0).Select(arc => (arc.File, arc.Juror)).Concat(forced).ToList();
        return new Solution(pairs, facts);
    }

    /// <summary>
    /// The smallest set of rules that leaves no plan: sets are tried by size, so that the first impossible one is a smallest. The files
    /// and jurors concerned are those of a minimal cut.
    /// </summary>
    private static PlanBlock Explain(Facts facts)
    {
        var rules = facts.AllRules.ToList();
        foreach (var chosen in Subsets(rules))
        {
            var flow = MaximumFlow(facts, chosen);
            if (flow.Given < facts.Needed)
            {
                return facts.ToBlock(chosen, flow, chosen.Any(rule => rule is PlanConstraint.Load) ? WorkableLoad(facts) : null);
            }
        }

        throw new InvalidOperationException("A plan that all rules forbid must be forbidden by some of them.");
    }

    private static IEnumerable<IReadOnlyList<PlanConstraint>> Subsets(IReadOnlyList<PlanConstraint> rules) =>
        Enumerable
            .Range(0, 1 << rules.Count)
            .OrderBy(set => int.PopCount(set))
            .ThenBy(set => set)
            .Select(set => (IReadOnlyList<PlanConstraint>)[.. rules.Where((_, index) => (set & (1 << index)) != 0)]);

    private static int? WorkableLoad(Facts facts)
    {
        bool Works(int load) => MaximumFlow(facts, facts.AllRules, load).Given == facts.Needed;
        var (low, high) = (
            facts.Problem.Rules.MaxPerJuror + 1,
            Math.Max(facts.Problem.Rules.MaxPerJuror + 1, facts.Problem.Files.Count)
        );
        if (!Works(high))
        {
            return null;
        }

        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = Works(middle) ? (low, middle) : (middle + 1, high);
        }

        return low;
    }

    private static Cut MaximumFlow(Facts facts, IReadOnlyCollection<PlanConstraint> rules, int? load = null)
    {
        var network = new Network(facts, rules, [], load);
        var flow = new MaxFlow();
        var arcs = new List<(int From, int To, int Arc)>();
        void Add(int from, int to, long capacity) => arcs.Add((from, to, flow.AddArcWithCapacity(from, to, capacity)));

        // The nodes must exist even when nothing reaches them.
        Add(Source, Sink, 0);
        for (var juror = 0; juror < facts.Present.Count; juror++)
        {
            Add(Source, Network.JurorNode(juror), network.Capacities[juror]);
        }

        foreach (var (_, juror, node) in network.Pairs)
        {
            Add(Network.JurorNode(juror), node, 1);
        }

        foreach (var (from, to, capacity) in network.FileArcs)
        {
            Add(from, to, capacity);
        }

        if (flow.Solve(Source, Sink) != MaxFlow.Status.OPTIMAL)
        {
            throw new InvalidOperationException("The solver could not share the readings.");
        }

        return new Cut((int)flow.OptimalFlow(), network, Lacking(flow, arcs));
    }

    /// <summary>
    /// Nodes from which something could still reach the sink once the flow is greatest: the smaller side of a minimal cut, where all that
    /// lacks is.
    /// </summary>
    private static HashSet<int> Lacking(MaxFlow flow, IReadOnlyList<(int From, int To, int Arc)> arcs)
    {
        var before = new Dictionary<int, List<int>>();
        void Open(int from, int to)
        {
            if (!before.TryGetValue(to, out var previous))
            {
                before[to] = previous = [];
            }

            previous.Add(from);
        }

        foreach (var (from, to, arc) in arcs)
        {
            if (flow.Flow(arc) < flow.Capacity(arc))
            {
                Open(from, to);
            }

            if (flow.Flow(arc) > 0)
            {
                Open(to, from);
            }
        }

        var (lacking, waiting) = (new HashSet<int> { Sink }, new Queue<int>([Sink]));
        while (waiting.TryDequeue(out var node))
        {
            foreach (var previous in before.GetValueOrDefault(node) ?? [])
            {
                if (lacking.Add(previous))
                {
                    waiting.Enqueue(previous);
                }
            }
        }

        return lacking;
    }

    private sealed record Cut(int Given, Network Network, HashSet<int> Lacking);

    private sealed class Solution
    {
        public Solution(IReadOnlyList<(int File, int Juror)> pairs, Facts facts)
        {
            Pairs = pairs;
            Changes = facts.Problem.Rules.KeepsAssigned ? pairs.Count(pair => !facts.IsMovable(pair.File, pair.Juror)) : 0;
            var loads = facts.KeptLoads.ToArray();
            foreach (var (_, juror) in pairs)
            {
                loads[juror]++;
            }

            Load = loads.Sum(load => (long)load * load);
        }

        public IReadOnlyList<(int File, int Juror)> Pairs { get; }
        public int Changes { get; }
        public long Load { get; }

        public bool IsAsGoodAs(Solution other) => (Changes, Load) == (other.Changes, other.Load);
    }

    /// <summary>The problem by positions, and what can be read of it once for all.</summary>
    private sealed class Facts
    {
        private readonly bool[,] movable;
        private readonly ApartReason?[,] apart;
        private readonly bool[,] kept;
        private readonly Dictionary<Guid, int> fileOf;
        private readonly ulong[] fileHashes;
        private readonly ulong[] jurorHashes;

        public Facts(PlanProblem problem)
        {
            Problem = problem;
            Present = [.. problem.Jurors.Where(juror => !juror.HasLeft)];
            fileOf = problem.Files.Select((file, index) => (file.CandidatureId, index)).ToDictionary();
            var jurorOf = Present.Select((juror, index) => (juror.JurorId, index)).ToDictionary();
            var (files, jurors) = (problem.Files.Count, Present.Count);
            (movable, apart, kept) = (new bool[files, jurors], new ApartReason?[files, jurors], new bool[files, jurors]);
            KeptLoads = new int[jurors];
            Needs = [.. Enumerable.Repeat(problem.Rules.ReadingsPerFile, files)];
            CompetentNeeds =
            [
                .. Enumerable.Repeat(Math.Min(problem.Rules.CompetentPerFile, problem.Rules.ReadingsPerFile), files),
            ];
            var competences = problem.Jurors.ToDictionary(juror => juror.JurorId, juror => juror.Families);
            foreach (var reading in problem.Kept)
            {
                var file = fileOf[reading.CandidatureId];
                Needs[file]--;
                if (competences.GetValueOrDefault(reading.JurorId)?.Contains(problem.Files[file].Family) == true)
                {
                    CompetentNeeds[file]--;
                }

                if (jurorOf.TryGetValue(reading.JurorId, out var juror))
                {
                    kept[file, juror] = true;
                    KeptLoads[juror]++;
                }
            }

            for (var file = 0; file < files; file++)
            {
                // Readings begun stay, whoever made them: what they leave is all that competence can ask for.
                Needs[file] = Math.Max(0, Needs[file]);
                CompetentNeeds[file] = Math.Clamp(CompetentNeeds[file], 0, Needs[file]);
                for (var juror = 0; juror < jurors; juror++)
                {
                    apart[file, juror] = problem.Apart(problem.Files[file].CandidatureId, Present[juror].JurorId);
                }
            }

            foreach (var reading in problem.Movable)
            {
                if (jurorOf.TryGetValue(reading.JurorId, out var juror))
                {
                    movable[fileOf[reading.CandidatureId], juror] = true;
                }
            }

            Needed = Needs.Sum();
            fileHashes = [.. problem.Files.Select(file => Hash(System.Text.Encoding.UTF8.GetBytes(file.Number)))];
            jurorHashes = [.. Present.Select(juror => Hash(juror.JurorId.ToByteArray()))];
            AllRules = [.. Rules()];
        }

        public PlanProblem Problem { get; }
        public IReadOnlyList<PlanJuror> Present { get; }
        public int[] KeptLoads { get; }

        /// <summary>Readings that each file still needs.</summary>
        public int[] Needs { get; }

        /// <summary>Of these, how many by somebody of the trade.</summary>
        public int[] CompetentNeeds { get; }
        public int Needed { get; }
        public IReadOnlyList<PlanConstraint> AllRules { get; }

        public bool IsMovable(int file, int juror) => movable[file, juror];

        public bool IsCompetent(int file, int juror) => Present[juror].Families.Contains(Problem.Files[file].Family);

        public string NumberOf(PlanPair pair) => Problem.Files[fileOf[pair.CandidatureId]].Number;

        /// <param name="enforced">Reasons that keep a pair apart here.</param>
        public bool Allows(int file, int juror, IReadOnlySet<ApartReason> enforced) =>
            !kept[file, juror] && !(apart[file, juror] is { } reason && enforced.Contains(reason));

        /// <summary>Reasons to keep pairs apart that these rules ask to respect.</summary>
        public static IReadOnlySet<ApartReason> Enforced(IReadOnlyCollection<PlanConstraint> rules) =>
            Enum.GetValues<ApartReason>().Where(reason => rules.Contains(RuleOf(reason))).ToHashSet();

        private static PlanConstraint RuleOf(ApartReason reason) =>
            reason switch
            {
                ApartReason.Tie => new PlanConstraint.Ties(),
                ApartReason.TieToReview => new PlanConstraint.TiesToReview(),
                ApartReason.TakenAway => new PlanConstraint.TakenAway(),
            };

        /// <summary>A cost below <see cref="DrawnCosts"/> that depends on the pair alone: the same wherever and whenever it is drawn.</summary>
        public long DrawnCost(int file, int juror)
        {
            var mixed = fileHashes[file] ^ (jurorHashes[juror] * 0x9E3779B97F4A7C15);
            mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
            mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
            return (long)((mixed ^ (mixed >> 31)) % DrawnCosts);
        }

        /// <summary>Groups of jurors linked by common files: positions of jurors of the problem, present or not.</summary>
        public IReadOnlyList<IReadOnlyList<int>> Groups(IReadOnlyList<(int File, int Juror)> pairs)
        {
            var position = Problem.Jurors.Select((juror, index) => (juror.JurorId, index)).ToDictionary();
            var root = Enumerable.Range(0, Problem.Jurors.Count).ToArray();
            int Find(int juror) => root[juror] == juror ? juror : root[juror] = Find(root[juror]);
            var readings = Problem
                .Kept.Select(reading => (File: fileOf[reading.CandidatureId], Juror: position[reading.JurorId]))
                .Concat(pairs.Select(pair => (pair.File, Juror: position[Present[pair.Juror].JurorId])))
                .ToList();
            foreach (var readers in readings.GroupBy(reading => reading.File))
            {
                var first = readers.First().Juror;
                foreach (var reader in readers)
                {
                    root[Find(reader.Juror)] = Find(first);
                }
            }

            return
            [
                .. readings
                    .Select(reading => reading.Juror)
                    .Distinct()
                    .GroupBy(Find)
                    .Select(group => (IReadOnlyList<int>)[.. group.Order()])
                    .OrderBy(group => group.Count)
                    .ThenBy(group => group[0]),
            ];
        }

        /// <summary>
        /// Readings that would link the smallest group with another, in drawn order: each with a reading that its juror keeps and one that
        /// its file keeps, else the solver would merely trade places.
        /// </summary>
        public IEnumerable<IReadOnlyList<(int File, int Juror)>> Bridges(
            IReadOnlyList<IReadOnlyList<int>> groups,
            IReadOnlyList<(int File, int Juror)> pairs
        )
        {
            var enforced = Enforced(AllRules);
            var inside = groups[0].Select(juror => Problem.Jurors[juror].JurorId).ToHashSet();
            var linked = groups.SelectMany(group => group).Select(juror => Problem.Jurors[juror].JurorId).ToHashSet();
            var filesInside = Problem
                .Kept.Where(reading => inside.Contains(reading.JurorId))
                .Select(reading => fileOf[reading.CandidatureId])
                .Concat(pairs.Where(pair => inside.Contains(Present[pair.Juror].JurorId)).Select(pair => pair.File))
                .ToHashSet();
            var (byJuror, byFile) = (pairs.ToLookup(pair => pair.Juror), pairs.ToLookup(pair => pair.File));
            return from file in Enumerable.Range(0, Problem.Files.Count)
                from juror in Enumerable.Range(0, Present.Count)
                where Needs[file] > 0 && linked.Contains(Present[juror].JurorId)
                where filesInside.Contains(file) != inside.Contains(Present[juror].JurorId)
                where Allows(file, juror, enforced)
                orderby DrawnCost(file, juror), file, juror
                select (IReadOnlyList<(int File, int Juror)>)
                    [(file, juror), .. byJuror[juror].Take(1), .. Needs[file] > 1 ? byFile[file].Take(1) : []];
        }

        public PlanBlock ToBlock(IReadOnlyList<PlanConstraint> rules, Cut cut, int? workableLoad)
        {
            var files = Enumerable
                .Range(0, Problem.Files.Count)
                .Where(file => Needs[file] > 0 && cut.Lacking.Contains(cut.Network.FileNode(file)))
                .ToHashSet();
            var jurors = cut.Network.Pairs.Where(pair => files.Contains(pair.File)).Select(pair => pair.Juror).ToHashSet();
            var needed = files.Sum(file => Needs[file]);
            return new PlanBlock(
                rules,
                [.. files.Order().Select(file => Problem.Files[file])],
                needed,
                needed - (Needed - cut.Given),
                [.. jurors.Order().Select(juror => Present[juror])],
                workableLoad
            );
        }

        private IEnumerable<PlanConstraint> Rules()
        {
            yield return new PlanConstraint.Load();
            if (Present.Any(juror => juror.MaxReadings < Problem.Rules.MaxPerJuror))
            {
                yield return new PlanConstraint.OwnLimits();
            }

            var reasons = apart.Cast<ApartReason?>().OfType<ApartReason>().ToHashSet();
            foreach (var reason in reasons.Order())
            {
                yield return RuleOf(reason);
            }

            if (Problem.Rules.CompetentPerFile > 0)
            {
                foreach (var family in Problem.Files.Select(file => file.Family).Distinct().Order())
                {
                    yield return new PlanConstraint.Competence(family);
                }
            }
        }

        private static ulong Hash(ReadOnlySpan<byte> bytes)
        {
            // FNV-1a: written out, because the framework's hashes change from one process to the next.
            var hash = 14695981039346656037UL;
            foreach (var value in bytes)
            {
                hash = (hash ^ value) * 1099511628211UL;
            }

            return hash;
        }
    }

    /// <summary>The network of some of the rules, some readings being forced.</summary>
    private sealed class Network
    {
        private readonly Facts facts;

        public Network(
            Facts facts,
            IReadOnlyCollection<PlanConstraint> rules,
            IReadOnlyList<(int File, int Juror)> forced,
            int? load = null
        )
        {
            this.facts = facts;
            var (needs, competentNeeds) = (facts.Needs.ToArray(), facts.CompetentNeeds.ToArray());
            Loads = [.. facts.KeptLoads];
            Capacities = [.. facts.Present.Select((_, juror) => Capacity(juror, rules, load))];
            foreach (var (file, juror) in forced)
            {
                needs[file]--;
                competentNeeds[file] -= facts.IsCompetent(file, juror) ? 1 : 0;
                Capacities[juror]--;
                Loads[juror]++;
            }

            IsPossible =
                needs.All(need => need >= 0)
                && Capacities.All(capacity => capacity >= 0)
                && competentNeeds.Zip(needs).All(pair => pair.First <= pair.Second);
            Needed = needs.Sum(need => Math.Max(0, need));
            AddFiles(needs, competentNeeds, rules, forced.ToHashSet());
        }

        public bool IsPossible { get; }
        public int Needed { get; }
        public int[] Loads { get; }
        public int[] Capacities { get; }

        /// <summary>Who may be given what, and the node of the file that the reading goes through.</summary>
        public List<(int File, int Juror, int Node)> Pairs { get; } = [];
        public List<(int From, int To, int Capacity)> FileArcs { get; } = [];

        public static int JurorNode(int juror) => 2 + juror;

        public int FileNode(int file) => 2 + facts.Present.Count + (2 * file);

        private int OthersNode(int file) => FileNode(file) + 1;

        private int Capacity(int juror, IReadOnlyCollection<PlanConstraint> rules, int? load)
        {
            var limit = rules.OfType<PlanConstraint.Load>().Any() ? load ?? facts.Problem.Rules.MaxPerJuror : int.MaxValue;
            if (rules.OfType<PlanConstraint.OwnLimits>().Any() && facts.Present[juror].MaxReadings is { } own)
            {
                limit = Math.Min(limit, own);
            }

            // One more than there are files: a juror without a limit is never what lacks.
            return Math.Clamp(limit - facts.KeptLoads[juror], 0, facts.Problem.Files.Count + 1);
        }

        private void AddFiles(
            int[] needs,
            int[] competentNeeds,
            IReadOnlyCollection<PlanConstraint> rules,
            HashSet<(int File, int Juror)> forced
        )
        {
            var enforced = Facts.Enforced(rules);
            var trades = rules.OfType<PlanConstraint.Competence>().Select(rule => rule.Family).ToHashSet();
            for (var file = 0; file < needs.Length; file++)
            {
                if (needs[file] <= 0)
                {
                    continue;
                }

                var others = trades.Contains(facts.Problem.Files[file].Family)
                    ? needs[file] - Math.Max(0, competentNeeds[file])
                    : needs[file];
                FileArcs.Add((FileNode(file), Sink, needs[file]));
                FileArcs.Add((OthersNode(file), FileNode(file), others));
                for (var juror = 0; juror < facts.Present.Count; juror++)
                {
                    if (facts.Allows(file, juror, enforced) && !forced.Contains((file, juror)))
                    {
                        Pairs.Add((file, juror, facts.IsCompetent(file, juror) ? FileNode(file) : OthersNode(file)));
                    }
                }
            }
        }
    }
}
