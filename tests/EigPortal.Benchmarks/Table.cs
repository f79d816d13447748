using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace EigPortal.Benchmarks;

/// <param name="Budget">In words, from the design notes; empty for a floor.</param>
/// <param name="Kept">Null for a floor, or a figure that has no budget.</param>
internal sealed record Row(string What, string Measured, string Budget, bool? Kept);

/// <summary>The table of figures, as Markdown.</summary>
internal sealed class Table
{
    private const string Start = "<!-- figures: written by the benchmarks -->";
    private const string End = "<!-- end of figures -->";
    private const int LongestReason = 200;
    private readonly List<Row> rows = [];
    private readonly List<string> chapters = [];

    public void Add(string what, string measured, string budget, bool? kept)
    {
        rows.Add(new Row(what, measured, budget, kept));
        Console.WriteLine(
            $"{(kept is null ? "      " : kept.Value ? "tenu  " : "MANQUÉ")} {what} : {measured}{(budget.Length > 0 ? $" (budget : {budget})" : "")}"
        );
    }

    public void Floor(string what, string measured) => Add($"floor {what}", measured, "", null);

    /// <summary>A figure that no budget judges.</summary>
    public void State(string what, string measured) => Add(what, measured, "", null);

    /// <summary>A chapter that did not get to its end, and why: the table must not look as if nothing were missing.</summary>
    public void Stopped(string chapter, Exception problem)
    {
        var reason = problem.Message.ReplaceLineEndings(" ").Replace('|', '/');
        Add(
            $"chapter `{chapter}`",
            $"failed, what is missing here was not measured: {(reason.Length > LongestReason ? $"{reason[..LongestReason]}…" : reason)}",
            "",
            false
        );
    }

    /// <summary>How long a chapter took, its preparations included.</summary>
    public void Lasted(string chapter, TimeSpan time)
    {
        chapters.Add($"{chapter} {Figures.Of(time.TotalMinutes, 1)}");
        Console.WriteLine($"  ({chapter} : {Figures.Of(time.TotalSeconds)} s)");
    }

    /// <summary>Puts the table between the marks of a Markdown file, and leaves the rest as it is.</summary>
    /// <param name="ahead">Chapters that are not measured yet.</param>
    public void WriteInto(string path, IReadOnlyCollection<string> ahead)
    {
        var text = File.ReadAllText(path);
        var (start, end) = (text.IndexOf(Start, StringComparison.Ordinal), text.IndexOf(End, StringComparison.Ordinal));
        if (start < 0 || end < start)
        {
            throw new InvalidOperationException($"{path} has lost its marks {Start} and {End}.");
        }

        File.WriteAllText(path, $"{text[..start]}{Start}\n\n{ToMarkdown(ahead)}\n{text[end..]}");
    }

    private string ToMarkdown(IReadOnlyCollection<string> ahead)
    {
        var text = new StringBuilder();
        text.Append(
            CultureInfo.InvariantCulture,
            $"{DateTimeOffset.UtcNow:yyyy-MM-dd HH:mm} UTC, {Environment.ProcessorCount} cores, {RuntimeInformation.OSDescription.Trim()}, {RuntimeInformation.FrameworkDescription}, PostgreSQL 18 without fsync; generator, portal and database share the machine. {rows.Count(row => row.Kept == true)} kept, {rows.Count(row => row.Kept == false)} missed. Minutes: {string.Join(", ", chapters)}.{(ahead.Count == 0 ? "" : $" **Not measured: {string.Join(", ", ahead)}.**")}\n\n"
        );
        text.Append("| what | measured | budget | |\n| --- | --- | --- | --- |\n");
        foreach (var row in rows)
        {
            var verdict = row.Kept switch
            {
                null => row.What.StartsWith("floor ", StringComparison.Ordinal) ? "floor" : "stated",
                true => "kept",
                false => "**missed**",
            };
            text.Append(CultureInfo.InvariantCulture, $"| {row.What} | {row.Measured} | {row.Budget} | {verdict} |\n");
        }

        return text.ToString();
    }
}

/// <summary>Numbers as the table writes them.</summary>
internal static class Figures
{
    public static string Of(double value, int decimals = 0) =>
        value.ToString($"#,0.{new string('0', decimals)}", CultureInfo.InvariantCulture);

    /// <summary>« 12 [10–15] »: the median, then the lowest and the highest.</summary>
    public static string Spread(IEnumerable<double> values, int decimals = 0)
    {
        var ordered = values.Order().ToList();
        return $"{Of(Median(ordered), decimals)} [{Of(ordered[0], decimals)}–{Of(ordered[^1], decimals)}]";
    }

    public static double Median(IEnumerable<double> values)
    {
        var ordered = values.Order().ToList();
        return ordered[ordered.Count / 2];
    }
}
