using EigPortal.Domain.Candidatures;
using EigPortal.Domain.Juries;
using EigPortal.Services.Data;

namespace EigPortal.Services.Juries;

/// <summary>What counts, said once for screens, rankings and exports.</summary>
public static class SheetQueries
{
    /// <summary>States of the files that jurors read and that lists rank.</summary>
    public static readonly IReadOnlyList<CandidatureState> InTheRunning =
    [
        CandidatureState.Submitted,
        CandidatureState.Admissible,
        CandidatureState.Preselected,
    ];

    /// <summary>Conflicts that hold now.</summary>
    public static IQueryable<ConflictOfInterest> Open(this IQueryable<ConflictOfInterest> conflicts) =>
        conflicts.Where(conflict => conflict.LiftedAt == null);

    /// <summary>Open conflicts that keep a person from scoring: every level but the mere declaration.</summary>
    public static IQueryable<ConflictOfInterest> KeepingFromScoring(this IQueryable<ConflictOfInterest> conflicts) =>
        conflicts.Open().Where(conflict => conflict.Level != ConflictLevel.Declared);

    /// <summary>Sheets still to lock: not taken away, without a conflict, of files in the running of this promotion.</summary>
    public static IQueryable<ScoreSheet> ToScore(this IQueryable<ScoreSheet> sheets, Guid cohortId, EigDbContext db) =>
        sheets
            .WithoutConflict(db)
            .Where(sheet =>
                (sheet.State == SheetState.NotStarted || sheet.State == SheetState.Draft)
                && db.Candidatures.Any(file =>
                    file.Id == sheet.CandidatureId && file.CohortId == cohortId && InTheRunning.Contains(file.State)
                )
            );

    /// <summary>
    /// Sheets whose « coup de cœur » is held, hence counts towards the quota of its juror: locked, without a conflict, of files in the
    /// running. Said once for the lock, the juror's pages and the staff's (E8).
    /// </summary>
    public static IQueryable<ScoreSheet> HoldingFavourite(this IQueryable<ScoreSheet> sheets, EigDbContext db) =>
        sheets
            .WithoutConflict(db)
            .Where(sheet =>
                sheet.State == SheetState.Locked
                && sheet.Opinion == Opinion.CoupDeCoeur
                && db.Candidatures.Any(file => file.Id == sheet.CandidatureId && InTheRunning.Contains(file.State))
            );

    /// <summary>Sheets of jurors who may score their file. Others stay in the database and count for nothing.</summary>
    public static IQueryable<ScoreSheet> WithoutConflict(this IQueryable<ScoreSheet> sheets, EigDbContext db) =>
        sheets.Where(sheet =>
            !db
                .Conflicts.KeepingFromScoring()
                .Any(conflict =>
                    conflict.CandidatureId == sheet.CandidatureId
                    && db.Jurors.Any(juror => juror.Id == sheet.JurorId && juror.AccountId == conflict.AccountId)
                )
        );
}
