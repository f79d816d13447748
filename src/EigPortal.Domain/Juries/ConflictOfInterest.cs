using EigPortal.Domain.Shared;

namespace EigPortal.Domain.Juries;

/// <summary>How far a tie keeps a juror from a candidature.</summary>
public enum ConflictLevel
{
    /// <summary>Sees nothing of the file: neither in lists nor in counts.</summary>
    Excluded,

    /// <summary>Reads and may speak, doesn't score nor decide.</summary>
    ReadsOnly,

    /// <summary>Declared so that everybody knows; changes no right. The case of a mentor on their own challenge.</summary>
    Declared,
}

/// <summary>Where a tie comes from.</summary>
public enum ConflictOrigin
{
    /// <summary>Said by the person who has it.</summary>
    Declared,

    /// <summary>Found by the portal in what is known of both, and confirmed by staff.</summary>
    Inferred,

    /// <summary>Recorded by staff about somebody else.</summary>
    Imposed,
}

/// <summary>A tie between a juror (or a staff account) and a candidature.</summary>
public sealed class ConflictOfInterest : Entity
{
    public const int ReasonMaxLength = 1_000;

    private ConflictOfInterest() { }

    /// <param name="accountId">The person who has the tie: a juror, or a member of staff, who are not exempt.</param>
    /// <param name="declaredBy">The account that recorded it: the person or staff.</param>
    /// <param name="isInferred">Found by the portal; else the origin follows from who recorded it.</param>
    public ConflictOfInterest(
        Guid accountId,
        Guid candidatureId,
        ConflictLevel level,
        string reason,
        Guid declaredBy,
        DateTimeOffset now,
        bool isInferred = false
    )
    {
        AccountId = accountId;
        CandidatureId = candidatureId;
        Level = level;
        Origin =
            isInferred ? ConflictOrigin.Inferred
            : declaredBy == accountId ? ConflictOrigin.Declared
            : ConflictOrigin.Imposed;
        Reason = PlainText.Clean(reason).Trim();
        DeclaredBy = declaredBy;
        DeclaredAt = now;
        Raise(new ConflictDeclared(candidatureId, level, Origin));
    }

    public Guid AccountId { get; private set; }
    public Guid CandidatureId { get; private set; }
    public ConflictLevel Level { get; private set; }
    public ConflictOrigin Origin { get; private set; }
    public string Reason { get; private set; } = "";
    public Guid DeclaredBy { get; private set; }
    public DateTimeOffset DeclaredAt { get; private set; }

    /// <summary>Set when staff found the declaration mistaken; kept for the record.</summary>
    public DateTimeOffset? LiftedAt { get; private set; }

    public Result Lift(DateTimeOffset now)
    {
        if (LiftedAt is not null)
        {
            return new DomainError("conflict.lifted", "Ce lien d’intérêts est déjà levé.");
        }

        LiftedAt = now;
        Raise(new ConflictLifted(CandidatureId));
        return Result.Ok;
    }
}

/// <summary>Staff looked at a tie that the portal proposed and found that there is none: it is not proposed again.</summary>
public sealed class ConflictWaiver : Entity
{
    private ConflictWaiver() { }

    private ConflictWaiver(ConflictProposal proposal, string reason, Guid waivedBy, DateTimeOffset now)
    {
        AccountId = proposal.AccountId;
        CandidatureId = proposal.CandidatureId;
        Clue = proposal.Clue;
        Evidence = proposal.Evidence;
        Reason = reason;
        WaivedBy = waivedBy;
        WaivedAt = now;
        Raise(new ConflictWaived(proposal.CandidatureId, reason));
    }

    public Guid AccountId { get; private set; }
    public Guid CandidatureId { get; private set; }
    public ConflictClue Clue { get; private set; }

    /// <summary>What was found, so that another finding of the same kind is proposed.</summary>
    public string Evidence { get; private set; } = "";
    public string Reason { get; private set; } = "";
    public Guid WaivedBy { get; private set; }
    public DateTimeOffset WaivedAt { get; private set; }

    /// <summary>Refuses without a reason: whoever contests the selection may read it.</summary>
    public static Result<ConflictWaiver> Waive(ConflictProposal proposal, string? reason, Guid by, DateTimeOffset now)
    {
        var why = PlainText.Clean(reason).Trim();
        return why.Length == 0 ? new DomainError("waiver.reason", "Dites pourquoi ces liens sont écartés.", "Reason")
            : why.Length > ConflictOfInterest.ReasonMaxLength
                ? new DomainError(
                    "waiver.reason-too-long",
                    $"Raccourcissez la raison : {ConflictOfInterest.ReasonMaxLength} caractères au plus.",
                    "Reason"
                )
            : new ConflictWaiver(proposal, why, by, now);
    }

    public bool Covers(ConflictProposal proposal) =>
        (AccountId, CandidatureId, Clue, Evidence)
        == (proposal.AccountId, proposal.CandidatureId, proposal.Clue, proposal.Evidence);
}

public sealed record ConflictDeclared(Guid CandidatureId, ConflictLevel Level, ConflictOrigin Origin = ConflictOrigin.Declared)
    : DomainEvent(nameof(Candidatures.Candidature), CandidatureId)
{
    public override string Sentence =>
        Origin switch
        {
            ConflictOrigin.Declared => "Lien d’intérêts déclaré par une personne du jury ou de l’équipe",
            ConflictOrigin.Inferred => "Lien d’intérêts proposé par le portail et retenu par l’équipe",
            ConflictOrigin.Imposed => "Lien d’intérêts constaté par l’équipe",
        };
}

public sealed record ConflictLifted(Guid CandidatureId) : DomainEvent(nameof(Candidatures.Candidature), CandidatureId)
{
    public override string Sentence => "Lien d’intérêts levé";
}

public sealed record ConflictWaived(Guid CandidatureId, string Why) : DomainEvent(nameof(Candidatures.Candidature), CandidatureId)
{
    public override string Sentence => "Lien d’intérêts proposé par le portail, écarté par l’équipe";
    public override string? Reason => Why;
}
