using System.Text.RegularExpressions;

namespace EigPortal.Web.Tests.Conventions;

/// <summary>Each incident seen in peer systems (B1 to B38) is named by a test, or said here not to be.</summary>
public sealed partial class IncidentTests
{
    private const int Last = 38;

    /// <summary>Why no test names the incident yet. A line leaves as soon as a test does.</summary>
    private static readonly Dictionary<int, string> Uncovered = new() { [38] = "ProConnect n’est pas raccordé" };

    [Fact]
    public void Every_incident_is_named_by_a_test_or_listed_with_the_reason_why_not()
    {
        var named = Sources
            .Of("tests", ".cs")
            .Where(file => !file.Path.EndsWith("IncidentTests.cs", StringComparison.Ordinal))
            .SelectMany(file => file.Lines)
            .Where(line => line.Contains("//", StringComparison.Ordinal) || TestName().IsMatch(line))
            .SelectMany(line => Incident().Matches(line))
            .Select(match => int.Parse(match.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture))
            .ToHashSet();
        string[] problems =
        [
            .. Enumerable
                .Range(1, Last)
                .Where(row => !named.Contains(row) && !Uncovered.ContainsKey(row))
                .Select(row =>
                    $"Aucun test ne nomme plus l’incident B{row} : nommez-le dans le test qui le couvre (B{row}_…), ou dites dans IncidentTests pourquoi il n’y en a pas."
                ),
            .. Uncovered
                .Keys.Where(named.Contains)
                .Select(row => $"L’incident B{row} est couvert : retirez sa ligne de IncidentTests.Uncovered."),
        ];
        Assert.True(problems.Length == 0, string.Join(Environment.NewLine, problems));
    }

    [GeneratedRegex(@"(?<![A-Za-z0-9])B([1-9]|[12][0-9]|3[0-8])(?![0-9A-Za-z])")]
    private static partial Regex Incident();

    [GeneratedRegex(@"public (async )?(void|Task) \w*B\d")]
    private static partial Regex TestName();
}
