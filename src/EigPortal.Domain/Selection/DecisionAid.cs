namespace EigPortal.Domain.Selection;

/// <summary>
/// A computation that the jury had before it when it decided about a person. Whoever is told the decision is told of it: code des
/// relations entre le public et l'administration, articles L311-3-1 and R311-3-1-1.
/// </summary>
public enum DecisionAid
{
    /// <summary>The lists showed a calibrated score of the file beside the raw one.</summary>
    Calibration,

    /// <summary>The decision was prepared from teams that a computation proposed.</summary>
    Teams,

    /// <summary>A free seat was proposed to somebody, and the waiting lists designated a person for it.</summary>
    WaitingList,
}
