using EigPortal.Domain.Juries;
using EigPortal.Domain.Selection;
using EigPortal.Domain.Selection.Forming;

namespace EigPortal.Benchmarks.Selection;

/// <summary>
/// World A of the simulation protocol: the 32 posts of promotion 3 and people heard for them, whose skills, marks, wishes and acceptance of
/// a challenge they did not ask for are drawn.
/// </summary>
internal sealed class TeamWorld
{
    public const decimal MinimumMark = 12;
    private const string Science = "data science";
    private const string Code = "développement";
    private const string Drawing = "design";
    private const string Pipelines = "data engineering";
    private const string Anonymising = "anonymisation";
    private const string Maps = "géomatique";

    /// <summary>Challenges of the catalogue in its order, and the skills of their posts.</summary>
    private static readonly (string Challenge, string[] Skills)[] Catalogue =
    [
        ("ACOSS Plateforme", [Drawing, Code]),
        ("Adler", [Science, Code]),
        ("CartoBio", [Maps, Code]),
        ("CibNav", [Science, Code]),
        ("DataJust", [Science, Science]),
        ("DataReg", [Science, Science]),
        ("EIG Link", [Code, Drawing]),
        ("ExploCode", [Science, Science]),
        ("IA Flash", [Science, Science]),
        ("Karfu’R", [Code, Drawing]),
        ("LexImpact", [Drawing, Code]),
        ("Open Chronic", [Pipelines, Anonymising]),
        ("Open Justice", [Science, Science, Code]),
        ("Plume", [Drawing, Code, Science]),
        ("PolyGraphe", [Code, Science]),
    ];

    private static readonly (string Skill, double Share, string Second)[] Skills =
    [
        (Science, 0.45, Pipelines),
        (Code, 0.33, Maps),
        (Drawing, 0.15, Code),
        (Pipelines, 0.03, Science),
        (Anonymising, 0.02, Science),
        (Maps, 0.02, Code),
    ];

    /// <param name="copies">
    /// How many times the promotion: its challenges are repeated, people wish among all of them, and those who accept another challenge
    /// are asked about as many as in one promotion.
    /// </param>
    public TeamWorld(int heard, int seed, int copies = 1)
    {
        var (normal, uniform) = (new NormalDraws(seed), new Random(seed + 1));
        var catalogue = Enumerable
            .Range(0, copies)
            .SelectMany(copy =>
                Catalogue.Select((row, i) => (Id: Id(1, (copy * 100) + i), Name: $"{copy:00} {row.Challenge}", row.Skills))
            )
            .ToList();
        var seats = catalogue
            .SelectMany(
                (row, c) => row.Skills.Select((skill, i) => new TeamSeat(Id(2, (c * 10) + i), row.Id, row.Name, skill, i + 1))
            )
            .ToList();
        var weights = new double[catalogue.Count];
        foreach (var (place, challenge) in Shuffled(catalogue.Count, uniform).Index())
        {
            weights[challenge] = 1.0 / (place + 1);
        }

        var (candidates, options) = (new List<TeamCandidate>(), new List<TeamOption>());
        for (var i = 0; i < heard * copies; i++)
        {
            var candidate = new TeamCandidate(Id(3, i), $"EIG3-{i + 1:00000}", $"{i + 1:00000}");
            candidates.Add(candidate);
            var (skill, _, second) = Drawn(uniform.NextDouble());
            string[] skills = uniform.NextDouble() < 0.15 ? [skill, second] : [skill];
            var quality = 14 + (2.3 * normal.Next());
            var marks = catalogue.Select(_ => (decimal)Math.Clamp(quality + (1.2 * normal.Next()), 0, 20)).ToList();
            var accepts = uniform.NextDouble() < 0.7;
            var wishes = Wishes(
                uniform,
                weights,
                [.. Enumerable.Range(0, catalogue.Count).Where(c => catalogue[c].Skills.Intersect(skills).Any())]
            );
            var asked =
                copies == 1 ? [.. Enumerable.Range(0, catalogue.Count)] : Shuffled(catalogue.Count, uniform)[..Catalogue.Length];
            for (var c = 0; c < catalogue.Count; c++)
            {
                var wish = wishes.IndexOf(c) + 1;
                if (wish == 0 && !(accepts && asked.Contains(c)))
                {
                    continue;
                }

                options.AddRange(
                    catalogue[c]
                        .Skills.Distinct()
                        .Intersect(skills)
                        .Select(profile => new TeamOption(
                            candidate.CandidatureId,
                            new ListKey(catalogue[c].Id, profile),
                            marks[c],
                            wish == 0 ? TeamBasis.Consent : TeamBasis.Wish,
                            wish == 0 ? null : wish
                        ))
                );
            }
        }

        Problem = new TeamProblem(MinimumMark, seats, candidates, options, [], [], seed: 1);
    }

    public TeamProblem Problem { get; }

    private static (string Skill, double Share, string Second) Drawn(double drawn)
    {
        foreach (var row in Skills)
        {
            if ((drawn -= row.Share) < 0)
            {
                return row;
            }
        }

        return Skills[^1];
    }

    private static List<int> Wishes(Random uniform, double[] weights, List<int> open)
    {
        var wanted = uniform.NextDouble() < 0.65 ? 2 : 1;
        var wishes = new List<int>();
        while (wishes.Count < wanted && open.Count > 0)
        {
            var drawn = uniform.NextDouble() * open.Sum(c => weights[c]);
            var chosen = open.FirstOrDefault(c => (drawn -= weights[c]) < 0, open[^1]);
            wishes.Add(chosen);
            open.Remove(chosen);
        }

        return wishes;
    }

    private static int[] Shuffled(int count, Random uniform)
    {
        var order = Enumerable.Range(0, count).ToArray();
        uniform.Shuffle(order);
        return order;
    }

    private static Guid Id(short kind, int number) => new(number, kind, 0, new byte[8]);
}
