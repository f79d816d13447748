using EigPortal.Domain.Accounts;
using EigPortal.Domain.Shared;
using EigPortal.Services.Audit;
using EigPortal.Services.Identity;
using EigPortal.Services.Mail;
using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace EigPortal.Services.Data.Interceptors;

/// <summary>
/// Turns the events of the aggregates being saved into history rows and mails, in the same transaction, so that no caller can forget
/// either. Events are cleared only once the save has succeeded: a save that is tried again records them.
/// </summary>
/// <param name="mails">Made with the first event: most requests only read.</param>
public sealed class EventsInterceptor(
    ICurrentAccount account,
    ProgrammeNow programmeNow,
    TimeProvider machine,
    Lazy<IEnumerable<IMailOnEvent>> mails
) : SaveChangesInterceptor
{
    private readonly HashSet<DomainEvent> written = new(ReferenceEqualityComparer.Instance);

    public override async ValueTask<InterceptionResult<int>> SavingChangesAsync(
        DbContextEventData eventData,
        InterceptionResult<int> result,
        CancellationToken cancellationToken = default
    )
    {
        var db = (EigDbContext)eventData.Context!;
        RefuseWithinView(db);
        foreach (var happened in Pending(db).Where(written.Add).ToList())
        {
            db.AuditEvents.Add(
                new AuditEvent(
                    happened.ObjectType,
                    happened.ObjectId,
                    happened.GetType().Name,
                    happened.Sentence,
                    happened.Reason,
                    happened.ActorId ?? account.Id,
                    programmeNow(),
                    machine.GetUtcNow()
                )
            );
            foreach (var mail in mails.Value.Where(mail => mail.Handles(happened)))
            {
                // Somebody whose account was erased has no address: nothing is written to them.
                var composed = await mail.ComposeAsync(happened, db, cancellationToken);
                db.Mails.AddRange(composed.Where(one => !string.IsNullOrEmpty(one.To)));
            }
        }

        return result;
    }

    /// <summary>The portal saves asynchronously everywhere: a synchronous save would skip the mails.</summary>
    public override InterceptionResult<int> SavingChanges(DbContextEventData eventData, InterceptionResult<int> result) =>
        Pending(eventData.Context!).Any()
            ? throw new InvalidOperationException("Use SaveChangesAsync: events are waiting.")
            : result;

    public override ValueTask<int> SavedChangesAsync(
        SaveChangesCompletedEventData eventData,
        int result,
        CancellationToken cancellationToken = default
    )
    {
        foreach (var entry in eventData.Context!.ChangeTracker.Entries<Entity>())
        {
            entry.Entity.ClearEvents();
        }

        written.Clear();
        return ValueTask.FromResult(result);
    }

    // Requests that could write are refused before they reach anything. Were one let through, its author would be the wrong person (B34).
    private void RefuseWithinView(EigDbContext db)
    {
        if (
            account.ViewerId is not null
            && db.ChangeTracker.Entries()
                .Any(entry =>
                    entry.State is EntityState.Added or EntityState.Modified or EntityState.Deleted
                    && entry.Entity is not (PortalView or DataProtectionKey)
                )
        )
        {
            throw new InvalidOperationException("The portal is seen as somebody else: nothing may be saved in their name.");
        }
    }

    private static IEnumerable<DomainEvent> Pending(DbContext db) =>
        db.ChangeTracker.Entries<Entity>().SelectMany(entry => entry.Entity.Events);
}

/// <summary>The programme instant, read when a fact is recorded.</summary>
public delegate DateTimeOffset ProgrammeNow();
