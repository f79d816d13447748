using EigPortal.Domain.Juries;
using EigPortal.Services.Data;
using EigPortal.Services.Identity;

namespace EigPortal.Services.Mail;

/// <summary>Which mails a member of staff may see: minus those to and about a person with whom a tie excludes them (B22).</summary>
public static class MailAccess
{
    public static IQueryable<OutboxMail> ForStaff(this IQueryable<OutboxMail> mails, Actor actor, EigDbContext db)
    {
        var files = ExcludedFiles(actor, db);
        var objects = ExcludedObjects(actor, db);
        return mails.Where(mail =>
            actor.IsStaff
            && !objects.Contains(mail.AboutId)
            && !db.Candidatures.Any(candidature =>
                files.Contains(candidature.Id)
                && db.Candidates.Any(candidate =>
                    candidate.Id == candidature.CandidateId && candidate.AccountId == mail.AccountId
                )
            )
        );
    }

    /// <summary>Everything that hangs on the files hidden from the actor: facts about these are not even counted (B21).</summary>
    internal static IQueryable<Guid> ExcludedObjects(Actor actor, EigDbContext db)
    {
        var files = ExcludedFiles(actor, db);
        var fellows = db.Fellows.Where(fellow => files.Contains(fellow.CandidatureId)).Select(fellow => fellow.Id);
        return files
            .Concat(db.ScoreSheets.Where(sheet => files.Contains(sheet.CandidatureId)).Select(sheet => sheet.Id))
            .Concat(db.Messages.Where(message => files.Contains(message.CandidatureId)).Select(message => message.Id))
            .Concat(db.Completions.Where(request => files.Contains(request.CandidatureId)).Select(request => request.Id))
            .Concat(db.Decisions.Where(decision => files.Contains(decision.CandidatureId)).Select(decision => decision.Id))
            .Concat(db.ChallengeConsents.Where(consent => files.Contains(consent.CandidatureId)).Select(consent => consent.Id))
            .Concat(db.Offers.Where(offer => files.Contains(offer.CandidatureId)).Select(offer => offer.Id))
            .Concat(db.Contracts.Where(contract => fellows.Contains(contract.FellowId)).Select(contract => contract.Id));
    }

    private static IQueryable<Guid> ExcludedFiles(Actor actor, EigDbContext db) =>
        db
            .Conflicts.Where(conflict =>
                conflict.AccountId == actor.AccountId && conflict.LiftedAt == null && conflict.Level == ConflictLevel.Excluded
            )
            .Select(conflict => conflict.CandidatureId);
}
