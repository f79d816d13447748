using EigPortal.Domain.Candidatures;
using EigPortal.Domain.Challenges;

namespace EigPortal.Services.Demo;

/// <summary>Answers that read like a person's, put together from sentences of each trade.</summary>
internal static class DemoAnswers
{
    private sealed record Trade(string Choice, string[] Skills, string[] Paths, string[] Projects);

    private static readonly string[] PublicInterest =
    [
        "Depuis trois ans, j’aide chaque mois une association à ouvrir ses données et à les rendre lisibles pour ses bénévoles.",
        "J’ai choisi de publier sous licence libre ce que je développe sur mon temps personnel ; deux collectivités s’en servent.",
        "J’anime des ateliers pour des personnes éloignées du numérique. On y apprend autant sur les services publics que sur l’ergonomie.",
        "Ma thèse portait sur la qualité de l’air. Les résultats n’ont eu d’effet que le jour où une agence publique s’en est saisie.",
        "J’ai travaillé pour un hôpital : voir un outil éviter une double saisie à une équipe de nuit m’a donné envie de continuer dans cette voie.",
        "Je contribue à une carte libre et j’ai formé une dizaine de personnes de ma commune à la tenir à jour.",
    ];

    private static readonly string[] Contributions =
    [
        "J’ai lu la présentation du défi et je commencerais par aller voir les personnes qui travaillent aujourd’hui sans l’outil. Les deux premiers mois serviraient à décrire leurs gestes, à lister les données réellement disponibles et à montrer une première version, même partielle.",
        "Le risque principal me semble être l’accès aux données. Je proposerais de construire d’abord sur un extrait anonymisé, avec des tests, pour ne pas attendre. Ensuite viendraient un prototype par mois et une documentation tenue à jour, afin que le service puisse reprendre le travail.",
        "Deux pistes me paraissent tenir dans les dix mois : améliorer ce qui existe sans le remplacer, puis ouvrir une partie des résultats. Je viens avec une habitude du travail en équipe de deux ou trois, où l’on se relit chaque jour.",
        "Ce défi touche un public que je connais pour l’avoir accompagné. J’apporterais des entretiens menés avec soin, des maquettes testées toutes les deux semaines et une attention à l’accessibilité dès le début.",
        "Je sais expliquer un modèle à des personnes qui ne sont pas du métier, et dire quand il ne faut pas s’y fier. C’est ce que ce défi demande : un outil qui aide à décider sans décider à la place des gens.",
    ];

    private static readonly Dictionary<Family, Trade> Trades = new()
    {
        [Family.Data] = new(
            "Data",
            [
                "Python (pandas, scikit-learn), SQL, un peu de R. Traitement du langage : extraction d’entités, classification de textes, annotation avec des équipes métier.",
                "Statistiques, séries temporelles, apprentissage supervisé. PostgreSQL et PostGIS. Mise en production avec des tests et un suivi des dérives.",
                "Chaînes de traitement (Airflow), bases de graphes, visualisation avec D3. Habitude des données sales, incomplètes ou confidentielles.",
                "Vision par ordinateur (PyTorch), calcul sur carte graphique, évaluation rigoureuse. Rédaction de documentation et formation d’équipes.",
            ],
            [
                "Après une école de statistique, quatre ans dans un cabinet d’études puis deux ans dans une jeune entreprise qui aide les transporteurs à mieux remplir leurs camions. J’y ai monté l’équipe de données.",
                "Un doctorat en traitement automatique des langues, puis un poste de recherche appliquée dans la presse. J’ai appris à livrer des modèles simples que d’autres entretiennent.",
                "Ingénieure dans l’énergie pendant six ans, j’ai basculé vers les données en construisant l’outil de prévision qui servait à mon équipe.",
                "J’ai commencé comme développeur, puis j’ai pris en charge les données d’une coopérative agricole. Depuis, je travaille à mon compte avec des associations et deux métropoles.",
            ],
            [
                "J’ai conçu un modèle qui repère les factures à vérifier. La difficulté n’était pas l’algorithme mais la confiance : chaque alerte s’explique en une phrase, et l’équipe peut la contester. Le temps de contrôle a baissé d’un tiers.",
                "Avec deux collègues, nous avons publié un jeu de données sur les pannes d’ascenseurs. Il a fallu convaincre quatre bailleurs, normaliser les champs et automatiser la mise à jour. Il est aujourd’hui réutilisé par deux villes.",
                "J’ai remis d’aplomb une chaîne de traitement que plus personne n’osait toucher : tests, documentation, puis réécriture par morceaux, sans un jour d’arrêt.",
            ]
        ),
        [Family.Developpement] = new(
            "Développement",
            [
                "JavaScript et TypeScript (React, Node.js), Python (Django), PostgreSQL. Tests automatisés, intégration continue, accessibilité.",
                "Ruby on Rails, API REST, recherche plein texte. J’aime le code simple, relu à deux, et les migrations sans interruption.",
                "Java et Kotlin côté serveur, Vue.js côté client, déploiement sous Debian. Sécurité des applications et gestion des incidents.",
                "Cartographie en ligne (Leaflet, tuiles vectorielles), PostGIS, Go. Conception d’API documentées et versionnées.",
            ],
            [
                "Huit ans de développement web, dont trois comme responsable technique d’un service de prise de rendez-vous. Je code toujours la moitié de mon temps.",
                "Une formation en reconversion après cinq ans d’enseignement des mathématiques, puis quatre ans dans une agence coopérative. J’y ai accompagné une dizaine de projets du premier entretien à la maintenance.",
                "J’ai fondé une petite entreprise qui éditait un outil pour les bibliothèques. Nous l’avons transmise à une association d’usagers au bout de cinq ans.",
                "Développeuse dans l’édition scientifique, je m’occupe d’une plateforme lue par deux millions de personnes chaque mois.",
            ],
            [
                "J’ai mené la refonte d’un formulaire que la moitié des gens abandonnaient. Sauvegarde continue, textes réécrits avec les agents d’accueil, tests avec des lecteurs d’écran : l’abandon est passé sous 12 %.",
                "J’ai développé seul, puis à trois, un outil libre de gestion des bénévoles. Quarante associations l’utilisent et la documentation est écrite par elles.",
                "Notre service tombait chaque lundi matin. J’ai mesuré avant de corriger, remplacé une requête et ajouté une file d’attente ; l’incident ne s’est pas reproduit en deux ans.",
            ]
        ),
        [Family.Design] = new(
            "Design",
            [
                "Recherche utilisateur, entretiens, tests modérés, cartographie de parcours. Maquettes sous Figma, prototypes en HTML, notions d’accessibilité (RGAA).",
                "Design de service, animation d’ateliers, rédaction pour le web. Je sais faire parler ensemble juristes, équipes techniques et usagers.",
                "Interface et systèmes de composants, design d’information, visualisation. Intégration HTML et CSS soignée.",
            ],
            [
                "Designer de service depuis sept ans, d’abord en agence, puis dans une mutuelle où j’ai créé l’équipe de recherche utilisateur.",
                "Diplômée en design d’information, j’ai travaillé pour un musée, un hebdomadaire et un institut de sondage.",
                "Ergonome de formation, j’interviens auprès de collectivités : guichets, courriers, démarches en ligne.",
            ],
            [
                "J’ai repensé les courriers d’une caisse de retraite avec celles et ceux qui les reçoivent. Trois versions testées, des appels au standard divisés par deux.",
                "J’ai suivi pendant trois semaines le travail d’un accueil social, puis conçu avec l’équipe un outil de suivi imprimable. Il est resté en service après mon départ.",
                "Pour une ville de 60 000 habitants, j’ai conduit la refonte des démarches d’inscription scolaire, du papier à l’écran, en dix mois.",
            ]
        ),
    };

    private static readonly string[] Experience =
    [
        "Moins de 2 ans",
        "De 2 à 5 ans",
        "De 5 à 10 ans",
        "De 5 à 10 ans",
        "Plus de 10 ans",
    ];
    private static readonly string[] Days = ["Mardi 6 novembre 2018", "Mercredi 7 novembre 2018", "Jeudi 8 novembre 2018"];

    public static string Contribution(Random random) => Pick(random, Contributions);

    /// <summary>Answers to a whole section.</summary>
    public static Dictionary<string, string> To(
        SectionDescriptor section,
        DemoPerson person,
        Family family,
        string profile,
        Random random
    )
    {
        var trade = Trades[family];
        return section.Key switch
        {
            CandidatureForm.Identity => new()
            {
                ["prenom"] = person.GivenName,
                ["nom"] = person.FamilyName,
                ["telephone"] = $"06 00 {random.Next(100):00} {random.Next(100):00} {random.Next(100):00}",
                ["ville"] = person.City,
                ["site"] = random.Next(3) == 0 ? $"https://{Slugs.From(person.FamilyName)}.exemple.test" : "",
            },
            CandidatureForm.Eligibility => section.Fields.ToDictionary(field => field.Key, _ => "oui"),
            CandidatureForm.Profile => new()
            {
                ["famille"] = trade.Choice,
                ["profils"] = profile,
                ["competences"] = Pick(random, trade.Skills),
                ["experience"] = Pick(random, Experience),
            },
            CandidatureForm.Background => new()
            {
                ["parcours"] = Pick(random, trade.Paths),
                ["projet"] = Pick(random, trade.Projects),
                ["interet_general"] = Pick(random, PublicInterest),
            },
            CandidatureForm.Availability => new()
            {
                ["arrivee"] = random.Next(4) == 0 ? "Oui, sous réserve d’un préavis" : "Oui",
                ["auditions"] = string.Join(
                    FieldDescriptor.Separator,
                    Days.Where(_ => random.Next(4) > 0).DefaultIfEmpty(Days[1])
                ),
                ["amenagements"] = "",
                ["moyens"] = random.Next(2) == 0 ? "" : "Un poste sous Linux et un accès aux données dès la première semaine.",
            },
            _ => throw new ArgumentOutOfRangeException(nameof(section), section.Key, "Unknown section."),
        };
    }

    private static string Pick(Random random, string[] sentences) => sentences[random.Next(sentences.Length)];
}
