using System.Globalization;
using System.Text;

namespace EigPortal.Benchmarks.Selection;

/// <summary>Judges ranking on worlds whose truth is known, and writes docs/selection.md.</summary>
internal static class SelectionReport
{
    private const int Runs = 300;
    private const string File = "docs/selection.md";

    public static async Task<int> RunAsync()
    {
        var text = new StringBuilder();
        text.AppendLine("# Selection: judged on known truth").AppendLine();
        text.AppendLine(
                "Made by `dotnet run -c Release --project tests/EigPortal.Benchmarks -- selection`: synthetic promotions from seeded generators, "
                    + $"{Runs} runs each, the same sheets for every estimator. Means, standard errors after ±."
            )
            .AppendLine();
        AppendReadings(text);
        await System.IO.File.WriteAllTextAsync(File, text.ToString());
        Console.Write(text);
        return 0;
    }

    private static void AppendReadings(StringBuilder text)
    {
        text.AppendLine("## Finding the true best 75 of 200").AppendLine();
        text.AppendLine(
                "30 jurors, two for each of 15 challenges. Quality 13 + 0.8 z by challenge + 2 z by file, severity 1.5 z, noise 1.5 z, marks "
                    + "rounded and kept between 5 and 20. *Overlap*: share of the true best 75 among the estimated ones. *Coverage*: share of files "
                    + "whose stated 90 % rank interval holds their true rank. Where the jurors are not linked by common files, the product refuses "
                    + "to calibrate and its line repeats the raw mean."
            )
            .AppendLine();
        text.AppendLine("| design | estimator | overlap | Spearman | coverage |").AppendLine("| --- | --- | --- | --- | --- |");
        foreach (var design in Enum.GetValues<ReadingDesign>())
        {
            foreach (var (name, figures) in ReadingSimulation.Run(design, Runs))
            {
                text.AppendLine(
                    CultureInfo.InvariantCulture,
                    $"| {Label(design)} | {name} | {Percent(figures.Overlap)} | {Shown(figures.Spearman)} | {(figures.Coverage is { } coverage ? Percent(coverage) : "")} |"
                );
            }
        }

        text.AppendLine();
    }

    private static string Label(ReadingDesign design) =>
        design switch
        {
            ReadingDesign.TwoAtRandom => "2 readers at random",
            ReadingDesign.ThreeAtRandom => "3 readers at random",
            ReadingDesign.OwnChallenge => "2 readers of the challenge",
            ReadingDesign.OwnChallengeCrossed => "the same, 25 % crossed",
            ReadingDesign.OwnChallengeAnchored => "the same, 6 files read by all",
        };

    private static string Percent(Estimate estimate) =>
        string.Create(CultureInfo.InvariantCulture, $"{estimate.Mean * 100:0.0} % ± {estimate.StandardError * 100:0.0}");

    private static string Shown(Estimate estimate) =>
        string.Create(CultureInfo.InvariantCulture, $"{estimate.Mean:0.000} ± {estimate.StandardError:0.000}");
}
