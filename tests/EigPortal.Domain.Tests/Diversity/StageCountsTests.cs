using CsCheck;
using EigPortal.Domain.Diversity;

namespace EigPortal.Domain.Tests.Diversity;

/// <summary>E17, E19: nobody's answer can be worked out from what is shown.</summary>
public sealed class StageCountsTests
{
    private static readonly DiversityQuestion Gender = DiversityQuestionnaire.Questions[0];
    private static readonly ReachedStage[] Stages = Enum.GetValues<ReachedStage>();

    private static readonly Gen<(ReachedStage Stage, string? Answer)[]> People = Gen.Select(
        Gen.Int[0, 6].Select(place => Stages[place]),
        Gen.Frequency(
            (6, Gen.Const((string?)"homme")),
            (3, Gen.Const((string?)"femme")),
            (1, Gen.Const((string?)"autre")),
            (2, Gen.Const((string?)null))
        )
    ).Array[0, 220];

    [Fact]
    public void A_usual_promotion_is_counted_stage_by_stage()
    {
        var cells = Publish([
            .. Some(ReachedStage.Submitted, ("femme", 8), ("homme", 20), (null, 6)),
            .. Some(ReachedStage.Preselected, ("femme", 12), ("homme", 30), (null, 12)),
            .. Some(ReachedStage.Retained, ("femme", 7), ("homme", 18), (null, 7)),
        ]);

        Assert.Equal((27, 120), Of(cells, "femme", ReachedStage.Submitted));
        Assert.Equal((19, 86), Of(cells, "femme", ReachedStage.Preselected));
        Assert.Equal((7, 32), Of(cells, "femme", ReachedStage.Retained));
        // Nobody stopped at "admissible": it says what the next one says.
        Assert.Equal((19, 86), Of(cells, "femme", ReachedStage.Admissible));
    }

    [Fact]
    public void A_small_count_is_hidden_with_another_so_that_the_total_does_not_give_it_back()
    {
        var cells = Publish([.. Some(ReachedStage.Submitted, ("femme", 12), ("homme", 30), ("autre", 1), (null, 20))]);

        Assert.Null(Of(cells, "autre", ReachedStage.Submitted).Count);
        Assert.Null(Of(cells, StageCounts.Unanswered, ReachedStage.Submitted).Count);
        Assert.Equal(12, Of(cells, "femme", ReachedStage.Submitted).Count);
        Assert.Equal(30, Of(cells, "homme", ReachedStage.Submitted).Count);
    }

    [Fact]
    public void One_rejected_person_is_not_told_apart_by_subtracting_two_stages()
    {
        var cells = Publish([
            .. Some(ReachedStage.Submitted, ("femme", 1)),
            .. Some(ReachedStage.Retained, ("femme", 20), ("homme", 20), ("autre", 6), (null, 6)),
        ]);

        Assert.Equal(21, Of(cells, "femme", ReachedStage.Submitted).Count);
        Assert.All(cells.Where(cell => cell.Stage != ReachedStage.Submitted), cell => Assert.Null(cell.Count));
    }

    [Fact]
    public void A_group_whose_members_all_gave_the_same_answer_is_hidden_whole()
    {
        var cells = Publish([.. Some(ReachedStage.Retained, ("homme", 32))]);

        Assert.All(cells, cell => Assert.Null(cell.Count));
    }

    [Fact]
    public void Whatever_people_answer_no_shown_count_no_rest_and_no_difference_speaks_of_fewer_than_five()
    {
        People.Sample(
            people =>
            {
                var cells = Publish(people);
                foreach (var stage in Stages)
                {
                    var row = cells.Where(cell => cell.Stage == stage).ToList();
                    Assert.All(row, cell => Assert.True(cell.Count is null or >= StageCounts.Threshold));
                    var hidden = row.Where(cell => cell.Count is null).ToList();
                    var rest = row[0].OutOf - row.Sum(cell => cell.Count ?? 0);
                    Assert.True(hidden.Count != 1, $"one hidden count at {stage}");
                    Assert.True(
                        hidden.Count == 0 ? rest == 0 : hidden.Count == row.Count || rest >= StageCounts.Threshold,
                        $"{rest} people left at {stage}"
                    );
                }

                foreach (var answer in cells.GroupBy(cell => cell.Answer))
                {
                    var shown = answer.Where(cell => cell.Count is not null).OrderBy(cell => cell.Stage).ToList();
                    foreach (var (wide, narrow) in shown.Zip(shown.Skip(1)))
                    {
                        Assert.True(
                            wide.OutOf == narrow.OutOf || wide.Count - narrow.Count >= StageCounts.Threshold,
                            $"{wide} - {narrow}"
                        );
                    }
                }
            },
            iter: 3_000
        );
    }

    [Fact]
    public void A_group_that_passes_less_than_four_fifths_as_often_as_the_best_one_is_watched_and_nothing_hidden_is_compared()
    {
        var cells = Publish([
            .. Some(ReachedStage.Submitted, ("femme", 30), ("homme", 50), ("autre", 1), (null, 20)),
            .. Some(ReachedStage.Recruited, ("femme", 10), ("homme", 50), ("autre", 6), (null, 20)),
        ]);
        var impact = AdverseImpact.Of(cells);

        Assert.Equal(["femme", "homme"], impact.Select(cell => cell.Answer));
        Assert.Equal([0.25m, 0.5m], impact.Select(cell => cell.Rate));
        Assert.Equal([0.5m, 1m], impact.Select(cell => cell.Ratio));
        Assert.Equal([true, false], impact.Select(cell => cell.IsWatched));
    }

    [Fact]
    public void The_order_of_people_changes_nothing()
    {
        People.Sample(people => Assert.Equal(Publish(people), Publish([.. people.Reverse()])), iter: 300);
    }

    [Fact]
    public void What_the_questionnaire_does_not_offer_is_no_answer_and_nothing_is_kept_without_consent()
    {
        var typed = new Dictionary<string, string?>
        {
            ["genre"] = "femme",
            ["age"] = "",
            ["handicap"] = "<b>",
            ["autre"] = "x",
        };

        Assert.Equal(["genre"], DiversityQuestionnaire.Read(typed, consent: true).Value.Keys);
        Assert.Equal(DiversityQuestionnaire.NoConsent, DiversityQuestionnaire.Read(typed, consent: false).Error);
        typed["genre"] = null;
        Assert.Equal(DiversityQuestionnaire.NoAnswer, DiversityQuestionnaire.Read(typed, consent: true).Error);
    }

    private static IReadOnlyList<StageCell> Publish(IReadOnlyCollection<(ReachedStage, string?)> people) =>
        StageCounts.Publish(Gender, people);

    private static (int? Count, int OutOf) Of(IReadOnlyList<StageCell> cells, string answer, ReachedStage stage)
    {
        var cell = cells.Single(cell => cell.Answer == answer && cell.Stage == stage);
        return (cell.Count, cell.OutOf);
    }

    private static IEnumerable<(ReachedStage, string?)> Some(ReachedStage stage, params (string? Answer, int Count)[] answers) =>
        answers.SelectMany(one => Enumerable.Repeat((stage, one.Answer), one.Count));
}
