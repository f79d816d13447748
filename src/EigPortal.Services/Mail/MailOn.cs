using EigPortal.Domain.Shared;
using EigPortal.Services.Data;

namespace EigPortal.Services.Mail;

/// <summary>Writes the mails that a fact calls for, in the transaction that records the fact, so no caller can forget them (B17).</summary>
public interface IMailOnEvent
{
    bool Handles(DomainEvent happened);

    Task<IReadOnlyList<OutboxMail>> ComposeAsync(DomainEvent happened, EigDbContext db, CancellationToken ct);
}

/// <summary>Base of the classes that answer one kind of fact. Read objects with FindAsync: they may only be tracked, not yet stored.</summary>
public abstract class MailOn<TEvent> : IMailOnEvent
    where TEvent : DomainEvent
{
    public bool Handles(DomainEvent happened) => happened is TEvent;

    public Task<IReadOnlyList<OutboxMail>> ComposeAsync(DomainEvent happened, EigDbContext db, CancellationToken ct) =>
        ComposeAsync((TEvent)happened, db, ct);

    protected abstract Task<IReadOnlyList<OutboxMail>> ComposeAsync(TEvent happened, EigDbContext db, CancellationToken ct);
}
