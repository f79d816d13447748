using EigPortal.Domain.Juries;
using EigPortal.Services.Juries;

namespace EigPortal.Services.Selection.Sealing.Verifying;

/// <summary>Totals of sheets and of shared grids, and which sheets count.</summary>
internal static class ReadingChecks
{
    public static MinutesCheck Rules(MinutesRules rules) =>
        new(
            "Règles de calcul",
            rules.Policies == MinutesPolicies.Current ? [] : ["les constantes ne sont pas celles de cette version"]
        );

    public static IEnumerable<MinutesCheck> Of(MinutesParts parts)
    {
        var sheets = parts.Readings.Sheets;
        yield return new MinutesCheck(
            $"Totaux des fiches ({sheets.Count})",
            [
                .. sheets
                    .Select(sheet =>
                        Said.Difference(
                            $"dossier {Said.Id(sheet.FileId)}, fiche de {Said.Id(sheet.JurorId)}, version {sheet.Edition}",
                            sheet.Total,
                            Total(sheet.Marks, parts.Rules),
                            Said.Figure
                        )
                    )
                    .OfType<string>(),
            ]
        );
        yield return new MinutesCheck("Fiches comptées et mises de côté", [.. Statuses(parts.Readings)]);
        var grids = parts.Hearings.Hearings.Where(hearing => hearing.Grid is not null).ToList();
        yield return new MinutesCheck(
            $"Totaux des grilles d’audition ({grids.Count})",
            [
                .. grids
                    .Select(hearing =>
                        Said.Difference(
                            $"dossier {Said.Id(hearing.FileId)}, audition {hearing.Turn}",
                            hearing.Grid!.Total,
                            Total(hearing.Grid.Marks, parts.Rules),
                            Said.Figure
                        )
                    )
                    .OfType<string>(),
            ]
        );
    }

    /// <summary>As stored: twelve decimals. A mark that is missing or off the scale gives a total that nothing was written with.</summary>
    private static decimal? Total(IReadOnlyList<MinutesMark> marks, MinutesRules rules)
    {
        var byKey = marks.ToDictionary(mark => mark.Criterion, mark => mark.Value);
        if (
            byKey.Count != rules.Criteria.Count
            || rules.Criteria.Any(criterion => !byKey.ContainsKey(criterion.Key))
            || byKey.Values.Any(value => value < 0 || value > rules.ScaleMax)
        )
        {
            return -1;
        }

        var total = ScoringPolicy.SheetTotal(
            [.. rules.Criteria.Select(criterion => new WeightedMark(byKey[criterion.Key], criterion.Weight))],
            rules.ScaleMax
        );
        return total is { } value ? Stored(value) : null;
    }

    private static decimal Stored(decimal value) => Math.Round(value, 12, MidpointRounding.AwayFromZero);

    private static IEnumerable<string> Statuses(MinutesReadings readings)
    {
        var states = readings.Files.ToDictionary(file => file.Id, file => file.State);
        var barred = readings
            .Ties.Where(tie => tie.Level != ConflictLevel.Declared)
            .Select(tie => (tie.PersonId, tie.FileId))
            .ToHashSet();
        foreach (var sheet in readings.Sheets)
        {
            var where = $"dossier {Said.Id(sheet.FileId)}, fiche de {Said.Id(sheet.JurorId)}, version {sheet.Edition}";
            var expected =
                sheet.Status is MinutesSheetStatus.Reopened or MinutesSheetStatus.SetAside ? sheet.Status
                : !SheetQueries.InTheRunning.Contains(states[sheet.FileId]) ? MinutesSheetStatus.OutOfTheRunning
                : barred.Contains((sheet.JurorId, sheet.FileId)) ? MinutesSheetStatus.Conflict
                : sheet.Total is null ? MinutesSheetStatus.TooFewMarks
                : MinutesSheetStatus.Counted;
            if (Said.Difference(where, sheet.Status, expected, Words) is { } difference)
            {
                yield return difference;
            }
        }

        foreach (
            var pair in readings
                .Sheets.Where(sheet => sheet.Status != MinutesSheetStatus.Reopened)
                .GroupBy(sheet => (sheet.FileId, sheet.JurorId))
                .Where(pair => pair.Count() > 1)
        )
        {
            yield return $"dossier {Said.Id(pair.Key.FileId)} : deux fiches en vigueur de {Said.Id(pair.Key.JurorId)}";
        }
    }

    private static string Words(MinutesSheetStatus status) =>
        status switch
        {
            MinutesSheetStatus.Counted => "comptée",
            MinutesSheetStatus.TooFewMarks => "trop peu de notes",
            MinutesSheetStatus.Conflict => "lien d’intérêts",
            MinutesSheetStatus.SetAside => "mise de côté",
            MinutesSheetStatus.Reopened => "version antérieure",
            MinutesSheetStatus.OutOfTheRunning => "dossier hors course",
        };
}
