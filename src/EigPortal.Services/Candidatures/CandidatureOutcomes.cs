using EigPortal.Domain.Candidatures;
using EigPortal.Domain.Selection;
using EigPortal.Services.Data;
using EigPortal.Services.Selection;
using Microsoft.EntityFrameworkCore;

namespace EigPortal.Services.Candidatures;

/// <summary>What a person may know of the outcome of their own candidature.</summary>
public enum Outcome
{
    /// <summary>Nothing yet: the results are not public.</summary>
    UnderReview,
    Retained,
    WaitingList,
    NotRetained,

    /// <summary>Ineligible or incomplete, by an article of the rules.</summary>
    Inadmissible,
    NotPreselected,

    /// <summary>Results are public and no decision is recorded: the team must be asked.</summary>
    Unknown,
}

/// <param name="Reason">Why the candidature stopped at screening; null otherwise.</param>
public sealed record CandidatureOutcome(Outcome Outcome, string? Reason = null)
{
    /// <summary>What the jury says to a person who was heard and is not retained.</summary>
    public IReadOnlyList<DecisionGround> Grounds { get; init; } = [];

    /// <summary>Computations that the jury had before it when it decided.</summary>
    public IReadOnlyList<DecisionAid> Aids { get; init; } = [];

    /// <summary>What the jury adds to it. May be empty.</summary>
    public string Feedback { get; init; } = "";
}

/// <summary>
/// Tells the outcome of a candidature to its owner, and nothing before the results are public: neither screening nor decisions show
/// through before.
/// </summary>
public sealed class CandidatureOutcomes(EigDbContext db)
{
    public async Task<CandidatureOutcome> OfAsync(CandidatureFile file, DateTimeOffset now, CancellationToken ct)
    {
        if (!file.Cohort.ResultsArePublicAt(now))
        {
            return new CandidatureOutcome(Outcome.UnderReview);
        }

        return file.Candidature.State switch
        {
            CandidatureState.Inadmissible => new CandidatureOutcome(
                Outcome.Inadmissible,
                $"{file.Candidature.ScreeningReason} ({file.Candidature.ScreeningArticle})"
            ),
            CandidatureState.NotPreselected => new CandidatureOutcome(Outcome.NotPreselected, file.Candidature.ScreeningReason),
            CandidatureState.Draft
            or CandidatureState.Withdrawn
            or CandidatureState.Submitted
            or CandidatureState.Admissible
            or CandidatureState.Preselected => await DecidedAsync(file.Candidature.Id, ct),
        };
    }

    private async Task<CandidatureOutcome> DecidedAsync(Guid candidatureId, CancellationToken ct)
    {
        var decision = await db.KnownDecisions()
            .AsNoTracking()
            .Where(decision => decision.CandidatureId == candidatureId)
            .OrderByDescending(decision => decision.ValidatedAt)
            .FirstOrDefaultAsync(ct);
        return decision is null
            ? new CandidatureOutcome(Outcome.Unknown)
            : new CandidatureOutcome(Told(decision.Kind))
            {
                Aids = decision.Aids,
                Grounds = decision.Grounds,
                Feedback = decision.Feedback,
            };
    }

    private static Outcome Told(DecisionKind kind) =>
        kind switch
        {
            DecisionKind.Retained => Outcome.Retained,
            DecisionKind.WaitingList => Outcome.WaitingList,
            DecisionKind.NotRetained => Outcome.NotRetained,
        };
}
