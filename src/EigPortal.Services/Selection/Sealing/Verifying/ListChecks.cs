using EigPortal.Domain.Juries;
using EigPortal.Domain.Shared;
using EigPortal.Services.Juries;

namespace EigPortal.Services.Selection.Sealing.Verifying;

/// <summary>Who is on each list, scores, calibration, ranks and bands.</summary>
internal static class ListChecks
{
    public static IEnumerable<MinutesCheck> Of(MinutesParts parts)
    {
        var counted = parts.Readings.Sheets.Where(sheet => sheet.Status == MinutesSheetStatus.Counted).ToList();
        var calibration = CalibrationPolicy.Calibrate(
            counted.Select(sheet => new CountedSheet(sheet.FileId, sheet.JurorId, sheet.Total!.Value))
        );
        var byFile = counted.ToLookup(sheet => sheet.FileId);
        var lists = parts
            .Lists.Lists.Select(list =>
                (Written: list, Name: NameOf(list, parts.Rules), Found: Make(list, parts, byFile, calibration))
            )
            .ToList();
        yield return new MinutesCheck("Calibration du jury", [.. Calibrated(parts.Lists, calibration)]);
        yield return new MinutesCheck(
            $"Dossiers de chaque classement ({lists.Count})",
            [
                .. lists.SelectMany(list =>
                    Missing(list.Name, list.Written, list.Found.Keys).Concat(Seats(list.Name, list.Written, parts.Rules))
                ),
            ]
        );
        yield return Compare("Scores", lists, Scores);
        yield return Compare("Rangs", lists, Ranks);
        yield return Compare("Scores calibrés, intervalles et zones à délibérer", lists, Bands);
    }

    private static Dictionary<Guid, MinutesRow> Make(
        MinutesList list,
        MinutesParts parts,
        ILookup<Guid, MinutesSheet> counted,
        Result<Calibration> calibration
    )
    {
        var files = parts.Readings.Files.Where(file =>
            SheetQueries.InTheRunning.Contains(file.State)
            && file.Wishes.Any(wish => wish.ChallengeId == list.ChallengeId && wish.Profile == list.Profile)
        );
        var ranked = RankingPolicy.Rank(
            files.Select(file =>
            {
                var totals = counted[file.Id].Select(sheet => sheet.Total!.Value).ToList();
                var score = ScoringPolicy.Score(totals.Cast<decimal?>());
                return new RankingEntry(
                    file.Id,
                    $"{file.Id:N}",
                    score is { } value ? RankedLists.Comparable(value) : null,
                    totals.Count,
                    RankingPolicy.Spread(totals)
                );
            })
        );
        var calibrated = calibration.IsOk
            ? CalibratedRow.Of(
                ranked.ToDictionary(row => row.Entry.CandidatureId, row => Shown(row.Entry.Score)),
                calibration.Value,
                list.Seats
            )
            : new Dictionary<Guid, CalibratedRow>();
        return ranked.ToDictionary(
            row => row.Entry.CandidatureId,
            row => new MinutesRow(
                row.Entry.CandidatureId,
                row.Rank,
                row.IsTied,
                Shown(row.Entry.Score),
                row.Entry.Score,
                row.Entry.CountedSheets,
                Shown(row.Entry.Spread),
                counted[row.Entry.CandidatureId].Count(sheet => sheet.Opinion == Opinion.CoupDeCoeur),
                calibrated.TryGetValue(row.Entry.CandidatureId, out var figures) ? MinutesFigures.Of(figures) : null
            )
        );
    }

    private static IEnumerable<string> Calibrated(MinutesLists written, Result<Calibration> found)
    {
        if (!found.IsOk || written.Calibration is null)
        {
            return Single(
                Said.Difference(
                    "refus de calibrer",
                    written.Refusal,
                    found.IsOk ? null : found.Error.Code,
                    code => code ?? "aucun"
                )
            );
        }

        var made = MinutesFigures.Of(found.Value, id => id);
        var general = Said.Difference("moyenne et variances", General(written.Calibration), General(made), figures => figures);
        var jurors = made.Jurors.ToDictionary(juror => juror.JurorId);
        return Single(general)
            .Concat(
                written
                    .Calibration.Jurors.Where(juror => juror != jurors.GetValueOrDefault(juror.JurorId))
                    .Select(juror => $"sévérité de {Said.Id(juror.JurorId)}")
            )
            .Concat(
                made.Jurors.Count == written.Calibration.Jurors.Count ? [] : ["le nombre de membres du jury calibrés a changé"]
            );
    }

    private static string General(MinutesCalibration calibration) =>
        string.Join(
            " ; ",
            Said.Figure(calibration.Mean),
            Said.Figure(calibration.QualityVariance),
            Said.Figure(calibration.SeverityVariance),
            Said.Figure(calibration.NoiseVariance)
        );

    private static IEnumerable<string> Missing(string name, MinutesList written, IReadOnlyCollection<Guid> found)
    {
        var listed = written.Rows.Select(row => row.FileId).ToList();
        return listed
            .Except(found)
            .Select(file => $"{name} : {Said.Id(file)} n’a pas à y être")
            .Concat(found.Except(listed).Select(file => $"{name} : {Said.Id(file)} n’y est pas"))
            .Concat(listed.Distinct().Count() == listed.Count ? [] : [$"{name} : un dossier y est deux fois"]);
    }

    private static IEnumerable<string> Seats(string name, MinutesList written, MinutesRules rules) =>
        Single(
            Said.Difference(
                $"{name}, postes",
                written.Seats,
                rules.Posts.Count(post => post.ChallengeId == written.ChallengeId && post.Profile == written.Profile),
                seats => $"{seats}"
            )
        );

    private static MinutesCheck Compare(
        string name,
        IReadOnlyList<(MinutesList Written, string Name, Dictionary<Guid, MinutesRow> Found)> lists,
        Func<MinutesRow, MinutesRow, string, string?> compare
    ) =>
        new(
            name,
            [
                .. lists.SelectMany(list =>
                    list.Written.Rows.Where(row => list.Found.ContainsKey(row.FileId))
                        .Select(row => compare(row, list.Found[row.FileId], $"{list.Name}, {Said.Id(row.FileId)}"))
                        .OfType<string>()
                ),
            ]
        );

    private static string? Scores(MinutesRow written, MinutesRow found, string where) =>
        Said.Difference(where, written.Score, found.Score, Said.Figure)
        ?? Said.Difference($"{where}, valeur exacte", written.Compared, found.Compared, Said.Figure)
        ?? Said.Difference($"{where}, fiches comptées", written.CountedSheets, found.CountedSheets, count => $"{count}")
        ?? Said.Difference($"{where}, écart", written.Spread, found.Spread, Said.Figure)
        ?? Said.Difference($"{where}, coups de cœur", written.Favourites, found.Favourites, count => $"{count}");

    private static string? Ranks(MinutesRow written, MinutesRow found, string where) =>
        Said.Difference(where, written.Rank, found.Rank, Said.Rank)
        ?? Said.Difference($"{where}, ex aequo", written.IsTied, found.IsTied, tied => tied ? "oui" : "non");

    private static string? Bands(MinutesRow written, MinutesRow found, string where) =>
        Said.Difference(
            where,
            written.Calibrated,
            found.Calibrated,
            row =>
                row is null
                    ? "rien"
                    : $"{Said.Figure(row.Score)}, rang {row.Rank} entre {row.LowestRank} et {row.HighestRank}, {row.AmongSeats} %"
        );

    private static string NameOf(MinutesList list, MinutesRules rules) =>
        $"{rules.Posts.FirstOrDefault(post => post.ChallengeId == list.ChallengeId)?.Challenge ?? "défi inconnu"}, {list.Profile}";

    private static decimal? Shown(decimal? value) => value is { } known ? ScoringPolicy.Shown(known) : null;

    private static IEnumerable<string> Single(string? difference) => difference is null ? [] : [difference];
}
