using System.Text.Json;
using EigPortal.Domain.Candidatures;
using EigPortal.Domain.Cohorts;
using EigPortal.Services.Candidatures;

namespace EigPortal.Web.Areas.Candidate.Shared;

/// <summary>Where a candidature stands now: saved or submitted, what counts, until when.</summary>
/// <param name="ClosesAt">Closing for this person, an extension of their own included.</param>
/// <param name="IsExtended">Staff gave this person more time than the others.</param>
/// <param name="Saves">For the script: the open page that last saved each section, and the version it left.</param>
/// <param name="Now">When the page was asked, in programme time.</param>
public sealed record StandingModel(
    Guid CandidatureId,
    CandidatureState State,
    string? Number,
    DateTimeOffset LastEditedAt,
    SubmissionLine? LastSubmission,
    bool HasUnsubmittedEdits,
    CallState Call,
    DateTimeOffset? ClosesAt,
    bool IsExtended,
    string Saves,
    DateTimeOffset Now
)
{
    /// <summary>Keys of the sections, in order.</summary>
    public IReadOnlyList<string> TaskList { get; private init; } = [];

    public int Step(string key) => TaskList.ToList().IndexOf(key) + 1;

    /// <summary>Where to go on after a section.</summary>
    public string After(string key) =>
        TaskList.SkipWhile(known => known != key).ElementAtOrDefault(1) is { } next
            ? $"/candidature/{next}"
            : "/candidature/verifier";

    public bool IsOpen => Call == CallState.Open;

    public static StandingModel From(CandidatureFile file, DateTimeOffset now) =>
        new(
            file.Candidature.Id,
            file.Candidature.State,
            file.Candidature.Number,
            file.Candidature.LastEditedAt,
            file.LastSubmission,
            file.Candidature.HasUnsubmittedEdits,
            file.Timetable.CallAt(now),
            file.Timetable.CallClosesAt,
            file.Timetable.CallClosesAt != file.Cohort.Timetable.CallClosesAt,
            JsonSerializer.Serialize(SavesOf(file.Candidature), JsonSerializerOptions.Web),
            now
        )
        {
            TaskList = file.Form.TaskList,
        };

    /// <summary>Said beside every automatic save: what is saved is not submitted.</summary>
    public static string Words(CandidatureState state) =>
        state is CandidatureState.Draft or CandidatureState.Withdrawn
            ? "Candidature pas encore déposée"
            : "Modifications pas encore déposées";

    private static Dictionary<string, object> SavesOf(Candidature candidature)
    {
        var saves = candidature.Sections.ToDictionary(
            section => section.Key,
            section => (object)new { section.Page, Version = FormattableString.Invariant($"{section.Version}") }
        );
        saves[CandidatureForm.Wishes] = new { Page = candidature.WishesPage, Version = SaveWishes.VersionOf(candidature.Wishes) };
        return saves;
    }
}
