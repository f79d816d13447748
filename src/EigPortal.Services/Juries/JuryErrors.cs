using EigPortal.Domain.Shared;

namespace EigPortal.Services.Juries;

/// <summary>Refusals of the use cases of the jury.</summary>
public static class JuryErrors
{
    /// <summary>Unknown, or not for this actor: both look alike.</summary>
    public static readonly DomainError NotFound = new("not-found", "Ce dossier n’existe pas.");

    public static readonly DomainError ChangedElsewhere = new(
        "sheet.changed",
        "Cette fiche a changé depuis que vous l’avez ouverte, sur un autre appareil ou dans un autre onglet."
    );

    /// <summary>No mark is kept on a grid that is gone (E8).</summary>
    public static readonly DomainError GridChanged = new(
        "sheet.grid-changed",
        "La grille de lecture a changé depuis que vous avez ouvert cette page : critères, poids ou barème ne sont plus les mêmes. Ce que vous venez d’écrire n’est pas enregistré ; relisez-le avec la grille ci-dessous."
    );

    public static readonly DomainError ReadsOnly = new(
        "sheet.reads-only",
        "Un lien d’intérêts est déclaré : vous pouvez lire ce dossier, sans le noter."
    );

    /// <summary>What arrived after the closing is kept, apart (E8).</summary>
    public static readonly DomainError KeptLate = new(
        "sheet.kept-late",
        "La notation est close. Ce que vous venez d’écrire est gardé mot pour mot à côté de la fiche, marqué en retard, et ne compte pas. L’équipe du programme peut rouvrir la notation pour vous : vous pourrez alors le reprendre."
    );

    public static readonly DomainError JurorChanged = new(
        "juror.changed",
        "Quelqu’un vient de changer ce qui concerne cette personne. Relisez la page avant de recommencer."
    );

    public static readonly DomainError ReasonMissing = new(
        "conflict.reason",
        "Dites en quelques mots de quel lien il s’agit.",
        "Reason"
    );

    public static readonly DomainError ReasonTooLong = new(
        "conflict.reason-too-long",
        $"Raccourcissez la raison : {Domain.Juries.ConflictOfInterest.ReasonMaxLength} caractères au plus.",
        "Reason"
    );

    public static readonly DomainError ForcedWithoutReason = new(
        "assignment.reason",
        $"Certaines de ces lectures dépassent une limite ou un lien à examiner : dites pourquoi vous les confiez quand même, en {Domain.Juries.Juror.ReasonMaxLength} caractères au plus.",
        "Reason"
    );

    public static readonly DomainError PlanStale = new(
        "plan.stale",
        "Un dossier, un lien, une lecture ou un membre du jury a changé depuis que vous avez lu ce plan. En voici un nouveau : relisez-le avant de l’appliquer."
    );

    public static readonly DomainError PlanBlocked = new("plan.blocked", "Aucun plan ne respecte ces règles.");

    public static readonly DomainError PlanEmpty = new("plan.empty", "Ce plan ne change rien : il n’y a rien à appliquer.");

    public static readonly DomainError CopyAlreadyGiven = new(
        "copy.race",
        "Une autre personne vient de déposer une copie de ce document. Rechargez la page avant de la remplacer."
    );

    public static readonly DomainError NoTieChosen = new("ties.none", "Choisissez au moins un lien.", "Ties");

    public static readonly DomainError OwnTie = new(
        "ties.own",
        "L’un de ces liens est le vôtre : une autre personne de l’équipe l’examine.",
        "Ties"
    );

    public static readonly DomainError TiesChanged = new(
        "ties.changed",
        "Une partie de ces liens a été traitée entre-temps. Voici ce qui reste à examiner.",
        "Ties"
    );

    public static readonly DomainError ConflictExists = new(
        "conflict.exists",
        "Ce lien d’intérêts est déjà déclaré à ce niveau."
    );
}
