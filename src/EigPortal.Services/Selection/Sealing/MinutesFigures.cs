using EigPortal.Domain.Juries;
using EigPortal.Services.Juries;

namespace EigPortal.Services.Selection.Sealing;

/// <summary>Figures as minutes write them: said once for who seals and who verifies.</summary>
internal static class MinutesFigures
{
    /// <summary>Floating-point figures of two machines may differ in the last bits, never in the sixth decimal.</summary>
    private const int Decimals = 6;

    public static MinutesCalibration Of(Calibration calibration, Func<Guid, Guid> pseudonymOf) =>
        new(
            Points(calibration.Mean),
            Points(calibration.Components.Quality),
            Points(calibration.Components.Severity),
            Points(calibration.Components.Noise),
            [
                .. calibration
                    .Jurors.Select(juror => new MinutesLeniency(
                        pseudonymOf(juror.JurorId),
                        juror.Readings,
                        Points(juror.Leniency),
                        Points(juror.StandardError)
                    ))
                    .OrderBy(juror => juror.JurorId),
            ]
        );

    public static MinutesCalibrated Of(CalibratedRow row) =>
        new(
            row.Score,
            row.SeverityCorrection,
            row.Shrinkage,
            row.Rank,
            row.LowestRank,
            row.HighestRank,
            row.AmongSeats,
            row.IsToDeliberate
        );

    private static decimal Points(double value) => Math.Round((decimal)value, Decimals, MidpointRounding.AwayFromZero);
}
