using EigPortal.Domain.Shared;

namespace EigPortal.Domain.Juries.Phases;

/// <summary>The phases of one promotion's jury: the one that is open, and what each shows to jurors.</summary>
public sealed class JuryPhases : Entity
{
    public const int ReasonMaxLength = 1_000;

    public static readonly Transitions<JuryPhase, JuryPhaseVerb> Allowed = new([
        (JuryPhase.Reading, JuryPhaseVerb.Advance, JuryPhase.Hearings),
        (JuryPhase.Hearings, JuryPhaseVerb.Advance, JuryPhase.Deliberation),
        (JuryPhase.Hearings, JuryPhaseVerb.Return, JuryPhase.Reading),
        (JuryPhase.Deliberation, JuryPhaseVerb.Advance, JuryPhase.Decision),
        (JuryPhase.Deliberation, JuryPhaseVerb.Return, JuryPhase.Hearings),
        (JuryPhase.Decision, JuryPhaseVerb.Advance, JuryPhase.Results),
        (JuryPhase.Decision, JuryPhaseVerb.Return, JuryPhase.Deliberation),
        (JuryPhase.Results, JuryPhaseVerb.Return, JuryPhase.Decision),
    ]);

    private readonly List<PhaseRule> rules = [];

    private JuryPhases() { }

    /// <summary>Opens on the readings, with the usual rules.</summary>
    public JuryPhases(Guid cohortId)
    {
        CohortId = cohortId;
        rules.AddRange(Enum.GetValues<JuryPhase>().Select(phase => new PhaseRule(Id, phase)));
    }

    public Guid CohortId { get; private set; }
    public JuryPhase Current { get; private set; }

    /// <summary>When the current phase was opened; null while nobody has opened one.</summary>
    public DateTimeOffset? OpenedAt { get; private set; }
    public Guid? OpenedBy { get; private set; }
    public IReadOnlyList<PhaseRule> Rules => rules;

    public JuryPhase? Next => Allowed.Next(Current, JuryPhaseVerb.Advance);
    public JuryPhase? Previous => Allowed.Next(Current, JuryPhaseVerb.Return);

    public PhaseSight SightIn(JuryPhase phase) => rules.Single(rule => rule.Phase == phase).Sight;

    /// <summary>Opens the following phase. Refuses, all at once, what is missing (B30), and any other phase: nothing is skipped.</summary>
    /// <param name="to">The phase that the person asked for: a second click asks for one that is open.</param>
    public Result Advance(JuryPhase to, IReadOnlyCollection<PhaseGap> missing, Guid by, DateTimeOffset now)
    {
        if (Next != to)
        {
            return PhaseErrors.NotNext;
        }

        if (missing.Count > 0)
        {
            return Result.Refuse([.. missing.Select(gap => gap.ToError())]);
        }

        (Current, OpenedAt, OpenedBy) = (to, now, by);
        Raise(new PhaseOpened(Id, to));
        return Result.Ok;
    }

    /// <summary>Goes back one phase, with a reason. What jurors have seen can't be taken back: the reason is read later.</summary>
    public Result Return(JuryPhase to, string? reason, Guid by, DateTimeOffset now)
    {
        if (Previous != to)
        {
            return PhaseErrors.NotPrevious;
        }

        var why = Why(reason);
        if (!why.IsOk)
        {
            return Result.Refuse(why.Errors);
        }

        (Current, OpenedAt, OpenedBy) = (to, now, by);
        Raise(new PhaseReturned(Id, to, why.Value));
        return Result.Ok;
    }

    /// <summary>
    /// States what each phase shows. Refuses, all at once, what would contradict itself: ranks tell the mean of marks that are hidden, and
    /// decisions stay under embargo until results are public. The same rules again are no change, and ask for no reason.
    /// </summary>
    public Result Describe(IReadOnlyDictionary<JuryPhase, PhaseSight> sights, string? reason)
    {
        var errors = sights.OrderBy(pair => pair.Key).SelectMany(pair => Check(pair.Key, pair.Value)).ToList();
        var changed = rules
            .Where(rule => sights.TryGetValue(rule.Phase, out var sight) && sight != rule.Sight)
            .OrderBy(rule => rule.Phase)
            .ToList();
        if (errors.Count == 0 && changed.Count == 0)
        {
            return Result.Ok;
        }

        var why = Why(reason);
        errors.AddRange(why.Errors);
        if (errors.Count > 0)
        {
            return Result.Refuse(errors);
        }

        foreach (var rule in changed)
        {
            rule.Describe(sights[rule.Phase]);
            Raise(new PhaseDescribed(Id, rule.Phase, rule.Sight, why.Value));
        }

        return Result.Ok;
    }

    private static IEnumerable<DomainError> Check(JuryPhase phase, PhaseSight sight)
    {
        if (sight.Names && sight.OthersMarks == OthersMarks.Never)
        {
            yield return new("phase.names", "Montrez d’abord les notes : des noms sans notes ne disent rien.", $"Names[{phase}]");
        }

        if (sight.Ranks && sight.OthersMarks != OthersMarks.Always)
        {
            yield return new(
                "phase.ranks",
                "Un classement donne la moyenne des notes : montrez d’abord les notes des autres à tout le jury.",
                $"Ranks[{phase}]"
            );
        }

        if (sight.FinalList && phase != JuryPhase.Results)
        {
            yield return new(
                "phase.final-list",
                "Les décisions restent sous embargo : la liste définitive ne se montre qu’une fois les résultats publics.",
                $"FinalList[{phase}]"
            );
        }

        if (sight.FinalList && !sight.Ranks)
        {
            yield return new(
                "phase.final-list-ranks",
                "La liste définitive se lit dans les classements : montrez-les aussi.",
                $"FinalList[{phase}]"
            );
        }
    }

    private static Result<string> Why(string? reason)
    {
        var why = PlainText.Clean(reason).Trim();
        return why.Length is 0 or > ReasonMaxLength
            ? new DomainError("phase.reason", $"Dites pourquoi, en {ReasonMaxLength} caractères au plus.", "Reason")
            : why;
    }
}

/// <summary>What one phase shows to jurors.</summary>
public sealed class PhaseRule : Entity
{
    private PhaseRule() { }

    internal PhaseRule(Guid phasesId, JuryPhase phase)
    {
        (PhasesId, Phase) = (phasesId, phase);
        Describe(PhaseSight.Usual(phase));
    }

    public Guid PhasesId { get; private set; }
    public JuryPhase Phase { get; private set; }
    public OthersMarks OthersMarks { get; private set; }
    public bool ShowsNames { get; private set; }
    public bool ShowsRanks { get; private set; }
    public bool ShowsFinalList { get; private set; }

    public PhaseSight Sight => new(OthersMarks, ShowsNames, ShowsRanks, ShowsFinalList);

    internal void Describe(PhaseSight sight) =>
        (OthersMarks, ShowsNames, ShowsRanks, ShowsFinalList) = (sight.OthersMarks, sight.Names, sight.Ranks, sight.FinalList);
}

public static class PhaseErrors
{
    public static readonly DomainError NotNext = new(
        "phase.not-next",
        "Cette phase n’est pas celle qui suit : quelqu’un vient peut-être de l’ouvrir. Relisez la page."
    );

    public static readonly DomainError NotPrevious = new(
        "phase.not-previous",
        "Cette phase n’est pas celle qui précède : quelqu’un vient peut-être d’y revenir. Relisez la page."
    );

    public static readonly DomainError Changed = new(
        "phase.changed",
        "Une autre personne vient de changer les phases du jury. Voici ce qui est enregistré : relisez avant de recommencer."
    );
}

/// <summary>Names of phases, as the history writes them.</summary>
public static class PhaseNames
{
    public static string Of(JuryPhase phase) =>
        phase switch
        {
            JuryPhase.Reading => "Lecture",
            JuryPhase.Hearings => "Auditions",
            JuryPhase.Deliberation => "Délibération",
            JuryPhase.Decision => "Décision",
            JuryPhase.Results => "Résultats publics",
        };

    public static string Of(OthersMarks marks) =>
        marks switch
        {
            OthersMarks.Never => "Jamais",
            OthersMarks.AfterLockingOwn => "Après avoir verrouillé la sienne",
            OthersMarks.Always => "Toujours",
        };
}

public sealed record PhaseOpened(Guid PhasesId, JuryPhase Phase) : DomainEvent(nameof(JuryPhases), PhasesId)
{
    public override string Sentence => $"Phase du jury ouverte : {PhaseNames.Of(Phase)}";
}

public sealed record PhaseReturned(Guid PhasesId, JuryPhase Phase, string Why) : DomainEvent(nameof(JuryPhases), PhasesId)
{
    public override string Sentence => $"Retour à la phase du jury : {PhaseNames.Of(Phase)}";
    public override string? Reason => Why;
}

public sealed record PhaseDescribed(Guid PhasesId, JuryPhase Phase, PhaseSight Sight, string Why)
    : DomainEvent(nameof(JuryPhases), PhasesId)
{
    public override string Sentence =>
        $"Phase {PhaseNames.Of(Phase)} : notes des autres, {PhaseNames.Of(Sight.OthersMarks).ToLowerInvariant()} ; noms {Shown(Sight.Names)} ; classements {Shown(Sight.Ranks)} ; liste définitive {(Sight.FinalList ? "montrée" : "masquée")}";
    public override string? Reason => Why;

    private static string Shown(bool isShown) => isShown ? "montrés" : "masqués";
}
