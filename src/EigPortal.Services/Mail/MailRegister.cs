using EigPortal.Services.Audit;
using EigPortal.Services.Data;
using EigPortal.Services.Identity;
using Microsoft.EntityFrameworkCore;

namespace EigPortal.Services.Mail;

public sealed record MailRow(
    Guid Id,
    string To,
    string Subject,
    MailState State,
    DateTimeOffset CreatedAt,
    DateTimeOffset? SentAt
)
{
    /// <summary>Leaves once the person has confirmed their address.</summary>
    public bool AwaitsAddress { get; init; }
}

public sealed record MailPage(IReadOnlyList<MailRow> Rows, int Total, int Pages, IReadOnlyDictionary<MailState, int> ByState);

/// <param name="Facts">Facts of the history that each call for this mail; null when a fact may concern nobody.</param>
public sealed record MailFlow(string Label, int? Facts, int Written, int Sent)
{
    /// <summary>A fact without its mail: something is broken (B16).</summary>
    public bool IsShort => Facts > Written;
}

/// <summary>
/// What staff see of the outbox. Mails to and about a person whose file the actor must not see are neither listed nor counted (B22).
/// </summary>
public sealed class MailRegister(EigDbContext db, IEnumerable<IMailOnEvent> writers, AuditTrail audit, TimeProvider machine)
{
    public const int PageSize = 50;

    // These carry a link that opens an account or gives a role: only the addressee reads it.
    private static readonly string[] Personal = ["ConfirmAddress", "ResetPassword", "ConfirmNewAddress", "Invitation"];

    public static bool IsPersonal(OutboxMail mail) => Personal.Contains(mail.Template);

    /// <param name="state">Null for every state.</param>
    /// <param name="text">Part of an address or subject.</param>
    public async Task<MailPage> PageAsync(MailState? state, string? text, int page, Actor actor, CancellationToken ct)
    {
        var found = Visible(actor).AsNoTracking();
        if (text?.Trim() is { Length: > 0 } words)
        {
            found = found.Where(mail => mail.To.Contains(words) || mail.Subject.Contains(words));
        }

        var byState = await found
            .GroupBy(mail => mail.State)
            .Select(group => new { group.Key, Count = group.Count() })
            .ToDictionaryAsync(group => group.Key, group => group.Count, ct);
        var total = state is { } only ? byState.GetValueOrDefault(only) : byState.Values.Sum();
        var pages = Math.Max(1, (total + PageSize - 1) / PageSize);
        var rows = await found
            .Where(mail => state == null || mail.State == state)
            .OrderByDescending(mail => mail.CreatedAt)
            .ThenByDescending(mail => mail.Id)
            .Skip((Math.Clamp(page, 1, pages) - 1) * PageSize)
            .Take(PageSize)
            .Select(mail => new MailRow(mail.Id, mail.To, mail.Subject, mail.State, mail.CreatedAt, mail.SentAt)
            {
                AwaitsAddress =
                    mail.State == MailState.Waiting
                    && mail.Template != AccountWords.ConfirmAddress.Key
                    && db.Accounts.Any(account =>
                        account.Id == mail.AccountId && !account.EmailConfirmed && account.ErasedAt == null
                    ),
            })
            .ToListAsync(ct);
        return new MailPage(rows, total, pages, byState);
    }

    public Task<OutboxMail?> FindAsync(Guid id, Actor actor, CancellationToken ct) =>
        Visible(actor).AsNoTracking().SingleOrDefaultAsync(mail => mail.Id == id, ct);

    /// <summary>Puts a failed mail back in the queue.</summary>
    /// <returns>False when there is no such failed mail.</returns>
    public async Task<bool> RetryAsync(Guid id, Actor actor, CancellationToken ct)
    {
        var mail = await Visible(actor)
            .SingleOrDefaultAsync(
                mail => mail.Id == id && (mail.State == MailState.Failed || mail.State == MailState.Bounced),
                ct
            );
        if (mail is null)
        {
            return false;
        }

        mail.Retry(machine.GetUtcNow());
        audit.Record(nameof(OutboxMail), mail.Id, "MailRetried", "Nouvel envoi demandé");
        await db.SaveChangesAsync(ct);
        return true;
    }

    /// <summary>Writes down that a mail came back.</summary>
    /// <returns>False when there is no such mail that has left, for this actor.</returns>
    public async Task<bool> MarkBouncedAsync(Guid id, string reason, Actor actor, CancellationToken ct)
    {
        var mail = await Visible(actor).SingleOrDefaultAsync(mail => mail.Id == id, ct);
        if (mail is null || !mail.MarkBounced(reason))
        {
            return false;
        }

        audit.Record(nameof(OutboxMail), mail.Id, "MailBounced", "Courriel revenu");
        await db.SaveChangesAsync(ct);
        return true;
    }

    /// <summary>Mails that facts call for, against those written and sent, since an instant of machine time.</summary>
    public async Task<IReadOnlyList<MailFlow>> FlowsAsync(TimeSpan last, Actor actor, CancellationToken ct)
    {
        var since = machine.GetUtcNow() - last;
        var excluded = MailAccess.ExcludedObjects(actor, db);
        var facts = await db
            .AuditEvents.Where(line => line.RecordedAt >= since && !excluded.Contains(line.ObjectId))
            .GroupBy(line => line.Kind)
            .Select(group => new { group.Key, Count = group.Count() })
            .ToDictionaryAsync(group => group.Key, group => group.Count, ct);
        var mails = await Visible(actor)
            .Where(mail => mail.CreatedAt >= since)
            .GroupBy(mail => mail.Template)
            .Select(group => new
            {
                group.Key,
                Written = group.Count(),
                Sent = group.Count(mail => mail.State == MailState.Sent),
            })
            .ToDictionaryAsync(group => group.Key, ct);
        return
        [
            .. writers
                .Select(writer => new MailFlow(
                    writer.Label,
                    writer.IsOnePerFact ? facts.GetValueOrDefault(writer.FactKind) : null,
                    mails.GetValueOrDefault(writer.Template)?.Written ?? 0,
                    mails.GetValueOrDefault(writer.Template)?.Sent ?? 0
                ))
                .OrderBy(flow => flow.Label, StringComparer.Ordinal),
        ];
    }

    private IQueryable<OutboxMail> Visible(Actor actor) => db.Mails.ForStaff(actor, db);
}
