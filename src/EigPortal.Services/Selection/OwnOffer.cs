using EigPortal.Domain.Cohorts;
using EigPortal.Domain.Selection;
using EigPortal.Services.Data;
using EigPortal.Services.Data.Interceptors;
using EigPortal.Services.Identity;
using EigPortal.Services.Mail;
using Microsoft.EntityFrameworkCore;

namespace EigPortal.Services.Selection;

public sealed record OwnOfferDetail(
    Guid Id,
    OfferState State,
    DateTimeOffset SentAt,
    DateTimeOffset AnswerBefore,
    DateTimeOffset? AnsweredAt,
    string PublicName,
    string Challenge,
    string ChallengeSlug,
    string Host,
    string Post,
    string Mission,
    bool RequiresClearance,
    bool IsUnderEmbargo,
    IReadOnlyList<DecisionAid> Aids
);

/// <summary>The last offer made to a person. One taken back before its mail left was never known and stays so.</summary>
public sealed class OwnOffer(EigDbContext db, ProgrammeNow now)
{
    public Task<OwnOfferDetail?> FindAsync(Actor actor, CancellationToken ct)
    {
        var at = now();
        return (
            from offer in db.Offers
            join decision in db.Decisions on offer.DecisionId equals decision.Id
            join candidature in db.Candidatures on offer.CandidatureId equals candidature.Id
            join post in db.Posts on offer.PostId equals post.Id
            join challenge in db.Challenges on post.ChallengeId equals challenge.Id
            join host in db.Hosts on challenge.HostId equals host.Id
            join cohort in db.Cohorts on candidature.CohortId equals cohort.Id
            where
                actor.CandidateIds.Contains(candidature.CandidateId)
                && (
                    offer.State != OfferState.Revoked
                    || db.Mails.Any(mail =>
                        mail.Template == nameof(OfferMail) && mail.AboutId == offer.Id && mail.State == MailState.Sent
                    )
                )
            orderby offer.SentAt descending
            select new OwnOfferDetail(
                offer.Id,
                offer.State,
                offer.SentAt,
                offer.AnswerBefore,
                offer.AnsweredAt,
                offer.PublicName,
                challenge.Name,
                challenge.Slug,
                host.Name,
                post.Label != "" ? post.Label : post.Profile,
                post.Mission,
                challenge.RequiresClearance,
                cohort.Results != ResultsState.Confirmed || cohort.Timetable.ResultsAt == null || cohort.Timetable.ResultsAt > at,
                decision.Aids
            )
        ).FirstOrDefaultAsync(ct);
    }
}
