using System.Text;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using EigPortal.Services.Exports;

namespace EigPortal.Services.Tests.Exports;

public sealed class ExportTests
{
    private static readonly IReadOnlyList<Column<(string Name, decimal Score)>> Columns =
    [
        new("Nom", row => row.Name),
        new("Note", row => row.Score),
    ];

    private static readonly (string, decimal)[] Rows = [("Zoé; « Élan »", 12.5m), ("=1+2", 3m), ("@somme", 0m), ("-1+1", 0m)];

    [Fact]
    public async Task B37_a_spreadsheet_reads_the_accents_and_runs_no_formula()
    {
        using var output = new MemoryStream();
        await CsvExport.WriteAsync(output, Columns, RowsAsync(), CancellationToken.None);

        Assert.Equal([0xEF, 0xBB, 0xBF], output.ToArray()[..3]);
        Assert.Equal(
            "Nom;Note\r\n\"Zoé; « Élan »\";12,5\r\n\"'=1+2\";3\r\n\"'@somme\";0\r\n\"'-1+1\";0\r\n",
            Encoding.UTF8.GetString(output.ToArray()[3..])
        );
    }

    [Fact]
    public async Task A_workbook_holds_texts_as_texts_and_numbers_as_numbers()
    {
        using var output = new MemoryStream();
        await XlsxExport.WriteAsync(output, "Feuille", Columns, RowsAsync(), CancellationToken.None);

        output.Position = 0;
        using var document = SpreadsheetDocument.Open(output, isEditable: false);
        var cells = document
            .WorkbookPart!.WorksheetParts.Single()
            .Worksheet!.Descendants<Cell>()
            .Select(cell => cell.InlineString?.InnerText ?? $"{cell.CellValue!.Text} (nombre)")
            .ToList();
        Assert.Equal(
            ["Nom", "Note", "Zoé; « Élan »", "12.5 (nombre)", "=1+2", "3 (nombre)", "@somme", "0 (nombre)", "-1+1", "0 (nombre)"],
            cells
        );
        Assert.Empty(document.WorkbookPart.WorksheetParts.Single().Worksheet!.Descendants<CellFormula>());
    }

    private static async IAsyncEnumerable<(string, decimal)> RowsAsync()
    {
        foreach (var row in Rows)
        {
            await Task.Yield();
            yield return row;
        }
    }
}
