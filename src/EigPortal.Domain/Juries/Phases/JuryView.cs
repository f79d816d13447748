using EigPortal.Domain.Cohorts;

namespace EigPortal.Domain.Juries.Phases;

/// <summary>
/// What a juror of one promotion sees at one instant: the only answer to "may a juror see it". It is made of the phase, of the blind
/// stage (ADR 22) and of the embargo, so that none of them can be forgotten by a page (B30).
/// </summary>
/// <param name="Identities">Names of the people who apply.</param>
/// <param name="JurorNames">Names of the jurors who gave the others' marks.</param>
public sealed record JuryView(
    Guid CohortId,
    JuryPhase Phase,
    bool Identities,
    OthersMarks OthersMarks,
    bool JurorNames,
    bool Ranks,
    bool FinalList
)
{
    public static JuryView Of(JuryPhases phases, Cohort cohort, DateTimeOffset now) =>
        In(phases.Current, phases.SightIn(phases.Current), cohort, now);

    /// <summary>What would be seen in a phase: the same embargo and the same blind stage hold there.</summary>
    public static JuryView In(JuryPhase phase, PhaseSight sight, Cohort cohort, DateTimeOffset now) =>
        new(
            cohort.Id,
            phase,
            !cohort.IsBlind,
            sight.OthersMarks,
            sight.Names && sight.OthersMarks != OthersMarks.Never,
            sight.Ranks,
            sight.FinalList && cohort.ResultsArePublicAt(now)
        );

    /// <summary>Whether the others' sheets of a file are shown to somebody whose own sheet of it stands there.</summary>
    public bool ShowsOthers(SheetState own) =>
        OthersMarks switch
        {
            OthersMarks.Never => false,
            OthersMarks.AfterLockingOwn => own == SheetState.Locked,
            OthersMarks.Always => own != SheetState.SetAside,
        };
}
