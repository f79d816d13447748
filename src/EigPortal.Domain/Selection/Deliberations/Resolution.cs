using EigPortal.Domain.Shared;

namespace EigPortal.Domain.Selection.Deliberations;

public enum ResolutionOutcome
{
    Adopted,
    Rejected,
}

/// <summary>What is put to the vote about one candidature.</summary>
/// <param name="Number">Number of the candidature: the minutes name no candidate.</param>
/// <param name="Seat">The seat in words, as the minutes carry it; empty when not retained.</param>
public sealed record Motion(Guid CandidatureId, string Number, DecisionKind Kind, string Seat);

/// <summary>Votes as they were counted in the room.</summary>
/// <param name="CastingVote">The chair's, for or against; null when it was not needed.</param>
public sealed record Ballot(int For, int Against, int Abstained, bool? CastingVote)
{
    /// <summary>Refuses votes that don't add up, a tie without a casting vote, and a casting vote that nobody may cast.</summary>
    /// <param name="voters">Members present who vote.</param>
    /// <param name="chairVotes">Whether the chair is present and has no tie.</param>
    public Result<ResolutionOutcome> Count(int voters, bool chairVotes)
    {
        if (For < 0 || Against < 0 || Abstained < 0 || For + Against + Abstained != voters)
        {
            return new DomainError(
                "ballot.count",
                $"{voters} membres votent : les voix pour, contre et les abstentions doivent faire {voters}.",
                nameof(For)
            );
        }

        if (For != Against)
        {
            return CastingVote is null
                ? For > Against
                    ? ResolutionOutcome.Adopted
                    : ResolutionOutcome.Rejected
                : new DomainError(
                    "ballot.casting-useless",
                    "La voix prépondérante ne sert qu’à départager : les voix ne sont pas à égalité.",
                    nameof(CastingVote)
                );
        }

        return (CastingVote, chairVotes) switch
        {
            (null, true) => new DomainError(
                "ballot.tie",
                "Les voix sont à égalité : dites comment la présidence départage.",
                nameof(CastingVote)
            ),
            (_, false) => new DomainError(
                "ballot.tie-no-chair",
                "Les voix sont à égalité et la présidence ne vote pas sur cette candidature : reportez-la.",
                nameof(CastingVote)
            ),
            (true, true) => ResolutionOutcome.Adopted,
            (false, true) => ResolutionOutcome.Rejected,
        };
    }
}

/// <summary>A vote on one candidature, kept as it was.</summary>
public sealed class Resolution : Entity
{
    private Resolution() { }

    internal Resolution(
        Guid deliberationId,
        int sequence,
        Motion motion,
        Ballot ballot,
        int voters,
        IReadOnlyList<string> recused,
        ResolutionOutcome outcome,
        DateTimeOffset now
    )
    {
        DeliberationId = deliberationId;
        Sequence = sequence;
        (CandidatureId, Number, Kind, Seat) = (motion.CandidatureId, motion.Number, motion.Kind, motion.Seat);
        (For, Against, Abstained, CastingVote) = (ballot.For, ballot.Against, ballot.Abstained, ballot.CastingVote);
        (Voters, Recused, Outcome, VotedAt) = (voters, recused, outcome, now);
    }

    public Guid DeliberationId { get; private set; }

    /// <summary>Order in the sitting, from 1.</summary>
    public int Sequence { get; private set; }
    public Guid CandidatureId { get; private set; }
    public string Number { get; private set; } = "";
    public DecisionKind Kind { get; private set; }
    public string Seat { get; private set; } = "";
    public int Voters { get; private set; }
    public int For { get; private set; }
    public int Against { get; private set; }
    public int Abstained { get; private set; }
    public bool? CastingVote { get; private set; }

    /// <summary>Names of the members who stepped aside.</summary>
    public IReadOnlyList<string> Recused { get; private set; } = [];
    public ResolutionOutcome Outcome { get; private set; }

    /// <summary>The decision that an adopted motion recorded; null when it was rejected.</summary>
    public Guid? DecisionId { get; private set; }
    public DateTimeOffset VotedAt { get; private set; }

    /// <summary>Ties the decision that follows from an adopted motion.</summary>
    public void Decide(Guid decisionId) => DecisionId = decisionId;
}
