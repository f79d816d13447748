using EigPortal.Domain.Selection.Forming;
using EigPortal.Services.Hearings;
using EigPortal.Services.Selection.Forming;
using EigPortal.Web.Dsfr;

namespace EigPortal.Web.Areas.Admin.Forming;

public sealed class ChosenInput
{
    public Guid? ComputationId { get; init; }
    public TeamGoal? Goal { get; init; }
}

/// <summary>A seat given by hand: in the address to see what it changes, then posted with its reason.</summary>
public sealed class SeatInput
{
    public Guid? PostId { get; init; }

    /// <summary>Null to leave the seat empty.</summary>
    public Guid? CandidatureId { get; init; }
    public string? Reason { get; init; }
}

/// <param name="Hearings">What each person's hearings came to.</param>
/// <param name="Move">What the seat asked about would change; null before a question.</param>
public sealed record ProposalModel(TeamProposalDetail Detail, ILookup<Guid, HeardLine> Hearings, SeatInput Input, TeamMove? Move)
{
    public TeamWords Words { get; } = new(Detail.Problem, Detail.Inputs);

    public string Path => $"/admin/equipes/propositions/{Detail.Proposal.Id}";

    public bool IsOpen => Detail.Proposal.State == TeamProposalState.Open;

    public IReadOnlyList<Choice> Seats => FormingChoices.Seats(Words);

    public IReadOnlyList<Choice> People => [new("", "Personne : laisser le siège vide"), .. FormingChoices.People(Detail.Inputs)];

    public Guid? Holder(Guid postId) => Detail.Proposal.Places.FirstOrDefault(place => place.PostId == postId)?.CandidatureId;

    /// <summary>Complaints that the move brings, then those that it ends.</summary>
    public (IReadOnlyList<TeamComplaint> New, IReadOnlyList<TeamComplaint> Ended) Complaints() =>
        (
            [.. Move!.Review.Complaints.Where(complaint => Detail.Review.Complaints.All(other => !Same(other, complaint)))],
            [.. Detail.Review.Complaints.Where(complaint => Move.Review.Complaints.All(other => !Same(other, complaint)))]
        );

    /// <summary>Teams that the move leaves incomplete, or completes.</summary>
    public (IReadOnlyList<Guid> Broken, IReadOnlyList<Guid> Completed) Teams()
    {
        var (before, after) = (CompleteIn(Detail.Proposal.Places), CompleteIn(Move!.Places));
        return ([.. before.Except(after)], [.. after.Except(before)]);
    }

    private List<Guid> CompleteIn(IReadOnlyList<TeamPlace> places) =>
        [
            .. Detail
                .Problem.Seats.GroupBy(seat => seat.ChallengeId)
                .Where(team => team.All(seat => places.Any(place => place.PostId == seat.PostId)))
                .Select(team => team.Key),
        ];

    private static bool Same(TeamComplaint left, TeamComplaint right) =>
        (left.CandidatureId, left.List) == (right.CandidatureId, right.List);
}

public sealed record DecisionsToPrepareModel(ProposalModel Proposal, IReadOnlyList<TeamDecision> Decisions);
