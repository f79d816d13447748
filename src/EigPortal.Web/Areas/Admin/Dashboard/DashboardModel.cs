using EigPortal.Domain.Candidatures;
using EigPortal.Domain.Cohorts;
using EigPortal.Services.Screening;
using EigPortal.Services.Text;

namespace EigPortal.Web.Areas.Admin.Dashboard;

/// <param name="Why">What happens if nobody does it, or what to do.</param>
public sealed record ToDo(int Count, string Title, string Href, string Why);

public sealed record DashboardModel(
    string CohortName,
    string CallState,
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
        DateTimeOffset now
    )
    {
        int In(params CandidatureState[] states) => states.Sum(state => figures.ByState.GetValueOrDefault(state));
        var state = cohort.Timetable.CallAt(now);
        var closed = state == Domain.Cohorts.CallState.Closed;
        var uncovered = coverage.Count(list => list.Submitted < Few * list.Seats);
        ToDo[] all =
        [
            new(
                cohort.ClosingProposedUntil is null ? 0 : 1,
                "prolongation de l’appel à confirmer",
                "/admin/pannes",
                "Par une autre personne que celle qui l’a proposée."
            ),
            new(
                closed ? In(CandidatureState.Submitted) : 0,
                "candidatures à examiner",
                "/admin/candidatures?etat=Submitted",
                "Recevables et complètes, ou non, et pourquoi."
            ),
            new(
                In(CandidatureState.Admissible),
                "candidatures recevables à présélectionner",
                "/admin/candidatures?etat=Admissible",
                "Avec l’avis des mentors opérationnels."
            ),
            new(
                state == Domain.Cohorts.CallState.Open ? uncovered : 0,
                "profils peu demandés",
                "/admin#couverture",
                $"Moins de {Few} candidatures par poste : il reste du temps pour en parler."
            ),
            new(
                figures.SheetsAssigned - figures.SheetsLocked,
                "lectures en attente",
                "/admin/jurys",
                "Grilles confiées au jury et pas encore verrouillées."
            ),
            new(
                figures.DecisionsToValidate,
                "décisions à valider",
                "/admin/decisions",
                "Par une autre personne que celle qui les a enregistrées."
            ),
            new(
                figures.OffersWaiting,
                "propositions sans réponse",
                "/admin/promotion",
                "Personne n’est écarté par l’horloge : appelez."
            ),
            new(figures.ContractsUnsigned, "contrats à signer", "/admin/contrats", "En préparation ou partis à la signature."),
            new(figures.MailsHeld, "courriels à relire", "/admin/courriels?etat=Held", "Ils ne partent pas sans vous."),
            new(figures.MailsFailed, "courriels en échec", "/admin/courriels?etat=Failed", "Le portail a cessé d’essayer."),
            new(
                figures.LateAttempts,
                "tentatives après la clôture",
                "/admin/candidatures/retards",
                "Rien n’en est entré dans les dossiers."
            ),
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

    private static string Describe(Timetable timetable, CallState state, DateTimeOffset now) =>
        state switch
        {
            Domain.Cohorts.CallState.Unscheduled => "L’appel n’a pas de date.",
            Domain.Cohorts.CallState.NotOpen => $"L’appel ouvre le {FrenchDates.Long(timetable.CallOpensAt!.Value)}.",
            Domain.Cohorts.CallState.Open =>
                $"L’appel est ouvert jusqu’au {FrenchDates.Long(timetable.CallClosesAt!.Value)} : {FrenchNumbers.Count((int)Math.Ceiling((timetable.CallClosesAt.Value - now).TotalDays), "jour", "jours")}.",
            Domain.Cohorts.CallState.Closed => $"L’appel est clos depuis le {FrenchDates.Long(timetable.CallClosesAt!.Value)}.",
        };
}
