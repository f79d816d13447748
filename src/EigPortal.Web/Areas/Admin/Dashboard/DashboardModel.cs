using EigPortal.Domain.Candidatures;
using EigPortal.Domain.Cohorts;
using EigPortal.Services.Contracts;
using EigPortal.Services.Screening;
using EigPortal.Services.Text;

namespace EigPortal.Web.Areas.Admin.Dashboard;

/// <param name="One">What is to do, for a single one.</param>
/// <param name="Many">The same, for several.</param>
/// <param name="Why">What happens if nobody does it, or what to do.</param>
public sealed record ToDo(int Count, string One, string Many, string Href, string Why)
{
    public string Title => FrenchNumbers.Count(Count, One, Many);
}

public sealed record DashboardModel(
    string CohortName,
    string Situation,
    IReadOnlyList<ToDo> ToDo,
    int Drafts,
    int Submitted,
    int Seats,
    int Withdrawn,
    IReadOnlyList<Coverage> Coverage
)
{
    /// <summary>Candidates under which a list is a worry: a seat needs a choice.</summary>
    private const int Few = 3;

    public static DashboardModel From(
        Cohort cohort,
        DashboardFigures figures,
        IReadOnlyList<Coverage> coverage,
        int missingMails,
        int unanswered,
        DateTimeOffset now
    )
    {
        int In(CandidatureState state) => figures.ByState.GetValueOrDefault(state);
        var state = cohort.Timetable.CallAt(now);
        ToDo[] all =
        [
            new(
                unanswered,
                "message sans réponse",
                "messages sans réponse",
                "/admin/messages",
                "Des personnes attendent l’équipe dans leur dossier."
            ),
            new(
                cohort.ClosingProposedUntil is null ? 0 : 1,
                "prolongation de l’appel à confirmer",
                "prolongations de l’appel à confirmer",
                "/admin/pannes",
                "Par une autre personne que celle qui l’a proposée."
            ),
            .. DuringCall(figures, coverage, state),
            .. Selecting(cohort, figures, state, now),
            .. Hiring(cohort, figures, now),
            .. Always(figures, missingMails),
        ];
        return new DashboardModel(
            cohort.Name,
            Describe(cohort.Timetable, state, now),
            [.. all.Where(todo => todo.Count > 0)],
            In(CandidatureState.Draft),
            figures
                .ByState.Where(pair => pair.Key is not (CandidatureState.Draft or CandidatureState.Withdrawn))
                .Sum(pair => pair.Value),
            coverage.Sum(list => list.Seats),
            In(CandidatureState.Withdrawn),
            coverage
        );
    }

    private static ToDo[] DuringCall(DashboardFigures figures, IReadOnlyList<Coverage> coverage, CallState state) =>
        [
            new(
                state is CallState.NotOpen or CallState.Open ? figures.DraftChallenges : 0,
                "défi à publier",
                "défis à publier",
                "/admin/defis",
                "Ils sont en préparation : personne ne les voit."
            ),
            new(
                state is CallState.NotOpen or CallState.Open ? figures.MentorlessChallenges : 0,
                "défi sans mentor opérationnel",
                "défis sans mentor opérationnel",
                "/admin/mentors",
                "Invitez la personne qui siégera au jury pour ce défi."
            ),
            new(
                state == CallState.Open ? coverage.Count(list => list.Submitted < Few * list.Seats) : 0,
                "profil peu demandé",
                "profils peu demandés",
                "/admin/couverture",
                $"Moins de {Few} candidatures par poste : il reste du temps pour en parler."
            ),
        ];

    private static ToDo[] Selecting(Cohort cohort, DashboardFigures figures, CallState state, DateTimeOffset now)
    {
        var closed = state == CallState.Closed;
        var heard = cohort.Timetable.HearingsFrom <= FrenchDates.ParisDay(now);
        return
        [
            new(
                closed ? figures.ByState.GetValueOrDefault(CandidatureState.Submitted) : 0,
                "candidature à examiner",
                "candidatures à examiner",
                "/admin/candidatures?etat=Submitted",
                "Recevables et complètes, ou non, et pourquoi."
            ),
            new(
                closed ? figures.Duplicates : 0,
                "paire de dossiers qui se ressemblent",
                "paires de dossiers qui se ressemblent",
                "/admin/candidatures/doublons",
                "Une même personne a peut-être déposé deux fois."
            ),
            new(
                figures.CompletionsReceived,
                "complément reçu à relire",
                "compléments reçus à relire",
                "/admin/complements",
                "Ces dossiers restent à examiner."
            ),
            new(
                figures.ByState.GetValueOrDefault(CandidatureState.Admissible),
                "candidature recevable à présélectionner",
                "candidatures recevables à présélectionner",
                "/admin/candidatures?etat=Admissible",
                "Avec l’avis des mentors opérationnels."
            ),
            new(
                closed ? figures.Unread : 0,
                "dossier sans lecture",
                "dossiers sans lecture",
                "/admin/jurys/plan",
                "Personne du jury ne les a encore reçus."
            ),
            new(
                figures.SheetsAssigned - figures.SheetsLocked,
                "lecture en attente",
                "lectures en attente",
                "/admin/jurys",
                "Grilles confiées au jury et pas encore verrouillées."
            ),
            new(
                figures.HearingMoves,
                "personne demande un autre créneau d’audition",
                "personnes demandent un autre créneau d’audition",
                "/admin/auditions",
                "Déplacez l’audition, ou gardez le créneau et dites pourquoi."
            ),
            new(
                heard ? figures.Undecided : 0,
                "candidature à décider",
                "candidatures à décider",
                "/admin/decisions#candidatures",
                "Présélectionnées, sans décision enregistrée."
            ),
            new(
                heard ? figures.SeatsVacant : 0,
                "poste sans personne retenue",
                "postes sans personne retenue",
                "/admin/decisions#postes",
                "À pourvoir."
            ),
            new(
                figures.DecisionsToValidate,
                "décision à valider",
                "décisions à valider",
                "/admin/decisions#a-valider",
                "Par une autre personne que celle qui les a enregistrées."
            ),
        ];
    }

    private static ToDo[] Hiring(Cohort cohort, DashboardFigures figures, DateTimeOffset now) =>
        [
            new(
                cohort.Results == ResultsState.Prepared ? 1 : 0,
                "publication de résultats à confirmer",
                "publications de résultats à confirmer",
                "/admin/resultats",
                "Par une autre personne que celle qui l’a préparée."
            ),
            new(
                figures.WaitingWithoutNews,
                "personne attend sans nouvelle depuis plus de 14 jours",
                "personnes attendent sans nouvelle depuis plus de 14 jours",
                "/admin/courriels/envois/nouveau?attente=true",
                "Ou depuis plus longtemps que promis. Un message est prêt à relire."
            ),
            new(
                figures.NoticesPrepared,
                "envoi de réponses à confirmer",
                "envois de réponses à confirmer",
                "/admin/resultats",
                "Par une autre personne que celle qui l’a préparé."
            ),
            new(
                figures.OffersLate,
                "proposition dont le délai est passé",
                "propositions dont le délai est passé",
                "/admin/propositions",
                "Personne n’est écarté par l’horloge : appelez."
            ),
            new(
                figures.OffersWaiting,
                "proposition sans réponse",
                "propositions sans réponse",
                "/admin/propositions",
                "Le délai court encore."
            ),
            new(
                figures.ContractsMissing,
                "contrat à préparer",
                "contrats à préparer",
                CohortHref(CohortNeed.Contract),
                "Ces personnes ont accepté leur poste."
            ),
            new(
                figures.ContractsToSend,
                "contrat à envoyer",
                "contrats à envoyer",
                CohortHref(CohortNeed.Sending),
                "Encore en préparation."
            ),
            new(
                figures.ContractsToSign,
                "contrat à signer",
                "contrats à signer",
                CohortHref(CohortNeed.SignedCopy),
                "Envoyés, la copie signée manque."
            ),
            new(
                figures.ContractsToStart,
                "prise de poste à enregistrer",
                "prises de poste à enregistrer",
                CohortHref(CohortNeed.FirstDay),
                "Leur premier jour est passé."
            ),
            new(
                figures.ContractsToEnd,
                "contrat à clore",
                "contrats à clore",
                "/admin/contrats?etat=Running",
                "Leur dernier jour est passé."
            ),
        ];

    private static ToDo[] Always(DashboardFigures figures, int missingMails) =>
        [
            new(
                figures.FilesToHandle,
                "document bloqué ou sans analyse",
                "documents bloqués ou sans analyse",
                "/admin/documents",
                "Personne ne peut les ouvrir tant que l’antivirus ne les a pas dits sûrs."
            ),
            new(
                missingMails,
                "sorte de courriel manque depuis hier",
                "sortes de courriels manquent depuis hier",
                "/admin/courriels",
                "Un fait est enregistré et son message n’est pas écrit : prévenez l’équipe technique."
            ),
            new(
                figures.MailsBounced,
                "courriel revenu",
                "courriels revenus",
                "/admin/courriels?etat=Bounced",
                "L’adresse n’existe pas ou refuse : prévenez la personne autrement."
            ),
            new(
                figures.MailsHeld,
                "courriel à relire",
                "courriels à relire",
                "/admin/courriels?etat=Held",
                "Ils ne partent pas sans vous."
            ),
            new(
                figures.MailsFailed,
                "courriel en échec",
                "courriels en échec",
                "/admin/courriels?etat=Failed",
                "Le portail a cessé d’essayer."
            ),
            new(
                figures.LateAttempts,
                "tentative après la clôture",
                "tentatives après la clôture",
                "/admin/candidatures/retards",
                "Rien n’en est entré dans les dossiers."
            ),
            new(
                figures.InvitationsOpen,
                "invitation sans réponse",
                "invitations sans réponse",
                "/admin/utilisateurs/invitations",
                "Elles expirent d’elles-mêmes : relancez si la personne compte."
            ),
        ];

    private static string CohortHref(CohortNeed need) => $"/admin/promotion?manque={need}";

    private static string Describe(Timetable timetable, CallState state, DateTimeOffset now) =>
        state switch
        {
            CallState.Unscheduled => "L’appel n’a pas de date.",
            CallState.NotOpen => $"L’appel ouvre le {FrenchDates.Long(timetable.CallOpensAt!.Value)}.",
            CallState.Open =>
                $"L’appel est ouvert jusqu’au {FrenchDates.Long(timetable.CallClosesAt!.Value)} : {FrenchNumbers.Count((int)Math.Ceiling((timetable.CallClosesAt.Value - now).TotalDays), "jour", "jours")}.",
            CallState.Closed => $"L’appel est clos depuis le {FrenchDates.Long(timetable.CallClosesAt!.Value)}.",
        };
}
