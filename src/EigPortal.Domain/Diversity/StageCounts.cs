namespace EigPortal.Domain.Diversity;

/// <summary>How far a candidature came. Each stage holds the next ones.</summary>
public enum ReachedStage
{
    Submitted,
    Admissible,
    Preselected,
    Heard,
    Retained,
    Offered,
    Recruited,
}

/// <param name="Answer">Key of a choice, or <see cref="StageCounts.Unanswered"/>.</param>
/// <param name="Count">Null when it is hidden.</param>
/// <param name="OutOf">Everybody at this stage, who is known anyway.</param>
public sealed record StageCell(string Question, string Answer, ReachedStage Stage, int? Count, int OutOf);

/// <summary>
/// Counts answers stage by stage so that nobody's answer can be worked out, by subtraction either (E19). The reader is taken to know
/// who came how far and how many they are. People are therefore counted in groups that don't overlap, by the stage they stopped at; a
/// group too small is joined to the next one, and the stage between them is not shown. In a group a count below the threshold, zero
/// included, is hidden, with others until the hidden ones are at least two and make the threshold together: what is left of a total says
/// nothing of a few people. A stage shows a count only when every group it is made of shows its own.
/// </summary>
public static class StageCounts
{
    public const int Threshold = 5;

    /// <summary>Stands for those who did not answer this question.</summary>
    public const string Unanswered = "sans-reponse";

    private static readonly ReachedStage[] Stages = Enum.GetValues<ReachedStage>();

    /// <param name="people">Everybody whose candidature was submitted, with their answer; null without one.</param>
    public static IReadOnlyList<StageCell> Publish(
        DiversityQuestion question,
        IReadOnlyCollection<(ReachedStage Stage, string? Answer)> people
    )
    {
        string[] answers = [.. question.Choices.Select(choice => choice.Key), Unanswered];
        var stopped = people.CountBy(person => person.Stage).ToDictionary();
        var groups = Groups(stopped);
        var shown = groups.ToDictionary(
            group => group[0],
            group => Shown(answers, people.Where(person => group.Contains(person.Stage)).Select(person => person.Answer))
        );
        return [.. Stages.SelectMany(stage => answers.Select(answer => CellOf(stage, answer)))];

        StageCell CellOf(ReachedStage stage, string answer) =>
            new(
                question.Key,
                answer,
                stage,
                StartOf(stage) is { } start ? Sum(shown.Where(one => one.Key >= start).Select(one => one.Value[answer])) : null,
                people.Count(person => person.Stage >= stage)
            );

        // A stage within a group is shown too when nobody stopped before it there: it says what the start of the group says.
        ReachedStage? StartOf(ReachedStage stage) =>
            groups.Find(group => group.Contains(stage)) is { } own
            && own.TakeWhile(before => before < stage).All(before => !stopped.ContainsKey(before))
                ? own[0]
                : null;
    }

    /// <summary>Stages at which people stopped, joined until each group has as many people as the threshold; none when they are too few.</summary>
    private static List<List<ReachedStage>> Groups(IReadOnlyDictionary<ReachedStage, int> stopped)
    {
        var groups = new List<List<ReachedStage>>();
        var joined = new List<ReachedStage>();
        foreach (var stage in Stages)
        {
            joined.Add(stage);
            if (joined.Sum(one => stopped.GetValueOrDefault(one)) >= Threshold)
            {
                groups.Add(joined);
                joined = [];
            }
        }

        if (groups.Count > 0)
        {
            groups[^1].AddRange(joined);
        }

        return groups;
    }

    /// <summary>The count of each answer in a group, null where it is hidden.</summary>
    private static Dictionary<string, int?> Shown(string[] answers, IEnumerable<string?> given)
    {
        var counts = answers.ToDictionary(answer => answer, _ => 0);
        foreach (var answer in given)
        {
            counts[answer is not null && counts.ContainsKey(answer) ? answer : Unanswered]++;
        }

        var hidden = counts.Where(count => count.Value < Threshold).Select(count => count.Key).ToHashSet();
        while (
            hidden.Count is > 0
            && hidden.Count < counts.Count
            && (hidden.Count == 1 || hidden.Sum(answer => counts[answer]) < Threshold)
        )
        {
            // Those without an answer teach the least; then the smallest, and of equal ones the first: the same people, the same table.
            hidden.Add(
                hidden.Contains(Unanswered)
                    ? answers.Where(answer => !hidden.Contains(answer)).MinBy(answer => counts[answer])!
                    : Unanswered
            );
        }

        return answers.ToDictionary(answer => answer, answer => hidden.Contains(answer) ? (int?)null : counts[answer]);
    }

    private static int? Sum(IEnumerable<int?> counts) =>
        counts.Aggregate((int?)0, (sum, count) => sum is null || count is null ? null : sum + count);
}
