using EigPortal.Domain.Shared;

namespace EigPortal.Domain.Juries;

/// <param name="Total">Out of 20, unrounded: the sheet's total of <see cref="ScoringPolicy"/>.</param>
public sealed record CountedSheet(Guid CandidatureId, Guid JurorId, decimal Total);

/// <summary>
/// Separates the quality of files from the severity of jurors. A sheet's total is taken as the sum of a general mean, the file's
/// quality, the juror's leniency and a reading noise, the last three drawn from normal laws whose variances are estimated from
/// the sheets themselves by restricted maximum likelihood. Qualities and leniencies are the best linear unbiased predictions: a
/// file read by a severe juror is raised, and a file with few readings is drawn towards the mean.
/// <para>
/// Source: C. R. Henderson, "Best linear unbiased estimation and prediction under a selection model", Biometrics 31 (1975), for
/// the predictions; H. D. Patterson and R. Thompson, "Recovery of inter-block information when block sizes are unequal",
/// Biometrika 58 (1971), for the variances, found here by expectation-maximisation.
/// </para>
/// It never changes a mark: raw scores rank the lists, and calibrated ones stand beside them for the deliberation.
/// </summary>
public static class CalibrationPolicy
{
    /// <summary>With fewer readings, a juror's severity is mostly chance.</summary>
    public const int MinimumReadingsPerJuror = 3;

    private const int MaxRounds = 2_000;
    private const double Tolerance = 1e-7;

    // A component estimated at nothing stays computable.
    private const double SmallestShare = 1e-6;

    /// <summary>
    /// Refuses, with the reason, what would only look like a calibration: jurors and files that no chain of common readings links,
    /// a juror with too few readings, no file read twice more than there are jurors, or marks that are all equal.
    /// </summary>
    /// <param name="sheets">One per juror and file, in any order: the result doesn't depend on it.</param>
    /// <param name="order">
    /// Of files and jurors, which rank intervals are drawn in. The portal takes the order of pseudonyms, so that minutes that name nobody
    /// give the same intervals.
    /// </param>
    public static Result<Calibration> Calibrate(IEnumerable<CountedSheet> sheets, IComparer<Guid>? order = null)
    {
        var readings = new Readings(sheets, order ?? Comparer<Guid>.Default);
        return Refuse(readings) is { } refusal ? refusal : Fit(readings);
    }

    private static DomainError? Refuse(Readings readings)
    {
        if (readings.Files.Count < 2 || readings.Jurors.Count < 2)
        {
            return CalibrationErrors.TooFew;
        }

        if (readings.JurorCounts.Count(count => count < MinimumReadingsPerJuror) is > 0 and var few)
        {
            return CalibrationErrors.JurorsWithFewReadings(few);
        }

        if (readings.CountGroups() is > 1 and var groups)
        {
            return CalibrationErrors.Disconnected(groups);
        }

        // As many unknowns as sheets would leave nothing to tell noise from quality.
        if (readings.Sheets.Count < readings.Files.Count + readings.Jurors.Count)
        {
            return CalibrationErrors.TooFew;
        }

        return readings.Variance == 0 ? CalibrationErrors.AllEqual : null;
    }

    private static Calibration Fit(Readings readings)
    {
        var smallest = readings.Variance * SmallestShare;
        var components = new VarianceComponents(readings.Variance / 2, readings.Variance / 4, readings.Variance / 4);
        for (var round = 0; round < MaxRounds; round++)
        {
            var next = new MixedModel(readings, components).Reestimate(smallest);
            var moved = components.DistanceTo(next);
            components = next;
            if (moved < Tolerance * readings.Variance)
            {
                break;
            }
        }

        return new Calibration(readings, new MixedModel(readings, components));
    }
}

/// <summary>Variances, in squared points out of 20.</summary>
/// <param name="Quality">Between files.</param>
/// <param name="Severity">Between jurors.</param>
/// <param name="Noise">Between two readings of a file by jurors equally severe.</param>
public sealed record VarianceComponents(double Quality, double Severity, double Noise)
{
    internal double DistanceTo(VarianceComponents other) =>
        Math.Abs(Quality - other.Quality) + Math.Abs(Severity - other.Severity) + Math.Abs(Noise - other.Noise);
}

public static class CalibrationErrors
{
    public static readonly DomainError TooFew = new(
        "calibration.too-few",
        "Il y a trop peu de lectures croisées pour distinguer la qualité d’un dossier de la sévérité de qui le lit. Faites lire davantage de dossiers par plusieurs personnes."
    );

    public static readonly DomainError AllEqual = new(
        "calibration.all-equal",
        "Toutes les fiches ont le même total : il n’y a pas d’écart de sévérité à corriger."
    );

    public static DomainError Disconnected(int groups) =>
        new(
            "calibration.disconnected",
            $"Les lectures forment {groups} groupes sans dossier ni membre du jury en commun : rien ne permet de comparer leur sévérité. Faites lire un dossier de chaque groupe par une personne d’un autre groupe."
        );

    public static DomainError JurorsWithFewReadings(int count) =>
        new(
            "calibration.few-readings",
            count == 1
                ? $"Une personne du jury a verrouillé moins de {CalibrationPolicy.MinimumReadingsPerJuror} fiches : sa sévérité ne peut pas être estimée."
                : $"{count} membres du jury ont verrouillé moins de {CalibrationPolicy.MinimumReadingsPerJuror} fiches : leur sévérité ne peut pas être estimée."
        );
}
