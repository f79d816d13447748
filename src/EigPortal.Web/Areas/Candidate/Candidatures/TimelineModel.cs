using EigPortal.Domain.Candidates;
using EigPortal.Domain.Candidatures;
using EigPortal.Domain.Cohorts;
using EigPortal.Services.Candidatures;
using EigPortal.Web.Areas.Candidate.Shared;

namespace EigPortal.Web.Areas.Candidate.Candidatures;

/// <summary>A dated step of what happens after closing.</summary>
/// <param name="State">"done", "current" or "next", for the eye; <paramref name="Words"/> says it for everybody.</param>
public sealed record TimelineStep(string Title, string When, string Words, string State);

public sealed record TimelineModel(
    StandingModel Standing,
    CandidatureOutcome Outcome,
    IReadOnlyList<TimelineStep> Steps,
    DateTimeOffset? KeptUntil,
    bool CanWithdraw
)
{
    public static TimelineModel From(CandidatureFile file, CandidatureOutcome outcome, DateTimeOffset now)
    {
        var counts = file.Candidature.State is not (CandidatureState.Draft or CandidatureState.Withdrawn);
        return new TimelineModel(
            StandingModel.From(file, now),
            outcome,
            counts ? Timeline.Of(file.Cohort, file.LastSubmission!.SubmittedAt, now) : [],
            file.LastSubmission is { } last ? Retention.CandidatureKeptUntil(last.SubmittedAt) : null,
            outcome.Outcome == Services.Candidatures.Outcome.UnderReview
                && Candidature.Allowed.Allows(file.Candidature.State, CandidatureVerb.Withdraw)
        );
    }
}

/// <summary>The steps of a promotion, from its timetable only: a step without a date says so and invents none.</summary>
public static class Timeline
{
    public static IReadOnlyList<TimelineStep> Of(Cohort cohort, DateTimeOffset submittedAt, DateTimeOffset now)
    {
        var timetable = cohort.Timetable;
        var today = FrenchDates.ParisDay(now);
        var heard = timetable.HearingsTo < today;
        var hearing = !heard && timetable.HearingsFrom <= today;
        var results = cohort.ResultsArePublicAt(now);
        return
        [
            new("Candidature reçue", FrenchDates.Long(submittedAt), "Votre dépôt est enregistré. Il ne change plus.", "done"),
            new(
                "Lecture des dossiers",
                timetable.HearingsFrom is { } from ? $"jusqu’aux auditions, {FrenchDates.Weekday(from)}" : "après la clôture",
                "L’équipe vérifie les conditions du règlement, puis le jury lit chaque dossier. L’équipe vous écrit si vous êtes invité ou invitée à une audition.",
                hearing || heard || results ? "done" : "current"
            ),
            new(
                "Auditions à Paris",
                (timetable.HearingsFrom, timetable.HearingsTo) is ({ } first, { } last)
                    ? FrenchDates.Period(first, last)
                    : "date à venir",
                "Le jury rencontre les personnes présélectionnées. Prévoyez ces jours dès maintenant.",
                heard || results ? "done"
                    : hearing ? "current"
                    : "next"
            ),
            new(
                "Résultats",
                Results(timetable),
                "Le jury délibère, puis l’équipe répond à chaque personne, retenue ou non.",
                results ? "done"
                    : heard ? "current"
                    : "next"
            ),
            new(
                "Début des dix mois",
                timetable.WorkStartsOn is { } start ? FrenchDates.Weekday(start) : "date à venir",
                "Les personnes retenues rejoignent leur administration d’accueil.",
                timetable.WorkStartsOn <= today ? "done" : "next"
            ),
        ];
    }

    private static string Results(Timetable timetable) =>
        timetable.ResultsAt is { } instant ? FrenchDates.Long(instant)
        : timetable.ResultsDueBefore is { } day ? $"avant le {FrenchDates.Weekday(day)}"
        : "date à venir";
}
