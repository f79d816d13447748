using System.Collections.Concurrent;
using EigPortal.TestKit.Postgres;

namespace EigPortal.Browser.Tests.Pages;

/// <summary>What is asked of every page; each has a test of its own.</summary>
public enum Demand
{
    Answer,
    Markup,
    Accessibility,
    Width,
    Console,
    Language,
    Link,
}

/// <summary>Every problem met on the way, rather than the first.</summary>
public sealed class Findings
{
    private readonly ConcurrentQueue<(Demand Demand, string Text)> problems = new();

    public void Check(Demand demand, string where, bool holds, string problem)
    {
        if (!holds)
        {
            problems.Enqueue((demand, $"{where} : {problem}"));
        }
    }

    public void Add(Demand demand, string where, IEnumerable<string> found)
    {
        foreach (var text in found)
        {
            problems.Enqueue((demand, $"{where} : {text}"));
        }
    }

    public IReadOnlyList<string> Of(Demand demand) =>
        [.. problems.Where(problem => problem.Demand == demand).Select(problem => problem.Text).Order(StringComparer.Ordinal)];

    /// <summary>Leaves what was found so far beside the screenshots.</summary>
    public void Write()
    {
        lock (problems)
        {
            File.WriteAllLines(
                Path.Combine(PostgresServer.RepositoryRoot, "artifacts", "problemes.txt"),
                problems.Select(problem => $"{problem.Demand} : {problem.Text}")
            );
        }
    }
}
