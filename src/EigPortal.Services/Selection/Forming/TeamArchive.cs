using System.Text.Json;
using System.Text.Json.Serialization;
using EigPortal.Domain.Selection;
using EigPortal.Domain.Selection.Forming;

namespace EigPortal.Services.Selection.Forming;

/// <summary>A problem as it is kept with its solutions: read again, it has the same hash.</summary>
public static class TeamArchive
{
    public static readonly JsonSerializerOptions Options = new() { Converters = { new JsonStringEnumConverter() } };

    public static string Write(TeamProblem problem) => JsonSerializer.Serialize(KeptProblem.From(problem), Options);

    public static TeamProblem Read(string json) => JsonSerializer.Deserialize<KeptProblem>(json, Options)!.ToProblem();

    /// <summary>The facts of a problem, which the rest follows from.</summary>
    public sealed record KeptProblem(
        decimal? MinimumMark,
        int Seed,
        IReadOnlyList<TeamSeat> Seats,
        IReadOnlyList<TeamCandidate> Candidates,
        IReadOnlyList<TeamOption> Options,
        IReadOnlyList<KeptRule> Rules,
        IReadOnlyList<TeamPlace> Current
    )
    {
        public static KeptProblem From(TeamProblem problem) =>
            new(
                problem.MinimumMark,
                problem.Seed,
                problem.Seats,
                problem.Candidates,
                problem.Options,
                [.. problem.Rules.Select(KeptRule.From)],
                problem.Current
            );

        public TeamProblem ToProblem() =>
            new(MinimumMark, Seats, Candidates, Options, Rules.Select(rule => rule.ToRule()), Current, Seed);
    }

    /// <param name="Kind">Name of the rule's type.</param>
    public sealed record KeptRule(string Kind, Guid? First, Guid? Second, Guid? ChallengeId, string? Profile)
    {
        /// <summary>Left out where a rule is not about several people, so that what was kept before reads and hashes as it did.</summary>
        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        public IReadOnlyList<Guid>? People { get; init; }

        public static KeptRule From(TeamRule rule) =>
            rule switch
            {
                TeamRule.Minimum => new(nameof(TeamRule.Minimum), null, null, null, null),
                TeamRule.Settled(var person, var list) => new(
                    nameof(TeamRule.Settled),
                    person,
                    null,
                    list.ChallengeId,
                    list.Profile
                ),
                TeamRule.Lock(var person, var list) => new(nameof(TeamRule.Lock), person, null, list.ChallengeId, list.Profile),
                TeamRule.Barred(var person, var challenge) => new(nameof(TeamRule.Barred), person, null, challenge, null),
                TeamRule.Apart(var first, var second) => new(nameof(TeamRule.Apart), first, second, null, null),
                TeamRule.Together(var first, var second) => new(nameof(TeamRule.Together), first, second, null, null),
                TeamRule.Complementary(var first, var second) => new(nameof(TeamRule.Complementary), first, second, null, null),
                TeamRule.Complete(var challenge) => new(nameof(TeamRule.Complete), null, null, challenge, null),
                TeamRule.OneOf(var challenge, var people) => new(nameof(TeamRule.OneOf), null, null, challenge, null)
                {
                    People = people,
                },
                TeamRule.Without(var challenge) => new(nameof(TeamRule.Without), null, null, challenge, null),
                _ => throw new ArgumentOutOfRangeException(nameof(rule), rule, "Unknown rule."),
            };

        public TeamRule ToRule() =>
            Kind switch
            {
                nameof(TeamRule.Minimum) => new TeamRule.Minimum(),
                nameof(TeamRule.Settled) => new TeamRule.Settled(First!.Value, List),
                nameof(TeamRule.Lock) => new TeamRule.Lock(First!.Value, List),
                nameof(TeamRule.Barred) => new TeamRule.Barred(First!.Value, ChallengeId!.Value),
                nameof(TeamRule.Apart) => new TeamRule.Apart(First!.Value, Second!.Value),
                nameof(TeamRule.Together) => new TeamRule.Together(First!.Value, Second!.Value),
                nameof(TeamRule.Complementary) => new TeamRule.Complementary(First!.Value, Second!.Value),
                nameof(TeamRule.Complete) => new TeamRule.Complete(ChallengeId!.Value),
                nameof(TeamRule.OneOf) => new TeamRule.OneOf(ChallengeId!.Value, People!),
                nameof(TeamRule.Without) => new TeamRule.Without(ChallengeId!.Value),
                _ => throw new ArgumentOutOfRangeException(nameof(Kind), Kind, "Unknown rule."),
            };

        private ListKey List => new(ChallengeId!.Value, Profile!);
    }
}
