using EigPortal.Services.Challenges;
using EigPortal.Services.Cohorts;
using EigPortal.Web.Dsfr;

namespace EigPortal.Web.Features.Shared;

/// <summary>Public figures of past promotions, as bars. A promotion whose sources state no figure has no bar.</summary>
public sealed record PastFigures(
    IReadOnlyList<Bar> Candidates,
    IReadOnlyList<Bar> Recruited,
    IReadOnlyList<Bar> Challenges,
    IReadOnlyList<string> Notes
)
{
    /// <param name="cohorts">Every promotion.</param>
    /// <param name="currentIsPublic">Whether the results of the current promotion are public: before, it has no figures to show.</param>
    public static PastFigures Of(IEnumerable<CohortSummary> cohorts, bool currentIsPublic)
    {
        var shown = cohorts
            .Where(cohort => !cohort.IsCurrent || currentIsPublic)
            .OrderBy(cohort => cohort.Year)
            .ThenBy(cohort => cohort.Slug)
            .ToList();
        return new(
            [
                .. shown
                    .Where(cohort => cohort.Figures is { Candidates: not null, Heard: not null })
                    .Select(cohort => new Bar(Label(cohort), cohort.Figures.Candidates!.Value, cohort.Figures.Heard!.Value)),
            ],
            [
                .. shown
                    .Where(cohort => cohort.Figures.Recruited is not null)
                    .Select(cohort => new Bar(Label(cohort), cohort.Figures.Recruited!.Value)),
            ],
            [
                .. shown
                    .Where(cohort => cohort.Figures is { ChallengesFiled: not null, Challenges: not null })
                    .Select(cohort => new Bar(
                        Label(cohort),
                        cohort.Figures.ChallengesFiled!.Value,
                        cohort.Figures.Challenges!.Value
                    )),
            ],
            [
                .. shown
                    .Where(cohort => ProgrammeTexts.FigureNotes.ContainsKey(cohort.Slug))
                    .Select(cohort => $"{cohort.Name}\u00a0: {ProgrammeTexts.FigureNotes[cohort.Slug]}"),
            ]
        );
    }

    private static string Label(CohortSummary cohort) =>
        cohort.Slug == "dig" ? $"Designers ({cohort.Year})" : $"{cohort.Name} ({cohort.Year})";
}
