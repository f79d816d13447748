using EigPortal.Domain.Selection;
using EigPortal.Services.Data;
using EigPortal.Services.Identity;

namespace EigPortal.Services.Selection;

/// <summary>Decisions as the person they are about may know them, once results are public.</summary>
internal static class KnownDecisionQueries
{
    /// <summary>
    /// Validated decisions; and the one by which a person waits, while the seat that they are designated for since is not agreed to by a
    /// second person: nothing has changed for them yet, and a page that changed would tell them (E12).
    /// </summary>
    public static IQueryable<Decision> KnownDecisions(this EigDbContext db) =>
        db.Decisions.Where(decision =>
            decision.State == DecisionState.Validated
            || (
                decision.State == DecisionState.Cancelled
                && decision.Kind == DecisionKind.WaitingList
                && decision.ValidatedAt != null
                && db.Decisions.Any(next =>
                    next.CandidatureId == decision.CandidatureId
                    && next.Kind == DecisionKind.Retained
                    && next.State == DecisionState.Recorded
                )
            )
        );

    /// <summary>Among these, those by which the actor waits in the current promotion.</summary>
    public static IQueryable<Decision> WaitingOf(this IQueryable<Decision> decisions, EigDbContext db, Actor actor) =>
        decisions.Where(decision =>
            decision.Kind == DecisionKind.WaitingList
            && db.Cohorts.Any(cohort => cohort.Id == decision.CohortId && cohort.IsCurrent)
            && db.Candidatures.Any(candidature =>
                candidature.Id == decision.CandidatureId && actor.CandidateIds.Contains(candidature.CandidateId)
            )
        );
}
