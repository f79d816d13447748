using EigPortal.Domain.Shared;

namespace EigPortal.Domain.Juries.Phases;

/// <summary>How far the work of the jury has come, in order.</summary>
public enum JuryPhase
{
    Reading,
    Hearings,
    Deliberation,
    Decision,

    /// <summary>Results are public.</summary>
    Results,
}

public enum JuryPhaseVerb
{
    /// <summary>Opens the following phase.</summary>
    Advance,

    /// <summary>Goes back to the phase before, with a reason.</summary>
    Return,
}

/// <summary>Whether a juror sees the marks that others gave to a file they read.</summary>
public enum OthersMarks
{
    Never,

    /// <summary>Once their own sheet of that file is locked, so that nobody copies.</summary>
    AfterLockingOwn,
    Always,
}

/// <summary>What a phase shows to a juror, as staff state it.</summary>
/// <param name="Names">Of the jurors who gave the others' marks.</param>
/// <param name="Ranks">The ranked lists, with their scores.</param>
/// <param name="FinalList">What was decided, once results are public.</param>
public sealed record PhaseSight(OthersMarks OthersMarks, bool Names, bool Ranks, bool FinalList)
{
    /// <summary>What the rules of the programme say ("Who learns what, and when").</summary>
    public static PhaseSight Usual(JuryPhase phase) =>
        phase switch
        {
            JuryPhase.Reading => new(OthersMarks.AfterLockingOwn, Names: false, Ranks: false, FinalList: false),
            JuryPhase.Hearings => new(OthersMarks.AfterLockingOwn, Names: false, Ranks: false, FinalList: false),
            JuryPhase.Deliberation => new(OthersMarks.Always, Names: true, Ranks: true, FinalList: false),
            JuryPhase.Decision => new(OthersMarks.Always, Names: true, Ranks: true, FinalList: false),
            JuryPhase.Results => new(OthersMarks.Always, Names: true, Ranks: true, FinalList: true),
        };
}

/// <summary>What keeps a phase from being opened.</summary>
public enum PhaseGapKind
{
    /// <summary>The closing of marking is not set, or not past.</summary>
    MarkingOpen,

    /// <summary>Jurors to whom staff gave more time, which runs.</summary>
    MarkingReopened,
    NobodyPreselected,
    HiddenIdentities,

    /// <summary>Preselected people without a hearing in the plan.</summary>
    NotPlanned,

    /// <summary>Hearings that were neither held nor noted as an absence.</summary>
    NotHeld,

    /// <summary>Hearings held whose shared grid is not locked.</summary>
    UnlockedGrids,

    /// <summary>Sittings that began and whose minutes are not sealed.</summary>
    OpenSittings,
    ResultsNotPublic,
}

/// <param name="Count">How many the viewer may know of; 0 when only files hidden from them by a tie are missing (B21).</param>
public sealed record PhaseGap(PhaseGapKind Kind, int Count)
{
    public string Sentence =>
        Count == 0
            ? "Un dossier que vous ne suivez pas attend encore : une autre personne de l’équipe peut ouvrir cette phase."
            : Words;

    private string Words =>
        Kind switch
        {
            PhaseGapKind.MarkingOpen => "La notation n’est pas close.",
            PhaseGapKind.MarkingReopened => Count == 1
                ? "La notation est rouverte pour une personne du jury."
                : $"La notation est rouverte pour {Count} personnes du jury.",
            PhaseGapKind.NobodyPreselected => "Personne n’est présélectionné.",
            PhaseGapKind.HiddenIdentities => "La lecture anonyme n’est pas levée : le jury ne sait pas qui il entend.",
            PhaseGapKind.NotPlanned => Count == 1
                ? "Une personne présélectionnée n’a pas d’audition."
                : $"{Count} personnes présélectionnées n’ont pas d’audition.",
            PhaseGapKind.NotHeld => Count == 1
                ? "Une audition n’est ni tenue, ni notée comme une absence."
                : $"{Count} auditions ne sont ni tenues, ni notées comme une absence.",
            PhaseGapKind.UnlockedGrids => Count == 1
                ? "La grille d’une audition tenue n’est pas verrouillée."
                : $"Les grilles de {Count} auditions tenues ne sont pas verrouillées.",
            PhaseGapKind.OpenSittings => Count == 1
                ? "Le procès-verbal d’une séance n’est pas scellé."
                : $"Les procès-verbaux de {Count} séances ne sont pas scellés.",
            PhaseGapKind.ResultsNotPublic => "Les résultats ne sont pas publics.",
        };

    public DomainError ToError() => new($"phase.gap.{Kind}".ToLowerInvariant(), Sentence);
}
