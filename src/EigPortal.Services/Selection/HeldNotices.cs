using EigPortal.Domain.Candidatures;
using EigPortal.Domain.Selection;
using EigPortal.Services.Candidatures;
using EigPortal.Services.Data;
using EigPortal.Services.Identity;
using EigPortal.Services.Mail;

namespace EigPortal.Services.Selection;

/// <summary>A refusal or waiting-list notice that is written and has not left.</summary>
public sealed record HeldNotice(Guid DecisionId, Guid MailId, string Number, string Name, string To, DecisionKind Kind);

public static class HeldNoticesQuery
{
    /// <summary>
    /// Notices that hold, of decisions still standing, for people who have not withdrawn, minus those with whom a tie excludes the
    /// actor. In order of number.
    /// </summary>
    public static IQueryable<HeldNotice> HeldNotices(this EigDbContext db, Guid cohortId, Actor actor) =>
        from mail in db.Mails
        join decision in db.Decisions on mail.AboutId equals decision.Id
        join candidature in db.Candidatures.ForStaff(actor, db) on decision.CandidatureId equals candidature.Id
        join candidate in db.Candidates on candidature.CandidateId equals candidate.Id
        where
            mail.Template == nameof(DecisionNotice)
            && mail.State == MailState.Held
            && decision.CohortId == cohortId
            && decision.State == DecisionState.Validated
            && candidature.State != CandidatureState.Withdrawn
        orderby candidature.Number
        select new HeldNotice(
            decision.Id,
            mail.Id,
            candidature.Number!,
            candidate.GivenName + " " + candidate.FamilyName,
            mail.To,
            decision.Kind
        );
}
