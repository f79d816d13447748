using EigPortal.Domain.Candidatures;
using EigPortal.Domain.Selection;
using EigPortal.Domain.Shared;
using EigPortal.Services.Juries;
using EigPortal.Services.Selection;
using EigPortal.Web.Dsfr;
using EigPortal.Web.Shared;

namespace EigPortal.Web.Areas.Admin.Selection;

/// <param name="Standings">Where each candidature stands on the lists it asked for.</param>
public sealed record DecisionsModel(
    IReadOnlyList<SeatLine> Seats,
    DecisionPage Candidatures,
    ILookup<Guid, Standing> Standings,
    Guid Viewer
)
{
    /// <summary>
    /// The marks of the person of a seat, on the list of that seat; on the first list they asked for when the seat goes to somebody
    /// who did not ask for it. Null while nobody is to take it.
    /// </summary>
    public Standing? StandingOf(SeatLine seat) =>
        seat.CandidatureId is { } id
            ? Standings[id].FirstOrDefault(standing => IsListOf(seat, standing)) ?? Standings[id].FirstOrDefault()
            : null;

    public static bool IsListOf(SeatLine seat, Standing standing) =>
        standing.ChallengeId == seat.ChallengeId && standing.Profile == seat.Profile;

    public static string RankOf(Standing standing) =>
        standing.Rank is { } rank ? $"{rank}{(standing.IsTied ? " ex aequo" : "")}" : "Non classé";

    public static (string Text, BadgeKind Kind) StateOf(SeatLine seat) =>
        seat switch
        {
            { IsFilled: true } => ("Pourvu", BadgeKind.Success),
            { Offer: OfferState.Sent } => ("Proposé", BadgeKind.Info),
            { Decision: not null } => ("Décision à valider", BadgeKind.Warning),
            _ => ("Vacant", BadgeKind.New),
        };
}

public sealed record DecisionModel(
    DecisionLine Line,
    IReadOnlyList<SeatLine> Seats,
    IReadOnlyList<Standing> Standings,
    Guid Viewer,
    DecisionInput Input
)
{
    public bool CanRecord => Line.DecisionId is null && Kinds.Count > 0;
    public bool CanValidate => Line.DecisionState == DecisionState.Recorded && Line.RecordedBy != Viewer;
    public bool CanCancel => Line.DecisionId is not null && Line.Offer != OfferState.Accepted;

    public IReadOnlyList<Choice> Kinds =>
        Line.State switch
        {
            CandidatureState.Preselected => [.. Enum.GetValues<DecisionKind>().Select(ToChoice)],
            CandidatureState.Admissible or CandidatureState.Inadmissible or CandidatureState.NotPreselected =>
            [
                ToChoice(DecisionKind.NotRetained),
            ],
            CandidatureState.Draft or CandidatureState.Submitted or CandidatureState.Withdrawn => [],
        };

    public IReadOnlyList<Choice> SeatChoices =>
        [
            new("", "Sans poste"),
            .. Seats.Select(seat => new Choice(
                seat.PostId.ToString(),
                $"{(seat.Label.Length > 0 ? seat.Label : seat.Profile)} ({seat.Profile}) – {DecisionsModel.StateOf(seat).Text}",
                Group: seat.Challenge
            )),
        ];

    public static IReadOnlyList<Choice> Grounds =>
        [.. Enum.GetValues<DecisionGround>().Select(ground => new Choice(ground.ToString(), Labels.Of(ground)))];

    private static Choice ToChoice(DecisionKind kind) => new(kind.ToString(), Labels.Of(kind));
}

public sealed class DecisionInput
{
    public static readonly DomainError KindMissing = new("decision.kind", "Choisissez la décision du jury.", "Kind");

    public DecisionKind? Kind { get; set; }
    public Guid? PostId { get; set; }
    public string? Reason { get; set; }
    public List<DecisionGround> Grounds { get; init; } = [];
    public string? Feedback { get; set; }
    public bool AlsoOtherWishes { get; set; }

    /// <summary>The remarks that the page showed.</summary>
    public string? RemarksRead { get; set; }

    /// <summary>The person reads the word of the jury, and may ask for the reason.</summary>
    public RemarksToRead Remarks => RemarksToRead.Of((nameof(Feedback), Feedback), (nameof(Reason), Reason));

    /// <summary>What is recorded once <see cref="Kind"/> is chosen.</summary>
    public RecordDecisionCommand ToCommand(Guid candidatureId) =>
        new(candidatureId, Kind!.Value, PostId, Reason ?? "")
        {
            Grounds = Grounds,
            Feedback = Feedback ?? "",
            AlsoOtherWishes = AlsoOtherWishes,
        };
}
