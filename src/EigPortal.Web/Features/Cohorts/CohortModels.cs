using EigPortal.Domain.Cohorts;
using EigPortal.Services.Challenges;
using EigPortal.Services.Cohorts;
using EigPortal.Services.Teams;
using EigPortal.Web.Features.Shared;
using EigPortal.Web.Shared;

namespace EigPortal.Web.Features.Cohorts;

public sealed record CohortListModel(IReadOnlyList<CohortSummary> Cohorts, PastFigures Figures);

/// <param name="Teams">Empty until results are public.</param>
/// <param name="CorrectedAt">When somebody was last taken off a published team; null while nobody was.</param>
public sealed record CohortPageModel(
    Cohort Cohort,
    CallState Call,
    bool ResultsArePublic,
    IReadOnlyList<ChallengeCard> Challenges,
    IReadOnlyList<PublicTeam> Teams,
    DateTimeOffset? CorrectedAt
)
{
    public string Title => $"{Cohort.Name} ({Cohort.Year})";

    /// <summary>What is known of this promotion in numbers. The current one has none before its results are public.</summary>
    public IReadOnlyList<(string Label, string Value)> Figures
    {
        get
        {
            (string Label, int? Value)[] known =
                Cohort.IsCurrent && !ResultsArePublic
                    ? []
                    :
                    [
                        ("défis proposés par les administrations", Cohort.Figures.ChallengesFiled),
                        ("défis retenus", Cohort.Figures.Challenges),
                        ("candidatures", Cohort.Figures.Candidates),
                        ("personnes auditionnées", Cohort.Figures.Heard),
                        ("personnes recrutées", Cohort.Figures.Recruited),
                    ];
            return
            [
                .. known
                    .Where(figure => figure.Value is not null)
                    .Select(figure => (figure.Label, FrenchNumbers.Number(figure.Value!.Value))),
            ];
        }
    }

    public string? FigureNote => Figures.Count == 0 ? null : ProgrammeTexts.FigureNotes.GetValueOrDefault(Cohort.Slug);

    /// <summary>The dates that are known, in order.</summary>
    public IReadOnlyList<(string Label, string Value)> Dates
    {
        get
        {
            var timetable = Cohort.Timetable;
            (string Label, string? Value)[] dates =
            [
                (
                    "Appel à candidatures",
                    timetable is { CallOpensAt: { } opens, CallClosesAt: { } closes }
                        ? $"du {FrenchDates.Medium(opens)} au {FrenchDates.Medium(closes)}, heure de Paris"
                        : null
                ),
                ("Réunion d’information", timetable.InformationEventOn is { } day ? $"le {FrenchDates.Weekday(day)}" : null),
                ("Auditions", timetable is { HearingsFrom: { } from, HearingsTo: { } to } ? FrenchDates.Period(from, to) : null),
                (
                    "Résultats",
                    ResultsArePublic && timetable.ResultsAt is { } results ? $"publics depuis le {FrenchDates.Medium(results)}"
                    : timetable.ResultsDueBefore is { } due ? $"avant le {FrenchDates.Day(due)}"
                    : null
                ),
                (
                    "Travail dans les administrations",
                    (timetable.WorkStartsOn, timetable.WorkEndsOn) switch
                    {
                        ({ } start, { } end) => FrenchDates.Period(start, end),
                        ({ } start, null) => $"à partir du {FrenchDates.Day(start)}",
                        _ => null,
                    }
                ),
            ];
            return [.. dates.Where(date => date.Value is not null).Select(date => (date.Label, date.Value!))];
        }
    }
}
