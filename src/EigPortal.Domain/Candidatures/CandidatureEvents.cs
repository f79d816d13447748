using EigPortal.Domain.Shared;

namespace EigPortal.Domain.Candidatures;

public static class CandidatureErrors
{
    public static readonly DomainError TooManyWishes = new("wishes.too-many", "Choisissez deux défis au plus.", "Wishes");
    public static readonly DomainError SameWishTwice = new("wishes.twice", "Choisissez deux défis différents.", "Wishes");
    public static readonly DomainError NoChallengeChosen = new(
        "wishes.no-choice",
        "Choisissez le défi auquel se rapporte ce texte.",
        "Wishes"
    );
    public static readonly DomainError NoWish = new("wishes.none", "Choisissez au moins un défi.", "Wishes");
    public static readonly DomainError CvMissing = new("documents.cv", "Joignez votre CV au format PDF.", "Cv");
    public static readonly DomainError UnknownDocument = new("documents.unknown", "Ce document a déjà été retiré.");

    public static readonly DomainError AlreadyBlocked = new("documents.blocked", "Ce document est déjà bloqué.");
    public static readonly DomainError NotBlocked = new("documents.not-blocked", "Ce document n’est pas bloqué.");

    public static DomainError Blocked(DocumentKind kind) =>
        kind switch
        {
            DocumentKind.Cv => new(
                "documents.cv-blocked",
                "Votre CV est bloqué, car l’antivirus y a trouvé un logiciel malveillant : remplacez-le.",
                "Cv"
            ),
            DocumentKind.Portfolio => new(
                "documents.portfolio-blocked",
                "Votre portfolio est bloqué, car l’antivirus y a trouvé un logiciel malveillant : remplacez-le ou retirez-le.",
                "Portfolio"
            ),
        };

    public static readonly DomainError Erased = new(
        "candidature.erased",
        "Ce dossier a été effacé : plus rien ne peut y être fait."
    );

    public static readonly DomainError ContributionTooLong = new(
        "wishes.too-long",
        $"Votre contribution dépasse {CandidatureForm.ContributionMaxLength} caractères : raccourcissez-la.",
        "Wishes"
    );

    public static readonly DomainError ExtensionAfterScreening = new(
        "extension.screened",
        "L’examen de cette candidature a commencé. Revenez d’abord sur la dernière étape, puis donnez un délai."
    );
    public static readonly DomainError ExtensionPast = new("extension.past", "Choisissez un instant à venir.", "Until");
    public static readonly DomainError ExtensionNotLater = new(
        "extension.not-later",
        "Choisissez un instant plus tardif que l’échéance actuelle de cette personne : un délai donné n’est jamais raccourci.",
        "Until"
    );
    public static readonly DomainError ExtensionAfterResults = new(
        "extension.after-results",
        "Le délai doit s’achever avant la publication des résultats.",
        "Until"
    );
    public static readonly DomainError ExtensionReason = new(
        "extension.reason",
        "Dites pourquoi cette personne reçoit un délai : la raison reste dans l’historique.",
        "Reason"
    );
    public static readonly DomainError ExtensionReasonTooLong = new(
        "extension.reason-too-long",
        $"Raccourcissez la raison : {Candidature.ReasonMaxLength} caractères au plus.",
        "Reason"
    );

    public static DomainError WishClosed(int rank) =>
        new(
            "wishes.closed",
            $"Le défi de votre vœu {rank} n’accepte plus de candidature pour ce profil : choisissez-en un autre.",
            "Wishes"
        );

    public static DomainError ContributionMissing(int rank) =>
        new("wishes.contribution", $"Décrivez ce que vous apporteriez au défi de votre vœu {rank}.", "Wishes");

    public static DomainError NotAllowed(CandidatureState state, CandidatureVerb verb) =>
        new(
            $"candidature.{state}.{verb}".ToLowerInvariant(),
            state switch
            {
                CandidatureState.Draft => "La candidature n’a pas été déposée.",
                CandidatureState.Submitted => "La candidature n’a pas encore été examinée.",
                CandidatureState.Withdrawn => "La candidature a été retirée par la personne.",
                CandidatureState.Admissible => "La candidature est déjà déclarée recevable.",
                CandidatureState.Inadmissible => "La candidature a été déclarée non recevable.",
                CandidatureState.Preselected => "La candidature est déjà présélectionnée.",
                CandidatureState.NotPreselected => "La candidature n’a pas été présélectionnée.",
            }
        );
}

public sealed record CandidatureStarted(Guid CandidatureId) : DomainEvent(nameof(Candidature), CandidatureId)
{
    public override string Sentence => "Candidature commencée";
}

public sealed record CandidatureSubmitted(Guid CandidatureId, int Sequence, bool Again)
    : DomainEvent(nameof(Candidature), CandidatureId)
{
    public override string Sentence => Again ? $"Candidature déposée de nouveau (version {Sequence})" : "Candidature déposée";
}

public sealed record CandidatureWithdrawn(Guid CandidatureId) : DomainEvent(nameof(Candidature), CandidatureId)
{
    public override string Sentence => "Candidature retirée par la personne";
}

public sealed record CandidatureScreened(Guid CandidatureId, CandidatureState State, string? Why)
    : DomainEvent(nameof(Candidature), CandidatureId)
{
    public override string Sentence =>
        State switch
        {
            CandidatureState.Admissible => "Déclarée recevable",
            CandidatureState.Inadmissible => "Déclarée non recevable",
            CandidatureState.Preselected => "Présélectionnée",
            CandidatureState.NotPreselected => "Non présélectionnée",
            CandidatureState.Submitted => "Remise à examiner",
            CandidatureState.Draft or CandidatureState.Withdrawn => "Candidature rouverte",
        };
    public override string? Reason => Why;
}

/// <summary>Staff gave one person more time. The instant is part of the fact, so that each mail tells its own.</summary>
public sealed record CandidatureExtended(Guid CandidatureId, DateTimeOffset Until, string Why)
    : DomainEvent(nameof(Candidature), CandidatureId)
{
    public override string Sentence =>
        FormattableString.Invariant($"Délai individuel donné jusqu’au {Until.UtcDateTime:yyyy-MM-dd HH:mm} UTC");
    public override string? Reason => Why;
}

/// <summary>The analysis found malicious software in a document.</summary>
public sealed record DocumentBlocked(Guid CandidatureId, Guid DocumentId, DocumentKind Kind)
    : DomainEvent(nameof(Candidature), CandidatureId)
{
    public override string Sentence =>
        Kind switch
        {
            DocumentKind.Cv => "CV bloqué : l’antivirus y a trouvé un logiciel malveillant",
            DocumentKind.Portfolio => "Portfolio bloqué : l’antivirus y a trouvé un logiciel malveillant",
        };
}

public sealed record DocumentUnblocked(Guid CandidatureId, Guid DocumentId, DocumentKind Kind)
    : DomainEvent(nameof(Candidature), CandidatureId)
{
    public override string Sentence =>
        Kind switch
        {
            DocumentKind.Cv => "CV débloqué : une nouvelle analyse n’y a rien trouvé",
            DocumentKind.Portfolio => "Portfolio débloqué : une nouvelle analyse n’y a rien trouvé",
        };
}

/// <summary>Why a file is erased.</summary>
public enum ErasureCause
{
    /// <summary>The person asked for it.</summary>
    Person,

    /// <summary>The time for which it may be kept is over.</summary>
    Retention,
}

public sealed record CandidatureErased(Guid CandidatureId, ErasureCause Cause) : DomainEvent(nameof(Candidature), CandidatureId)
{
    public override string Sentence =>
        Cause switch
        {
            ErasureCause.Person => "Dossier effacé à la demande de la personne",
            ErasureCause.Retention => "Dossier effacé au terme de sa conservation",
        };
}
