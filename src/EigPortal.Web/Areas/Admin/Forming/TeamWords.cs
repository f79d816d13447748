using EigPortal.Domain.Hearings;
using EigPortal.Domain.Selection;
using EigPortal.Domain.Selection.Forming;
using EigPortal.Services.Hearings;
using EigPortal.Services.Selection.Forming;
using EigPortal.Services.Text;
using EigPortal.Web.Shared;

namespace EigPortal.Web.Areas.Admin.Forming;

/// <summary>Somebody whose place differs between two ways to form teams; null where they have none.</summary>
public sealed record TeamMoveLine(Guid CandidatureId, Guid? From, Guid? To);

/// <summary>Teams in plain French: people, seats, rules, complaints and answers.</summary>
/// <param name="problem">Its seats name the challenges.</param>
/// <param name="inputs">Names of people as they are known today.</param>
public sealed class TeamWords(TeamProblem problem, TeamInputs inputs)
{
    /// <summary>People named in one sentence before « et 3 autres ».</summary>
    private const int Named = 5;

    private readonly Dictionary<Guid, TeamSeat> seats = problem.Seats.ToDictionary(seat => seat.PostId);

    public TeamProblem Problem => problem;

    public string Person(Guid candidatureId) =>
        inputs.People.TryGetValue(candidatureId, out var person) ? person.Label
        : problem.Knows(candidatureId) ? problem.NumberOf(candidatureId)
        : "Une personne qui n’est plus en lice";

    /// <summary>Complaints as people look for them: by number of candidature.</summary>
    public IEnumerable<TeamComplaint> InOrder(IEnumerable<TeamComplaint> complaints) =>
        complaints.OrderBy(complaint => problem.NumberOf(complaint.CandidatureId), StringComparer.Ordinal);

    public string Challenge(Guid challengeId) =>
        problem.Seats.FirstOrDefault(seat => seat.ChallengeId == challengeId)?.Challenge ?? "Un défi retiré";

    public string Seat(Guid postId) =>
        seats.TryGetValue(postId, out var seat)
            ? $"{seat.Challenge}, {inputs.Posts.GetValueOrDefault(postId, seat.Profile)}"
            : "Un siège retiré";

    public string List(ListKey list) => $"{Challenge(list.ChallengeId)}, {list.Profile}";

    /// <summary>Mark and wish of somebody at a seat, as a table says them.</summary>
    public string Standing(Guid candidatureId, Guid postId)
    {
        if (!seats.TryGetValue(postId, out var seat) || problem.Option(candidatureId, seat.List) is not { } option)
        {
            return "";
        }

        var wish = option.Wish switch
        {
            null => Labels.Of(option.Basis).ToLowerInvariant(),
            _ when option.Basis == TeamBasis.OtherProfile => $"vœu {option.Wish}, autre profil",
            _ => $"vœu {option.Wish}",
        };
        return $"{Mark(option.Mark)}, {wish}";
    }

    public string Of(TeamRule rule) =>
        rule switch
        {
            TeamRule.Minimum => $"La note minimale est {Mark(problem.MinimumMark ?? 0)}.",
            TeamRule.Settled settled =>
                $"La décision de retenir {Person(settled.CandidatureId)} pour {List(settled.List)} est validée.",
            TeamRule.Lock locked => $"{Person(locked.CandidatureId)} a un siège verrouillé : {List(locked.List)}.",
            TeamRule.Barred barred => $"{Person(barred.CandidatureId)} ne rejoint pas {Challenge(barred.ChallengeId)}.",
            TeamRule.Apart pair => $"{Person(pair.First)} et {Person(pair.Second)} ne sont pas dans la même équipe.",
            TeamRule.Together pair => $"{Person(pair.First)} et {Person(pair.Second)} sont dans la même équipe, ou dans aucune.",
            TeamRule.Complementary pair =>
                $"{Person(pair.First)} et {Person(pair.Second)} sont, de préférence, dans la même équipe.",
            TeamRule.Complete complete => $"L’équipe {Challenge(complete.ChallengeId)} est complète.",
            TeamRule.OneOf some => Of(some, inputs.Sought.GetValueOrDefault(some)),
            TeamRule.Without without => $"Le défi {Challenge(without.ChallengeId)} est laissé de côté.",
            _ => throw new ArgumentOutOfRangeException(nameof(rule), rule, "Unknown rule."),
        };

    /// <param name="sought">What is looked for, when it is known.</param>
    public string Of(TeamRule.OneOf some, string? sought) =>
        $"L’équipe {Challenge(some.ChallengeId)}, si elle a quelqu’un, a au moins {OneAmong(some.People)}{(string.IsNullOrEmpty(sought) ? "" : $" (« {sought} »)")}.";

    private string OneAmong(IReadOnlyList<Guid> people) =>
        people.Count == 1
            ? Person(people[0])
            : $"une personne parmi {string.Join(" ; ", people.Select(Person).Order(StringComparer.Ordinal))}";

    public string Of(TeamComplaint complaint)
    {
        var option = problem.Option(complaint.CandidatureId, complaint.List)!;
        var holder = complaint.OverCandidatureId is { } over
            ? $"un siège est confié à {Person(over)} ({Mark(problem.Option(over, complaint.List)!.Mark)})"
            : "un siège y reste vide";
        return $"{Person(complaint.CandidatureId)} préfère {List(complaint.List)} (vœu {option.Wish}, {Mark(option.Mark)}), et {holder}.";
    }

    /// <summary>Who moves, in order of number.</summary>
    public IReadOnlyList<TeamMoveLine> Moves(IReadOnlyList<TeamPlace> before, IReadOnlyList<TeamPlace> after)
    {
        var (from, to) = (
            before.ToDictionary(place => place.CandidatureId, place => place.PostId),
            after.ToDictionary(place => place.CandidatureId, place => place.PostId)
        );
        return
        [
            .. from
                .Keys.Union(to.Keys)
                .Select(id => new TeamMoveLine(
                    id,
                    from.TryGetValue(id, out var left) ? left : null,
                    to.TryGetValue(id, out var taken) ? taken : null
                ))
                .Where(move => ListOf(move.From) != ListOf(move.To))
                .OrderBy(move => Person(move.CandidatureId), StringComparer.Ordinal),
        ];
    }

    public string Of(TeamMoveLine move) =>
        move switch
        {
            { From: null, To: { } to } => $"{Person(move.CandidatureId)} entre : {Seat(to)}.",
            { From: { } from, To: null } => $"{Person(move.CandidatureId)} n’a plus de siège (avant : {Seat(from)}).",
            { From: { } from, To: { } to } => $"{Person(move.CandidatureId)} passe de {Seat(from)} à {Seat(to)}.",
            _ => $"{Person(move.CandidatureId)} ne change pas.",
        };

    /// <summary>One sentence: why this person has not this seat.</summary>
    public string Answer(Guid candidatureId, TeamSolution solution, TeamCounterfactual answer)
    {
        var person = Person(candidatureId);
        if (answer.Block is { } block)
        {
            return $"{person} ne peut pas y être : {string.Join(" ", block.Conflicting.Select(Of))}";
        }

        var moves = Moves(solution.Places, answer.Solution!.Places).Where(move => move.CandidatureId != candidatureId).ToList();
        var others =
            moves.Count == 0
                ? ""
                : $" {string.Join(" ", moves.Take(Named).Select(Of))}{(moves.Count > Named ? $" Et {moves.Count - Named} autres changements." : "")}";
        return answer.Lost is { } lost
            ? $"Avec {person} à ce siège, {Loss(lost, answer, solution)}.{others}"
            : $"Rien ne l’empêche : les deux solutions sont à égalité sur tous les critères, et le tirage au sort les a séparées.{others}";
    }

    /// <summary>What hearings came to, beside a mark; teams are not computed from it.</summary>
    public static string Heard(IEnumerable<HeardLine> lines) =>
        string.Join(", ", lines.Select(Heard)) is { Length: > 0 } heard ? heard : "Pas d’audition";

    private static string Heard(HeardLine line) =>
        line switch
        {
            { Sheet: CollectiveState.Locked, Opinion: { } opinion } =>
                $"Audition : {(line.Total is { } total ? Mark(total) : "sans note")}, {Labels.Of(opinion).ToLowerInvariant()}",
            { State: SlotState.Absent } => "Absence à l’audition",
            { State: SlotState.Heard } => "Audition : grille à verrouiller",
            _ => "Audition à venir",
        };

    public static string Mark(decimal mark) => FrenchNumbers.TwoDecimals(mark);

    public static string Gap(TeamGap gap) =>
        $"Calcul interrompu avant la preuve : {Labels.Of(gap.Criterion).ToLowerInvariant()}, {FrenchNumbers.Number(gap.Reached)} atteint, {FrenchNumbers.Number(gap.Bound)} au mieux.";

    private ListKey? ListOf(Guid? postId) => postId is { } id && seats.TryGetValue(id, out var seat) ? seat.List : null;

    private static string Loss(TeamCriterion lost, TeamCounterfactual answer, TeamSolution solution)
    {
        var fewer = Math.Abs(answer.Before - answer.After);
        return lost switch
        {
            TeamCriterion.Filled =>
                $"{FrenchNumbers.Count(fewer, "siège de moins serait pourvu", "sièges de moins seraient pourvus")}",
            TeamCriterion.Complete =>
                $"{FrenchNumbers.Count(fewer, "équipe de moins serait complète", "équipes de moins seraient complètes")}",
            TeamCriterion.Complaining =>
                $"{FrenchNumbers.Count(fewer, "personne de plus aurait une réclamation justifiée", "personnes de plus auraient une réclamation justifiée")}",
            TeamCriterion.Wishes =>
                $"les vœux seraient moins bien respectés ({Wishes(answer.Solution!)} au lieu de {Wishes(solution)})",
            TeamCriterion.Complementary =>
                $"{FrenchNumbers.Count(fewer, "paire complémentaire de moins serait réunie", "paires complémentaires de moins seraient réunies")}",
            TeamCriterion.Kept => $"{FrenchNumbers.Count(fewer, "place de plus changerait", "places de plus changeraient")}",
            TeamCriterion.Marks =>
                $"la note moyenne passerait de {Mark(solution.Review.Figures.MeanMark ?? 0)} à {Mark(answer.Solution!.Review.Figures.MeanMark ?? 0)}",
        };
    }

    private static string Wishes(TeamSolution solution) =>
        $"{FrenchNumbers.Count(solution.Review.Figures.FirstWishes, "premier vœu", "premiers vœux")} et {FrenchNumbers.Count(solution.Review.Figures.AnyWishes - solution.Review.Figures.FirstWishes, "second", "seconds")}";
}
