using EigPortal.Domain.Shared;

namespace EigPortal.Domain.Juries;

/// <summary>A person who reads and scores for one promotion. Works only after accepting the charter.</summary>
public sealed class Juror : Entity
{
    private Juror() { }

    public Juror(Guid accountId, Guid cohortId)
    {
        AccountId = accountId;
        CohortId = cohortId;
        Raise(new JurorAdded(Id));
    }

    public Guid AccountId { get; private set; }
    public Guid CohortId { get; private set; }

    /// <summary>When the charter (confidentiality, neutrality, probity, equal treatment) was accepted.</summary>
    public DateTimeOffset? CharterAcceptedAt { get; private set; }

    /// <summary>When the juror left the session; their sheets stay.</summary>
    public DateTimeOffset? LeftAt { get; private set; }

    public Result AcceptCharter(DateTimeOffset now)
    {
        if (CharterAcceptedAt is not null)
        {
            return new DomainError("charter.accepted", "Vous avez déjà accepté la charte.");
        }

        CharterAcceptedAt = now;
        Raise(new CharterAccepted(Id));
        return Result.Ok;
    }

    public Result Leave(DateTimeOffset now)
    {
        if (LeftAt is not null)
        {
            return new DomainError("juror.left", "Cette personne ne fait déjà plus partie du jury.");
        }

        LeftAt = now;
        Raise(new JurorLeft(Id));
        return Result.Ok;
    }

    public Result Return()
    {
        if (LeftAt is null)
        {
            return new DomainError("juror.present", "Cette personne fait déjà partie du jury.");
        }

        LeftAt = null;
        Raise(new JurorAdded(Id));
        return Result.Ok;
    }
}

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

/// <summary>A tie between a juror (or a staff account) and a candidature.</summary>
public sealed class ConflictOfInterest : Entity
{
    public const int ReasonMaxLength = 1_000;

    private ConflictOfInterest() { }

    /// <param name="accountId">The person who has the tie: a juror, or a member of staff, who are not exempt.</param>
    /// <param name="declaredBy">The account that recorded it: the person or staff.</param>
    public ConflictOfInterest(
        Guid accountId,
        Guid candidatureId,
        ConflictLevel level,
        string reason,
        Guid declaredBy,
        DateTimeOffset now
    )
    {
        AccountId = accountId;
        CandidatureId = candidatureId;
        Level = level;
        Reason = PlainText.Clean(reason).Trim();
        DeclaredBy = declaredBy;
        DeclaredAt = now;
        Raise(new ConflictDeclared(candidatureId, level));
    }

    public Guid AccountId { get; private set; }
    public Guid CandidatureId { get; private set; }
    public ConflictLevel Level { get; private set; }
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

public sealed record JurorAdded(Guid JurorId) : DomainEvent(nameof(Juror), JurorId)
{
    public override string Sentence => "Membre du jury ajouté";
}

public sealed record JurorLeft(Guid JurorId) : DomainEvent(nameof(Juror), JurorId)
{
    public override string Sentence => "Membre du jury sorti de la session";
}

public sealed record CharterAccepted(Guid JurorId) : DomainEvent(nameof(Juror), JurorId)
{
    public override string Sentence => "Charte du jury acceptée";
}

public sealed record ConflictDeclared(Guid CandidatureId, ConflictLevel Level)
    : DomainEvent(nameof(Candidatures.Candidature), CandidatureId)
{
    public override string Sentence => "Lien d’intérêts déclaré par une personne du jury ou de l’équipe";
}

public sealed record ConflictLifted(Guid CandidatureId) : DomainEvent(nameof(Candidatures.Candidature), CandidatureId)
{
    public override string Sentence => "Lien d’intérêts levé";
}
