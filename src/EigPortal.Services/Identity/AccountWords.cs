using EigPortal.Services.Mail.Wording;

namespace EigPortal.Services.Identity;

/// <summary>The usual words of the mails about accounts.</summary>
public static class AccountWords
{
    public static readonly MailTemplate ConfirmAddress = new(
        "ConfirmAddress",
        "Confirmation d’une adresse",
        "Confirmez votre adresse",
        """
        Bonjour {prénom},

        Un compte a été ouvert avec cette adresse sur le portail Entrepreneurs d’intérêt général. Confirmez-la : nos courriels, dont l’accusé de réception de votre candidature, l’attendent.

        [Confirmer mon adresse]({lien})

        Ce lien fonctionne pendant un jour. Vous pouvez préparer et déposer votre candidature sans attendre.

        Si vous n’avez pas ouvert de compte, vous n’avez rien à faire : sans confirmation, rien d’autre ne vous sera envoyé.
        """,
        Placeholder.GivenName,
        Placeholder.Link("Lien personnel de confirmation", "/inscription/confirmer")
    );

    public static readonly MailTemplate AlreadyRegistered = new(
        "AlreadyRegistered",
        "Inscription avec une adresse qui a déjà un compte",
        "Vous avez déjà un compte",
        """
        Bonjour {prénom},

        Quelqu’un, peut-être vous, vient d’ouvrir un autre compte avec cette adresse. Vous en avez déjà un, où se trouve ce que vous avez écrit : connectez-vous, ou choisissez un nouveau mot de passe si vous l’avez oublié.

        [Me connecter]({lien})

        [Choisir un nouveau mot de passe]({lien-mot-de-passe})

        L’autre compte ne voit rien du vôtre et ne peut pas utiliser cette adresse. Si c’est vous et que vous y avez déjà écrit, rien n’est perdu : ouvrez-le avec le mot de passe que vous venez de choisir et donnez-lui une autre adresse. Si ce n’est pas vous, vous n’avez rien à faire.
        """,
        Placeholder.GivenName,
        Placeholder.Link("Page de connexion", "/connexion"),
        Placeholder.Link("Page du mot de passe oublié", "/mot-de-passe-oublie") with
        {
            Name = "lien-mot-de-passe",
        }
    );

    public static readonly MailTemplate ResetPassword = new(
        "ResetPassword",
        "Nouveau mot de passe",
        "Choisissez un nouveau mot de passe",
        """
        Bonjour {prénom},

        Vous avez demandé à choisir un nouveau mot de passe.

        [Choisir mon mot de passe]({lien})

        Ce lien fonctionne une fois et pendant peu de temps. Si vous n’avez rien demandé, votre mot de passe reste le même.
        """,
        Placeholder.GivenName,
        Placeholder.Link("Lien personnel", "/mot-de-passe")
    );

    public static readonly MailTemplate PasswordChanged = new(
        "PasswordChanged",
        "Mot de passe changé",
        "Votre mot de passe a changé",
        """
        Bonjour {prénom},

        Le mot de passe de votre compte vient de changer. Toutes vos sessions sont fermées.

        Si ce n’est pas vous, choisissez tout de suite un nouveau mot de passe.

        [Choisir un nouveau mot de passe]({lien})
        """,
        Placeholder.GivenName,
        Placeholder.Link("Page du mot de passe oublié", "/mot-de-passe-oublie")
    );

    public static readonly MailTemplate PasskeyAdded = new(
        "PasskeyAdded",
        "Clé d’accès ajoutée",
        "Une clé d’accès a été ajoutée à votre compte",
        """
        Bonjour {prénom},

        La clé d’accès « {clé} » peut maintenant ouvrir votre compte.

        Si ce n’est pas vous, retirez-la, fermez vos sessions et changez de mot de passe.

        [Voir mes clés d’accès]({lien})
        """,
        Placeholder.GivenName,
        Placeholder.Needed("clé", "Nom que la personne donne à sa clé", "Téléphone"),
        Placeholder.Link("Page des clés d’accès", "/compte/cles-acces")
    );

    public static readonly MailTemplate ConfirmNewAddress = new(
        "ConfirmNewAddress",
        "Confirmation d’une nouvelle adresse",
        "Confirmez votre nouvelle adresse",
        """
        Bonjour {prénom},

        Vous avez demandé à utiliser cette adresse pour votre compte. L’ancienne reste valable tant que celle-ci n’est pas confirmée.

        [Confirmer cette adresse]({lien})
        """,
        Placeholder.GivenName,
        Placeholder.Link("Lien personnel de confirmation", "/compte/adresse/confirmer")
    );

    public static readonly MailTemplate AddressChangeAsked = new(
        "AddressChangeAsked",
        "Changement d’adresse demandé",
        "Changement d’adresse demandé",
        """
        Bonjour {prénom},

        Une autre adresse a été demandée pour votre compte. Elle remplacera celle-ci quand elle aura été confirmée.

        Si ce n’est pas vous, annulez ce changement dans les sept jours, puis choisissez un nouveau mot de passe.

        [Annuler ce changement]({lien})
        """,
        Placeholder.GivenName,
        Placeholder.Link("Lien personnel d’annulation", "/compte/adresse/annuler")
    );

    public static readonly MailTemplate AddressTaken = new(
        "AddressTaken",
        "Adresse demandée pour un autre compte",
        "Cette adresse a déjà un compte",
        """
        Bonjour {prénom},

        Quelqu’un a demandé à utiliser cette adresse pour un autre compte. Elle a déjà le sien : rien n’a changé.
        """,
        Placeholder.GivenName
    );

    public static readonly MailTemplate Invitation = new(
        "Invitation",
        "Invitation au portail",
        "Invitation au portail des Entrepreneurs d’intérêt général",
        """
        Bonjour,

        L’équipe du programme Entrepreneurs d’intérêt général vous invite à rejoindre le portail : {rôle}.

        [Répondre à l’invitation]({lien})

        Ce lien ne sert qu’une fois et reste valable {jours} jours.
        """,
        Placeholder.Needed("rôle", "Ce que la personne fera sur le portail", "membre du jury de la promotion 3"),
        Placeholder.Text("jours", "Durée de validité du lien", "14"),
        Placeholder.Link("Lien personnel", "/invitation/jeton")
    );
}
