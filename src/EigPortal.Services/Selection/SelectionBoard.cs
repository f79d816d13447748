using EigPortal.Domain.Candidatures;
using EigPortal.Domain.Challenges;
using EigPortal.Domain.Selection;
using EigPortal.Services.Data;
using EigPortal.Services.Identity;
using Microsoft.EntityFrameworkCore;

namespace EigPortal.Services.Selection;

/// <summary>A seat and who is to take it; <see cref="CandidatureId"/> is null while nobody is, or when a tie hides the person.</summary>
public sealed record SeatLine(
    Guid ChallengeId,
    string Challenge,
    string ChallengeSlug,
    Guid PostId,
    string Profile,
    string Label,
    bool IsFilled,
    Guid? CandidatureId,
    string? Person,
    DecisionState? Decision,
    OfferState? Offer
);

/// <summary>A candidature on the committee's table, with its standing decision when there is one.</summary>
public sealed record DecisionLine(
    Guid CandidatureId,
    string Number,
    string Person,
    CandidatureState State,
    Guid? DecisionId,
    DecisionKind? Kind,
    DecisionState? DecisionState,
    Guid? RecordedBy,
    string? Seat,
    OfferState? Offer
);

/// <summary>What the pages of decisions list. Files with which the viewer has an excluding tie are neither shown nor counted.</summary>
public sealed class SelectionBoard(EigDbContext db)
{
    /// <summary>Every seat of the published challenges, in order of challenge then position.</summary>
    public async Task<IReadOnlyList<SeatLine>> SeatsAsync(Guid cohortId, Actor actor, CancellationToken ct)
    {
        var seats = await (
            from post in db.Posts
            join challenge in db.Challenges on post.ChallengeId equals challenge.Id
            where challenge.CohortId == cohortId && challenge.State == ChallengeState.Published
            orderby challenge.Name, post.Position
            select new
            {
                ChallengeId = challenge.Id,
                Challenge = challenge.Name,
                challenge.Slug,
                post.Id,
                post.Profile,
                post.Label,
                IsFilled = db.Fellows.Any(fellow => fellow.PostId == post.Id && fellow.LeftAt == null),
            }
        ).ToListAsync(ct);
        var retained = await RetainedAsync(cohortId, actor, ct);
        return
        [
            .. seats.Select(seat =>
            {
                var person = retained.GetValueOrDefault(seat.Id);
                return new SeatLine(
                    seat.ChallengeId,
                    seat.Challenge,
                    seat.Slug,
                    seat.Id,
                    seat.Profile,
                    seat.Label,
                    seat.IsFilled,
                    person?.CandidatureId,
                    person?.Person,
                    person?.State,
                    person?.Offer
                );
            }),
        ];
    }

    /// <summary>Preselected candidatures and those that have a decision, in order of number.</summary>
    public Task<List<DecisionLine>> CandidaturesAsync(Guid cohortId, Actor actor, CancellationToken ct) =>
        Lines(
                db.Candidatures.DecidableBy(actor, db)
                    .Where(candidature =>
                        candidature.CohortId == cohortId
                        && (
                            candidature.State == CandidatureState.Preselected
                            || db.Decisions.Any(decision =>
                                decision.CandidatureId == candidature.Id && decision.State != DecisionState.Cancelled
                            )
                        )
                    )
            )
            .ToListAsync(ct);

    public Task<DecisionLine?> FindAsync(Guid candidatureId, Actor actor, CancellationToken ct) =>
        Lines(
                db.Candidatures.DecidableBy(actor, db)
                    .Where(candidature => candidature.Id == candidatureId && candidature.State != CandidatureState.Draft)
            )
            .SingleOrDefaultAsync(ct);

    /// <summary>Whether the decision, standing or cancelled, is about this candidature.</summary>
    public Task<bool> HoldsAsync(Guid candidatureId, Guid decisionId, CancellationToken ct) =>
        db.Decisions.AnyAsync(decision => decision.Id == decisionId && decision.CandidatureId == candidatureId, ct);

    private Task<Dictionary<Guid, RetainedPerson>> RetainedAsync(Guid cohortId, Actor actor, CancellationToken ct) =>
        (
            from decision in db.Decisions
            join candidature in db.Candidatures.DecidableBy(actor, db) on decision.CandidatureId equals candidature.Id
            join candidate in db.Candidates on candidature.CandidateId equals candidate.Id
            join offer in db.Offers on decision.Id equals offer.DecisionId into offers
            from offer in offers.DefaultIfEmpty()
            where
                decision.CohortId == cohortId
                && decision.Kind == DecisionKind.Retained
                && decision.State != DecisionState.Cancelled
            select new RetainedPerson(
                decision.PostId!.Value,
                candidature.Id,
                candidate.GivenName + " " + candidate.FamilyName,
                decision.State,
                offer == null ? null : offer.State
            )
        ).ToDictionaryAsync(person => person.PostId, ct);

    private IQueryable<DecisionLine> Lines(IQueryable<Candidature> candidatures) =>
        from candidature in candidatures
        join candidate in db.Candidates on candidature.CandidateId equals candidate.Id
        join standing in db.Decisions.Where(decision => decision.State != DecisionState.Cancelled)
            on candidature.Id equals standing.CandidatureId
            into standings
        from decision in standings.DefaultIfEmpty()
        join seat in db.Posts on decision.PostId equals seat.Id into seats
        from post in seats.DefaultIfEmpty()
        join host in db.Challenges on post.ChallengeId equals host.Id into challenges
        from challenge in challenges.DefaultIfEmpty()
        orderby candidature.Number
        select new DecisionLine(
            candidature.Id,
            candidature.Number!,
            candidate.GivenName + " " + candidate.FamilyName,
            candidature.State,
            decision == null ? null : decision.Id,
            decision == null ? null : decision.Kind,
            decision == null ? null : decision.State,
            decision == null ? null : decision.RecordedBy,
            challenge == null ? null : challenge.Name + ", " + (post.Label != "" ? post.Label : post.Profile),
            db.Offers.Where(offer => offer.CandidatureId == candidature.Id)
                .OrderByDescending(offer => offer.SentAt)
                .Select(offer => (OfferState?)offer.State)
                .FirstOrDefault()
        );

    private sealed record RetainedPerson(Guid PostId, Guid CandidatureId, string Person, DecisionState State, OfferState? Offer);
}
