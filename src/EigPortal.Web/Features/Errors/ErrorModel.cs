namespace EigPortal.Web.Features.Errors;

/// <param name="Advice">What the person can do now.</param>
public sealed record ErrorModel(int Status, string Title, string Explanation, string Advice)
{
    public static ErrorModel For(int status) =>
        status switch
        {
            400 => new(
                status,
                "Demande incomprise",
                "Le formulaire ou l’adresse que vous avez envoyés ne peuvent pas être lus. La page était peut-être ouverte depuis longtemps.",
                "Revenez à la page précédente, rechargez-la, puis recommencez."
            ),
            403 => new(
                status,
                "Vous regardez, sans agir",
                "Vous voyez le portail comme une autre personne. Rien ne peut être envoyé à sa place, et ses brouillons, son compte et ses téléchargements ne sont pas montrés. Rien n’a été enregistré.",
                "Revenez à la page précédente, ou à votre compte avec le bouton en haut de la page."
            ),
            404 => new(
                status,
                "Page introuvable",
                "Cette page n’existe pas, n’existe plus, ou n’est pas accessible avec votre compte.",
                "Vérifiez l’adresse, ou connectez-vous avec le compte qui y a accès."
            ),
            413 => new(
                status,
                "Fichier trop volumineux",
                "Ce que vous avez envoyé dépasse la taille acceptée.",
                "Réduisez la taille du fichier, puis recommencez."
            ),
            429 => new(
                status,
                "Trop de demandes",
                "Le portail a reçu beaucoup de demandes depuis votre connexion en peu de temps.",
                "Attendez une minute, puis recommencez. Ce que vous avez déjà enregistré est conservé."
            ),
            503 => new(
                status,
                "Portail momentanément indisponible",
                "Le portail ne répond pas pour le moment. Ce que vous avez déjà enregistré est conservé.",
                "Réessayez dans quelques minutes."
            ),
            >= 500 => new(
                status,
                "Erreur du portail",
                "Une erreur de notre côté a empêché d’afficher cette page. Elle a été signalée à l’équipe.",
                "Réessayez dans quelques minutes. Ce que vous avez déjà enregistré est conservé."
            ),
            _ => new(
                status,
                "Demande refusée",
                "Le portail ne peut pas répondre à cette demande.",
                "Revenez à la page précédente, puis recommencez."
            ),
        };
}
