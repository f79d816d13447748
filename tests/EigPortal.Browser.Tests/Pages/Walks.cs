using EigPortal.Services.Demo;

namespace EigPortal.Browser.Tests.Pages;

/// <summary>Everybody, at the moments when their pages differ.</summary>
internal static class Walks
{
    public static readonly IReadOnlyList<Walk> All =
    [
        new("equipe-jury", DemoScenario.Jury, DemoAccounts.Staff)
        {
            Starts =
            [
                "/admin",
                "/espaces",
                "/admin/candidatures?q=introuvable",
                "/admin/candidatures/retards",
                "/admin/documents",
            ],
            Areas = ["/admin"],
            Refused =
            [
                ("/admin/defis/nouveau", "Enregistrer"),
                ("/admin/defis/{id:guid}/modifier", "Enregistrer"),
                ("/admin/defis/{id:guid}/postes/nouveau", "Enregistrer le poste"),
                ("/admin/defis/{id:guid}/retirer", "Retirer le défi"),
                ("/admin/administrations/nouvelle", "Enregistrer"),
                ("/admin/calendrier", "Enregistrer le calendrier"),
                ("/admin/utilisateurs/invitations", "Envoyer l’invitation"),
                ("/admin/jurys/dossiers/{id:guid}", "Déclarer le lien"),
                ("/admin/jurys/grille", "Enregistrer ces nombres"),
                ("/admin/phases", "Revenir à cette phase"),
                ("/admin/deliberations", "Convoquer la séance"),
                ("/admin/deliberations/{id:guid}/candidatures/{candidatureId:guid}", "Enregistrer le vote"),
            ],
            Then = async walker =>
            {
                await HiddenPages.OfDecisionsAsync(walker);
                await HiddenPages.OfSittingsAsync(walker);
                await HiddenPages.OfMailingsAsync(walker);
            },
        },
        new("visiteur-appel", DemoScenario.Call, null)
        {
            Starts =
            [
                "/",
                "/defis?q=introuvable",
                "/defis?famille=data",
                "/defis/cibnav",
                "/promotions/3",
                "/promotions/2",
                "/inscription",
                "/inscription/nouveau-lien",
                "/mot-de-passe-oublie",
            ],
            Areas = ["/"],
            Refused =
            [
                ("/inscription", "Créer mon compte"),
                ("/inscription/nouveau-lien", "Envoyer le lien"),
                ("/connexion", "Se connecter"),
                ("/mot-de-passe-oublie", "Recevoir le lien"),
                ("/demo", "Changer la date"),
            ],
            Then = HiddenPages.OfVisitorsAsync,
        },
        new("equipe-promotion", DemoScenario.Cohort, DemoAccounts.Staff)
        {
            Starts =
            [
                "/admin",
                "/admin/decisions",
                "/admin/resultats",
                "/admin/promotion",
                "/admin/contrats",
                "/admin/courriels",
                "/admin/candidatures",
                "/admin/diversite",
                "/admin/liste-attente",
                "/admin/propositions",
            ],
            Areas =
            [
                "/admin/propositions",
                "/admin/decisions",
                "/admin/promotion",
                "/admin/contrats",
                "/admin/courriels",
                "/admin/candidatures",
            ],
            Then = async walker =>
            {
                await HiddenPages.OfContractsAsync(walker);
                await HiddenPages.OfWaitingListsAsync(walker);
            },
        },
        new("candidate-appel", DemoScenario.Call, DemoAccounts.Candidate)
        {
            Starts = ["/candidature", "/compte", "/espaces", "/candidature/commencer?defi=cibnav"],
            Areas = ["/candidature", "/compte"],
            Each = ["/candidature/{section}"],
            Refused =
            [
                ("/compte", "Enregistrer mon nom"),
                ("/compte/mot-de-passe", "Changer de mot de passe"),
                ("/compte/adresse", "Demander le changement"),
                ("/candidature/documents", "Envoyer le CV"),
                ("/candidature/diversite", "Garder mes réponses à part"),
            ],
            Then = async walker =>
            {
                await HiddenPages.OfMessagesAsync(walker, "/candidature/messages");
                // What the pages ask as closing comes near.
                await walker.TryAsync("/candidature/etat");
            },
        },
        new("equipe-appel", DemoScenario.Call, DemoAccounts.Staff)
        {
            Starts =
            [
                "/admin",
                "/admin/candidatures",
                "/admin/jurys",
                "/admin/jurys/lectures",
                "/admin/decisions",
                "/admin/promotion",
                "/admin/contrats",
                "/admin/formulaire",
            ],
            Areas = ["/admin/candidatures", "/admin/formulaire"],
            Then = async walker =>
            {
                await HiddenPages.OfFormAsync(walker);
                await HiddenPages.OfStaffMessagesAsync(walker);
                await HiddenPages.OfInvitationsAsync(walker);
            },
        },
        new("equipe-lecture", DemoScenario.Reading, DemoAccounts.Staff)
        {
            Starts = ["/admin", "/admin/candidatures/doublons", "/admin/jurys/grille"],
            Refused = [("/admin/jurys/grille", "Enregistrer la grille")],
            Then = HiddenPages.OfScreeningAsync,
        },
        new("mentor-lecture", DemoScenario.Reading, DemoAccounts.Mentor)
        {
            Starts = ["/admin/jury/avis"],
            Areas = ["/admin/jury/avis"],
            Then = HiddenPages.OfMentorOpinionsAsync,
        },
        new("administration-jury", DemoScenario.Jury, DemoAccounts.Administrator)
        {
            Starts = ["/admin", "/admin/utilisateurs", "/admin/utilisateurs?q=introuvable"],
            Then = HiddenPages.OfViewsAsync,
        },
        new("equipe2-jury", DemoScenario.Jury, DemoAccounts.SecondStaff)
        {
            Starts = ["/admin", "/admin/resultats", "/admin/equipes", "/admin/equipes/accords"],
            Then = HiddenPages.OfTeamsAsync,
        },
        new("jury-jury", DemoScenario.Jury, DemoAccounts.Juror)
        {
            Starts = ["/espaces", "/admin/jury", "/admin/jury/charte"],
            Areas = ["/admin/jury"],
            Then = HiddenPages.OfReadingsAsync,
        },
        new("jury-promotion", DemoScenario.Cohort, DemoAccounts.Juror)
        {
            Starts = ["/admin/jury", "/admin/jury/classements"],
            Areas = ["/admin/jury/classements"],
        },
        new("mentor-jury", DemoScenario.Jury, DemoAccounts.Mentor)
        {
            Starts = ["/espaces", "/accueil", "/admin/jury"],
            Areas = ["/accueil"],
        },
        new("accueil-appel", DemoScenario.Call, DemoAccounts.Host) { Starts = ["/espaces", "/accueil"], Areas = ["/accueil"] },
        new("accueil-promotion", DemoScenario.Cohort, DemoAccounts.Host) { Starts = ["/accueil"], Areas = ["/accueil"] },
        new("mentor-promotion", DemoScenario.Cohort, DemoAccounts.Mentor) { Starts = ["/accueil"], Areas = ["/accueil"] },
        new("candidate-jury", DemoScenario.Jury, DemoAccounts.Candidate)
        {
            Starts = ["/candidature"],
            Areas = ["/candidature"],
            Then = async walker =>
            {
                await HiddenPages.OfCompletionAsync(walker);
                await HiddenPages.OfConsentsAsync(walker);
            },
        },
        new("candidate-promotion", DemoScenario.Cohort, DemoAccounts.Candidate)
        {
            Starts = ["/candidature", "/espaces"],
            Areas = ["/candidature"],
        },
        new("nouvelle-appel", DemoScenario.Call, DemoAccounts.Newcomer)
        {
            Starts = ["/espaces", "/candidature", "/candidature/commencer?defi=cibnav", "/compte/second-facteur"],
            Then = HiddenPages.OfAccountsAsync,
        },
        new("nouvelle-jury", DemoScenario.Jury, DemoAccounts.Newcomer) { Starts = ["/candidature", "/defis/cibnav"] },
        new("nouvelle-avant", DemoScenario.Before, DemoAccounts.Newcomer) { Starts = ["/candidature", "/defis/cibnav"] },
        new("visiteur-avant", DemoScenario.Before, null) { Starts = ["/", "/defis", "/defis/cibnav", "/promotions/3"] },
        new("visiteur-jury", DemoScenario.Jury, null) { Starts = ["/", "/defis/cibnav", "/promotions/3"] },
        new("visiteur-promotion", DemoScenario.Cohort, null) { Starts = ["/", "/promotions", "/promotions/3", "/selection"] },
    ];
}
