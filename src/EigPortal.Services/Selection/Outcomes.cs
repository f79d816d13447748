using EigPortal.Domain.Selection;
using EigPortal.Services.Data;
using EigPortal.Services.Data.Interceptors;
using EigPortal.Services.Mail;
using Microsoft.EntityFrameworkCore;

namespace EigPortal.Services.Selection;

/// <summary>What a candidate may know about the end of their own candidature, now.</summary>
public enum OutcomeKind
{
    /// <summary>Nothing may be told, whatever was decided.</summary>
    None,
    OfferWaiting,
    OfferAccepted,
    OfferDeclined,
    OfferRevoked,
    WaitingList,
    NotRetained,
}

/// <param name="At">Instant of the offer, of its answer, or of the publication.</param>
public sealed record Outcome(OutcomeKind Kind, Guid? OfferId, DateTimeOffset? At)
{
    public static readonly Outcome Unknown = new(OutcomeKind.None, null, null);
}

/// <summary>
/// The only way by which decisions reach a candidate's pages: an offer at once; a refusal or a waiting list once results are public
/// and the notice was released, never before.
/// </summary>
public sealed class Outcomes(EigDbContext db, ProgrammeNow now)
{
    public async Task<Outcome> OfAsync(Guid candidatureId, CancellationToken ct)
    {
        var found = await db
            .Candidatures.Where(candidature => candidature.Id == candidatureId)
            .Select(candidature => new
            {
                Cohort = db.Cohorts.AsNoTracking().Single(cohort => cohort.Id == candidature.CohortId),
                Offer = db
                    .Offers.Where(offer => offer.CandidatureId == candidatureId)
                    .OrderByDescending(offer => offer.SentAt)
                    .Select(offer => new
                    {
                        offer.Id,
                        offer.State,
                        offer.SentAt,
                        offer.AnsweredAt,
                        MailLeft = db.Mails.Any(mail =>
                            mail.Template == nameof(OfferMail) && mail.AboutId == offer.Id && mail.State == MailState.Sent
                        ),
                    })
                    .FirstOrDefault(),
                Notice = db
                    .Decisions.Where(decision =>
                        decision.CandidatureId == candidatureId
                        && decision.State == DecisionState.Validated
                        && decision.Kind != DecisionKind.Retained
                        && db.Mails.Any(mail =>
                            mail.Template == nameof(DecisionNotice)
                            && mail.AboutId == decision.Id
                            && (mail.State == MailState.Waiting || mail.State == MailState.Sent || mail.State == MailState.Failed)
                        )
                    )
                    .Select(decision => (DecisionKind?)decision.Kind)
                    .FirstOrDefault(),
            })
            .AsSingleQuery()
            .SingleOrDefaultAsync(ct);
        return found switch
        {
            null => Outcome.Unknown,
            { Notice: { } kind } when found.Cohort.ResultsArePublicAt(now()) => new(
                kind == DecisionKind.WaitingList ? OutcomeKind.WaitingList : OutcomeKind.NotRetained,
                null,
                found.Cohort.Timetable.ResultsAt
            ),
            { Offer: null } => Outcome.Unknown,
            { Offer: { State: OfferState.Revoked, MailLeft: false } } => Outcome.Unknown,
            { Offer: { } offer } => new(KindOf(offer.State), offer.Id, offer.AnsweredAt ?? offer.SentAt),
        };
    }

    private static OutcomeKind KindOf(OfferState state) =>
        state switch
        {
            OfferState.Sent => OutcomeKind.OfferWaiting,
            OfferState.Accepted => OutcomeKind.OfferAccepted,
            OfferState.Declined => OutcomeKind.OfferDeclined,
            OfferState.Revoked => OutcomeKind.OfferRevoked,
        };
}
