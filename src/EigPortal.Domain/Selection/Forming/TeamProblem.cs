using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace EigPortal.Domain.Selection.Forming;

/// <param name="Position">Order of the post on its challenge's page.</param>
public sealed record TeamSeat(Guid PostId, Guid ChallengeId, string Challenge, string Profile, int Position)
{
    public ListKey List => new(ChallengeId, Profile);
}

/// <param name="Number">Number of the candidature, for people.</param>
/// <param name="Key">
/// What orders people and draws lots: the last word between equals. A pseudonym, so that the same problem without ids nor numbers has the
/// same hash and the same solutions.
/// </param>
public sealed record TeamCandidate(Guid CandidatureId, string Number, string Key);

/// <summary>Why a person may take a seat of a list.</summary>
public enum TeamBasis
{
    /// <summary>They asked for this challenge with this profile: they are on the list, and may complain.</summary>
    Wish,

    /// <summary>The jury asked them about this challenge, and they agreed.</summary>
    Consent,

    /// <summary>They asked for this challenge with another profile, and the jury opened the seat to it.</summary>
    OtherProfile,
}

/// <summary>A seat that a person may take.</summary>
/// <param name="Mark">Unrounded score on the list, out of 20.</param>
/// <param name="Wish">Rank of their wish for this challenge, from 1; null when they did not wish for it.</param>
public sealed record TeamOption(Guid CandidatureId, ListKey List, decimal Mark, TeamBasis Basis, int? Wish);

/// <summary>A person in a seat.</summary>
public sealed record TeamPlace(Guid PostId, Guid CandidatureId);

/// <summary>What the committee imposes or asks, beyond one person to a seat and one seat to a person.</summary>
public abstract record TeamRule
{
    /// <summary>Nobody below the minimum mark.</summary>
    public sealed record Minimum : TeamRule;

    /// <summary>Decided and validated already: the seat is theirs.</summary>
    public sealed record Settled(Guid CandidatureId, ListKey List) : TeamRule;

    /// <summary>Locked by hand: this person takes a seat of this list.</summary>
    public sealed record Lock(Guid CandidatureId, ListKey List) : TeamRule;

    /// <summary>This person never joins this team.</summary>
    public sealed record Barred(Guid CandidatureId, Guid ChallengeId) : TeamRule;

    /// <summary>Never both in one team.</summary>
    public sealed record Apart(Guid First, Guid Second) : TeamRule;

    /// <summary>Both in one team, or neither in any.</summary>
    public sealed record Together(Guid First, Guid Second) : TeamRule;

    /// <summary>The jury finds that they complete each other: in one team rather than not. Never at the price of a rule.</summary>
    public sealed record Complementary(Guid First, Guid Second) : TeamRule;

    /// <summary>All seats of this team are filled.</summary>
    public sealed record Complete(Guid ChallengeId) : TeamRule;

    /// <summary>At least one of these people in this team, if it has anybody: the jury finds in each what the team needs.</summary>
    public sealed record OneOf(Guid ChallengeId, IReadOnlyList<Guid> People) : TeamRule
    {
        public bool Equals(OneOf? other) =>
            other is not null && ChallengeId == other.ChallengeId && People.Order().SequenceEqual(other.People.Order());

        public override int GetHashCode() =>
            People.Order().Aggregate(ChallengeId.GetHashCode(), (hash, person) => HashCode.Combine(hash, person));
    }

    /// <summary>As if this challenge were withdrawn: nobody joins it.</summary>
    public sealed record Without(Guid ChallengeId) : TeamRule;
}

/// <summary>
/// Everything that teams depend on: the same problem always gives the same teams, on every machine. It names nobody: candidatures are
/// known by their number, and its hash knows them by their key.
/// </summary>
public sealed class TeamProblem
{
    private readonly Dictionary<(Guid CandidatureId, ListKey List), TeamOption> optionOf;
    private readonly Dictionary<Guid, TeamCandidate> people;
    private readonly ILookup<Guid, TeamOption> optionsOf;

    /// <param name="minimumMark">Marks below it don't make a place; null without one.</param>
    /// <param name="seats">Seats to fill: those whose contract runs are left out.</param>
    /// <param name="rules">In any order; a rule written twice counts once.</param>
    /// <param name="current">Places to stay close to, when some exist.</param>
    /// <param name="seed">Of the lot that separates what nothing else separates.</param>
    public TeamProblem(
        decimal? minimumMark,
        IEnumerable<TeamSeat> seats,
        IEnumerable<TeamCandidate> candidates,
        IEnumerable<TeamOption> options,
        IEnumerable<TeamRule> rules,
        IEnumerable<TeamPlace> current,
        int seed
    )
    {
        (MinimumMark, Seed) = (minimumMark, seed);
        Seats =
        [
            .. seats
                .OrderBy(seat => seat.Challenge, StringComparer.Ordinal)
                .ThenBy(seat => seat.ChallengeId)
                .ThenBy(seat => seat.Position)
                .ThenBy(seat => seat.PostId),
        ];
        Candidates = [.. candidates.OrderBy(candidate => candidate.Key, StringComparer.Ordinal)];
        people = Candidates.ToDictionary(candidate => candidate.CandidatureId);
        Lists = [.. Seats.Select(seat => seat.List).Distinct()];
        var places = Lists.Index().ToDictionary(list => list.Item, list => list.Index);
        Options =
        [
            .. options
                .Where(option => places.ContainsKey(option.List) && people.ContainsKey(option.CandidatureId))
                .OrderBy(option => people[option.CandidatureId].Key, StringComparer.Ordinal)
                .ThenBy(option => option.Wish ?? int.MaxValue)
                .ThenBy(option => places[option.List]),
        ];
        optionOf = Options.ToDictionary(option => (option.CandidatureId, option.List));
        optionsOf = Options.ToLookup(option => option.CandidatureId);
        Rules =
        [
            .. rules.Concat(minimumMark is null ? [] : [new TeamRule.Minimum()]).Distinct().OrderBy(Text, StringComparer.Ordinal),
        ];
        var posts = Seats.Select(seat => seat.PostId).ToHashSet();
        Current =
        [
            .. current
                .Where(place => posts.Contains(place.PostId) && people.ContainsKey(place.CandidatureId))
                .OrderBy(place => people[place.CandidatureId].Key, StringComparer.Ordinal),
        ];
    }

    public decimal? MinimumMark { get; }
    public int Seed { get; }

    /// <summary>In order of challenge, then position.</summary>
    public IReadOnlyList<TeamSeat> Seats { get; }

    /// <summary>In the order of their first seat.</summary>
    public IReadOnlyList<ListKey> Lists { get; }

    /// <summary>In order of key.</summary>
    public IReadOnlyList<TeamCandidate> Candidates { get; }

    /// <summary>In order of key, then wish, then list; those below the minimum included.</summary>
    public IReadOnlyList<TeamOption> Options { get; }
    public IReadOnlyList<TeamRule> Rules { get; }
    public IReadOnlyList<TeamPlace> Current { get; }

    public string NumberOf(Guid candidatureId) => people[candidatureId].Number;

    public string KeyOf(Guid candidatureId) => people[candidatureId].Key;

    public bool Knows(Guid candidatureId) => people.ContainsKey(candidatureId);

    public TeamOption? Option(Guid candidatureId, ListKey list) => optionOf.GetValueOrDefault((candidatureId, list));

    public IEnumerable<TeamOption> OptionsOf(Guid candidatureId) => optionsOf[candidatureId];

    public int SeatsOf(ListKey list) => Seats.Count(seat => seat.List == list);

    /// <summary>Whether the mark is enough and no rule forbids this person this team. Rules about several people are not looked at.</summary>
    public bool IsOpen(TeamOption option) => !Rules.Any(rule => rule.Closes(option, MinimumMark));

    /// <summary>Rules that leave a team empty, because none of the people they ask for may join it.</summary>
    public IReadOnlyList<TeamRule.OneOf> Emptying =>
        [
            .. Rules
                .OfType<TeamRule.OneOf>()
                .Where(some =>
                    !some.People.Any(person =>
                        OptionsOf(person).Any(option => option.List.ChallengeId == some.ChallengeId && IsOpen(option))
                    )
                ),
        ];

    /// <summary>Whether a criterion can tell two ways apart: there are pairs to bring together, or places to keep.</summary>
    public bool Tells(TeamCriterion criterion) =>
        criterion switch
        {
            TeamCriterion.Complementary => Rules.OfType<TeamRule.Complementary>().Any(),
            TeamCriterion.Kept => Current.Count > 0,
            TeamCriterion.Complaining
            or TeamCriterion.Filled
            or TeamCriterion.Complete
            or TeamCriterion.Wishes
            or TeamCriterion.Marks => true,
        };

    /// <summary>The same problem with something changed.</summary>
    public TeamProblem With(
        IEnumerable<TeamRule>? rules = null,
        IEnumerable<TeamOption>? options = null,
        IEnumerable<TeamPlace>? current = null
    ) => new(MinimumMark, Seats, Candidates, options ?? Options, rules ?? Rules, current ?? Current, Seed);

    /// <summary>SHA-256 of everything above, people by their key: teams made from other facts have another one.</summary>
    public string Hash()
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"minimum {Plain(MinimumMark)} seed {Seed}\n");
        foreach (var seat in Seats)
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"s {seat.PostId} {seat.ChallengeId} {seat.Challenge} {seat.Profile} {seat.Position}\n"
            );
        }

        foreach (var candidate in Candidates)
        {
            text.Append(CultureInfo.InvariantCulture, $"c {candidate.Key}\n");
        }

        foreach (var option in Options)
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"o {KeyOf(option.CandidatureId)} {option.List.ChallengeId} {option.List.Profile} {Plain(option.Mark)} {option.Basis} {option.Wish}\n"
            );
        }

        foreach (var rule in Rules)
        {
            text.Append(CultureInfo.InvariantCulture, $"r {Text(rule)}\n");
        }

        foreach (var place in Current)
        {
            text.Append(CultureInfo.InvariantCulture, $"p {place.PostId} {KeyOf(place.CandidatureId)}\n");
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }

    /// <summary>A rule with people by their key.</summary>
    private string Text(TeamRule rule)
    {
        string Who(Guid id) => people.TryGetValue(id, out var person) ? person.Key : $"{id}";
        return rule switch
        {
            TeamRule.Minimum => "Minimum",
            TeamRule.Settled settled => $"Settled {Who(settled.CandidatureId)} {settled.List.ChallengeId} {settled.List.Profile}",
            TeamRule.Lock locked => $"Lock {Who(locked.CandidatureId)} {locked.List.ChallengeId} {locked.List.Profile}",
            TeamRule.Barred barred => $"Barred {Who(barred.CandidatureId)} {barred.ChallengeId}",
            TeamRule.Apart pair => $"Apart {Who(pair.First)} {Who(pair.Second)}",
            TeamRule.Together pair => $"Together {Who(pair.First)} {Who(pair.Second)}",
            TeamRule.Complementary pair => $"Complementary {Who(pair.First)} {Who(pair.Second)}",
            TeamRule.Complete complete => $"Complete {complete.ChallengeId}",
            TeamRule.OneOf some =>
                $"OneOf {some.ChallengeId} {string.Join(' ', some.People.Select(Who).Order(StringComparer.Ordinal))}",
            TeamRule.Without without => $"Without {without.ChallengeId}",
            _ => throw new ArgumentOutOfRangeException(nameof(rule), rule, "Unknown rule."),
        };
    }

    /// <summary>12, 12.0 and 12.00 are one mark.</summary>
    private static string Plain(decimal? mark) =>
        mark?.ToString("0.############################", CultureInfo.InvariantCulture) ?? "";
}

public static class TeamRules
{
    /// <summary>Whether the rule, by itself, takes this seat from this person.</summary>
    public static bool Closes(this TeamRule rule, TeamOption option, decimal? minimumMark) =>
        rule switch
        {
            TeamRule.Minimum => option.Mark < minimumMark,
            TeamRule.Barred barred => barred.CandidatureId == option.CandidatureId
                && barred.ChallengeId == option.List.ChallengeId,
            TeamRule.Without without => without.ChallengeId == option.List.ChallengeId,
            _ => false,
        };

    /// <summary>Whether places respect the rule; a preference is never broken.</summary>
    public static bool IsKeptBy(this TeamRule rule, TeamProblem problem, IReadOnlyList<TeamPlace> places)
    {
        var seats = problem.Seats.ToDictionary(seat => seat.PostId);
        var lists = places.ToDictionary(place => place.CandidatureId, place => seats[place.PostId].List);
        Guid? TeamOf(Guid candidatureId) => lists.TryGetValue(candidatureId, out var list) ? list.ChallengeId : null;
        bool Takes(Guid candidatureId, ListKey list) => lists.TryGetValue(candidatureId, out var taken) && taken == list;
        return rule switch
        {
            TeamRule.Minimum => lists.All(place =>
                problem.Option(place.Key, place.Value) is not { } option || !rule.Closes(option, problem.MinimumMark)
            ),
            TeamRule.Settled settled => Takes(settled.CandidatureId, settled.List),
            TeamRule.Lock locked => Takes(locked.CandidatureId, locked.List),
            TeamRule.Barred barred => TeamOf(barred.CandidatureId) != barred.ChallengeId,
            TeamRule.Apart pair => TeamOf(pair.First) is not { } team || TeamOf(pair.Second) != team,
            TeamRule.Together pair => TeamOf(pair.First) == TeamOf(pair.Second),
            TeamRule.Complementary => true,
            TeamRule.Complete complete => problem
                .Seats.Where(seat => seat.ChallengeId == complete.ChallengeId)
                .All(seat => places.Any(place => place.PostId == seat.PostId)),
            TeamRule.Without without => lists.Values.All(list => list.ChallengeId != without.ChallengeId),
            TeamRule.OneOf some => lists.Values.All(list => list.ChallengeId != some.ChallengeId)
                || some.People.Any(person => TeamOf(person) == some.ChallengeId),
            _ => throw new ArgumentOutOfRangeException(nameof(rule), rule, "Unknown rule."),
        };
    }
}
