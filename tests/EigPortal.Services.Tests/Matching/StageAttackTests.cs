using CsCheck;
using EigPortal.Domain.Diversity;
using Google.OrTools.Sat;

namespace EigPortal.Services.Tests.Matching;

/// <summary>
/// E19: somebody who knows every shown count and how many people came how far, and has a solver, learns no hidden count. Each hidden one
/// is asked for its smallest and its largest possible value.
/// </summary>
public sealed class StageAttackTests
{
    private static readonly DiversityQuestion Gender = DiversityQuestionnaire.Questions[0];
    private static readonly ReachedStage[] Stages = Enum.GetValues<ReachedStage>();
    private static readonly string[] Answers = [.. Gender.Choices.Select(choice => choice.Key), StageCounts.Unanswered];

    private static readonly Gen<(ReachedStage Stage, string? Answer)[]> People = Gen.Select(
        Gen.Int[0, 6].Select(place => Stages[place]),
        Gen.Frequency(
            (6, Gen.Const((string?)"homme")),
            (3, Gen.Const((string?)"femme")),
            (1, Gen.Const((string?)"autre")),
            (2, Gen.Const((string?)null))
        )
    ).Array[5, 180];

    [Fact]
    public void E19_no_hidden_count_is_recovered_by_solving_for_it()
    {
        var hiddenCells = 0;
        People.Sample(
            people =>
            {
                var cells = StageCounts.Publish(Gender, people);
                foreach (var hidden in cells.Where(cell => cell.Count is null))
                {
                    Interlocked.Increment(ref hiddenCells);
                    var (smallest, largest) = (Bound(cells, hidden, isLargest: false), Bound(cells, hidden, isLargest: true));
                    // Of nobody, everybody knows the answer.
                    Assert.True(hidden.OutOf == 0 || smallest < largest, $"{hidden} is {smallest}");
                    // What may be left is never narrower than the people whom it is about.
                    var apart = Apart(cells, hidden);
                    Assert.True(
                        largest - smallest >= Math.Min(StageCounts.Threshold, apart),
                        $"{hidden} is from {smallest} to {largest}, {apart} people apart"
                    );
                }
            },
            iter: 60,
            threads: 1
        );
        Assert.True(hiddenCells > 100, $"{hiddenCells} cells");
    }

    /// <summary>People between the stage of a hidden count and the nearest ones, before and after, that show the same answer.</summary>
    private static int Apart(IReadOnlyList<StageCell> cells, StageCell hidden)
    {
        var shown = cells.Where(cell => cell.Answer == hidden.Answer && cell.Count is not null).ToList();
        var before = shown.Where(cell => cell.Stage < hidden.Stage).Select(cell => cell.OutOf - hidden.OutOf);
        var after = shown
            .Where(cell => cell.Stage > hidden.Stage)
            .Select(cell => hidden.OutOf - cell.OutOf)
            .DefaultIfEmpty(hidden.OutOf);
        return before.Concat(after).Min();
    }

    private static long Bound(IReadOnlyList<StageCell> cells, StageCell asked, bool isLargest)
    {
        var model = new CpModel();
        var stopped = Stages.ToDictionary(
            stage => stage,
            _ => Answers.ToDictionary(answer => answer, answer => model.NewIntVar(0, 1_000, answer))
        );
        LinearExpr Reached(ReachedStage stage, IEnumerable<string> answers) =>
            LinearExpr.Sum(
                Stages.Where(other => other >= stage).SelectMany(other => answers.Select(answer => stopped[other][answer]))
            );
        foreach (var cell in cells)
        {
            model.Add(Reached(cell.Stage, Answers) == cell.OutOf);
            if (cell.Count is { } shown)
            {
                model.Add(Reached(cell.Stage, [cell.Answer]) == shown);
            }
        }

        var value = Reached(asked.Stage, [asked.Answer]);
        if (isLargest)
        {
            model.Maximize(value);
        }
        else
        {
            model.Minimize(value);
        }

        var solver = new CpSolver { StringParameters = "num_workers:1" };
        Assert.Equal(CpSolverStatus.Optimal, solver.Solve(model));
        return (long)Math.Round(solver.ObjectiveValue);
    }
}
