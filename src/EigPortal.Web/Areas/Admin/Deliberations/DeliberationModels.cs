using EigPortal.Domain.Selection;
using EigPortal.Domain.Selection.Deliberations;
using EigPortal.Services.Juries;
using EigPortal.Services.Selection;
using EigPortal.Services.Selection.Deliberations;
using EigPortal.Web.Areas.Admin.Selection;
using EigPortal.Web.Dsfr;
using EigPortal.Web.Shared;

namespace EigPortal.Web.Areas.Admin.Deliberations;

public sealed class ConveneInput
{
    public string? Title { get; set; }
    public DateOnly? HeldOn { get; set; }
    public int? Quorum { get; set; }
    public Guid? ChairId { get; set; }
    public List<Guid> Members { get; init; } = [];
}

public sealed record DeliberationsModel(
    IReadOnlyList<SittingLine> Sittings,
    IReadOnlyList<CalledMember> Callable,
    ConveneInput Input
)
{
    public IReadOnlyList<Choice> Choices =>
        [.. Callable.Select(member => new Choice(member.AccountId.ToString(), member.FullName))];
}

/// <param name="ToVote">Preselected candidatures without a decision, minus those hidden from the viewer.</param>
public sealed record SittingModel(Sitting Sitting, IReadOnlyList<DecisionLine> ToVote, ILookup<Guid, Standing> Standings)
{
    public Deliberation Deliberation => Sitting.Deliberation;
    public bool MayAttend => Deliberation.Allowed.Allows(Deliberation.State, DeliberationVerb.Attend);
    public bool MayOpen => Deliberation.Allowed.Allows(Deliberation.State, DeliberationVerb.Open);
    public bool MayVote => Deliberation.Allowed.Allows(Deliberation.State, DeliberationVerb.Resolve);

    public IReadOnlyList<Choice> Members =>
        [
            .. Deliberation
                .Members.OrderBy(member => member.FullName, StringComparer.Ordinal)
                .Select(member => new Choice(
                    member.AccountId.ToString(),
                    member.FullName + (member.AccountId == Deliberation.ChairId ? " (préside)" : "")
                )),
        ];

    public IReadOnlyList<string> Present =>
        [.. Deliberation.Members.Where(member => member.IsPresent).Select(member => member.AccountId.ToString())];
}

public sealed class VoteInput
{
    public DecisionInput Decision { get; init; } = new();
    public int? For { get; set; }
    public int? Against { get; set; }
    public int? Abstained { get; set; }

    /// <summary>"pour", "contre", or nothing.</summary>
    public string? CastingVote { get; set; }

    public Ballot Ballot =>
        new(
            For ?? 0,
            Against ?? 0,
            Abstained ?? 0,
            CastingVote switch
            {
                "pour" => true,
                "contre" => false,
                _ => null,
            }
        );
}

/// <param name="Recused">Members present who step aside for this candidature.</param>
/// <param name="Stages">The readings beside the hearing; null before the shared grid is locked.</param>
public sealed record VoteModel(
    Deliberation Sitting,
    DecisionModel Decision,
    IReadOnlyList<DeliberationMember> Recused,
    StageComparison? Stages,
    VoteInput Input
)
{
    public int Voters => Sitting.Present - Recused.Count;
    public bool ChairVotes =>
        Sitting.Members.Any(member => member.AccountId == Sitting.ChairId && member.IsPresent)
        && Recused.All(member => member.AccountId != Sitting.ChairId);

    public static IReadOnlyList<Choice> CastingVotes { get; } =
    [new("", "Pas d’égalité"), new("pour", "Pour"), new("contre", "Contre")];
}
