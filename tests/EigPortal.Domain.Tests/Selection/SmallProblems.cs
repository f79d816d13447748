using CsCheck;
using EigPortal.Domain.Selection;
using EigPortal.Domain.Selection.Forming;

namespace EigPortal.Domain.Tests.Selection;

/// <summary>Problems of teams small enough to look at every way to place people.</summary>
internal static class SmallProblems
{
    private const int People = 5;
    private static readonly int[] Lists = [0, 1, 2, 10, 11];

    /// <summary>Up to five lists in three teams, five people, whole marks from 11 to 14 so that many are equal.</summary>
    public static Gen<TeamProblem> Gen { get; } =
        from capacities in CsCheck.Gen.Int[0, 2].Array[Lists.Length]
        from people in CsCheck
            .Gen.Select(
                CsCheck.Gen.Int[0, 1],
                CsCheck.Gen.Int[0, 2],
                CsCheck.Gen.Int[0, 3],
                CsCheck.Gen.Bool,
                CsCheck.Gen.Int[11, 14].Array[3]
            )
            .Array[People]
        from minimum in CsCheck.Gen.Int[10, 12]
        select Build(capacities, people, minimum);

    /// <summary>A list: 0, 1 and 2 ask for data science on three challenges, 10, 11 and 12 for design on the same.</summary>
    public static ListKey List(int list) => new(Id(1, list % 10), list < 10 ? "Data science" : "Design");

    public static Guid Person(int person) => Id(3, person);

    public static Guid Seat(int list, int position) => Id(2, (list * 10) + position);

    public static TeamOption Wish(int person, int list, decimal mark, int wish) =>
        new(Person(person), List(list), mark, TeamBasis.Wish, wish);

    public static TeamOption Accepts(int person, int list, decimal mark) =>
        new(Person(person), List(list), mark, TeamBasis.Consent, null);

    public static TeamProblem Of(
        IEnumerable<(int List, int Seats)> seats,
        IEnumerable<TeamOption> options,
        IEnumerable<TeamRule>? rules = null,
        decimal? minimum = null
    ) =>
        new(
            minimum,
            seats.SelectMany(row => Enumerable.Range(1, row.Seats).Select(position => SeatOf(row.List, position))),
            Enumerable
                .Range(1, People + 1)
                .Select(person => new TeamCandidate(Person(person), $"EIG3-{person:00000}", $"{person:00000}")),
            options,
            rules ?? [],
            [],
            seed: 1
        );

    public static TeamProblem Reversed(TeamProblem problem) =>
        new(
            problem.MinimumMark,
            problem.Seats.Reverse(),
            problem.Candidates.Reverse(),
            problem.Options.Reverse(),
            problem.Rules.Reverse(),
            problem.Current.Reverse(),
            problem.Seed
        );

    /// <summary>Every way to place people on lists, nobody included.</summary>
    public static IEnumerable<IReadOnlyList<TeamPlace>> AllPlaces(TeamProblem problem, Func<TeamOption, bool>? may = null)
    {
        IEnumerable<List<TeamOption>> ways =
        [
            [],
        ];
        foreach (var person in problem.Candidates)
        {
            var options = problem.OptionsOf(person.CandidatureId).Where(may ?? (_ => true)).ToList();
            ways =
            [
                .. ways.SelectMany(way =>
                    options
                        .Where(option => way.Count(other => other.List == option.List) < problem.SeatsOf(option.List))
                        .Select(option => way.Append(option).ToList())
                        .Append(way)
                ),
            ];
        }

        return ways.Select(way => TeamSeating.Seat(problem, way.Select(option => (option.CandidatureId, option.List))));
    }

    private static TeamProblem Build(
        int[] capacities,
        (int Profile, int First, int Second, bool Accepts, int[] Marks)[] people,
        int minimum
    )
    {
        var options = new List<TeamOption>();
        foreach (var (i, person) in people.Index())
        {
            for (var challenge = 0; challenge < 3; challenge++)
            {
                int? wish =
                    challenge == person.First ? 1
                    : challenge == person.Second ? 2
                    : null;
                if (wish is not null || person.Accepts)
                {
                    options.Add(
                        new TeamOption(
                            Person(i + 1),
                            List((10 * person.Profile) + challenge),
                            person.Marks[challenge],
                            wish is null ? TeamBasis.Consent : TeamBasis.Wish,
                            wish
                        )
                    );
                }
            }
        }

        return Of(Lists.Zip(capacities), options, minimum: minimum);
    }

    private static TeamSeat SeatOf(int list, int position) =>
        new(Seat(list, position), List(list).ChallengeId, $"Défi {list % 10}", List(list).Profile, position + list);

    private static Guid Id(short kind, int number) => new(number, kind, 0, new byte[8]);
}
