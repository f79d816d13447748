using EigPortal.Domain.Shared;
using EigPortal.Services.Data;

namespace EigPortal.Services.Mail;

/// <summary>Writes the mails that a fact calls for, in the transaction that records the fact, so no caller can forget them (B17).</summary>
public interface IMailOnEvent
{
    /// <summary>Name of the mail's class, as the outbox keeps it.</summary>
    string Template { get; }

    /// <summary>What the mail is, for staff.</summary>
    string Label { get; }

    /// <summary>Kind of the fact in the history, so that facts and mails can be counted against each other (B16).</summary>
    string FactKind { get; }

    /// <summary>Each fact must give a mail. False when a fact may concern nobody.</summary>
    bool IsOnePerFact { get; }

    bool Handles(DomainEvent happened);

    Task<IReadOnlyList<OutboxMail>> ComposeAsync(DomainEvent happened, EigDbContext db, CancellationToken ct);
}

/// <summary>Base of the classes that answer one kind of fact. Read objects with FindAsync: they may only be tracked, not yet stored.</summary>
public abstract class MailOn<TEvent> : IMailOnEvent
    where TEvent : DomainEvent
{
    public string Template => GetType().Name;

    public virtual string Label => Template;

    public string FactKind => typeof(TEvent).Name;

    public virtual bool IsOnePerFact => true;

    public bool Handles(DomainEvent happened) => happened is TEvent;

    public Task<IReadOnlyList<OutboxMail>> ComposeAsync(DomainEvent happened, EigDbContext db, CancellationToken ct) =>
        ComposeAsync((TEvent)happened, db, ct);

    protected abstract Task<IReadOnlyList<OutboxMail>> ComposeAsync(TEvent happened, EigDbContext db, CancellationToken ct);
}
