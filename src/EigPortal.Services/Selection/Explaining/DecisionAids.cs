using EigPortal.Domain.Juries;
using EigPortal.Domain.Selection;
using EigPortal.Domain.Shared;
using EigPortal.Services.Juries;

namespace EigPortal.Services.Selection.Explaining;

/// <summary>Which computations weigh on a decision that is being recorded. What is recorded then is what the person is told.</summary>
public sealed class DecisionAids(CalibratedScores calibrated)
{
    private readonly Dictionary<Guid, Result<Calibration>> byCohort = [];

    /// <param name="fromTeams">Whether the decision comes from a proposal of teams.</param>
    public async Task<IReadOnlyCollection<DecisionAid>> OfAsync(
        Guid cohortId,
        Guid candidatureId,
        bool fromTeams,
        CancellationToken ct
    )
    {
        // Decisions of teams are recorded together: their calibration is one.
        if (!byCohort.TryGetValue(cohortId, out var calibration))
        {
            byCohort[cohortId] = calibration = await calibrated.OfCohortAsync(cohortId, ct);
        }

        var aids = new List<DecisionAid>();
        if (calibration.IsOk && calibration.Value.Find(candidatureId) is not null)
        {
            aids.Add(DecisionAid.Calibration);
        }

        if (fromTeams)
        {
            aids.Add(DecisionAid.Teams);
        }

        return aids;
    }
}
