using EigPortal.Domain.Cohorts;
using EigPortal.Domain.Shared;
using EigPortal.Services.Candidatures;

namespace EigPortal.Web.Areas.Candidate.Candidatures;

/// <summary>The page that starts a candidature, or says why it can't be.</summary>
/// <param name="Challenge">The challenge that the person comes from; null without one, or when it accepts no candidature.</param>
/// <param name="Refusal">Why the person may not start; null when they may, or already have.</param>
public sealed record StartModel(
    CallState Call,
    DateTimeOffset? OpensAt,
    DateTimeOffset? ClosesAt,
    bool IsStarted,
    bool IsFull,
    OpenChallenge? Challenge,
    DomainError? Refusal
);
