using System.Globalization;
using System.Text;

namespace EigPortal.Benchmarks;

/// <param name="Budget">In words, from budgets.md.</param>
/// <param name="Kept">Null when the row is only a floor.</param>
internal sealed record Row(string What, string Measured, string Budget, bool? Kept);

/// <summary>The table of figures, as Markdown.</summary>
internal sealed class Table
{
    private readonly List<Row> rows = [];

    public void Add(Row row)
    {
        rows.Add(row);
        Console.WriteLine(
            $"{(row.Kept is null ? "     " : row.Kept.Value ? "tenu " : "MANQUÉ")} {row.What}: {row.Measured} (budget: {row.Budget})"
        );
    }

    public string ToMarkdown(string machine)
    {
        var text = new StringBuilder();
        text.AppendLine("# Performance").AppendLine();
        text.AppendLine(
            "Made by `dotnet run -c Release --project tests/EigPortal.Benchmarks`. Ratios to floors measured in the same run; budgets from the design notes."
        );
        text.AppendLine(
                "A figure that misses is written as missed. Medians of the runs, with the lowest and the highest between brackets."
            )
            .AppendLine();
        text.AppendLine(CultureInfo.InvariantCulture, $"{machine}").AppendLine();
        text.AppendLine("| what | measured | budget | |").AppendLine("| --- | --- | --- | --- |");
        foreach (var row in rows)
        {
            text.AppendLine(
                $"| {row.What} | {row.Measured} | {row.Budget} | {(row.Kept is null ? "floor" : row.Kept.Value ? "kept" : "**missed**")} |"
            );
        }

        return text.ToString();
    }
}
