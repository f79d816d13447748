using CsCheck;
using EigPortal.Domain.Selection;

namespace EigPortal.Domain.Tests.Selection;

public sealed class SeatRepairTests
{
    private static readonly ListKey[] Lists =
    [
        .. Enumerable.Range(0, 4).Select(index => new ListKey(Guid.CreateVersion7(), $"Profil {index}")),
    ];

    private static readonly Gen<(FreeSeat[] Seats, WaitingPerson[] People)> Situations =
        from seats in Gen.Int[0, 3].Array[Lists.Length]
        from orders in Gen.Shuffle(Enumerable.Range(1, 8).ToArray()).Array[Lists.Length]
        from wishes in Gen.Shuffle(Enumerable.Range(0, Lists.Length).ToArray(), 1, 3).Array[8]
        select (
            seats
                .SelectMany(
                    (count, list) => Enumerable.Range(0, count).Select(_ => new FreeSeat(Guid.CreateVersion7(), Lists[list]))
                )
                .ToArray(),
            wishes
                .Select(
                    (lists, person) =>
                        new WaitingPerson(Guid.CreateVersion7(), [.. lists.Select(list => (Lists[list], orders[list][person]))])
                )
                .ToArray()
        );

    [Fact]
    public void Nobody_is_passed_over_unless_they_get_a_seat_they_wish_for_more() =>
        Situations.Sample(situation =>
        {
            var (seats, people) = situation;
            var seatOf = SeatRepair
                .Designate(seats, people)
                .Where(found => found.CandidatureId is not null)
                .ToDictionary(found => found.CandidatureId!.Value);
            foreach (var person in people)
            {
                var got = seatOf.TryGetValue(person.CandidatureId, out var own)
                    ? person.Lists.ToList().FindIndex(place => place.List == own.Seat.List)
                    : person.Lists.Count;
                foreach (var (list, position) in person.Lists.Take(got))
                {
                    var holders = seatOf.Values.Where(found => found.Seat.List == list).ToList();
                    Assert.Equal(seats.Count(seat => seat.List == list), holders.Count);
                    Assert.All(holders, holder => Assert.True(PositionOf(people, holder) < position));
                }
            }
        });

    [Fact]
    public void Each_person_takes_one_seat_of_a_list_they_are_on() =>
        Situations.Sample(situation =>
        {
            var (seats, people) = situation;
            var found = SeatRepair.Designate(seats, people);
            Assert.Equal(seats, found.Select(designation => designation.Seat));
            var designated = found.Where(designation => designation.CandidatureId is not null).ToList();
            Assert.Equal(designated.Count, designated.Select(designation => designation.CandidatureId).Distinct().Count());
            Assert.All(designated, designation => Assert.True(PositionOf(people, designation) > 0));
        });

    [Fact]
    public void The_order_in_which_people_are_given_changes_nothing() =>
        Situations.Sample(situation =>
        {
            var (seats, people) = situation;
            Assert.Equal(
                SeatRepair.Designate(seats, people).Select(found => found.CandidatureId),
                SeatRepair.Designate(seats, people.Reverse().ToArray()).Select(found => found.CandidatureId)
            );
        });

    [Fact]
    public void E12_a_cascade_crosses_challenges_and_says_why()
    {
        var (first, second) = (new FreeSeat(Guid.CreateVersion7(), Lists[0]), new FreeSeat(Guid.CreateVersion7(), Lists[1]));
        var both = new WaitingPerson(Guid.CreateVersion7(), [(Lists[0], 1), (Lists[1], 1)]);
        var next = new WaitingPerson(Guid.CreateVersion7(), [(Lists[1], 2), (Lists[2], 1)]);

        var found = SeatRepair.Designate([first, second], [both, next]);

        Assert.Equal([both.CandidatureId, next.CandidatureId], found.Select(designation => designation.CandidatureId));
        Assert.Equal([Lists[1]], found[0].Leaves);
        Assert.Empty(found[0].Before);
        Assert.Equal([Lists[2]], found[1].Leaves);
        Assert.Equal([(both.CandidatureId, first.PostId)], found[1].Before);
    }

    [Fact]
    public void E12_a_seat_whose_list_is_exhausted_stays_free()
    {
        var seat = new FreeSeat(Guid.CreateVersion7(), Lists[0]);
        Assert.Null(Assert.Single(SeatRepair.Designate([seat], [])).CandidatureId);
    }

    private static int PositionOf(IEnumerable<WaitingPerson> people, SeatDesignation found) =>
        people
            .Single(person => person.CandidatureId == found.CandidatureId)
            .Lists.Single(place => place.List == found.Seat.List)
            .Position;
}
