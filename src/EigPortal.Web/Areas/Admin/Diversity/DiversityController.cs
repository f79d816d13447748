using EigPortal.Domain.Cohorts;
using EigPortal.Domain.Diversity;
using EigPortal.Domain.Shared;
using EigPortal.Services.Cohorts;
using EigPortal.Services.Data;
using EigPortal.Services.Diversity;
using EigPortal.Services.Identity;
using EigPortal.Services.Time;
using EigPortal.Web.Dsfr;
using EigPortal.Web.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace EigPortal.Web.Areas.Admin.Diversity;

/// <param name="Label">The answer, in words.</param>
/// <param name="Counts">One per stage of the question; null where it is hidden.</param>
public sealed record AnswerRow(string Label, IReadOnlyList<int?> Counts);

/// <param name="Stages">Those of which at least one count is shown, with everybody who reached them.</param>
public sealed record QuestionTable(
    string Key,
    string Label,
    IReadOnlyList<(ReachedStage Stage, int OutOf)> Stages,
    IReadOnlyList<AnswerRow> Rows,
    IReadOnlyList<ImpactCell> Impact
)
{
    /// <summary>Pairs of stages that are compared, in order.</summary>
    public IReadOnlyList<(ReachedStage From, ReachedStage To)> Passages =>
        [.. Impact.Select(cell => (cell.From, cell.To)).Distinct()];

    /// <summary>Answers that are compared somewhere, with their label.</summary>
    public IReadOnlyList<(string Label, IReadOnlyList<ImpactCell?> Cells)> ImpactRows(DiversityQuestion question) =>
        [
            .. question
                .Choices.Where(choice => Impact.Any(cell => cell.Answer == choice.Key))
                .Select(choice =>
                    (
                        choice.Label,
                        (IReadOnlyList<ImpactCell?>)
                            [
                                .. Passages.Select(passage =>
                                    Impact.SingleOrDefault(cell =>
                                        cell.Answer == choice.Key && cell.From == passage.From && cell.To == passage.To
                                    )
                                ),
                            ]
                    )
                ),
        ];

    /// <summary>The first and the last stage, where a difference would show; one series when only one is shown.</summary>
    public IReadOnlyList<string> Series => [.. Ends.Select(end => Labels.Of(Stages[end].Stage))];

    /// <summary>Shares of everybody at a stage, in percent. Answers that either end hides are left to the table.</summary>
    public IReadOnlyList<Bar> Bars =>
        [
            .. Rows.Where(row => Ends.All(end => row.Counts[end] is not null))
                .Select(row => new Bar(row.Label, [.. Ends.Select(end => Share(row.Counts[end]!.Value, Stages[end].OutOf))])),
        ];

    private IReadOnlyList<int> Ends => Stages.Count > 1 ? [0, Stages.Count - 1] : [0];

    private static decimal Share(int count, int outOf) => Math.Round(100m * count / outOf, 1, MidpointRounding.AwayFromZero);

    public static QuestionTable From(DiversityQuestion question, IReadOnlyList<StageCount> counts)
    {
        var stages = counts
            .GroupBy(count => count.Stage)
            .Where(stage => stage.Any(count => count.Count is not null))
            .OrderBy(stage => stage.Key)
            .Select(stage => (stage.Key, stage.First().OutOf))
            .ToList();
        return new QuestionTable(
            question.Key,
            question.Label,
            stages,
            [
                .. question
                    .Choices.Append(new DiversityChoice(StageCounts.Unanswered, "Sans réponse"))
                    .Select(choice => new AnswerRow(
                        choice.Label,
                        [
                            .. stages.Select(stage =>
                                counts.Single(count => count.Answer == choice.Key && count.Stage == stage.Key).Count
                            ),
                        ]
                    )),
            ],
            AdverseImpact.Of([
                .. counts.Select(count => new StageCell(count.Question, count.Answer, count.Stage, count.Count, count.OutOf)),
            ])
        );
    }
}

/// <param name="CanFreeze">Results are public and nobody has frozen the counts.</param>
public sealed record StatisticsModel(
    DateTimeOffset? FrozenAt,
    bool CanFreeze,
    IReadOnlyList<QuestionTable> Questions,
    string? Word
)
{
    /// <summary>What has to be typed: destroying can't be undone.</summary>
    public const string ExpectedWord = "ARRÊTER";

    public static StatisticsModel From(Cohort cohort, IReadOnlyList<StageCount> counts, DateTimeOffset now, string? word) =>
        new(
            cohort.StageCountsFrozenAt,
            cohort.StageCountsFrozenAt is null && cohort.ResultsArePublicAt(now),
            cohort.StageCountsFrozenAt is null
                ? []
                :
                [
                    .. DiversityQuestionnaire.Questions.Select(question =>
                        QuestionTable.From(question, [.. counts.Where(count => count.Question == question.Key)])
                    ),
                ],
            word
        );
}

/// <summary>All that anybody of the team sees of the optional questionnaire: counts by stage, once, of five people at least (ADR 24).</summary>
public sealed class DiversityController(
    EigDbContext db,
    CurrentCohort current,
    FreezeStageCounts freeze,
    ProgrammeClock clock,
    ActorLoader actors
) : AdminController(actors)
{
    private const string Address = "/admin/diversite";

    private static readonly DomainError WrongWord = new(
        "diversity.word",
        $"Tapez le mot {StatisticsModel.ExpectedWord} pour confirmer.",
        "Word"
    );

    [HttpGet(Address)]
    public async Task<IActionResult> Index(CancellationToken ct) => View("Index", await ModelAsync(null, ct));

    [HttpPost(Address + "/arret")]
    public async Task<IActionResult> Freeze([FromForm] string? word, CancellationToken ct)
    {
        var typed = word?.Trim().Normalize();
        var result =
            typed == StatisticsModel.ExpectedWord ? await freeze.ExecuteAsync((await current.GetAsync(ct)).Id, ct) : WrongWord;
        if (!result.IsOk)
        {
            AddErrors(result.Errors);
            return Refused("Index", await ModelAsync(word, ct));
        }

        this.Flash("Les comptages sont arrêtés. Les réponses et la clé sont détruites.");
        return LocalRedirect(Address);
    }

    private async Task<StatisticsModel> ModelAsync(string? word, CancellationToken ct)
    {
        var cohort = await db.Cohorts.AsNoTracking().SingleAsync(row => row.IsCurrent, ct);
        var counts = await db.StageCounts.AsNoTracking().Where(row => row.CohortId == cohort.Id).ToListAsync(ct);
        return StatisticsModel.From(cohort, counts, clock.Now, word);
    }
}
