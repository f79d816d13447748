using EigPortal.Domain.Candidatures;
using EigPortal.Domain.Cohorts;
using EigPortal.Services.Candidatures;

namespace EigPortal.Web.Areas.Candidate.Shared;

/// <summary>Where a candidature stands now: saved or submitted, what counts, until when.</summary>
/// <param name="ClosesAt">Closing for this person, an extension of their own included.</param>
/// <param name="IsExtended">Staff gave this person more time than the others.</param>
public sealed record StandingModel(
    Guid CandidatureId,
    CandidatureState State,
    string? Number,
    DateTimeOffset LastEditedAt,
    SubmissionLine? LastSubmission,
    bool HasUnsubmittedEdits,
    CallState Call,
    DateTimeOffset? ClosesAt,
    bool IsExtended
)
{
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
            file.Timetable.CallClosesAt != file.Cohort.Timetable.CallClosesAt
        );
}
