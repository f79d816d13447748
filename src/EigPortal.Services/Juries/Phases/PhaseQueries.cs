using EigPortal.Domain.Candidatures;
using EigPortal.Domain.Cohorts;
using EigPortal.Domain.Juries;
using EigPortal.Domain.Juries.Phases;
using EigPortal.Services.Candidatures;
using EigPortal.Services.Data;
using EigPortal.Services.Identity;

namespace EigPortal.Services.Juries.Phases;

/// <summary>What the phase lets a juror count, list, search and export (B22): pages add nothing to it.</summary>
public static class PhaseQueries
{
    /// <summary>In the place of a name while the first stage is blind.</summary>
    public const string HiddenName = "Identité masquée";

    /// <summary>Promotions whose jurors don't know who applied (ADR 22).</summary>
    public static IQueryable<Cohort> HidingIdentities(this IQueryable<Cohort> cohorts) =>
        cohorts.Where(cohort => cohort.BlindSince != null && cohort.RevealedAt == null);

    /// <summary>
    /// Sheets of other jurors that this one may read: locked, counted, of files that are theirs, once the phase says so. A draft is
    /// nobody's but its juror's (B31). Whoever has a tie that keeps them from scoring is recused: they see none.
    /// </summary>
    public static IQueryable<ScoreSheet> OthersFor(
        this IQueryable<ScoreSheet> sheets,
        Actor actor,
        JuryView view,
        EigDbContext db
    )
    {
        var own = db
            .ScoreSheets.ForJuror(actor, db)
            .WithoutConflict(db)
            .Where(sheet => db.Jurors.Any(juror => juror.Id == sheet.JurorId && juror.CohortId == view.CohortId));
        var opened = view.OthersMarks switch
        {
            OthersMarks.Never => own.Where(_ => false),
            OthersMarks.AfterLockingOwn => own.Where(sheet => sheet.State == SheetState.Locked),
            OthersMarks.Always => own,
        };
        return sheets
            .WithoutConflict(db)
            .Where(sheet =>
                sheet.State == SheetState.Locked
                && !actor.JurorIds.Contains(sheet.JurorId)
                && opened.Any(mine => mine.CandidatureId == sheet.CandidatureId)
            );
    }

    /// <summary>
    /// Candidatures that a juror may see ranked: all of the promotion where they sit, minus those with whom a tie excludes them, once the
    /// phase shows ranks.
    /// </summary>
    public static IQueryable<Candidature> RankedFor(
        this IQueryable<Candidature> candidatures,
        Actor actor,
        JuryView view,
        EigDbContext db
    ) =>
        view.Ranks
            ? candidatures.Where(candidature =>
                candidature.CohortId == view.CohortId
                && db.Jurors.Any(juror => actor.JurorIds.Contains(juror.Id) && juror.CohortId == view.CohortId)
                && !db.Conflicts.Any(conflict =>
                    conflict.AccountId == actor.AccountId
                    && conflict.CandidatureId == candidature.Id
                    && conflict.LiftedAt == null
                    && conflict.Level == ConflictLevel.Excluded
                )
            )
            : candidatures.Where(_ => false);
}
