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

/// <summary>A page of the committee's table, in order of number.</summary>
/// <param name="ToValidate">Every recorded decision, whichever page its file is on.</param>
/// <param name="Total">Files over all pages.</param>
public sealed record DecisionPage(
    IReadOnlyList<DecisionLine> Lines,
    IReadOnlyList<DecisionLine> ToValidate,
    int Page,
    int Pages,
    int Total
);

/// <summary>What the pages of decisions list. Files with which the viewer has an excluding tie are neither shown nor counted.</summary>
public sealed class SelectionBoard(EigDbContext db)
{
    public const int PageSize = 50;

    /// <summary>Beyond what any promotion has.</summary>
    private const int MaxPage = 10_000;

    /// <summary>Every seat of the published challenges, in order of challenge then position.</summary>
    public async Task<IReadOnlyList<SeatLine>> SeatsAsync(Guid cohortId, Actor actor, CancellationToken ct)
    {
        var seats = await (
            from post in db.Posts
            join challenge in db.Challenges on post.ChallengeId equals challenge.Id
            join held in Retained(cohortId, actor) on post.Id equals held.PostId into holders
            from retained in holders.DefaultIfEmpty()
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
                CandidatureId = (Guid?)retained.CandidatureId,
                Person = (string?)retained.Person,
                State = (DecisionState?)retained.State,
                Offer = (OfferState?)retained.Offer,
            }
        ).ToListAsync(ct);
        return
        [
            .. seats.Select(seat => new SeatLine(
                seat.ChallengeId,
                seat.Challenge,
                seat.Slug,
                seat.Id,
                seat.Profile,
                seat.Label,
                seat.IsFilled,
                seat.CandidatureId,
                seat.Person,
                seat.State,
                seat.Offer
            )),
        ];
    }

    /// <summary>
    /// Preselected candidatures and those that have a decision, with those to validate from every page: one query, two for a page beyond
    /// the last, which shows the last.
    /// </summary>
    public async Task<DecisionPage> CandidaturesAsync(Guid cohortId, int page, Actor actor, CancellationToken ct)
    {
        var all = db
            .Candidatures.DecidableBy(actor, db)
            .Where(candidature =>
                candidature.CohortId == cohortId
                && (
                    candidature.State == CandidatureState.Preselected
                    || db.Decisions.Any(decision =>
                        decision.CandidatureId == candidature.Id && decision.State != DecisionState.Cancelled
                    )
                )
            );
        var asked = Math.Clamp(page, 1, MaxPage);
        // A number belongs to one file: the order is total.
        var onPage = all.OrderBy(candidature => candidature.Number)
            .Skip((asked - 1) * PageSize)
            .Take(PageSize)
            .Select(candidature => candidature.Id);
        var shown = all.Where(candidature =>
            onPage.Contains(candidature.Id)
            || db.Decisions.Any(decision => decision.CandidatureId == candidature.Id && decision.State == DecisionState.Recorded)
        );
        var rows = await Lines(shown, onPage, all).ToListAsync(ct);
        var total = rows.Count > 0 ? rows[0].Total : await all.CountAsync(ct);
        var pages = Math.Max(1, (total + PageSize - 1) / PageSize);
        return asked > pages
            ? await CandidaturesAsync(cohortId, pages, actor, ct)
            : new DecisionPage(
                [.. rows.Where(row => row.IsOnPage).Select(row => row.Line)],
                [.. rows.Select(row => row.Line).Where(line => line.DecisionState == DecisionState.Recorded)],
                asked,
                pages,
                total
            );
    }

    /// <summary>Preselected candidatures that nothing is decided about, in order of number.</summary>
    public async Task<IReadOnlyList<DecisionLine>> UndecidedAsync(Guid cohortId, Actor actor, CancellationToken ct)
    {
        var undecided = db
            .Candidatures.DecidableBy(actor, db)
            .Where(candidature =>
                candidature.CohortId == cohortId
                && candidature.State == CandidatureState.Preselected
                && !db.Decisions.Any(decision =>
                    decision.CandidatureId == candidature.Id && decision.State != DecisionState.Cancelled
                )
            );
        var rows = await Lines(undecided, undecided.Select(candidature => candidature.Id), undecided).ToListAsync(ct);
        return [.. rows.Select(row => row.Line)];
    }

    public async Task<DecisionLine?> FindAsync(Guid candidatureId, Actor actor, CancellationToken ct)
    {
        var file = db
            .Candidatures.DecidableBy(actor, db)
            .Where(candidature => candidature.Id == candidatureId && candidature.State != CandidatureState.Draft);
        return (await Lines(file, file.Select(found => found.Id), file).SingleOrDefaultAsync(ct))?.Line;
    }

    /// <summary>Whether the decision, standing or cancelled, is about this candidature.</summary>
    public Task<bool> HoldsAsync(Guid candidatureId, Guid decisionId, CancellationToken ct) =>
        db.Decisions.AnyAsync(decision => decision.Id == decisionId && decision.CandidatureId == candidatureId, ct);

    private IQueryable<RetainedPerson> Retained(Guid cohortId, Actor actor) =>
        from decision in db.Decisions
        join candidature in db.Candidatures.DecidableBy(actor, db) on decision.CandidatureId equals candidature.Id
        join candidate in db.Candidates on candidature.CandidateId equals candidate.Id
        join offer in db.Offers on decision.Id equals offer.DecisionId into offers
        from offer in offers.DefaultIfEmpty()
        where decision.CohortId == cohortId && decision.Kind == DecisionKind.Retained && decision.State != DecisionState.Cancelled
        select new RetainedPerson
        {
            PostId = decision.PostId!.Value,
            CandidatureId = candidature.Id,
            Person = candidate.GivenName + " " + candidate.FamilyName,
            State = decision.State,
            Offer = offer == null ? null : offer.State,
        };

    private IQueryable<Row> Lines(IQueryable<Candidature> candidatures, IQueryable<Guid> onPage, IQueryable<Candidature> all) =>
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
        select new Row
        {
            Line = new DecisionLine(
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
            ),
            IsOnPage = onPage.Contains(candidature.Id),
            Total = all.Count(),
        };

    private sealed class Row
    {
        public required DecisionLine Line { get; init; }
        public bool IsOnPage { get; init; }
        public int Total { get; init; }
    }

    // Made by an initialiser, which the database can look inside.
    private sealed class RetainedPerson
    {
        public Guid PostId { get; init; }
        public Guid CandidatureId { get; init; }
        public string Person { get; init; } = "";
        public DecisionState State { get; init; }
        public OfferState? Offer { get; init; }
    }
}
