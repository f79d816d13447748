using CsCheck;
using EigPortal.Domain.Juries;

namespace EigPortal.Domain.Tests.Juries;

public sealed class CalibrationTests
{
    /// <summary>Twelve files read twice by six jurors in a ring, so that a chain of readings links everybody.</summary>
    private static List<CountedSheet> Ring(Func<int, int, decimal> mark) =>
        [
            .. Enumerable
                .Range(0, 12)
                .SelectMany(file =>
                    new[] { file % 6, (file + 1) % 6 }.Select(juror => new CountedSheet(
                        File(file),
                        Juror(juror),
                        mark(file, juror)
                    ))
                ),
        ];

    private static Guid File(int number) => new(number, 1, 0, new byte[8]);

    private static Guid Juror(int number) => new(number, 2, 0, new byte[8]);

    // Quality by file, the third juror four points more severe, and a small noise.
    private static decimal Mark(int file, int juror) => 8 + file * 0.75m - (juror == 2 ? 4 : 0) + (file + juror) % 2 * 0.5m;

    private static Calibration Calibrate(IEnumerable<CountedSheet> sheets)
    {
        var result = CalibrationPolicy.Calibrate(sheets);
        Assert.True(result.IsOk, result.IsOk ? "" : result.Error.Code);
        return result.Value;
    }

    [Fact]
    public void E9_a_severe_juror_is_found_and_their_files_are_raised()
    {
        var calibration = Calibrate(Ring(Mark));
        Assert.Equal(Juror(2), calibration.Jurors.MinBy(juror => juror.Leniency)!.JurorId);
        Assert.All(
            calibration.Files,
            file =>
                Assert.Equal(
                    Ring(Mark).Any(sheet => sheet.CandidatureId == file.CandidatureId && sheet.JurorId == Juror(2)),
                    file.SeverityCorrection > 0.5
                )
        );
    }

    [Fact]
    public void E9_the_parts_add_up_to_the_score_and_the_raw_part_is_the_mean_of_the_sheets()
    {
        var sheets = Ring(Mark);
        foreach (var file in Calibrate(sheets).Files)
        {
            var raw = sheets.Where(sheet => sheet.CandidatureId == file.CandidatureId).Average(sheet => sheet.Total);
            Assert.Equal((double)raw, file.Raw, 9);
            Assert.Equal(file.Score, file.Raw + file.SeverityCorrection + file.Shrinkage, 9);
        }
    }

    [Fact]
    public void E9_the_order_of_the_sheets_changes_nothing() =>
        Gen.Shuffle(Ring(Mark).ToArray())
            .Sample(
                shuffled =>
                {
                    var (first, second) = (Calibrate(Ring(Mark)), Calibrate(shuffled));
                    Assert.Equal(first.Files, second.Files);
                    Assert.Equal(first.Jurors, second.Jurors);
                    Assert.Equal(
                        first.Rank(first.Files.Select(file => file.CandidatureId), 3),
                        second.Rank(shuffled.Select(sheet => sheet.CandidatureId).Distinct(), 3)
                    );
                },
                iter: 30
            );

    [Fact]
    public void A_better_mark_never_lowers_its_file_among_the_others() =>
        Gen.Select(Gen.Int[0, 23], Gen.Int[1, 3])
            .Sample(
                (position, gain) =>
                {
                    var before = Ring(Mark);
                    var after = before
                        .Select((sheet, i) => i == position ? sheet with { Total = sheet.Total + gain } : sheet)
                        .ToList();
                    var id = before[position].CandidatureId;
                    Assert.True(RankOf(after, id) <= RankOf(before, id));
                },
                iter: 200
            );

    private static int RankOf(IReadOnlyList<CountedSheet> sheets, Guid id)
    {
        var files = Calibrate(sheets).Files;
        return files.Count(file => file.Score > files.Single(own => own.CandidatureId == id).Score + 1e-9);
    }

    /// <summary>E9: an extreme value is shown as it is. Two severe jurors gave 17 to a file that the others would have marked 22.</summary>
    [Fact]
    public void E9_a_calibrated_score_may_leave_the_scale()
    {
        var calibration = Calibrate(Ring((file, juror) => Math.Min(20, 10 + file * 1.1m - (juror is 0 or 5 ? 5 : 0))));
        Assert.True(calibration.Find(File(11))!.Score > 20);
    }

    /// <summary>The same below zero: two lenient jurors gave 3 to a file that the others would have marked under 0.</summary>
    [Fact]
    public void E9_a_calibrated_score_may_be_negative()
    {
        var calibration = Calibrate(Ring((file, juror) => Math.Max(0, 10 - file * 1.1m + (juror is 0 or 5 ? 5 : 0))));
        Assert.True(calibration.Find(File(11))!.Score < 0);
    }

    /// <summary>E9: a disconnected graph.</summary>
    [Fact]
    public void E9_jurors_that_no_file_links_are_refused()
    {
        var elsewhere = Ring(Mark)
            .Select(sheet => sheet with { CandidatureId = Apart(sheet.CandidatureId), JurorId = Apart(sheet.JurorId) });
        Assert.Equal(CalibrationErrors.Disconnected(2), CalibrationPolicy.Calibrate(Ring(Mark).Concat(elsewhere)).Error);
    }

    private static Guid Apart(Guid id) => new([.. id.ToByteArray()[..15], 1]);

    /// <summary>E9: a juror with one file.</summary>
    [Fact]
    public void E9_a_juror_with_fewer_than_three_readings_is_refused() =>
        Assert.Equal(
            CalibrationErrors.JurorsWithFewReadings(1),
            CalibrationPolicy.Calibrate([.. Ring(Mark), new CountedSheet(File(0), Juror(9), 12)]).Error
        );

    /// <summary>E8: all marks equal.</summary>
    [Fact]
    public void E8_marks_that_are_all_equal_have_no_spread_to_calibrate_and_are_refused() =>
        Assert.Equal(CalibrationErrors.AllEqual, CalibrationPolicy.Calibrate(Ring((_, _) => 12)).Error);

    /// <summary>E8: a single reading per file compares nobody.</summary>
    [Fact]
    public void E8_one_reading_per_file_is_refused() =>
        Assert.Equal(
            CalibrationErrors.Disconnected(2),
            CalibrationPolicy
                .Calibrate(Enumerable.Range(0, 12).Select(file => new CountedSheet(File(file), Juror(file % 2), file)))
                .Error
        );

    [Fact]
    public void As_many_unknowns_as_sheets_are_refused()
    {
        var first = Enumerable.Range(0, 3).Select(file => new CountedSheet(File(file), Juror(0), 10 + file));
        var second = Enumerable.Range(2, 3).Select(file => new CountedSheet(File(file), Juror(1), 12 - file));
        Assert.Equal(CalibrationErrors.TooFew, CalibrationPolicy.Calibrate(first.Concat(second)).Error);
    }

    [Fact]
    public void Nothing_to_read_is_refused() => Assert.Equal(CalibrationErrors.TooFew, CalibrationPolicy.Calibrate([]).Error);

    [Fact]
    public void Files_far_apart_are_settled_and_files_alike_are_to_deliberate()
    {
        // Four levels five points apart, three files alike on each: with four seats, the second level holds one too many for the last seat.
        var calibration = Calibrate(Ring((file, juror) => file / 3 * 5 + ((file + juror) % 2 == 0 ? 1 : -1)));
        var ranks = calibration
            .Rank(calibration.Files.Select(file => file.CandidatureId), 4)
            .ToDictionary(rank => rank.CandidatureId);
        Assert.All(
            Enumerable.Range(9, 3),
            file => Assert.Equal((false, true), (ranks[File(file)].IsToDeliberate, ranks[File(file)].AmongFirst > 0.99))
        );
        Assert.All(Enumerable.Range(6, 3), file => Assert.True(ranks[File(file)].IsToDeliberate));
        Assert.All(
            Enumerable.Range(0, 6),
            file => Assert.Equal((false, true), (ranks[File(file)].IsToDeliberate, ranks[File(file)].AmongFirst < 0.01))
        );
    }
}
