using EigPortal.Domain.Shared;

namespace EigPortal.Domain.Candidatures;

public enum FieldKind
{
    Text,
    Tel,
    Url,
    LongText,
    SingleChoice,
    MultipleChoice,

    /// <summary>A statement that the person ticks; submission needs it ticked.</summary>
    Declaration,
}

/// <summary>One question of the form.</summary>
/// <param name="Key">Stable name in answers, snapshots and exports.</param>
/// <param name="MaxLength">In UTF-16 units, the same for the counter, the validator and the message.</param>
/// <param name="Options">Allowed values of a choice.</param>
public sealed record FieldDescriptor(
    string Key,
    FieldKind Kind,
    string Label,
    string Hint = "",
    bool Required = false,
    int MaxLength = 200,
    IReadOnlyList<string>? Options = null,
    string? Autocomplete = null
)
{
    /// <summary>Several choices are stored one per line.</summary>
    public const char Separator = '\n';

    /// <summary>The answer is picked among the values of the form, not written.</summary>
    public bool IsChoice => Kind is FieldKind.SingleChoice or FieldKind.MultipleChoice or FieldKind.Declaration;

    /// <summary>Why the given text can't be kept, or null. Holds for drafts too: an empty answer is always accepted here.</summary>
    public DomainError? RefuseDraft(string answer)
    {
        if (answer.Length > MaxLength && !IsChoice)
        {
            return new DomainError(
                "answer.too-long",
                $"Votre réponse compte {answer.Length} caractères. La limite est de {MaxLength} : raccourcissez-la.",
                Key
            );
        }

        var chosen = answer.Split(Separator, StringSplitOptions.RemoveEmptyEntries);
        return Kind switch
        {
            FieldKind.Url when answer.Length > 0 && !IsWebAddress(answer) => new DomainError(
                "answer.url",
                "Saisissez une adresse complète, qui commence par https://.",
                Key
            ),
            FieldKind.Tel when answer.Length > 0 && answer.Count(char.IsAsciiDigit) < 6 => new DomainError(
                "answer.phone",
                "Saisissez un numéro de téléphone, par exemple 06 12 34 56 78 ou +687 12 34 56.",
                Key
            ),
            FieldKind.SingleChoice when chosen.Length > 1 || chosen.Except(Options ?? []).Any() => UnknownChoice(),
            FieldKind.MultipleChoice when chosen.Except(Options ?? []).Any() => UnknownChoice(),
            FieldKind.Declaration when answer is not ("" or "oui") => UnknownChoice(),
            _ => null,
        };
    }

    /// <summary>Why the answer is not enough to submit, or null.</summary>
    public DomainError? RefuseSubmission(string answer) =>
        (Required, string.IsNullOrWhiteSpace(answer)) switch
        {
            (true, true) when Kind == FieldKind.Declaration => new DomainError(
                "answer.declaration",
                "Cochez cette déclaration : le règlement la demande.",
                Key
            ),
            (true, true) when Kind is FieldKind.SingleChoice or FieldKind.MultipleChoice => new DomainError(
                "answer.choice",
                $"Choisissez une réponse : « {Label} ».",
                Key
            ),
            (true, true) => new DomainError("answer.missing", $"Répondez à la question : « {Label} ».", Key),
            _ => RefuseDraft(answer),
        };

    /// <summary>The answer as people read it, from the form it is stored in.</summary>
    public string Shown(string answer) =>
        Kind switch
        {
            FieldKind.Declaration => answer == "oui" ? "Déclaré" : "",
            FieldKind.MultipleChoice => string.Join(", ", answer.Split(Separator, StringSplitOptions.RemoveEmptyEntries)),
            FieldKind.Text or FieldKind.Tel or FieldKind.Url or FieldKind.LongText or FieldKind.SingleChoice => answer,
        };

    private DomainError UnknownChoice() => new("answer.unknown-choice", "Choisissez une des réponses proposées.", Key);

    private static bool IsWebAddress(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "https" or "http" && uri.Host.Contains('.');
}

/// <summary>A section of the form: what the task list shows, and what one page asks.</summary>
public sealed record SectionDescriptor(string Key, string Title, string Introduction, IReadOnlyList<FieldDescriptor> Fields)
{
    public IReadOnlyList<DomainError> RefuseDraft(IReadOnlyDictionary<string, string> answers) =>
        Check(answers, (field, text) => field.RefuseDraft(text));

    public IReadOnlyList<DomainError> RefuseSubmission(IReadOnlyDictionary<string, string> answers) =>
        Check(answers, (field, text) => field.RefuseSubmission(text));

    /// <summary>Keeps the answers to known questions, cleaned; anything else posted is ignored.</summary>
    public Dictionary<string, string> Clean(IReadOnlyDictionary<string, string> posted) =>
        Fields.ToDictionary(
            field => field.Key,
            field =>
                field.Kind == FieldKind.Text
                    ? PlainText.CleanLine(posted.GetValueOrDefault(field.Key))
                    : PlainText.Clean(posted.GetValueOrDefault(field.Key)).Trim()
        );

    private List<DomainError> Check(
        IReadOnlyDictionary<string, string> answers,
        Func<FieldDescriptor, string, DomainError?> refuse
    ) => [.. Fields.Select(field => refuse(field, answers.GetValueOrDefault(field.Key) ?? "")).OfType<DomainError>()];
}

/// <summary>The form of promotion 3. Its field list was never published: this one follows article 4 and 5 of the rules and the public page.</summary>
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
                    Autocomplete: "tel"
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
                    MaxLength: 1_000
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

    /// <summary>Answers that only staff may read, never the jury.</summary>
    public static readonly IReadOnlySet<string> StaffOnlyFields = new HashSet<string> { "amenagements", "telephone" };

    /// <summary>Every section key, in the order of the task list.</summary>
    public static readonly IReadOnlyList<string> TaskList =
    [
        Identity,
        Eligibility,
        Profile,
        Background,
        Wishes,
        Documents,
        Availability,
    ];

    public static SectionDescriptor? Find(string key) => Sections.SingleOrDefault(section => section.Key == key);
}
