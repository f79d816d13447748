using EigPortal.Domain.Challenges;

namespace EigPortal.Services.Demo;

/// <summary>A fictitious person. Addresses end in ".test", a domain that can't exist.</summary>
public sealed record DemoPerson(string GivenName, string FamilyName, string Email, string City)
{
    public string FullName => $"{GivenName} {FamilyName}";
}

/// <summary>Accounts that a tester signs in with; printed at start and listed on /demo.</summary>
public static class DemoAccounts
{
    public const string Password = "Entrer-dans-la-demo-2018";

    public static readonly DemoPerson Staff = new("Nour", "Lemaître", "equipe@demo.test", "Paris");
    public static readonly DemoPerson SecondStaff = new("Gaël", "Ferrand", "equipe2@demo.test", "Paris");
    public static readonly DemoPerson Administrator = new("Inès", "Caradec", "admin@demo.test", "Paris");
    public static readonly DemoPerson Juror = new("Maud", "Toussaint", "jury@demo.test", "Lyon");

    /// <summary>Operational mentor of CibNav: mentor and juror, the case of the switcher.</summary>
    public static readonly DemoPerson Mentor = new("Yann", "Kerbrat", "mentor@demo.test", "La Défense");

    /// <summary>Contact of the host of CibNav.</summary>
    public static readonly DemoPerson Host = new("Solène", "Quéméner", "accueil@demo.test", "La Défense");

    /// <summary>Has a draft during the call, is recruited at the end.</summary>
    public static readonly DemoPerson Candidate = new("Camille", "Durand", "candidate@demo.test", "Nantes");

    /// <summary>Has an account and nothing else.</summary>
    public static readonly DemoPerson Newcomer = new("Sacha", "Benali", "nouvelle@demo.test", "Nouméa");

    public static readonly IReadOnlyList<(DemoPerson Person, string Role)> All =
    [
        (Candidate, "candidate"),
        (Newcomer, "compte sans candidature"),
        (Staff, "équipe du programme"),
        (SecondStaff, "équipe du programme, seconde personne"),
        (Administrator, "administration du portail"),
        (Juror, "membre du jury"),
        (Mentor, "mentor opérationnel de CibNav et membre du jury"),
        (Host, "contact de l’administration qui accueille CibNav"),
    ];
}

/// <summary>Makes up people, always the same ones in the same order, no two of the same name.</summary>
internal sealed class DemoPeople
{
    private static readonly string[] GivenNames =
    [
        "Adama",
        "Agathe",
        "Aïcha",
        "Alban",
        "Alix",
        "Amandine",
        "Amir",
        "Anaïs",
        "Antonin",
        "Apolline",
        "Ariane",
        "Arthur",
        "Assia",
        "Aurélien",
        "Baptiste",
        "Bérénice",
        "Blanche",
        "Brieuc",
        "Capucine",
        "Célestin",
        "Chloé",
        "Clarisse",
        "Clément",
        "Cyprien",
        "Damien",
        "Daphné",
        "Diane",
        "Dimitri",
        "Djibril",
        "Élise",
        "Éloi",
        "Émilie",
        "Enora",
        "Erwan",
        "Esteban",
        "Eugénie",
        "Fanny",
        "Farid",
        "Flavie",
        "Florian",
        "Gabriel",
        "Garance",
        "Ghislain",
        "Gwenaëlle",
        "Hadrien",
        "Hana",
        "Hélène",
        "Hortense",
        "Hugo",
        "Idriss",
        "Iris",
        "Ismaël",
        "Jeanne",
        "Jonas",
        "Joséphine",
        "Jules",
        "Kadiatou",
        "Karim",
        "Katell",
        "Kenza",
        "Lazare",
        "Léa",
        "Léonie",
        "Lina",
        "Lisandro",
        "Loïc",
        "Louise",
        "Lucien",
        "Maëlle",
        "Malik",
        "Manon",
        "Marius",
        "Mathilde",
        "Mehdi",
        "Mélina",
        "Mona",
        "Naël",
        "Nathan",
        "Ninon",
        "Noémie",
        "Octave",
        "Ombeline",
        "Oscar",
        "Paloma",
        "Pauline",
        "Perrine",
        "Quentin",
        "Rachel",
        "Raphaël",
        "Rim",
        "Romane",
        "Salomé",
        "Samuel",
        "Sarah",
        "Sébastien",
        "Simon",
        "Suzanne",
        "Tanguy",
        "Théa",
        "Timothée",
        "Ulysse",
        "Valentine",
        "Victoire",
        "Vincent",
        "Walid",
        "Xavier",
        "Yasmine",
        "Yohan",
        "Zacharie",
        "Zoé",
    ];

    private static readonly string[] FamilyNames =
    [
        "Abadie",
        "Albaret",
        "Amrani",
        "Arnoux",
        "Aubertin",
        "Azoulay",
        "Bachelet",
        "Barreau",
        "Baudouin",
        "Belkacem",
        "Béranger",
        "Besnard",
        "Bignon",
        "Blanchard",
        "Boisseau",
        "Bonnefoy",
        "Bouvier",
        "Brémond",
        "Cadiou",
        "Camara",
        "Carlier",
        "Castaing",
        "Chabert",
        "Chapuis",
        "Charrier",
        "Cissé",
        "Collinet",
        "Corbel",
        "Coulibaly",
        "d’Aubigny",
        "Dagorne",
        "Darmon",
        "de La Tour",
        "Delattre",
        "Delmas",
        "Descamps",
        "Desrosiers",
        "Diallo",
        "Doucet",
        "Dubreuil",
        "Duchêne",
        "El Fassi",
        "Escoffier",
        "Fabre",
        "Fauvel",
        "Foucault",
        "Fournel",
        "Gaillard",
        "Garnier",
        "Gautreau",
        "Girault",
        "Gomez",
        "Grandjean",
        "Guerin",
        "Guillou",
        "Haddad",
        "Hamon",
        "Hascoët",
        "Jacquemin",
        "Jaouen",
        "Joubert",
        "Keita",
        "Klein",
        "Labat",
        "Lacombe",
        "Lafargue",
        "Lambert",
        "Langlois",
        "Le Bihan",
        "Le Goff",
        "Lefort",
        "Lemoine",
        "Lévêque",
        "Maillard",
        "Mansouri",
        "Marchand",
        "Martel",
        "Masson",
        "Mercadier",
        "Meunier",
        "Monnier",
        "Morvan",
        "Nassif",
        "N’Diaye",
        "Nguyen",
        "Orsini",
        "Ould Ali",
        "Pasquier",
        "Péchaud",
        "Perrot",
        "Pham",
        "Poncet",
        "Prigent",
        "Quintin",
        "Rambaud",
        "Renaudin",
        "Rivière",
        "Rossignol",
        "Roussel",
        "Saïdi",
        "Salaün",
        "Sauvage",
        "Schmitt",
        "Tavernier",
        "Tessier",
        "Thévenet",
        "Traoré",
        "Vasseur",
        "Verdier",
        "Weiss",
        "Zimmermann",
    ];

    private static readonly string[] Cities =
    [
        "Paris",
        "Montreuil",
        "Lyon",
        "Lille",
        "Nantes",
        "Rennes",
        "Toulouse",
        "Bordeaux",
        "Marseille",
        "Strasbourg",
        "Grenoble",
        "Montpellier",
        "Saint-Denis",
        "Nancy",
        "Tours",
        "Brest",
        "Clermont-Ferrand",
        "Ivry-sur-Seine",
        "Dijon",
        "Le Havre",
        "Saint-Denis (La Réunion)",
        "Papeete",
        "Bruxelles",
    ];

    private readonly Random random = new(20180913);
    private readonly HashSet<string> taken = [.. DemoAccounts.All.Select(account => account.Person.FullName)];

    public DemoPerson Next()
    {
        while (true)
        {
            var given = GivenNames[random.Next(GivenNames.Length)];
            var family = FamilyNames[random.Next(FamilyNames.Length)];
            if (taken.Add($"{given} {family}"))
            {
                var address = $"{Slugs.From(given)}.{Slugs.From(family)}@exemple.test";
                return new DemoPerson(given, family, address, Cities[random.Next(Cities.Length)]);
            }
        }
    }
}
