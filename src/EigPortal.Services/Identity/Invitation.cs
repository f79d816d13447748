using EigPortal.Domain.Shared;
using EigPortal.Domain.Teams;

namespace EigPortal.Services.Identity;

public enum InvitationKind
{
    Juror,
    Mentor,
    HostContact,
    Staff,
}

/// <summary>A single-use, expiring way for staff to link a person. Only the hash of its secret is kept.</summary>
public sealed class Invitation : Entity
{
    /// <summary>Days before an invitation expires, in machine time.</summary>
    public const int ValidDays = 14;

    private Invitation() { }

    public Invitation(string email, InvitationKind kind, string tokenHash, Guid invitedBy, DateTimeOffset now)
    {
        Email = email;
        Kind = kind;
        TokenHash = tokenHash;
        InvitedBy = invitedBy;
        InvitedAt = now;
        ExpiresAt = now.AddDays(ValidDays);
        Raise(new InvitationSent(Id, kind));
    }

    public string Email { get; private set; } = "";
    public InvitationKind Kind { get; private set; }

    /// <summary>The promotion of a juror.</summary>
    public Guid? CohortId { get; init; }

    /// <summary>The challenge of a mentor.</summary>
    public Guid? ChallengeId { get; init; }

    /// <summary>The role of a mentor. An operational mentor also becomes a juror of the promotion.</summary>
    public MentorRole? MentorRole { get; init; }

    /// <summary>The administration of a host contact.</summary>
    public Guid? HostId { get; init; }

    /// <summary>SHA-256 of the secret in the link, lower-case hexadecimal.</summary>
    public string TokenHash { get; private set; } = "";
    public Guid InvitedBy { get; private set; }
    public DateTimeOffset InvitedAt { get; private set; }
    public DateTimeOffset ExpiresAt { get; private set; }
    public DateTimeOffset? AcceptedAt { get; private set; }
    public Guid? AcceptedBy { get; private set; }
    public DateTimeOffset? RevokedAt { get; private set; }

    public bool IsOpenAt(DateTimeOffset now) => AcceptedAt is null && RevokedAt is null && now < ExpiresAt;

    public Result Accept(Guid accountId, DateTimeOffset now)
    {
        if (!IsOpenAt(now))
        {
            return InvitationErrors.NoLongerValid;
        }

        (AcceptedAt, AcceptedBy) = (now, accountId);
        Raise(new InvitationAccepted(Id));
        return Result.Ok;
    }

    public Result Revoke(DateTimeOffset now)
    {
        if (!IsOpenAt(now))
        {
            return InvitationErrors.NoLongerValid;
        }

        RevokedAt = now;
        Raise(new InvitationRevoked(Id));
        return Result.Ok;
    }
}

public static class InvitationErrors
{
    public static readonly DomainError NoLongerValid = new(
        "invitation.invalid",
        "Cette invitation n’est plus valable. Demandez-en une nouvelle à l’équipe du programme."
    );
}

public sealed record InvitationSent(Guid InvitationId, InvitationKind Kind) : DomainEvent(nameof(Invitation), InvitationId)
{
    public override string Sentence => "Invitation envoyée";
}

public sealed record InvitationAccepted(Guid InvitationId) : DomainEvent(nameof(Invitation), InvitationId)
{
    public override string Sentence => "Invitation acceptée";
}

public sealed record InvitationRevoked(Guid InvitationId) : DomainEvent(nameof(Invitation), InvitationId)
{
    public override string Sentence => "Invitation annulée";
}
