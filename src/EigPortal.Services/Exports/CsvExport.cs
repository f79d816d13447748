using System.Globalization;
using CsvHelper;

namespace EigPortal.Services.Exports;

/// <summary>A column of an export: its title and what it says of a row.</summary>
public sealed record Column<T>(string Title, Func<T, object?> ValueOf);

/// <summary>
/// CSV that spreadsheets open rightly: UTF-8 with its mark, semicolons, and no cell that a spreadsheet would run. Rows are written as
/// they come, so memory doesn't grow with them.
/// </summary>
public static class CsvExport
{
    public const string ContentType = "text/csv; charset=utf-8";

    // A text that starts with = + - @ would run as a formula: the apostrophe makes spreadsheets show it as text (B37).
    private static readonly CsvWriterOptions Options = CsvWriterOptions.Default with
    {
        Separator = ';',
        WriteByteOrderMark = true,
        Injection = CsvInjection.Escape,
    };

    public static async Task WriteAsync<T>(
        Stream output,
        IReadOnlyList<Column<T>> columns,
        IAsyncEnumerable<T> rows,
        CancellationToken ct
    )
    {
        await using var csv = CsvWriter.Create(output, Options, leaveOpen: true);
        foreach (var column in columns)
        {
            csv.WriteField(column.Title);
        }

        await csv.EndRecordAsync(ct);
        await foreach (var row in rows.WithCancellation(ct))
        {
            foreach (var column in columns)
            {
                Write(csv, column.ValueOf(row));
            }

            await csv.EndRecordAsync(ct);
        }

        await csv.FlushAsync(ct);
    }

    // A negative figure is no formula: as a text it could not be added up.
    private static void Write(CsvWriter csv, object? value)
    {
        if (value is decimal number)
        {
            csv.WriteField(number, Cells.Figure, Cells.French);
        }
        else
        {
            csv.WriteField(Cells.Text(value));
        }
    }
}

internal static class Cells
{
    public const string Figure = "0.##";
    public static readonly CultureInfo French = CultureInfo.GetCultureInfo("fr-FR");

    /// <summary>Numbers with a French comma, days and instants as people in Paris write them.</summary>
    public static string Text(object? value) =>
        value switch
        {
            null => "",
            decimal number => number.ToString(Figure, French),
            DateTimeOffset instant => EigPortal.Services.Text.FrenchDates.Short(instant),
            DateOnly day => EigPortal.Services.Text.FrenchDates.ShortDay(day),
            IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
            _ => value.ToString() ?? "",
        };
}
