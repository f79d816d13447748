namespace EigPortal.Domain.Shared;

/// <summary>Something with an identity that outlives its values. Ids are UUID v7, so rows are created in index order.</summary>
public abstract class Entity
{
    private readonly List<DomainEvent> events = [];

    public Guid Id { get; protected init; } = Guid.CreateVersion7();

    /// <summary>What happened since loading; the save interceptor turns each into an audit row and its mails, then clears them.</summary>
    public IReadOnlyList<DomainEvent> Events => events;

    public void ClearEvents() => events.Clear();

    protected void Raise(DomainEvent happened) => events.Add(happened);
}

/// <summary>A fact about one object. It carries identifiers and no personal data, because the audit keeps it after erasure.</summary>
/// <param name="ObjectType">Name of the aggregate, as the audit history is asked for.</param>
/// <param name="ObjectId">Identifier of the aggregate the history belongs to.</param>
public abstract record DomainEvent(string ObjectType, Guid ObjectId)
{
    /// <summary>The fact in French, as the history shows it. No name, no address.</summary>
    public abstract string Sentence { get; }

    /// <summary>The reason given by the person, when the act asks for one.</summary>
    public virtual string? Reason => null;

    /// <summary>Account whose act it is when it isn't the one that the request is made as; null otherwise.</summary>
    public virtual Guid? ActorId => null;
}
