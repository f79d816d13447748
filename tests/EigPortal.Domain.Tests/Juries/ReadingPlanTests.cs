using CsCheck;
using EigPortal.Domain.Juries;

namespace EigPortal.Domain.Tests.Juries;

public sealed class ReadingPlanTests
{
    private static readonly IReadOnlySet<Guid> Nobody = new HashSet<Guid>();
    private static readonly Reader[] Readers =
    [
        .. new[] { "Aubert", "Barre", "Colin", "Dumas" }.Select(name => new Reader(Guid.CreateVersion7(), name, 0)),
    ];

    private static FileToRead[] Files(int count) =>
        [.. Enumerable.Range(1, count).Select(i => new FileToRead(Guid.CreateVersion7(), $"EIG3-{i:0000}", Nobody))];

    [Fact]
    public void Each_file_gets_its_readings_and_nobody_has_more_than_one_file_above_another() =>
        Gen.Select(Gen.Int[1, 40], Gen.Int[1, 4])
            .Sample(
                (count, readings) =>
                {
                    var plan = ReadingPlan.Balance(Files(count), Readers, readings, (_, _) => true);
                    Assert.Equal(count * readings, plan.Count);
                    Assert.Equal(plan.Count, plan.Distinct().Count());
                    var loads = Readers.Select(reader => plan.Count(pair => pair.JurorId == reader.JurorId)).ToList();
                    Assert.InRange(loads.Max() - loads.Min(), 0, 1);
                }
            );

    [Fact]
    public void The_order_of_the_input_changes_nothing()
    {
        var files = Files(11);
        Assert.Equal(
            ReadingPlan.Balance(files, Readers, 3, (_, _) => true),
            ReadingPlan.Balance(files.Reverse(), Readers.Reverse(), 3, (_, _) => true)
        );
    }

    [Fact]
    public void A_pair_kept_apart_is_never_planned()
    {
        var files = Files(8);
        var apart = (files[3].CandidatureId, Readers[1].JurorId);
        var plan = ReadingPlan.Balance(files, Readers, 3, (file, reader) => (file, reader) != apart);
        Assert.DoesNotContain(new PlannedReading(apart.CandidatureId, apart.JurorId), plan);
        Assert.Equal(24, plan.Count(pair => pair.JurorId is not null));
    }

    [Fact]
    public void E7_readings_already_given_count_and_the_same_pair_is_never_planned_twice()
    {
        var file = new FileToRead(Guid.CreateVersion7(), "EIG3-0001", new HashSet<Guid> { Readers[0].JurorId });
        Assert.Equal(
            [new PlannedReading(file.CandidatureId, Readers[1].JurorId)],
            ReadingPlan.Balance([file], Readers, 2, (_, _) => true)
        );
    }

    [Fact]
    public void E7_a_reading_that_nobody_can_take_is_said()
    {
        var file = Files(1)[0];
        Assert.Equal([new PlannedReading(file.CandidatureId, null)], ReadingPlan.Balance([file], Readers, 2, (_, _) => false));
    }
}
