using EigPortal.Domain.Candidatures;
using EigPortal.Domain.Challenges;
using EigPortal.Domain.Selection;
using EigPortal.Services.Candidatures;
using EigPortal.Services.Data;
using EigPortal.Services.Identity;
using EigPortal.Services.Mail;
using Microsoft.EntityFrameworkCore;

namespace EigPortal.Services.Selection;

/// <param name="Number">Number of the candidature.</param>
public sealed record WaitingName(Guid CandidatureId, string Number, string Person);

/// <summary>A list in words.</summary>
public sealed record WaitingListName(ListKey Key, string Challenge, string ChallengeSlug)
{
    public string Profile => Key.Profile;
}

/// <summary>A free seat and whom the lists designate for it. Null where nobody waits, or where a tie hides the person.</summary>
/// <param name="IsHidden">Somebody is designated whom a tie hides from the viewer.</param>
/// <param name="Position">Place of the person on the list, among those whom the viewer sees.</param>
/// <param name="Before">People above on the list and the seat that they take instead.</param>
/// <param name="Leaves">Other lists that the person leaves by taking the seat.</param>
public sealed record FreeSeatLine(
    Guid PostId,
    WaitingListName List,
    string Label,
    WaitingName? Person,
    bool IsHidden,
    int? Position,
    IReadOnlyList<(WaitingName Person, string Seat)> Before,
    IReadOnlyList<WaitingListName> Leaves
);

/// <param name="Others">Other lists on which the person waits.</param>
/// <param name="IsValidated">Whether a second person has validated the decision: only then does it count.</param>
public sealed record WaitingLine(WaitingName Person, int Position, bool IsValidated, IReadOnlyList<WaitingListName> Others);

/// <summary>The waiting lists of a promotion, in order, and the free seats they can fill.</summary>
public sealed record WaitingBoard(
    IReadOnlyList<FreeSeatLine> Seats,
    IReadOnlyList<(WaitingListName List, IReadOnlyList<WaitingLine> People)> Lists
);

/// <summary>
/// Reads the waiting lists. Designations are computed over everybody who waits; people with whom the viewer has a tie are then left
/// out of names, places and counts.
/// </summary>
public sealed class WaitingLists(EigDbContext db)
{
    public async Task<WaitingBoard> BoardAsync(Guid cohortId, Actor actor, CancellationToken ct)
    {
        var waiting = await WaitingAsync(cohortId, ct);
        var seats = await FreeSeatsAsync(cohortId, ct);
        var names = await NamesAsync(waiting, actor, ct);
        var lists = await ListNamesAsync(cohortId, ct);
        var labels = seats.ToDictionary(seat => seat.Seat.PostId, seat => seat.Label);
        var designations = SeatRepair.Designate([.. seats.Select(seat => seat.Seat)], Effective(waiting));
        return new WaitingBoard(
            [.. designations.Select(found => Line(found, waiting, names, lists, labels))],
            [
                .. waiting
                    .SelectMany(person => person.Lists.Select(place => place.List))
                    .Distinct()
                    .OrderBy(key => lists[key].Challenge, StringComparer.OrdinalIgnoreCase)
                    .ThenBy(key => key.Profile, StringComparer.Ordinal)
                    .Select(key => (lists[key], People(key, waiting, names, lists)))
                    .Where(list => list.Item2.Count > 0),
            ]
        );
    }

    /// <summary>Whom the lists designate for each free seat. Reads what the caller has locked.</summary>
    internal async Task<IReadOnlyList<SeatDesignation>> DesignateAsync(Guid cohortId, CancellationToken ct)
    {
        var (seats, people) = await FactsAsync(cohortId, ct);
        return SeatRepair.Designate(seats, people);
    }

    /// <summary>What designations are made from.</summary>
    internal async Task<(IReadOnlyList<FreeSeat> Seats, IReadOnlyList<WaitingPerson> People)> FactsAsync(
        Guid cohortId,
        CancellationToken ct
    ) => ([.. (await FreeSeatsAsync(cohortId, ct)).Select(seat => seat.Seat)], Effective(await WaitingAsync(cohortId, ct)));

    private async Task<List<(FreeSeat Seat, string Label)>> FreeSeatsAsync(Guid cohortId, CancellationToken ct)
    {
        var rows = await (
            from post in db.Posts
            join challenge in db.Challenges on post.ChallengeId equals challenge.Id
            where
                challenge.CohortId == cohortId
                && challenge.State == ChallengeState.Published
                && !db.Fellows.Any(fellow => fellow.PostId == post.Id && fellow.LeftAt == null)
                && !db.Decisions.Any(decision =>
                    decision.PostId == post.Id
                    && decision.Kind == DecisionKind.Retained
                    && decision.State != DecisionState.Cancelled
                )
            orderby challenge.Name, post.Position
            select new
            {
                post.Id,
                post.ChallengeId,
                post.Profile,
                Label = challenge.Name + ", " + (post.Label != "" ? post.Label : post.Profile),
            }
        ).ToListAsync(ct);
        return [.. rows.Select(row => (new FreeSeat(row.Id, new ListKey(row.ChallengeId, row.Profile)), row.Label))];
    }

    /// <summary>Everybody with a standing waiting decision. Their lists follow their wishes; a list nobody wished for comes last.</summary>
    private async Task<List<Waiting>> WaitingAsync(Guid cohortId, CancellationToken ct)
    {
        var rows = await (
            from place in db.WaitingPlaces
            join decision in db.Decisions on place.DecisionId equals decision.Id
            join candidature in db.Candidatures on decision.CandidatureId equals candidature.Id
            join wish in db.LastSubmittedWishes()
                on new
                {
                    CandidatureId = candidature.Id,
                    place.ChallengeId,
                    place.Profile,
                } equals new
                {
                    wish.CandidatureId,
                    wish.ChallengeId,
                    wish.Profile,
                }
                into wishes
            from wished in wishes.DefaultIfEmpty()
            where
                decision.CohortId == cohortId
                && decision.State != DecisionState.Cancelled
                && candidature.State == CandidatureState.Preselected
            orderby candidature.Number, (int?)wished.Rank, place.Position, place.Id
            select new
            {
                decision.CandidatureId,
                decision.State,
                place.ChallengeId,
                place.Profile,
                place.Position,
            }
        ).ToListAsync(ct);
        return
        [
            .. rows.GroupBy(row => row.CandidatureId)
                .Select(person => new Waiting(
                    person.Key,
                    person.First().State == DecisionState.Validated,
                    [.. person.Select(row => (new ListKey(row.ChallengeId, row.Profile), row.Position))]
                )),
        ];
    }

    private static List<WaitingPerson> Effective(IEnumerable<Waiting> waiting) =>
        [.. waiting.Where(person => person.IsValidated).Select(person => new WaitingPerson(person.CandidatureId, person.Lists))];

    private Task<Dictionary<Guid, WaitingName>> NamesAsync(IEnumerable<Waiting> waiting, Actor actor, CancellationToken ct)
    {
        var ids = waiting.Select(person => person.CandidatureId).ToList();
        return (
            from candidature in db.Candidatures.DecidableBy(actor, db)
            join candidate in db.Candidates on candidature.CandidateId equals candidate.Id
            where ids.Contains(candidature.Id)
            select new WaitingName(candidature.Id, candidature.Number!, candidate.GivenName + " " + candidate.FamilyName)
        ).ToDictionaryAsync(name => name.CandidatureId, ct);
    }

    private async Task<Dictionary<ListKey, WaitingListName>> ListNamesAsync(Guid cohortId, CancellationToken ct)
    {
        var rows = await (
            from post in db.Posts
            join challenge in db.Challenges on post.ChallengeId equals challenge.Id
            where challenge.CohortId == cohortId
            select new
            {
                challenge.Id,
                post.Profile,
                challenge.Name,
                challenge.Slug,
            }
        )
            .Distinct()
            .ToListAsync(ct);
        return rows.ToDictionary(
            row => new ListKey(row.Id, row.Profile),
            row => new WaitingListName(new ListKey(row.Id, row.Profile), row.Name, row.Slug)
        );
    }

    private static FreeSeatLine Line(
        SeatDesignation found,
        List<Waiting> waiting,
        Dictionary<Guid, WaitingName> names,
        Dictionary<ListKey, WaitingListName> lists,
        Dictionary<Guid, string> labels
    )
    {
        var list = found.Seat.List;
        var person = found.CandidatureId is { } id ? names.GetValueOrDefault(id) : null;
        return new FreeSeatLine(
            found.Seat.PostId,
            lists[list],
            labels[found.Seat.PostId],
            person,
            found.CandidatureId is not null && person is null,
            person is null ? null : People(list, waiting, names, lists).Single(line => line.Person == person).Position,
            [
                .. found
                    .Before.Where(before => names.ContainsKey(before.CandidatureId))
                    .Select(before => (names[before.CandidatureId], labels[before.PostId])),
            ],
            [.. found.Leaves.Select(left => lists[left])]
        );
    }

    private static List<WaitingLine> People(
        ListKey list,
        List<Waiting> waiting,
        Dictionary<Guid, WaitingName> names,
        Dictionary<ListKey, WaitingListName> lists
    ) =>
        [
            .. waiting
                .Where(person => names.ContainsKey(person.CandidatureId))
                .Where(person => person.Lists.Any(place => place.List == list))
                .OrderBy(person => person.Lists.Single(place => place.List == list).Position)
                .Select(
                    (person, index) =>
                        new WaitingLine(
                            names[person.CandidatureId],
                            index + 1,
                            person.IsValidated,
                            [.. person.Lists.Where(place => place.List != list).Select(place => lists[place.List])]
                        )
                ),
        ];

    private sealed record Waiting(Guid CandidatureId, bool IsValidated, IReadOnlyList<(ListKey List, int Position)> Lists);
}

internal static class WaitingQueries
{
    /// <summary>Standing decisions with a place on a list, places included.</summary>
    public static IQueryable<Decision> OnWaitingList(this EigDbContext db, ListKey list) =>
        db
            .Decisions.Include(decision => decision.Places)
            .Where(decision =>
                decision.State != DecisionState.Cancelled
                && decision.Places.Any(place => place.ChallengeId == list.ChallengeId && place.Profile == list.Profile)
            );

    /// <summary>Validated decisions of people who wait and whose notice has left: the others don't know it yet.</summary>
    public static IQueryable<Decision> ToldToWait(this EigDbContext db) =>
        db.Decisions.Where(decision =>
            decision.Kind == DecisionKind.WaitingList
            && decision.State == DecisionState.Validated
            && decision.Places.Any()
            && !db.Mails.Any(mail =>
                mail.AboutId == decision.Id && mail.Template == nameof(DecisionNotice) && mail.State == MailState.Held
            )
        );

    /// <summary>Position of the next person who comes to wait. Locks the challenge: two people never come to the same position.</summary>
    public static async Task<int> EndOfWaitingListAsync(this EigDbContext db, ListKey list, CancellationToken ct)
    {
        await db.LockChallengeAsync(list.ChallengeId, ct);
        return new WaitingList(list, await db.OnWaitingList(list).AsNoTracking().ToListAsync(ct)).End;
    }
}
