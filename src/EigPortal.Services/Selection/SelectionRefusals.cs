using EigPortal.Domain.Shared;

namespace EigPortal.Services.Selection;

/// <summary>Refusals that need the database to be known.</summary>
public static class SelectionRefusals
{
    /// <summary>Not there, or not yours to act on: both look alike.</summary>
    public static readonly DomainError NotFound = new("not-found", "Cet élément n’existe pas ou n’est plus accessible.");

    public static readonly DomainError NotScreened = new(
        "decision.not-screened",
        "La candidature n’a pas été examinée, ou la personne l’a retirée : aucune décision n’est possible."
    );

    public static readonly DomainError NotPreselected = new(
        "decision.not-preselected",
        "Seule une candidature présélectionnée peut être retenue ou placée en liste d’attente."
    );

    public static readonly DomainError UnknownPost = new(
        "decision.unknown-post",
        "Ce poste ne fait pas partie d’un défi publié de cette promotion.",
        "PostId"
    );

    public static readonly DomainError AlreadyDecided = new(
        "decision.already",
        "Une décision existe déjà pour cette candidature : annulez-la avant d’en enregistrer une autre."
    );

    public static readonly DomainError SeatTaken = new(
        "decision.seat-taken",
        "Une autre personne est déjà retenue pour ce poste.",
        "PostId"
    );

    public static readonly DomainError GroundsMissing = new(
        "decision.grounds",
        "Choisissez au moins une raison : la personne a été entendue et la lira avec sa réponse.",
        "Grounds"
    );

    public static readonly DomainError OfferAccepted = new(
        "decision.offer-accepted",
        "La personne a accepté la proposition : enregistrez d’abord son départ de l’équipe."
    );

    public static readonly DomainError CandidatureWithdrawn = new(
        "offer.withdrawn",
        "La candidature a été retirée : la proposition ne peut plus être acceptée."
    );

    public static readonly DomainError ReasonOnBehalf = new(
        "offer.reason",
        "Dites comment la personne vous a donné sa réponse.",
        "Reason"
    );

    public static readonly DomainError DecisionsPending = new(
        "results.pending",
        "Des décisions attendent encore d’être validées par une seconde personne."
    );

    public static readonly DomainError NothingValidated = new(
        "results.empty",
        "Aucune décision n’est validée : il n’y a pas encore de résultat à publier."
    );

    public static readonly DomainError Partial = new(
        "results.partial",
        "Des personnes entendues n’ont pas encore de décision : décidez, ou cochez que vous publiez sans attendre.",
        "IsPartial"
    );

    public static readonly DomainError ReleaseAlreadyPrepared = new(
        "notices.already-prepared",
        "Un envoi est déjà préparé : confirmez-le ou abandonnez-le."
    );
}
