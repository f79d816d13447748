using EigPortal.Domain.Candidatures;
using EigPortal.Domain.Shared;

namespace EigPortal.Domain.Candidates;

/// <summary>What is kept under a clock of its own.</summary>
public enum RetentionPurpose
{
    /// <summary>A draft that was never submitted.</summary>
    Draft,

    /// <summary>A submitted file.</summary>
    Candidature,

    /// <summary>A contract and the place in a team.</summary>
    Contract,
}

/// <summary>The person was told that something of theirs will be erased. One per object and purpose.</summary>
public sealed class RetentionNotice : Entity
{
    private RetentionNotice() { }

    /// <param name="aboutId">The candidature, or the fellow for a contract.</param>
    /// <param name="term">When the time is over.</param>
    public RetentionNotice(Guid aboutId, RetentionPurpose purpose, DateTimeOffset term, DateTimeOffset now)
    {
        AboutId = aboutId;
        Purpose = purpose;
        Term = term;
        NoticedAt = now;
        Raise(new ErasureAnnounced(aboutId, purpose, ErasedFrom));
    }

    public Guid AboutId { get; private set; }
    public RetentionPurpose Purpose { get; private set; }
    public DateTimeOffset Term { get; private set; }
    public DateTimeOffset NoticedAt { get; private set; }

    /// <summary>The erasure never comes before this: the term, or some days after a notice that left late (E17).</summary>
    public DateTimeOffset ErasedFrom => Retention.ErasedFrom(Term, NoticedAt);
}

public sealed record ErasureAnnounced(Guid AboutId, RetentionPurpose Purpose, DateTimeOffset From)
    : DomainEvent(Purpose == RetentionPurpose.Contract ? nameof(Teams.Fellow) : nameof(Candidature), AboutId)
{
    public override string Sentence => "Effacement prochain annoncé à la personne";
}
