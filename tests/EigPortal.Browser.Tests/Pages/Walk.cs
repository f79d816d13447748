using EigPortal.Services.Demo;

namespace EigPortal.Browser.Tests.Pages;

/// <summary>What one person is shown at one moment of the programme.</summary>
/// <param name="Person">Null for a visitor without account.</param>
internal sealed record Walk(string Name, DemoScenario Scenario, DemoPerson? Person)
{
    /// <summary>Addresses to open, whatever was seen before.</summary>
    public IReadOnlyList<string> Starts { get; init; } = [];

    /// <summary>Links are followed within these, one per pattern of address: ten pages of challenges teach no more than one.</summary>
    public IReadOnlyList<string> Areas { get; init; } = [];

    /// <summary>Patterns of which every address is a page of its own.</summary>
    public IReadOnlyList<string> Each { get; init; } = [];

    /// <summary>Forms sent empty, which must come back with their errors: the pattern of the page and the button.</summary>
    public IReadOnlyList<(string Pattern, string Button)> Refused { get; init; } = [];

    /// <summary>What no link leads to.</summary>
    public Func<Walker, Task>? Then { get; init; }

    public bool Contains(string path) =>
        Areas.Any(area => path == area || path.StartsWith(area.TrimEnd('/') + "/", StringComparison.Ordinal));
}
