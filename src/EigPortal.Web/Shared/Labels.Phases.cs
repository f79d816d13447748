using EigPortal.Domain.Juries.Phases;

namespace EigPortal.Web.Shared;

/// <summary>Words of the phases of the jury.</summary>
public static partial class Labels
{
    public static string Of(JuryPhase phase) => PhaseNames.Of(phase);

    public static string Of(OthersMarks marks) => PhaseNames.Of(marks);
}
