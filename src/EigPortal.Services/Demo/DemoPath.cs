using EigPortal.Domain.Cohorts;
using EigPortal.Domain.Hearings;
using EigPortal.Domain.Juries;
using EigPortal.Domain.Juries.Phases;
using EigPortal.Domain.Selection;
using EigPortal.Domain.Selection.Deliberations;
using EigPortal.Services.Data;
using EigPortal.Services.Data.Interceptors;
using Microsoft.EntityFrameworkCore;

namespace EigPortal.Services.Demo;

/// <summary>A step of the guided end of a selection.</summary>
/// <param name="By">Whose account does it; null for anybody.</param>
/// <param name="Href">Where it is done.</param>
public sealed record DemoStep(string Title, string How, DemoPerson? By, string Href, bool IsDone);

/// <summary>
/// What is left to do in the scenario of the conclusion, in order, read from the database: somebody who has never seen the portal goes from
/// two files to read to published results with this and the pages themselves.
/// </summary>
public sealed class DemoPath(EigDbContext db, ProgrammeNow now)
{
    /// <summary>Empty in any other scenario.</summary>
    public async Task<IReadOnlyList<DemoStep>> StepsAsync(string? scenario, CancellationToken ct)
    {
        if (scenario != DemoScenario.Conclusion.Name)
        {
            return [];
        }

        var cohort = await db.Cohorts.AsNoTracking().SingleAsync(row => row.IsCurrent, ct);
        var phase = await db.JuryPhases.Where(row => row.CohortId == cohort.Id).Select(row => row.Current).SingleAsync(ct);
        var facts = await db
            .Cohorts.Where(row => row.Id == cohort.Id)
            .Select(_ => new
            {
                ToRead = db.ScoreSheets.Any(sheet => sheet.State == SheetState.NotStarted || sheet.State == SheetState.Draft),
                ToHear = db.Slots.Any(slot =>
                    slot.State != SlotState.Heard && slot.State != SlotState.Absent && slot.State != SlotState.Withdrawn
                ),
                ToNote = db.CollectiveSheets.Any(sheet => sheet.State != CollectiveState.Locked),
                ToDeliberate = db.Deliberations.Any(sitting => sitting.State != DeliberationState.Closed),
                ToValidate = db.Decisions.Any(decision => decision.State == DecisionState.Recorded),
            })
            .SingleAsync(ct);
        var isHeard = !facts.ToHear && !facts.ToNote;
        return
        [
            new(
                "Lire et noter les deux derniers dossiers",
                "La notation est rouverte jusqu’à demain pour cette jurée : une note par critère, un avis, puis « Relire et verrouiller ».",
                DemoAccounts.Juror,
                "/admin/jury",
                !facts.ToRead
            ),
            new(
                "Tenir la dernière audition",
                "La personne attend devant la salle : commencez, remplissez la grille commune, terminez en la verrouillant.",
                DemoAccounts.Juror,
                "/admin/jury/auditions",
                isHeard
            ),
            new(
                "Ouvrir la délibération",
                "Toutes les auditions sont tenues : ouvrez la phase « Délibération ».",
                DemoAccounts.Staff,
                "/admin/phases",
                phase >= JuryPhase.Deliberation
            ),
            new(
                "Tenir la séance du jury",
                "Cochez qui est là, ouvrez la séance, votez sur la dernière candidature, scellez le procès-verbal.",
                DemoAccounts.Staff,
                "/admin/deliberations",
                !facts.ToDeliberate
            ),
            new(
                "Valider la décision, puis préparer la publication",
                "Une décision et une publication demandent deux personnes : voici la seconde.",
                DemoAccounts.SecondStaff,
                "/admin/decisions#a-valider",
                !facts.ToDeliberate && !facts.ToValidate && cohort.Results != ResultsState.NotPrepared
            ),
            new(
                "Confirmer la publication des résultats",
                "Relisez la liste, confirmez : les pages s’ouvriront à l’instant annoncé au calendrier.",
                DemoAccounts.Staff,
                "/admin/resultats",
                cohort.Results == ResultsState.Confirmed
            ),
            new(
                "Lire les résultats publiés",
                "Changez la date, plus bas : le 4 décembre 2018 à 10 h, les équipes sont publiques.",
                null,
                "/promotions/3",
                cohort.ResultsArePublicAt(now())
            ),
        ];
    }
}
