using EigPortal.Domain.Candidates;
using EigPortal.Domain.Candidatures;
using EigPortal.Domain.Selection;
using EigPortal.Domain.Shared;
using EigPortal.Domain.Teams;
using EigPortal.Services.Data;
using EigPortal.Services.Data.Interceptors;
using EigPortal.Services.Identity;
using Microsoft.EntityFrameworkCore;

namespace EigPortal.Services.Selection;

/// <param name="PublicName">Name the person agrees to see published; empty when they prefer not to be named.</param>
/// <param name="Reason">How the answer was received, when staff record it for the person; ignored for one's own.</param>
public sealed record AcceptOfferCommand(Guid OfferId, string PublicName, string Reason);

/// <param name="Reason">The person's, optional; or how the answer was received, when staff record it.</param>
public sealed record DeclineOfferCommand(Guid OfferId, string Reason);

/// <summary>An offer to be answered, with what its answer changes. The decision's row is locked.</summary>
internal sealed record OpenOffer(
    Offer Offer,
    Decision Decision,
    Candidate Candidate,
    CandidatureState CandidatureState,
    bool IsOwn
);

/// <summary>Finds an offer that the actor may answer: their own, or, for staff without a tie, anybody's.</summary>
public sealed class OfferAnswering(EigDbContext db)
{
    internal async Task<OpenOffer?> OpenAsync(Guid offerId, Actor actor, CancellationToken ct)
    {
        var decisionId = await db
            .Offers.Where(offer => offer.Id == offerId)
            .Select(offer => offer.DecisionId)
            .SingleOrDefaultAsync(ct);
        await db.LockDecisionAsync(decisionId, ct);
        var offer = await db.Offers.SingleOrDefaultAsync(found => found.Id == offerId, ct);
        if (offer is null)
        {
            return null;
        }

        var decidable = db.Candidatures.DecidableBy(actor, db).Select(found => found.Id);
        var found = await db
            .Candidatures.Where(candidature => candidature.Id == offer.CandidatureId)
            .Select(candidature => new
            {
                candidature.State,
                Candidate = db.Candidates.Single(candidate => candidate.Id == candidature.CandidateId),
                MayDecide = decidable.Contains(candidature.Id),
            })
            .SingleAsync(ct);
        var isOwn = found.Candidate.AccountId == actor.AccountId;
        return isOwn || found.MayDecide
            ? new OpenOffer(
                offer,
                await db.Decisions.SingleAsync(decision => decision.Id == decisionId, ct),
                found.Candidate,
                found.State,
                isOwn
            )
            : null;
    }
}

/// <summary>
/// Accepts an offer and seats the person in the challenge's team, in one transaction. Of an acceptance and a refusal sent at the same
/// instant exactly one holds, and the other is told so (E12).
/// </summary>
public sealed class AcceptOffer(EigDbContext db, OfferAnswering answering, ProgrammeNow now)
{
    public async Task<Result> ExecuteAsync(AcceptOfferCommand command, Actor actor, CancellationToken ct)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        if (await answering.OpenAsync(command.OfferId, actor, ct) is not { } open)
        {
            return SelectionRefusals.NotFound;
        }

        if (!open.IsOwn && string.IsNullOrWhiteSpace(command.Reason))
        {
            return SelectionRefusals.ReasonOnBehalf;
        }

        if (open.Offer.State == OfferState.Sent && open.CandidatureState != CandidatureState.Preselected)
        {
            return SelectionRefusals.CandidatureWithdrawn;
        }

        // Only the person can consent to be named: an answer recorded by staff never publishes a name.
        var publicName = open.IsOwn ? command.PublicName : "";
        var accepted = open.Offer.Accept(publicName, actor.AccountId, now(), open.IsOwn ? "" : command.Reason);
        if (!accepted.IsOk)
        {
            return accepted;
        }

        var seated = await SeatAsync(open, ct);
        if (!seated.IsOk)
        {
            return Result.Refuse(seated.Errors);
        }

        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return Result.Ok;
    }

    private async Task<Result<Fellow>> SeatAsync(OpenOffer open, CancellationToken ct)
    {
        var challengeId = await db
            .Posts.Where(post => post.Id == open.Offer.PostId)
            .Select(post => post.ChallengeId)
            .SingleAsync(ct);
        await db.LockChallengeAsync(challengeId, ct);
        var team = await db
            .Teams.Include(found => found.Fellows)
            .SingleOrDefaultAsync(found => found.ChallengeId == challengeId, ct);
        if (team is null)
        {
            db.Teams.Add(team = new Team(challengeId, open.Decision.CohortId));
        }

        return team.Seat(
            open.Candidate.AccountId,
            open.Offer.CandidatureId,
            open.Offer.PostId,
            open.Candidate.FullName,
            open.Offer.PublicName,
            now()
        );
    }
}

/// <summary>Declines an offer. Its decision is cancelled with it, which frees the seat for the next person.</summary>
public sealed class DeclineOffer(EigDbContext db, OfferAnswering answering, ProgrammeNow now)
{
    public async Task<Result> ExecuteAsync(DeclineOfferCommand command, Actor actor, CancellationToken ct)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        if (await answering.OpenAsync(command.OfferId, actor, ct) is not { } open)
        {
            return SelectionRefusals.NotFound;
        }

        if (!open.IsOwn && string.IsNullOrWhiteSpace(command.Reason))
        {
            return SelectionRefusals.ReasonOnBehalf;
        }

        var declined = open.Offer.Decline(command.Reason, actor.AccountId, now());
        if (!declined.IsOk)
        {
            return declined;
        }

        open.Decision.Cancel("La personne a décliné la proposition.", now());
        await db.CancelUnsentMailsAsync([open.Decision.Id, open.Offer.Id], ct);
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return Result.Ok;
    }
}
