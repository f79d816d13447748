using EigPortal.Domain.Candidatures;
using EigPortal.Domain.Juries;
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

    /// <summary>The actor's own candidatures.</summary>
    public static IQueryable<Candidature> OwnedBy(this IQueryable<Candidature> candidatures, Actor actor) =>
        candidatures.Where(candidature => actor.CandidateIds.Contains(candidature.CandidateId));

    /// <summary>Whether the actor may read the snapshots and documents of a candidature, by any of these ways.</summary>
    public static IQueryable<Candidature> ReadableBy(this IQueryable<Candidature> candidatures, Actor actor, EigDbContext db)
    {
        var own = candidatures.OwnedBy(actor).Select(candidature => candidature.Id);
        var staff = candidatures.ForStaff(actor, db).Select(candidature => candidature.Id);
        var assigned = db.ScoreSheets.ForJuror(actor, db).Select(sheet => sheet.CandidatureId);
        return candidatures.Where(candidature =>
            own.Contains(candidature.Id) || staff.Contains(candidature.Id) || assigned.Contains(candidature.Id)
        );
    }
}
