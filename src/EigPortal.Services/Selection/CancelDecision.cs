using EigPortal.Domain.Selection;
using EigPortal.Domain.Shared;
using EigPortal.Services.Data;
using EigPortal.Services.Data.Interceptors;
using EigPortal.Services.Identity;
using EigPortal.Services.Mail;
using Microsoft.EntityFrameworkCore;

namespace EigPortal.Services.Selection;

public sealed record CancelDecisionCommand(Guid DecisionId, string Reason);

/// <summary>
/// Takes a decision back so that another can be recorded. In the same transaction, its offer is revoked and its unsent mails are
/// cancelled: two opposite mails can never both wait (B14).
/// </summary>
public sealed class CancelDecision(EigDbContext db, ProgrammeNow now)
{
    public async Task<Result> ExecuteAsync(CancelDecisionCommand command, Actor actor, CancellationToken ct)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await db.LockDecisionAsync(command.DecisionId, ct);
        var decision = await db.Decisions.SingleOrDefaultAsync(found => found.Id == command.DecisionId, ct);
        if (
            decision is null
            || !await db.Candidatures.DecidableBy(actor, db).AnyAsync(found => found.Id == decision.CandidatureId, ct)
        )
        {
            return SelectionRefusals.NotFound;
        }

        var offer = await db.Offers.SingleOrDefaultAsync(found => found.DecisionId == decision.Id, ct);
        if (offer?.State == OfferState.Accepted)
        {
            return SelectionRefusals.OfferAccepted;
        }

        var cancelled = decision.Cancel(command.Reason, now());
        if (!cancelled.IsOk)
        {
            return cancelled;
        }

        await db.CancelUnsentMailsAsync([decision.Id, .. offer is null ? Array.Empty<Guid>() : [offer.Id]], ct);
        if (offer?.State == OfferState.Sent)
        {
            offer.Revoke(now());
        }

        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return Result.Ok;
    }
}

internal static class UnsentMails
{
    /// <summary>
    /// Cancels, on the spot, the mails about these objects that have not left. Conditional on their state in the database: a mail
    /// being sent right now stays what the sender makes of it.
    /// </summary>
    public static Task CancelUnsentMailsAsync(this EigDbContext db, IReadOnlyCollection<Guid> aboutIds, CancellationToken ct) =>
        db
            .Mails.Where(mail =>
                aboutIds.Contains(mail.AboutId)
                && (mail.State == MailState.Held || mail.State == MailState.Waiting || mail.State == MailState.Failed)
            )
            .ExecuteUpdateAsync(mail => mail.SetProperty(row => row.State, MailState.Cancelled), ct);
}
