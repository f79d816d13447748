using EigPortal.Domain.Candidatures;
using EigPortal.Domain.Cohorts;
using EigPortal.Domain.Hearings;
using EigPortal.Domain.Juries.Phases;
using EigPortal.Domain.Selection.Deliberations;
using EigPortal.Services.Candidatures;
using EigPortal.Services.Data;
using EigPortal.Services.Data.Interceptors;
using EigPortal.Services.Identity;
using Microsoft.EntityFrameworkCore;

namespace EigPortal.Services.Juries.Phases;

/// <summary>
/// What is missing before a phase may be opened, read from the database (B30). Every file weighs on the answer; those that a tie hides
/// from the viewer weigh on no figure (B21).
/// </summary>
public sealed class PhaseGaps(EigDbContext db, ProgrammeNow programmeNow)
{
    public async Task<IReadOnlyList<PhaseGap>> BeforeAsync(JuryPhase to, Cohort cohort, Actor actor, CancellationToken ct)
    {
        var gaps = to switch
        {
            JuryPhase.Reading => [],
            JuryPhase.Hearings => await BeforeHearingsAsync(cohort, ct),
            JuryPhase.Deliberation => await BeforeDeliberationAsync(cohort, actor, ct),
            JuryPhase.Decision => await BeforeDecisionAsync(cohort, ct),
            JuryPhase.Results => cohort.ResultsArePublicAt(programmeNow())
                ? []
                : [new PhaseGap(PhaseGapKind.ResultsNotPublic, 1)],
        };
        return [.. gaps.OfType<PhaseGap>()];
    }

    /// <summary>Drafts that the closing left count for nothing and are shown as such: they hold nobody back.</summary>
    private async Task<IReadOnlyList<PhaseGap?>> BeforeHearingsAsync(Cohort cohort, CancellationToken ct)
    {
        var now = programmeNow().ToUniversalTime();
        var isClosed = cohort.Timetable.ReadingClosesAt <= now;
        var reopened = await db.Jurors.CountAsync(
            juror => juror.CohortId == cohort.Id && juror.LeftAt == null && juror.ReopenedUntil > now,
            ct
        );
        return
        [
            isClosed ? null : new PhaseGap(PhaseGapKind.MarkingOpen, 1),
            isClosed && reopened > 0 ? new PhaseGap(PhaseGapKind.MarkingReopened, reopened) : null,
            await Preselected(cohort).AnyAsync(ct) ? null : new PhaseGap(PhaseGapKind.NobodyPreselected, 1),
            cohort.IsBlind ? new PhaseGap(PhaseGapKind.HiddenIdentities, 1) : null,
        ];
    }

    private async Task<IReadOnlyList<PhaseGap?>> BeforeDeliberationAsync(Cohort cohort, Actor actor, CancellationToken ct)
    {
        var live = db.Slots.Where(slot =>
            slot.CohortId == cohort.Id
            && slot.State != SlotState.Withdrawn
            && Preselected(cohort).Any(file => file.Id == slot.CandidatureId)
        );
        var unplanned = Preselected(cohort)
            .Where(file => !live.Any(slot => slot.CandidatureId == file.Id))
            .Select(file => file.Id);
        var unheard = live.Where(slot => slot.State != SlotState.Heard && slot.State != SlotState.Absent)
            .Select(slot => slot.CandidatureId);
        var unlocked = live.Where(slot =>
                slot.State == SlotState.Heard
                && !db.CollectiveSheets.Any(sheet => sheet.SlotId == slot.Id && sheet.State == CollectiveState.Locked)
            )
            .Select(slot => slot.CandidatureId);
        return
        [
            await CountAsync(PhaseGapKind.NotPlanned, unplanned, actor, ct),
            await CountAsync(PhaseGapKind.NotHeld, unheard, actor, ct),
            await CountAsync(PhaseGapKind.UnlockedGrids, unlocked, actor, ct),
            cohort.IsBlind ? new PhaseGap(PhaseGapKind.HiddenIdentities, 1) : null,
        ];
    }

    /// <summary>Decisions may be taken without a sitting (ADR 27): only one that has begun has to end first.</summary>
    private async Task<IReadOnlyList<PhaseGap?>> BeforeDecisionAsync(Cohort cohort, CancellationToken ct)
    {
        var open = await db.Deliberations.CountAsync(
            sitting => sitting.CohortId == cohort.Id && sitting.State == DeliberationState.Open,
            ct
        );
        return [open > 0 ? new PhaseGap(PhaseGapKind.OpenSittings, open) : null];
    }

    private IQueryable<Candidature> Preselected(Cohort cohort) =>
        db.Candidatures.Where(file =>
            file.CohortId == cohort.Id && file.State == CandidatureState.Preselected && file.ErasedAt == null
        );

    /// <param name="rows">One candidature for each thing that is missing.</param>
    private async Task<PhaseGap?> CountAsync(PhaseGapKind kind, IQueryable<Guid> rows, Actor actor, CancellationToken ct)
    {
        var visible = db.Candidatures.ForStaff(actor, db).Select(file => file.Id);
        return await rows.AnyAsync(ct) ? new PhaseGap(kind, await rows.CountAsync(id => visible.Contains(id), ct)) : null;
    }
}
