using System.Globalization;
using System.Text;

namespace EigPortal.Benchmarks.Selection;

/// <summary>Judges ranking on worlds whose truth is known, and writes docs/selection.md.</summary>
internal static class SelectionReport
{
    private const int Runs = 300;
    private const string File = "docs/selection.md";
    private const string HandWritten = "## Remarks that may not count";

    public static async Task<int> RunAsync()
    {
        var text = new StringBuilder();
        text.AppendLine("# Selection: judged on known truth").AppendLine();
        text.AppendLine(
                "Made by `dotnet run -c Release --project tests/EigPortal.Benchmarks -- selection`: synthetic promotions from seeded generators, "
                    + $"{Runs} runs each, the same for every method compared. Means, standard errors after ±."
            )
            .AppendLine();
        AppendReadings(text);
        AppendTeams(text);
        var path = Path.Combine(TestKit.Postgres.PostgresServer.RepositoryRoot, File);
        var before = await System.IO.File.ReadAllTextAsync(path);
        // What tests measure is written by hand, in a last chapter that stays.
        text.AppendLine().Append(before.AsSpan(before.IndexOf(HandWritten, StringComparison.Ordinal)));
        await System.IO.File.WriteAllTextAsync(path, text.ToString());
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
                    + "to calibrate and its line repeats the raw mean. *Ceiling*: the best linear predictor of somebody who knows the true "
                    + "variances, which the portal estimates."
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

        text.AppendLine().AppendLine(Estimating).AppendLine();
    }

    private static void AppendTeams(StringBuilder text)
    {
        text.AppendLine("## Filling the 32 posts").AppendLine();
        text.AppendLine(
                "The 32 posts of promotion 3, 75 then 45 people heard, 45 % data science, 33 % development, 15 % design, 7 % rare skills; 65 % "
                    + "with two wishes, drawn from an uneven popularity; 70 % accept a challenge they did not ask for; minimum mark 12. "
                    + "*Optimum*: 1000 per seat + mark + 1.5 b for a first wish or b for a second. *Complaining*: people in a blocking pair. Where "
                    + "two methods reach the same figure, the portal’s proves that no teams do better on what its solution puts first."
            )
            .AppendLine();
        foreach (var heard in new[] { 75, 45 })
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"### {heard} people heard").AppendLine();
            text.AppendLine(
                    "| method | seats filled | complete teams | mean mark | first wish | any wish | complaining | time, ms (slowest) |"
                )
                .AppendLine("| --- | --- | --- | --- | --- | --- | --- | --- |");
            foreach (var (name, form) in TeamSimulation.Methods)
            {
                var figures = TeamSimulation.Run(form, heard, Runs);
                text.AppendLine(
                    CultureInfo.InvariantCulture,
                    $"| {name} | {Plain(figures.Filled)} | {Plain(figures.Complete)} | {Plain(figures.MeanMark)} | {Percent(figures.FirstWishes)} | {Percent(figures.AnyWishes)} | {Plain(figures.Complaining)} | {figures.Milliseconds.Mean:0.0} ({figures.Slowest:0}){(figures.Unproven == 0 ? "" : $", {figures.Unproven} not proven")} |"
                );
            }

            text.AppendLine();
        }

        text.AppendLine(Reading);
    }

    /// <summary>What the figures of readings say; read them again when they change.</summary>
    private const string Estimating = """
        Where it calibrates, the portal stands at the ceiling: knowing the true variances would win a tenth of a point at most. Where jurors are not linked and it refuses, it gives up 0.6 point rather than tell severities that nothing shows. Drawing each file towards the others of its challenge would win 0.1 to 0.7 point more, and 1.0 where it refuses. That is refused too: it would judge somebody by who else applied, and a list holds one challenge, where it hardly moves a rank. What is left to win is in the readings: a third one is worth more than three points.
        """;

    /// <summary>What the figures of teams say; read them again when they change.</summary>
    private const string Reading = """
        What is won: « Le plus d’équipes complètes » reaches the seats of the optimum, and its teams or a little more, with 0.1 people complaining instead of 5 to 7 (1.3 instead of 6 to 9 when people are scarce). « Respecter les listes » leaves nobody complaining, as deferred acceptance does, and fills more: +0.1 seat with 75 people, +0.5 seat and +0.6 team with 45. « Respecter les vœux » meets more first wishes than any weight tried, and more wishes.

        What is lost: against the optimum with b = 6, « Le plus d’équipes complètes » meets 2 points fewer wishes with 75 people and 3.5 with 45, and 4 to 10 fewer first wishes. « Respecter les vœux » costs 0.1 to 0.2 of mean mark against b = 6, leaves 4 to 5 people complaining, and fills 0.4 seat less when people are scarce. Nothing of ours looks for the mean mark of b = 0, which gives two people in three a challenge they did not ask for: the trade-off curve of the portal shows that end too.

        Times are those of a machine shared with other work; budgets are kept in docs/performance.md, `plans`.
        """;

    private static string Plain(Estimate estimate) =>
        string.Create(CultureInfo.InvariantCulture, $"{estimate.Mean:0.00} ± {estimate.StandardError:0.00}");

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
