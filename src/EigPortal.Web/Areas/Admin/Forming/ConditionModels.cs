using EigPortal.Domain.Selection.Forming;
using EigPortal.Domain.Shared;
using EigPortal.Services.Selection.Forming;
using EigPortal.Web.Dsfr;
using EigPortal.Web.Shared;

namespace EigPortal.Web.Areas.Admin.Forming;

/// <summary>A condition as the form asks it: first in the address, to see what it would change, then posted with its reason.</summary>
public sealed class ConditionInput
{
    public TeamConditionKind? Kind { get; init; }
    public Guid? CandidatureId { get; init; }
    public Guid? OtherCandidatureId { get; init; }

    /// <summary>A post: its challenge, or its challenge and profile, whatever the kind needs.</summary>
    public Guid? Place { get; init; }
    public string? Minimum { get; init; }
    public string? Reason { get; init; }

    /// <summary>People of whom one is enough.</summary>
    public List<Guid> People { get; init; } = [];
    public string? Sought { get; init; }

    public TeamConditionText? ToText(TeamProblem problem)
    {
        var seat = problem.Seats.FirstOrDefault(found => found.PostId == Place);
        return Kind is { } kind
            ? new TeamConditionText(kind, CandidatureId, OtherCandidatureId, seat?.ChallengeId, seat?.Profile, Reason ?? "")
            {
                People = kind == TeamConditionKind.OneOf ? People : [],
                Sought = Sought ?? "",
            }
            : null;
    }
}

/// <param name="Preview">Null before a condition is described.</param>
public sealed record ConditionModel(ConditionInput Input, TeamInputs Inputs, TeamConditionPreview? Preview)
{
    public static readonly DomainError KindMissing = new("condition.kind", "Choisissez la nature de la condition.", "Kind");

    private static readonly Choice[] Nobody = [new("", "Aucune")];

    public TeamWords Words { get; } = new(Inputs.Problem, Inputs);

    public static IReadOnlyList<Choice> Kinds { get; } =
    [.. Enum.GetValues<TeamConditionKind>().Select(kind => new Choice(kind.ToString(), Labels.Of(kind), Hint(kind)))];

    public IReadOnlyList<Choice> People => [.. Nobody, .. FormingChoices.People(Inputs)];

    /// <summary>People who may bring something to the chosen challenge; all of them before one is chosen.</summary>
    public IReadOnlyList<Choice> Bringing
    {
        get
        {
            var challenge = Inputs.Problem.Seats.FirstOrDefault(seat => seat.PostId == Input.Place)?.ChallengeId;
            return
            [
                .. FormingChoices
                    .People(Inputs)
                    .Where(person =>
                        challenge is null
                        || Input.People.Contains(Guid.Parse(person.Value))
                        || Inputs.Problem.OptionsOf(Guid.Parse(person.Value)).Any(option => option.List.ChallengeId == challenge)
                    ),
            ];
        }
    }

    public IReadOnlyList<Choice> Places => [new("", "Aucun"), .. FormingChoices.Seats(Words)];

    private static string Hint(TeamConditionKind kind) =>
        kind switch
        {
            TeamConditionKind.Lock => "Une personne, un siège qu’elle peut prendre.",
            TeamConditionKind.Barred => "Une personne, un défi où elle ne va pas.",
            TeamConditionKind.Apart => "Deux personnes, quelle que soit l’équipe.",
            TeamConditionKind.Together => "Deux personnes qui ne viennent pas l’une sans l’autre.",
            TeamConditionKind.Complementary => "Deux personnes que le jury préfère réunir, sans l’imposer.",
            TeamConditionKind.Complete => "Un défi dont tous les sièges doivent être pourvus.",
            TeamConditionKind.Without =>
                "Pour voir ce que deviendraient les équipes si le défi était retiré. Le retirer vraiment se fait sur sa page.",
            TeamConditionKind.OneOf => "Un défi, ce que le jury y cherche, et les personnes qui l’apportent.",
            TeamConditionKind.OtherProfile => "Une personne qui a demandé ce défi avec un autre profil.",
        };
}
