using EigPortal.Domain.Candidatures;
using EigPortal.Domain.Juries;
using EigPortal.Domain.Screening;
using EigPortal.Services.Data;
using EigPortal.Services.Identity;

namespace EigPortal.Services.Candidatures;

/// <summary>
/// Which candidatures an actor may see. Every list, count, search, export and download starts from one of these, so that what must
/// not be seen is not even counted (B21, B22). Members of staff who have an excluding conflict are treated as anybody else.
/// </summary>
public static class CandidatureAccess
{
    /// <summary>Candidatures that staff may work on: submitted at least once, minus the actor's own conflicts that exclude.</summary>
    public static IQueryable<Candidature> ForStaff(this IQueryable<Candidature> candidatures, Actor actor, EigDbContext db) =>
        actor.IsStaff
            ? candidatures.Where(candidature =>
                !db.Conflicts.Any(conflict =>
                    conflict.AccountId == actor.AccountId
                    && conflict.CandidatureId == candidature.Id
                    && conflict.LiftedAt == null
                    && conflict.Level == ConflictLevel.Excluded
                )
            )
            : candidatures.Where(_ => false);

    /// <summary>Sheets that staff may see: those of the candidatures they may see.</summary>
    public static IQueryable<ScoreSheet> ForStaff(this IQueryable<ScoreSheet> sheets, Actor actor, EigDbContext db)
    {
        var visible = db.Candidatures.ForStaff(actor, db).Select(candidature => candidature.Id);
        return sheets.Where(sheet => visible.Contains(sheet.CandidatureId));
    }

    /// <summary>
    /// Sheets of a juror that may be read: not taken away, without an excluding conflict, and of a person who is still a candidate.
    /// </summary>
    public static IQueryable<ScoreSheet> ForJuror(this IQueryable<ScoreSheet> sheets, Actor actor, EigDbContext db) =>
        sheets.Where(sheet =>
            actor.JurorIds.Contains(sheet.JurorId)
            && sheet.State != SheetState.SetAside
            && db.Candidatures.Any(candidature =>
                candidature.Id == sheet.CandidatureId
                && candidature.State != CandidatureState.Withdrawn
                && candidature.State != CandidatureState.Inadmissible
                && candidature.ErasedAt == null
            )
            && !db.Conflicts.Any(conflict =>
                conflict.AccountId == actor.AccountId
                && conflict.CandidatureId == sheet.CandidatureId
                && conflict.LiftedAt == null
                && conflict.Level == ConflictLevel.Excluded
            )
        );

    /// <summary>
    /// Questions to a mentor that are still open to them: asked of them, about a challenge they mentor, before the file is screened, and
    /// without a tie that keeps them from judging it. They open one file each and lead to no other (B23).
    /// </summary>
    public static IQueryable<MentorOpinion> ForMentor(this IQueryable<MentorOpinion> opinions, Actor actor, EigDbContext db) =>
        opinions.Where(opinion =>
            opinion.MentorAccountId == actor.AccountId
            && actor.IsJuror
            && actor.MentoredChallengeIds.Contains(opinion.ChallengeId)
            && opinion.State != MentorOpinionState.TakenBack
            && db.Candidatures.Any(candidature =>
                candidature.Id == opinion.CandidatureId
                && (candidature.State == CandidatureState.Submitted || candidature.State == CandidatureState.Admissible)
                && candidature.ErasedAt == null
            )
            && !db.Conflicts.Any(conflict =>
                conflict.AccountId == actor.AccountId
                && conflict.CandidatureId == opinion.CandidatureId
                && conflict.LiftedAt == null
                && conflict.Level != ConflictLevel.Declared
            )
        );

    /// <summary>The actor's own candidatures.</summary>
    public static IQueryable<Candidature> OwnedBy(this IQueryable<Candidature> candidatures, Actor actor) =>
        candidatures.Where(candidature => actor.CandidateIds.Contains(candidature.CandidateId));

    /// <summary>Whether the actor may read the snapshots and documents of a candidature, by any of these ways.</summary>
    public static IQueryable<Candidature> ReadableBy(this IQueryable<Candidature> candidatures, Actor actor, EigDbContext db)
    {
        var own = candidatures.OwnedBy(actor).Select(candidature => candidature.Id);
        var staff = candidatures.ForStaff(actor, db).Select(candidature => candidature.Id);
        var assigned = db.ScoreSheets.ForJuror(actor, db).Select(sheet => sheet.CandidatureId);
        var asked = db.MentorOpinions.ForMentor(actor, db).Select(opinion => opinion.CandidatureId);
        return candidatures.Where(candidature =>
            own.Contains(candidature.Id)
            || staff.Contains(candidature.Id)
            || assigned.Contains(candidature.Id)
            || asked.Contains(candidature.Id)
        );
    }
}
