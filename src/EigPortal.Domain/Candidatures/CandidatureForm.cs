namespace EigPortal.Domain.Candidatures;

/// <summary>
/// The usual form, from which the first version of each promotion is made; the versions that follow are data. The field list of
/// promotion 3 was never published: this one follows articles 4 and 5 of the rules and the public page.
/// </summary>
public static class CandidatureForm
{
    public const string Identity = "identite";
    public const string Eligibility = "eligibilite";
    public const string Profile = "profil";
    public const string Background = "parcours";
    public const string Wishes = "voeux";
    public const string Documents = "documents";
    public const string Availability = "disponibilite";

    public const int ContributionMaxLength = 4_000;

    /// <summary>Sections made of questions, in the order of the task list. Wishes and documents have pages of their own.</summary>
    public static readonly IReadOnlyList<SectionDescriptor> Sections =
    [
        new(
            Identity,
            "Identité et contact",
            "Ces informations servent à vous reconnaître et à vous joindre. L’équipe du programme, le jury et l’administration d’accueil les lisent.",
            [
                new("prenom", FieldKind.Text, "Prénom", Required: true, MaxLength: 100, Autocomplete: "given-name"),
                new("nom", FieldKind.Text, "Nom", Required: true, MaxLength: 100, Autocomplete: "family-name"),
                new(
                    "telephone",
                    FieldKind.Tel,
                    "Téléphone",
                    "Pour vous joindre le jour de l’audition. Exemple : 06 12 34 56 78",
                    Required: true,
                    MaxLength: 30,
                    Autocomplete: "tel",
                    StaffOnly: true
                ),
                new(
                    "ville",
                    FieldKind.Text,
                    "Ville où vous vivez",
                    "Les quinze défis se situent en Île-de-France.",
                    MaxLength: 120,
                    Autocomplete: "address-level2"
                ),
                new(
                    "site",
                    FieldKind.Url,
                    "Site, profil ou dépôt de code",
                    "Facultatif. Exemple : https://exemple.fr",
                    MaxLength: 300,
                    Autocomplete: "url"
                ),
            ]
        ),
        new(
            Eligibility,
            "Conditions du règlement",
            "Le règlement fixe ces conditions. Si l’une d’elles ne vous correspond pas, votre candidature ne peut pas être retenue.",
            [
                new(
                    "personne_physique",
                    FieldKind.Declaration,
                    "Je candidate en mon nom propre, à titre individuel.",
                    Required: true
                ),
                new(
                    "pas_en_poste_public",
                    FieldKind.Declaration,
                    "Je ne serai pas en poste dans l’une des trois fonctions publiques, comme fonctionnaire ou personnel assimilé, le jour où la sélection est décidée.",
                    Required: true
                ),
                new(
                    "etudes_terminees",
                    FieldKind.Declaration,
                    "J’aurai terminé mes études, apprentissage compris, quand le défi démarrera en janvier 2019.",
                    Required: true
                ),
                new(
                    "hors_selection",
                    FieldKind.Declaration,
                    "Je ne siège pas au jury et le programme ne me consulte pas comme spécialiste.",
                    Required: true
                ),
                new(
                    "vie_promotion",
                    FieldKind.Declaration,
                    "Je m’engage à prendre part à la vie de la promotion : journées communes, séminaires, restitution.",
                    Required: true
                ),
            ]
        ),
        new(
            Profile,
            "Profil et compétences",
            "Le profil aide l’équipe à confier votre dossier à des personnes du métier.",
            [
                new(
                    "famille",
                    FieldKind.SingleChoice,
                    "Votre profil principal",
                    Required: true,
                    Options: ["Data", "Développement", "Design"]
                ),
                new(
                    "profils",
                    FieldKind.MultipleChoice,
                    "Les profils de poste qui vous correspondent",
                    "Plusieurs réponses possibles.",
                    Options: ["Data science", "Data engineering", "Géomatique", "Développement", "Design"]
                ),
                new(
                    "competences",
                    FieldKind.LongText,
                    "Vos compétences",
                    "Langages, méthodes, outils, et ce que vous savez en faire.",
                    Required: true,
                    MaxLength: 2_000
                ),
                new(
                    "experience",
                    FieldKind.SingleChoice,
                    "Votre expérience professionnelle",
                    "Environ cinq ans sont appréciés ; un parcours plus court est bienvenu s’il comporte un projet mené à bien.",
                    Required: true,
                    Options: ["Moins de 2 ans", "De 2 à 5 ans", "De 5 à 10 ans", "Plus de 10 ans"]
                ),
            ]
        ),
        new(
            Background,
            "Parcours",
            "Le jury cherche ici de l’élan, des projets menés à bien et le sens de l’intérêt général.",
            [
                new(
                    "parcours",
                    FieldKind.LongText,
                    "Votre parcours et vos expériences",
                    "Les étapes qui comptent, sans répéter votre CV.",
                    Required: true,
                    MaxLength: 4_000
                ),
                new(
                    "projet",
                    FieldKind.LongText,
                    "Un projet que vous avez mené à bien",
                    "Votre rôle, les obstacles, le résultat.",
                    Required: true,
                    MaxLength: 3_000
                ),
                new(
                    "interet_general",
                    FieldKind.LongText,
                    "Ce qui vous attache à l’intérêt général",
                    "Engagements, travaux, choix.",
                    Required: true,
                    MaxLength: 2_000
                ),
            ]
        ),
        new(
            Availability,
            "Disponibilité et moyens",
            "Ces réponses ne servent pas à vous noter. Elles préparent les auditions et l’arrivée.",
            [
                new(
                    "arrivee",
                    FieldKind.SingleChoice,
                    "Pouvez-vous commencer mi-janvier 2019 ?",
                    Required: true,
                    Options: ["Oui", "Oui, sous réserve d’un préavis", "Pas avant février 2019"]
                ),
                new(
                    "auditions",
                    FieldKind.MultipleChoice,
                    "Vos disponibilités pour une audition à Paris",
                    "Plusieurs réponses possibles.",
                    Required: true,
                    Options: ["Mardi 6 novembre 2018", "Mercredi 7 novembre 2018", "Jeudi 8 novembre 2018"]
                ),
                new(
                    "amenagements",
                    FieldKind.LongText,
                    "Aménagements utiles pour l’audition",
                    "Facultatif. Seule l’équipe du programme lit cette réponse ; inutile de dire pourquoi.",
                    MaxLength: 1_000,
                    StaffOnly: true
                ),
                new(
                    "moyens",
                    FieldKind.LongText,
                    "Moyens dont vous auriez besoin",
                    "Facultatif. Matériel, logiciels, personnes à associer.",
                    MaxLength: 2_000
                ),
            ]
        ),
    ];

    /// <summary>
    /// Questions that rules, letters or lists depend on: their words change, they stay. Every question without which nobody submits,
    /// the city, which names the person in lists, and the arrangements for the hearing, which the law asks to offer.
    /// </summary>
    public static readonly IReadOnlySet<string> Core = Sections
        .SelectMany(section => section.Fields)
        .Where(field => field.Required || field.Key is "ville" or "amenagements")
        .Select(field => field.Key)
        .ToHashSet();

    /// <summary>Choices that screening and the assignment of readers rely on, word for word.</summary>
    public static readonly IReadOnlySet<string> FixedChoices = new HashSet<string> { "famille", "profils" };

    /// <summary>The usual form as the first version of a promotion.</summary>
    public static readonly PromotionForm Usual = new(1, Sections);

    /// <summary>Every section key of the usual form, in the order of the task list.</summary>
    public static readonly IReadOnlyList<string> TaskList = Usual.TaskList;

    public static SectionDescriptor? Find(string key) => Sections.SingleOrDefault(section => section.Key == key);
}
