using EigPortal.Domain.Cohorts;
using EigPortal.Domain.Juries;
using EigPortal.Domain.Selection;
using EigPortal.Domain.Selection.Deliberations;
using EigPortal.Services.Candidatures;
using EigPortal.Services.Data;
using EigPortal.Services.Juries;
using Microsoft.EntityFrameworkCore;

namespace EigPortal.Services.Selection.Explaining;

/// <param name="Weight">Of the criterion in a sheet's total.</param>
/// <param name="Mean">Over the counted sheets that mark it, two decimals; null when none does.</param>
public sealed record ExplainedCriterion(string Title, decimal Weight, decimal? Mean);

/// <summary>Where calibration puts the file on one list it asked for.</summary>
/// <param name="LowestRank">First rank of the 90 % interval.</param>
public sealed record ExplainedList(
    string Challenge,
    string Profile,
    int Seats,
    int LowestRank,
    int HighestRank,
    bool IsToDeliberate
);

/// <summary>Figures that add up: raw score, plus the correction, plus the shrinkage, is the calibrated score.</summary>
public sealed record ExplainedCalibration(decimal Raw, decimal SeverityCorrection, decimal Shrinkage, decimal Score);

/// <summary>How a decision came about, in the figures of the person it is about and of nobody else.</summary>
/// <param name="Sheets">Counted readings.</param>
/// <param name="Score">Mean of their totals, out of 20, two decimals; null when none counts.</param>
/// <param name="Calibration">Null when no calibration weighed on the decision.</param>
/// <param name="Lists">Empty when no calibration weighed on the decision.</param>
/// <param name="WasVoted">The jury voted on it in a sitting.</param>
public sealed record DecisionExplanation(
    CandidatureOutcome Outcome,
    int ScaleMax,
    int Sheets,
    decimal? Score,
    IReadOnlyList<ExplainedCriterion> Criteria,
    ExplainedCalibration? Calibration,
    IReadOnlyList<ExplainedList> Lists,
    bool WasVoted
);

/// <summary>
/// Explains their decision to a person, once results are public: what R311-3-1-2 asks to communicate, applied to them. Never a mark of
/// one juror, never anything of somebody else.
/// </summary>
public sealed class OwnDecision(EigDbContext db, CandidatureOutcomes outcomes, RankedLists lists)
{
    /// <summary>Null before the results, and when the jury read nothing or decided nothing.</summary>
    public async Task<DecisionExplanation?> FindAsync(CandidatureFile file, DateTimeOffset now, CancellationToken ct)
    {
        var outcome = await outcomes.OfAsync(file, now, ct);
        if (!IsExplained(outcome.Outcome))
        {
            return null;
        }

        // With its grid, which the pages of a candidature do without.
        var cohort = await db.Cohorts.AsNoTracking().SingleAsync(found => found.Id == file.Cohort.Id, ct);
        return await ExplainAsync(file.Candidature.Id, cohort, outcome, ct);
    }

    /// <summary>Whether the person has something to read there.</summary>
    public static bool IsExplained(Outcome outcome) =>
        outcome switch
        {
            Outcome.Retained or Outcome.WaitingList or Outcome.NotRetained or Outcome.NotPreselected => true,
            Outcome.UnderReview or Outcome.Inadmissible or Outcome.Unknown => false,
        };

    private async Task<DecisionExplanation> ExplainAsync(
        Guid candidatureId,
        Cohort cohort,
        CandidatureOutcome outcome,
        CancellationToken ct
    )
    {
        var counted = await db
            .ScoreSheets.AsNoTracking()
            .WithoutConflict(db)
            .Where(sheet => sheet.CandidatureId == candidatureId && sheet.State == SheetState.Locked && sheet.Total != null)
            .ToListAsync(ct);
        var ranked = outcome.Aids.Contains(DecisionAid.Calibration) ? await lists.OfFileAsync(cohort, candidatureId, ct) : [];
        var rows = ranked
            .Where(list => list.Rows[0].Calibrated is not null)
            .Select(list => (List: list, Row: list.Rows[0], Calibrated: list.Rows[0].Calibrated!))
            .ToList();
        return new DecisionExplanation(
            outcome,
            cohort.ScaleMax,
            counted.Count,
            ScoringPolicy.Score(counted.Select(sheet => sheet.Total)) is { } score ? ScoringPolicy.Shown(score) : null,
            [
                .. cohort
                    .Criteria.OrderBy(criterion => criterion.Position)
                    .Select(criterion => new ExplainedCriterion(
                        criterion.Title,
                        criterion.Weight,
                        RankedLists.Mean(criterion, counted).Mean
                    )),
            ],
            rows.Count == 0
                ? null
                : new ExplainedCalibration(
                    rows[0].Row.Score!.Value,
                    rows[0].Calibrated.SeverityCorrection,
                    rows[0].Calibrated.Shrinkage,
                    rows[0].Calibrated.Score
                ),
            [
                .. rows.Select(row => new ExplainedList(
                    row.List.Challenge,
                    row.List.Profile,
                    row.List.Seats,
                    row.Calibrated.LowestRank,
                    row.Calibrated.HighestRank,
                    row.Calibrated.IsToDeliberate
                )),
            ],
            await db.Resolutions.AnyAsync(
                vote =>
                    vote.CandidatureId == candidatureId
                    && vote.Outcome == ResolutionOutcome.Adopted
                    && db.Decisions.Any(decision => decision.Id == vote.DecisionId && decision.State == DecisionState.Validated),
                ct
            )
        );
    }
}
