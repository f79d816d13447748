using EigPortal.Domain.Candidatures;
using EigPortal.Domain.Cohorts;
using EigPortal.Services.Candidatures;
using EigPortal.Services.Identity;
using EigPortal.Services.Privacy;
using EigPortal.Services.Text;

namespace EigPortal.Web.Areas.Candidate.Passports;

/// <summary>Who may read what during a phase of the promotion.</summary>
public sealed record ReadersRow(string Phase, string Team, string Jury, string Hosts, bool IsNow);

/// <summary>What is erased, when and why.</summary>
public sealed record ClockRow(string What, string When, string Why);

public sealed record PassportModel(
    string? Number,
    CandidatureState State,
    bool IsOpen,
    DateTimeOffset LastEditedAt,
    IReadOnlyList<SubmissionLine> Submissions,
    IReadOnlyList<ReadersRow> Readers,
    IReadOnlyList<OpeningLine> Openings,
    IReadOnlyList<DateTimeOffset> Exports,
    IReadOnlyList<ClockRow> Clocks,
    IReadOnlyList<CompletionRequest> Completions,
    IReadOnlyList<SeenAsLine> Views,
    DateTimeOffset Now,
    bool CanWithdraw
)
{
    public static PassportModel From(CandidatureFile file, PassportFacts facts, DateTimeOffset now) =>
        new(
            file.Candidature.Number,
            file.Candidature.State,
            file.Timetable.CallAt(now) == CallState.Open,
            file.Candidature.LastEditedAt,
            file.Submissions,
            ReadersOf(file, now),
            facts.Openings,
            facts.Exports,
            ClocksOf(facts, file.Submissions.Count > 0),
            facts.Completions,
            facts.Views,
            now,
            Candidature.Allowed.Allows(file.Candidature.State, CandidatureVerb.Withdraw) && !file.Cohort.ResultsArePublicAt(now)
        );

    private static IReadOnlyList<ReadersRow> ReadersOf(CandidatureFile file, DateTimeOffset now)
    {
        var call = file.Timetable.CallAt(now);
        var results = file.Cohort.ResultsArePublicAt(now);
        return
        [
            new(
                "Votre brouillon",
                "Personne. L’équipe compte les brouillons sans les lire.",
                "Personne",
                "Personne",
                call is CallState.NotOpen or CallState.Open or CallState.Unscheduled
            ),
            new(
                "Votre dossier déposé, pendant l’appel",
                "Les personnes de l’équipe, sauf celles qui ont un lien d’intérêts avec vous",
                "Les membres à qui l’équipe confie votre dossier, sans votre téléphone, votre adresse ni vos aménagements",
                "Le nombre de candidatures à leur défi, jamais les noms",
                call == CallState.Open
            ),
            new(
                "De la clôture aux résultats",
                "Comme pendant l’appel",
                "Les membres à qui l’équipe confie votre dossier",
                "Leurs mentors, s’ils siègent au jury et que votre dossier leur est confié",
                call == CallState.Closed && !results
            ),
            new(
                "Après les résultats",
                "Comme pendant l’appel, jusqu’à l’effacement",
                "Comme avant, tant que la session du jury dure",
                "Seulement si vous acceptez une proposition\u00a0: votre nom et votre contrat",
                results
            ),
        ];
    }

    private static IReadOnlyList<ClockRow> ClocksOf(PassportFacts facts, bool isSubmitted)
    {
        var term = facts.KeptUntil is { } until
            ? $"Le {FrenchDates.Day(FrenchDates.ParisDay(until))} au plus tard"
            : "Pas de date encore";
        var clocks = new List<ClockRow>
        {
            isSubmitted
                ? new(
                    "Vos réponses, vœux et documents",
                    term,
                    "Deux ans après le dernier dépôt\u00a0: la durée annoncée au moment de l’appel."
                )
                : new(
                    "Votre brouillon et ses documents",
                    term,
                    "Trois mois après la clôture\u00a0: personne ne l’a lu et il ne peut plus être déposé."
                ),
            new("Les courriels que le portail vous a envoyés", "Avec le dossier", "Ils en reprennent le contenu."),
            new(
                "Vos réponses au questionnaire facultatif, si vous y avez répondu",
                "Quand les résultats sont publics, trente jours après au plus tard",
                "Elles sont comptées sans nom, puis détruites avec la clé qui les relie à votre candidature. Vous pouvez les retirer avant."
            ),
            new("Votre compte", "Avec le dossier, si rien d’autre n’y est rattaché", "Il ne sert qu’à vous reconnaître."),
        };
        if (isSubmitted)
        {
            clocks.Insert(
                1,
                new(
                    "Les commentaires du jury",
                    "Avec le dossier",
                    "Les notes restent, sans nom, pour que le classement puisse être vérifié."
                )
            );
            clocks.Add(
                new(
                    "Le numéro, l’état, les dates, les défis et profils demandés, le journal des actes",
                    "Gardés sans nom",
                    "Ils prouvent le respect des règles et servent aux statistiques. Plus rien ne permet de remonter à vous."
                )
            );
        }

        if (facts.ContractKeptUntil is { } contract)
        {
            clocks.Add(
                new(
                    "Votre contrat",
                    $"Le {FrenchDates.Day(contract)}",
                    "Cinq ans après sa fin\u00a0: le délai pendant lequel il peut être contesté (code civil, article 2224)."
                )
            );
        }

        return clocks;
    }
}
