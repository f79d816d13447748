using EigPortal.Domain.Candidatures;
using EigPortal.Domain.Selection;
using EigPortal.Domain.Shared;
using EigPortal.Services.Data;
using EigPortal.Services.Data.Interceptors;
using EigPortal.Services.Identity;
using Microsoft.EntityFrameworkCore;

namespace EigPortal.Services.Selection;

public sealed record OfferLine(
    Guid Id,
    Guid CandidatureId,
    string Number,
    string Person,
    string Seat,
    OfferState State,
    DateTimeOffset SentAt,
    DateTimeOffset AnswerBefore,
    DateTimeOffset? RemindedAt,
    int Reminders,
    DateTimeOffset? AnsweredAt,
    string AnswerReason
)
{
    /// <summary>The same as <see cref="Offer.IsLateAt"/>.</summary>
    public bool IsLateAt(DateTimeOffset now) => State == OfferState.Sent && AnswerBefore <= now;
}

/// <summary>Offers that staff may follow: minus those of people with whom a tie excludes them.</summary>
public sealed class OfferRegister(EigDbContext db)
{
    /// <summary>Those that wait first, then by the moment before which an answer was wished.</summary>
    public Task<List<OfferLine>> ListAsync(Guid cohortId, Actor actor, CancellationToken ct) =>
        Lines(db.Offers, db.Candidatures.Where(candidature => candidature.CohortId == cohortId).DecidableBy(actor, db))
            .ToListAsync(ct);

    public Task<OfferLine?> FindAsync(Guid offerId, Actor actor, CancellationToken ct) =>
        Lines(db.Offers.Where(offer => offer.Id == offerId), db.Candidatures.DecidableBy(actor, db)).SingleOrDefaultAsync(ct);

    private IQueryable<OfferLine> Lines(IQueryable<Offer> offers, IQueryable<Candidature> candidatures) =>
        from offer in offers
        join candidature in candidatures on offer.CandidatureId equals candidature.Id
        join candidate in db.Candidates on candidature.CandidateId equals candidate.Id
        join post in db.Posts on offer.PostId equals post.Id
        join challenge in db.Challenges on post.ChallengeId equals challenge.Id
        orderby offer.AnsweredAt != null, offer.AnswerBefore, candidature.Number
        select new OfferLine(
            offer.Id,
            candidature.Id,
            candidature.Number!,
            candidate.GivenName + " " + candidate.FamilyName,
            challenge.Name + ", " + (post.Label != "" ? post.Label : post.Profile),
            offer.State,
            offer.SentAt,
            offer.AnswerBefore,
            offer.RemindedAt,
            offer.Reminders,
            offer.AnsweredAt,
            offer.AnswerReason
        );
}

/// <summary>Asks a person again for the answer to their offer.</summary>
public sealed class RemindOffer(EigDbContext db, OfferAnswering answering, ProgrammeNow now)
{
    public async Task<Result> ExecuteAsync(Guid offerId, Actor actor, CancellationToken ct)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        if (await answering.OpenAsync(offerId, actor, ct) is not { IsOwn: false } open)
        {
            return SelectionRefusals.NotFound;
        }

        var reminded = open.Offer.Remind(now());
        if (!reminded.IsOk)
        {
            return reminded;
        }

        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return Result.Ok;
    }
}
