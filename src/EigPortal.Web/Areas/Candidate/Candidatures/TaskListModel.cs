using EigPortal.Domain.Candidatures;
using EigPortal.Domain.Shared;
using EigPortal.Services.Candidatures;
using EigPortal.Web.Areas.Candidate.Shared;
using EigPortal.Web.Dsfr;

namespace EigPortal.Web.Areas.Candidate.Candidatures;

public enum TaskState
{
    ToStart,
    InProgress,
    Done,
    ToCorrect,
}

/// <summary>A line of the task list.</summary>
/// <param name="Missing">What submission still asks of this section, in words.</param>
/// <param name="HasNews">The form has changed here since the person last saved the section.</param>
public sealed record TaskLine(string Key, string Title, TaskState State, IReadOnlyList<DomainError> Missing, bool HasNews)
{
    public string Href => $"/candidature/{Key}";

    public string Label =>
        State switch
        {
            TaskState.ToStart => "À commencer",
            TaskState.InProgress => "En cours",
            TaskState.Done => "Terminé",
            TaskState.ToCorrect => "À corriger",
        };

    public BadgeKind Badge =>
        State switch
        {
            TaskState.ToStart => BadgeKind.Neutral,
            TaskState.InProgress => BadgeKind.Info,
            TaskState.Done => BadgeKind.Success,
            TaskState.ToCorrect => BadgeKind.Error,
        };
}

public sealed record TaskListModel(StandingModel Standing, IReadOnlyList<TaskLine> Tasks, IReadOnlyList<FormNews> News)
{
    public bool IsComplete => Tasks.All(task => task.State == TaskState.Done);

    public int Done => Tasks.Count(task => task.State == TaskState.Done);

    public static TaskListModel From(CandidatureFile file, DateTimeOffset now) =>
        new(StandingModel.From(file, now), TaskLines.Of(file), file.News);
}

/// <summary>Says honestly where each section is.</summary>
public static class TaskLines
{
    public static IReadOnlyList<TaskLine> Of(CandidatureFile file)
    {
        var missing = file.Missing();
        return
        [
            .. file.Form.TaskList.Select(key => new TaskLine(
                key,
                Title(file.Form, key),
                State(file, key, missing[key]),
                missing[key],
                file.NewsOf(key).Count > 0
            )),
        ];
    }

    private static string Title(PromotionForm form, string key) =>
        key switch
        {
            CandidatureForm.Wishes => "Vœux",
            CandidatureForm.Documents => "Documents",
            _ => form.Find(key)!.Title,
        };

    private static TaskState State(CandidatureFile file, string key, IReadOnlyList<DomainError> missing)
    {
        if (missing.Count == 0)
        {
            // A section without a required answer is done only once the person has seen it.
            return IsStarted(file, key) ? TaskState.Done : TaskState.ToStart;
        }

        if (!IsStarted(file, key))
        {
            return TaskState.ToStart;
        }

        // What was complete when submitted and no longer is, or a challenge that has closed, is not a mere gap.
        var wasComplete = file.Submissions.Count > 0;
        return wasComplete || missing.Any(error => error.Code == "wishes.closed") ? TaskState.ToCorrect : TaskState.InProgress;
    }

    private static bool IsStarted(CandidatureFile file, string key) =>
        key switch
        {
            CandidatureForm.Wishes => file.Candidature.Wishes.Count > 0 || file.Submissions.Count > 0,
            CandidatureForm.Documents => file.Candidature.Documents.Count > 0 || file.Submissions.Count > 0,
            _ => file.Candidature.Sections.Any(section => section.Key == key),
        };
}
