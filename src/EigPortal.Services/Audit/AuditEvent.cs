namespace EigPortal.Services.Audit;

/// <summary>
/// A row of an object's history. The database gives it its place and chains it by hash to the row before it (see audit.sql), so that
/// nothing can be changed or taken out unseen. Holds identifiers only, no names: erasure keeps it.
/// </summary>
public sealed class AuditEvent
{
    private AuditEvent() { }

    public AuditEvent(
        string objectType,
        Guid objectId,
        string kind,
        string sentence,
        string? reason,
        Guid? actorId,
        DateTimeOffset at,
        DateTimeOffset recordedAt
    )
    {
        ObjectType = objectType;
        ObjectId = objectId;
        Kind = kind;
        Sentence = sentence;
        Reason = reason;
        ActorId = actorId;
        At = at;
        RecordedAt = recordedAt;
    }

    public Guid Id { get; private set; } = Guid.CreateVersion7();
    public string ObjectType { get; private set; } = "";
    public Guid ObjectId { get; private set; }

    /// <summary>Place in the object's history, from 1; given by the database.</summary>
    public int Sequence { get; private set; }
    public string Kind { get; private set; } = "";
    public string Sentence { get; private set; } = "";
    public string? Reason { get; private set; }

    /// <summary>Given by the database with a reason, and erased with it, so that nobody can guess the reason from its digest.</summary>
    public string? ReasonSalt { get; private set; }

    /// <summary>What the chain is made of in place of the reason, which may be erased.</summary>
    public string? ReasonDigest { get; private set; }

    /// <summary>Account that acted; null for the portal itself.</summary>
    public Guid? ActorId { get; private set; }

    /// <summary>Programme time.</summary>
    public DateTimeOffset At { get; private set; }

    /// <summary>Machine time.</summary>
    public DateTimeOffset RecordedAt { get; private set; }
    public string PreviousHash { get; private set; } = "";
    public string Hash { get; private set; } = "";
}
