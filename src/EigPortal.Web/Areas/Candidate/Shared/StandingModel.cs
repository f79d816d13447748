using EigPortal.Domain.Candidatures;
using EigPortal.Domain.Cohorts;
using EigPortal.Services.Candidatures;

namespace EigPortal.Web.Areas.Candidate.Shared;

/// <summary>Where a candidature stands now: saved or submitted, what counts, until when.</summary>
public sealed record StandingModel(
    Guid CandidatureId,
    CandidatureState State,
    string? Number,
    DateTimeOffset LastEditedAt,
    SubmissionLine? LastSubmission,
    bool HasUnsubmittedEdits,
    CallState Call,
    DateTimeOffset? ClosesAt
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
            file.Cohort.Timetable.CallAt(now),
            file.Cohort.Timetable.CallClosesAt
        );
}
