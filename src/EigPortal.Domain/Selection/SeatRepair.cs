namespace EigPortal.Domain.Selection;

/// <summary>A seat that nobody is to take.</summary>
public sealed record FreeSeat(Guid PostId, ListKey List);

/// <param name="Lists">Lists the person waits on, the one they wish for most first, with their order on each.</param>
public sealed record WaitingPerson(Guid CandidatureId, IReadOnlyList<(ListKey List, int Position)> Lists);

/// <summary>Who the waiting lists designate for a seat, and what that changes elsewhere.</summary>
/// <param name="CandidatureId">Null when nobody is left on the list.</param>
/// <param name="Before">People above on the list who take another free seat they prefer, with that seat, in order of the list.</param>
/// <param name="Leaves">Other lists the person leaves by taking the seat.</param>
public sealed record SeatDesignation(
    FreeSeat Seat,
    Guid? CandidatureId,
    IReadOnlyList<(Guid CandidatureId, Guid PostId)> Before,
    IReadOnlyList<ListKey> Leaves
);

/// <summary>
/// Fills free seats from the waiting lists and moves nobody who has a seat. With several free seats the choices depend on one another:
/// the first of two lists takes one seat and leaves the other to the next person. The designation is the stable one that is best for
/// the people who wait (<see cref="DeferredAcceptance"/>): nobody is passed over on a list for somebody below, unless they get a seat they wish for more.
/// </summary>
public static class SeatRepair
{
    /// <returns>One designation per seat, in the order given.</returns>
    public static IReadOnlyList<SeatDesignation> Designate(
        IReadOnlyList<FreeSeat> seats,
        IReadOnlyCollection<WaitingPerson> people
    )
    {
        var waiting = people.ToList();
        var taken = DeferredAcceptance.Match(
            [.. waiting.Select(person => person.Lists.Select(place => place.List).ToList())],
            seats.CountBy(seat => seat.List).ToDictionary(),
            (person, list) => -PositionOn(waiting[person], list)
        );
        var seatOf = new Dictionary<Guid, FreeSeat>();
        foreach (var list in seats.GroupBy(seat => seat.List))
        {
            foreach (var (seat, person) in list.Zip(taken[list.Key]))
            {
                seatOf[waiting[person].CandidatureId] = seat;
            }
        }

        var byPost = seatOf.ToDictionary(pair => pair.Value.PostId, pair => pair.Key);
        var known = people.ToDictionary(person => person.CandidatureId);
        return
        [
            .. seats.Select(seat =>
                byPost.TryGetValue(seat.PostId, out var id)
                    ? Describe(seat, known[id], people, seatOf)
                    : new SeatDesignation(seat, null, Above(seat, int.MaxValue, people, seatOf), [])
            ),
        ];
    }

    private static SeatDesignation Describe(
        FreeSeat seat,
        WaitingPerson person,
        IReadOnlyCollection<WaitingPerson> people,
        Dictionary<Guid, FreeSeat> seatOf
    ) =>
        new(
            seat,
            person.CandidatureId,
            Above(seat, PositionOn(person, seat.List), people, seatOf),
            [.. person.Lists.Select(place => place.List).Where(list => list != seat.List)]
        );

    private static IReadOnlyList<(Guid, Guid)> Above(
        FreeSeat seat,
        int position,
        IEnumerable<WaitingPerson> people,
        Dictionary<Guid, FreeSeat> seatOf
    ) =>
        [
            .. people
                .Where(other => other.Lists.Any(place => place.List == seat.List && place.Position < position))
                .Where(other => seatOf.TryGetValue(other.CandidatureId, out var theirs) && theirs.List != seat.List)
                .OrderBy(other => PositionOn(other, seat.List))
                .Select(other => (other.CandidatureId, seatOf[other.CandidatureId].PostId)),
        ];

    private static int PositionOn(WaitingPerson person, ListKey list) => person.Lists.First(place => place.List == list).Position;
}
