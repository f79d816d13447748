using EigPortal.Domain.Juries;
using EigPortal.Services.Identity;
using EigPortal.Services.Juries;

namespace EigPortal.Services.Tests.Juries;

/// <summary>Four files read by three jurors, one of whom gives a point less out of four on each criterion.</summary>
public sealed class CalibratedScoresTests(JuryWorld world) : IClassFixture<JuryWorld>
{
    private static readonly string[] Numbers = ["EIG3-0901", "EIG3-0902", "EIG3-0903", "EIG3-0904"];

    [Fact]
    public async Task Calibrated_figures_stand_beside_raw_ones_and_a_tie_hides_its_file_without_changing_them()
    {
        Assert.Equal(CalibrationErrors.TooFew, (await world.ListAsync()).CalibrationRefusal);
        var severe = await world.JurorAsync("Sévère");
        (Guid JurorId, Services.Identity.Actor Actor)[] others =
        [
            await world.JurorAsync("Moyenne"),
            await world.JurorAsync("Médiane"),
        ];
        var files = new List<Guid>();
        foreach (var (number, quality) in Numbers.Zip([1, 2, 3, 4]))
        {
            var file = (await world.FileAsync(number)).Id;
            files.Add(file);
            await world.ScoreAsync(file, severe, Marks(quality - 1));
            await world.ScoreAsync(file, others[0], Marks(quality));
            // Not quite the same, so that readings have a noise.
            await world.ScoreAsync(file, others[1], quality, quality, quality, quality, quality % 2 == 0 ? quality - 1 : quality);
        }

        var list = await world.ListAsync();
        Assert.Null(list.CalibrationRefusal);
        Assert.Equal([.. Numbers.Reverse()], list.Rows.Select(row => row.Number));
        Assert.All(
            list.Rows,
            row =>
                Assert.Equal(
                    row.Calibrated!.Score,
                    row.Score!.Value + row.Calibrated.SeverityCorrection + row.Calibrated.Shrinkage
                )
        );
        var severities = await SeveritiesAsync(world.Staff);
        Assert.Equal("Jury Sévère", severities.Jurors[0].FullName);
        Assert.Equal([4, 4, 4], severities.Jurors.Select(juror => juror.Sheets));

        // B21: the tied viewer misses the row, and learns nothing from the figures of the others.
        var tied = await world.StaffAsync();
        await world.DeclareAsync(tied.AccountId, files[3]);
        var seen = await world.ListAsync(tied);
        Assert.Equal([.. Numbers.Take(3).Reverse()], seen.Rows.Select(row => row.Number));
        Assert.Equal(
            list.Rows.Skip(1).Select(row => (row.Number, row.Calibrated!.Score)),
            seen.Rows.Select(row => (row.Number, row.Calibrated!.Score))
        );
        Assert.Equal([3, 3, 3], (await SeveritiesAsync(tied)).Jurors.Select(juror => juror.Sheets));
    }

    private Task<JurySeverities> SeveritiesAsync(Actor actor) =>
        world.InAsync<CalibratedScores, JurySeverities>(async scores =>
            (await scores.SeveritiesAsync(world.CohortId, actor, CancellationToken.None)).Value
        );

    private static int?[] Marks(int value) => [value, value, value, value, value];
}
