using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.RegularExpressions;

namespace EigPortal.Benchmarks;

/// <param name="Budget">In words, from the design notes; empty for a floor.</param>
/// <param name="Kept">Null for a floor, or a figure that has no budget.</param>
internal sealed record Row(string What, string Measured, string Budget, bool? Kept);

/// <summary>The figures of a chapter, its preparations included in the time.</summary>
internal sealed class Chapter(string name)
{
    public string Name => name;
    public List<Row> Rows { get; } = [];
    public TimeSpan Time { get; set; }

    public string ToMarkdown(DateTimeOffset at)
    {
        var text = new StringBuilder();
        text.Append(
            CultureInfo.InvariantCulture,
            $"{at:yyyy-MM-dd HH:mm} UTC, {Figures.Of(Time.TotalMinutes, 1)} minutes: {Rows.Count(row => row.Kept == true)} kept, {Rows.Count(row => row.Kept == false)} missed.\n\n"
        );
        text.Append("| what | measured | budget | |\n| --- | --- | --- | --- |\n");
        foreach (var row in Rows)
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

/// <summary>The figures, a table per chapter, as Markdown.</summary>
internal sealed partial class Table
{
    private const string Start = "<!-- figures: written by the benchmarks -->";
    private const string End = "<!-- end of figures -->";
    private const int LongestReason = 200;
    private readonly List<Chapter> chapters = [];

    public void Begin(string chapter) => chapters.Add(new Chapter(chapter));

    public void Add(string what, string measured, string budget, bool? kept)
    {
        chapters[^1].Rows.Add(new Row(what, measured, budget, kept));
        Console.WriteLine(
            $"{(kept is null ? "      " : kept.Value ? "tenu  " : "MANQUÉ")} {what} : {measured}{(budget.Length > 0 ? $" (budget : {budget})" : "")}"
        );
    }

    public void Floor(string what, string measured) => Add($"floor {what}", measured, "", null);

    /// <summary>A figure that no budget judges.</summary>
    public void State(string what, string measured) => Add(what, measured, "", null);

    /// <summary>A chapter that did not get to its end, and why: the table must not look as if nothing were missing.</summary>
    public void Stopped(Exception problem)
    {
        var reason = problem.Message.ReplaceLineEndings(" ").Replace('|', '/');
        Add(
            $"chapter `{chapters[^1].Name}`",
            $"failed, what is missing here was not measured: {(reason.Length > LongestReason ? $"{reason[..LongestReason]}…" : reason)}",
            "",
            false
        );
    }

    public void Lasted(TimeSpan time)
    {
        chapters[^1].Time = time;
        Console.WriteLine($"  ({chapters[^1].Name} : {Figures.Of(time.TotalSeconds)} s)");
    }

    /// <summary>
    /// Puts the figures of the chapters measured so far between the marks of a Markdown file, in place of their older ones, and leaves
    /// the rest as it is.
    /// </summary>
    /// <param name="all">Every chapter, in the order of the file.</param>
    public void WriteInto(string path, IReadOnlyList<string> all)
    {
        var text = File.ReadAllText(path);
        var (start, end) = (text.IndexOf(Start, StringComparison.Ordinal), text.IndexOf(End, StringComparison.Ordinal));
        if (start < 0 || end < start)
        {
            throw new InvalidOperationException($"{path} has lost its marks {Start} and {End}.");
        }

        var written = Written()
            .Matches(text[start..end])
            .ToDictionary(chapter => chapter.Groups["name"].Value, chapter => chapter.Groups["text"].Value.Trim());
        foreach (var chapter in chapters)
        {
            written[chapter.Name] = chapter.ToMarkdown(DateTimeOffset.UtcNow).Trim();
        }

        var machine =
            $"{Environment.ProcessorCount} cores, {RuntimeInformation.OSDescription.Trim()}, {RuntimeInformation.FrameworkDescription}, PostgreSQL 18 without fsync; generator, portal and database share the machine.";
        var sections = all.Select(name => $"### `{name}`\n\n{written.GetValueOrDefault(name, "Not measured yet.")}\n");
        File.WriteAllText(path, $"{text[..start]}{Start}\n\n{machine}\n\n{string.Join('\n', sections)}\n{text[end..]}");
    }

    [GeneratedRegex(@"^### `(?<name>\w+)`\n(?<text>.*?)(?=^### |\z)", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Written();
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
