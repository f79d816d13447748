using EigPortal.Domain.Cohorts;
using EigPortal.Domain.Juries.Phases;
using EigPortal.Web.Dsfr;
using EigPortal.Web.Shared;

namespace EigPortal.Web.Areas.Admin.Phases;

/// <summary>The table of phases as the form posts it: a box that is not ticked is not posted.</summary>
public sealed class PhasesInput
{
    public uint Version { get; init; }
    public Dictionary<JuryPhase, OthersMarks> Marks { get; init; } = [];
    public Dictionary<JuryPhase, bool> Names { get; init; } = [];
    public Dictionary<JuryPhase, bool> Ranks { get; init; } = [];
    public Dictionary<JuryPhase, bool> FinalList { get; init; } = [];
    public string? Why { get; init; }

    public static PhasesInput From(JuryPhases phases) =>
        new()
        {
            Marks = phases.Rules.ToDictionary(rule => rule.Phase, rule => rule.OthersMarks),
            Names = phases.Rules.ToDictionary(rule => rule.Phase, rule => rule.ShowsNames),
            Ranks = phases.Rules.ToDictionary(rule => rule.Phase, rule => rule.ShowsRanks),
            FinalList = phases.Rules.ToDictionary(rule => rule.Phase, rule => rule.ShowsFinalList),
        };

    /// <summary>Phases that the form names.</summary>
    public IReadOnlyDictionary<JuryPhase, PhaseSight> ToSights() =>
        Marks.ToDictionary(
            pair => pair.Key,
            pair => new PhaseSight(
                pair.Value,
                Names.GetValueOrDefault(pair.Key),
                Ranks.GetValueOrDefault(pair.Key),
                FinalList.GetValueOrDefault(pair.Key)
            )
        );
}

/// <param name="Version">That the form is made from.</param>
/// <param name="Missing">Before the next phase.</param>
/// <param name="Reason">For going back, as it was typed.</param>
public sealed record PhasesModel(
    Cohort Cohort,
    JuryPhases Phases,
    uint Version,
    IReadOnlyList<PhaseGap> Missing,
    PhasesInput Input,
    string? Reason,
    DateTimeOffset Now
)
{
    public JuryView Today => JuryView.Of(Phases, Cohort, Now);

    public JuryView In(JuryPhase phase) => JuryView.In(phase, Phases.SightIn(phase), Cohort, Now);

    public static IReadOnlyList<JuryPhase> All => Enum.GetValues<JuryPhase>();

    public static IReadOnlyList<Choice> MarkChoices =>
        [.. Enum.GetValues<OthersMarks>().Select(marks => new Choice(marks.ToString(), Labels.Of(marks)))];

    /// <summary>Where what is missing is done.</summary>
    public static (string Href, string Words) PlaceOf(PhaseGapKind kind) =>
        kind switch
        {
            PhaseGapKind.MarkingOpen => ("/admin/calendrier", "Voir ou fixer la clôture de la notation"),
            PhaseGapKind.MarkingReopened => ("/admin/jurys/cloture", "Voir jusqu’à quand"),
            PhaseGapKind.NobodyPreselected => ("/admin/candidatures", "Présélectionner"),
            PhaseGapKind.HiddenIdentities => ("/admin/jurys/anonymat", "Révéler les identités"),
            PhaseGapKind.NotPlanned => ("/admin/auditions/plan", "Compléter le plan des auditions"),
            PhaseGapKind.NotHeld => ("/admin/auditions", "Voir les auditions"),
            PhaseGapKind.UnlockedGrids => ("/admin/auditions", "Voir les auditions"),
            PhaseGapKind.OpenSittings => ("/admin/deliberations", "Clore les séances"),
            PhaseGapKind.ResultsNotPublic => ("/admin/resultats", "Publier les résultats"),
        };

    /// <summary>What a juror meets in a phase, question by question: the preview, made of the value that decides.</summary>
    public static IReadOnlyList<(string What, string Seen)> Seen(JuryView view) =>
        [
            ("Ses propres fiches", "Toujours, avec ses notes et ses commentaires."),
            (
                "L’identité des candidates et candidats",
                view.Identities ? "Visible." : "Masquée : la première lecture est anonyme."
            ),
            (
                "Les fiches des autres sur un dossier confié",
                view.OthersMarks switch
                {
                    OthersMarks.Never => "Masquées, même leur nombre.",
                    OthersMarks.AfterLockingOwn => "Masquées, même leur nombre, jusqu’à ce que sa propre fiche soit verrouillée.",
                    OthersMarks.Always => "Visibles dès qu’elles sont verrouillées.",
                }
            ),
            (
                "Qui a donné ces notes",
                view.OthersMarks == OthersMarks.Never ? "Sans objet."
                : view.JurorNames ? "Visible."
                : "Masqué : « Membre du jury 1 », « Membre du jury 2 »."
            ),
            (
                "Les classements",
                view.Ranks
                    ? "Visibles, avec les scores, à l’écran et en export, sauf les dossiers pour lesquels un lien l’écarte."
                    : "Masqués."
            ),
            (
                "La liste définitive",
                view.FinalList ? "Visible dans les classements." : "Masquée jusqu’à ce que les résultats soient publics."
            ),
        ];
}
