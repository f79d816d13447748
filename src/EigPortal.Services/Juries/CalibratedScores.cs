using EigPortal.Domain.Juries;
using EigPortal.Domain.Shared;
using EigPortal.Services.Candidatures;
using EigPortal.Services.Data;
using EigPortal.Services.Identity;
using Microsoft.EntityFrameworkCore;

namespace EigPortal.Services.Juries;

/// <summary>
/// Calibrated scores of a promotion. They come from all counted sheets, whoever asks: a figure that changed with the viewer's ties
/// could not stand in minutes. Which files are then shown is the business of the lists.
/// </summary>
public sealed class CalibratedScores(EigDbContext db)
{
    public async Task<Result<Calibration>> OfCohortAsync(Guid cohortId, CancellationToken ct)
    {
        var salt = await db.Cohorts.Where(cohort => cohort.Id == cohortId).Select(cohort => cohort.PseudonymSalt).SingleAsync(ct);
        return CalibrationPolicy.Calibrate(
            await Counted(cohortId)
                .Select(sheet => new CountedSheet(sheet.CandidatureId, sheet.JurorId, sheet.Total!.Value))
                .ToListAsync(ct),
            new Pseudonyms(salt)
        );
    }

    /// <summary>Severities by juror, the most severe first, or why there are none.</summary>
    public async Task<Result<JurySeverities>> SeveritiesAsync(Guid cohortId, Actor actor, CancellationToken ct)
    {
        var calibration = await OfCohortAsync(cohortId, ct);
        if (!calibration.IsOk)
        {
            return calibration.Error;
        }

        var names = await (
            from juror in db.Jurors
            join account in db.Users on juror.AccountId equals account.Id
            where juror.CohortId == cohortId
            select new { juror.Id, FullName = account.GivenName + " " + account.FamilyName }
        ).ToDictionaryAsync(row => row.Id, row => row.FullName, ct);
        // The estimate needs every sheet. The counts leave out those of hidden files: beside the list of jurors, they would tell who read
        // them (B21).
        var sheets = await Counted(cohortId)
            .ForStaff(actor, db)
            .GroupBy(sheet => sheet.JurorId)
            .Select(group => new { group.Key, Count = group.Count() })
            .ToDictionaryAsync(group => group.Key, group => group.Count, ct);
        var jurors = calibration
            .Value.Jurors.OrderBy(juror => juror.Leniency)
            .Select(juror => new JurorSeverity(
                names[juror.JurorId],
                sheets.GetValueOrDefault(juror.JurorId),
                Points(juror.Leniency),
                Points(juror.StandardError)
            ));
        var components = calibration.Value.Components;
        return new JurySeverities(
            Points(calibration.Value.Mean),
            Points(Math.Sqrt(components.Quality)),
            Points(Math.Sqrt(components.Severity)),
            Points(Math.Sqrt(components.Noise)),
            [.. jurors]
        );
    }

    private IQueryable<ScoreSheet> Counted(Guid cohortId) =>
        db
            .ScoreSheets.WithoutConflict(db)
            .Where(sheet => sheet.State == SheetState.Locked && sheet.Total != null)
            .Where(sheet =>
                db.Candidatures.Any(file =>
                    file.Id == sheet.CandidatureId && file.CohortId == cohortId && SheetQueries.InTheRunning.Contains(file.State)
                )
            );

    internal static decimal Points(double value) => ScoringPolicy.Shown((decimal)value);
}

/// <param name="Leniency">Points out of 20 that this juror gives more than the others; negative for somebody severe.</param>
public sealed record JurorSeverity(string FullName, int Sheets, decimal Leniency, decimal StandardError);

/// <summary>What the counted sheets say of the jury, in points out of 20.</summary>
/// <param name="QualityDeviation">Standard deviation between files.</param>
/// <param name="SeverityDeviation">Standard deviation between jurors.</param>
/// <param name="NoiseDeviation">Standard deviation between two equally severe readings of a file.</param>
public sealed record JurySeverities(
    decimal Mean,
    decimal QualityDeviation,
    decimal SeverityDeviation,
    decimal NoiseDeviation,
    IReadOnlyList<JurorSeverity> Jurors
);

/// <summary>
/// The calibrated figures of a row, as people see them. The score shown is exactly the raw score shown, plus the correction, plus
/// the shrinkage: the last one takes the rounding.
/// </summary>
/// <param name="Rank">In the list, by the unrounded calibrated score; equals share it.</param>
/// <param name="LowestRank">First rank of the 90 % interval.</param>
/// <param name="AmongSeats">Probability of being among as many first as there are seats, in percent.</param>
public sealed record CalibratedRow(
    decimal Score,
    decimal SeverityCorrection,
    decimal Shrinkage,
    int Rank,
    int LowestRank,
    int HighestRank,
    int AmongSeats,
    bool IsToDeliberate
)
{
    internal static IReadOnlyList<RankedRow> Beside(IReadOnlyList<RankedRow> rows, Calibration calibration, int seats)
    {
        var calibrated = Of(rows.ToDictionary(row => row.CandidatureId, row => row.Score), calibration, seats);
        return [.. rows.Select(row => row with { Calibrated = calibrated.GetValueOrDefault(row.CandidatureId) })];
    }

    /// <summary>The rows of the files of a list that have a counted sheet.</summary>
    /// <param name="scores">Raw scores as shown, by file.</param>
    internal static IReadOnlyDictionary<Guid, CalibratedRow> Of(
        IReadOnlyDictionary<Guid, decimal?> scores,
        Calibration calibration,
        int seats
    )
    {
        var ranks = calibration.Rank(scores.Keys, seats).ToDictionary(rank => rank.CandidatureId);
        var values = ranks.Keys.ToDictionary(id => id, id => Math.Round(calibration.Find(id)!.Score, 9));
        return ranks.ToDictionary(
            rank => rank.Key,
            rank =>
                Of(
                    scores[rank.Key]!.Value,
                    calibration.Find(rank.Key)!,
                    rank.Value,
                    1 + values.Values.Count(value => value > values[rank.Key])
                )
        );
    }

    private static CalibratedRow Of(decimal raw, CalibratedFile file, RankUncertainty uncertainty, int rank)
    {
        var score = CalibratedScores.Points(file.Score);
        var correction = CalibratedScores.Points(file.SeverityCorrection);
        return new CalibratedRow(
            score,
            correction,
            score - raw - correction,
            rank,
            uncertainty.Lowest,
            uncertainty.Highest,
            (int)Math.Round(uncertainty.AmongFirst * 100, MidpointRounding.AwayFromZero),
            uncertainty.IsToDeliberate
        );
    }
}
