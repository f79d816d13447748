using System.Globalization;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace EigPortal.Services.Exports;

/// <summary>A real workbook, written row by row. Texts are stored as texts, never as formulas (B37); numbers stay numbers.</summary>
public static class XlsxExport
{
    public const string ContentType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    public static async Task WriteAsync<T>(
        Stream output,
        string sheetName,
        IReadOnlyList<Column<T>> columns,
        IAsyncEnumerable<T> rows,
        CancellationToken ct
    )
    {
        // The package needs to go back in its stream, which an answer can't: a temporary file keeps memory flat.
        await using var file = new FileStream(
            Path.GetTempFileName(),
            FileMode.Create,
            FileAccess.ReadWrite,
            FileShare.None,
            81920,
            FileOptions.DeleteOnClose | FileOptions.Asynchronous
        );
        using (var document = SpreadsheetDocument.Create(file, SpreadsheetDocumentType.Workbook))
        {
            var book = document.AddWorkbookPart();
            var sheet = book.AddNewPart<WorksheetPart>();
            using (var writer = OpenXmlWriter.Create(sheet))
            {
                writer.WriteStartElement(new Worksheet());
                writer.WriteStartElement(new SheetData());
                WriteRow(writer, columns.Select(column => (object?)column.Title));
                await foreach (var row in rows.WithCancellation(ct))
                {
                    WriteRow(writer, columns.Select(column => column.ValueOf(row)));
                }

                writer.WriteEndElement();
                writer.WriteEndElement();
            }

            book.Workbook = new Workbook(
                new Sheets(
                    new Sheet
                    {
                        Id = book.GetIdOfPart(sheet),
                        SheetId = 1,
                        Name = sheetName,
                    }
                )
            );
        }

        file.Position = 0;
        await file.CopyToAsync(output, ct);
    }

    private static void WriteRow(OpenXmlWriter writer, IEnumerable<object?> values)
    {
        writer.WriteStartElement(new Row());
        foreach (var value in values)
        {
            writer.WriteElement(
                value is decimal or int or long
                    ? new Cell
                    {
                        DataType = CellValues.Number,
                        CellValue = new CellValue(Convert.ToString(value, CultureInfo.InvariantCulture)!),
                    }
                    : new Cell
                    {
                        DataType = CellValues.InlineString,
                        InlineString = new InlineString(
                            new DocumentFormat.OpenXml.Spreadsheet.Text(Cells.Text(value))
                            {
                                Space = SpaceProcessingModeValues.Preserve,
                            }
                        ),
                    }
            );
        }

        writer.WriteEndElement();
    }
}
