using System.Collections.Concurrent;
using EigPortal.Browser.Tests.Browsers;
using EigPortal.Services.Demo;
using Microsoft.Playwright;

namespace EigPortal.Browser.Tests.Pages;

/// <summary>All the walks, once for all the tests that ask something of every page.</summary>
public sealed class Tour(BrowserFixture browsers) : IAsyncLifetime
{
    // One page is drawn while the portal prepares another.
    private const int AtOnce = 2;

    private readonly HashSet<string> known = [];
    private readonly HashSet<string> answered = [];
    private readonly ConcurrentDictionary<string, string> seenInDark = new();

    public Findings Findings { get; } = new();

    public IReadOnlyList<string> InvalidHtml { get; private set; } = [];

    /// <summary>Patterns of address that nobody was answered at.</summary>
    public IReadOnlyList<string> Unvisited => [.. known.Except(answered).Order(StringComparer.Ordinal)];

    public async Task InitializeAsync()
    {
        if (Directory.Exists(PageLook.HtmlRoot))
        {
            Directory.Delete(PageLook.HtmlRoot, recursive: true);
        }

        await Preparations.OfJuryAsync(await browsers.PortalAsync(DemoScenario.Jury.Name));
        await Parallel.ForEachAsync(
            Walks.All,
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce },
            async (walk, _) => await GoAsync(walk)
        );
        foreach (var scenario in Walks.All.Select(walk => walk.Scenario.Name).Distinct())
        {
            var portal = await browsers.PortalAsync(scenario);
            known.UnionWith(portal.Routes.Known);
            answered.UnionWith(portal.Routes.Answered);
        }

        InvalidHtml = await HtmlValidation.RunAsync(PageLook.HtmlRoot);
    }

    public Task DisposeAsync() => Task.CompletedTask;

    private async Task GoAsync(Walk walk)
    {
        var portal = await browsers.PortalAsync(walk.Scenario.Name);
        await using var context = walk.Person is null
            ? await browsers.VisitorAsync(portal)
            : await browsers.SignedInAsync(portal, walk.Person);
        var look = await PageLook.InAsync(context, Findings, seenInDark, walk.Name);
        try
        {
            await look.Page.SetViewportSizeAsync(1440, 900);
            await new Walker(walk, portal, context, look, Findings).RunAsync();
        }
        catch (Exception broken) when (broken is PlaywrightException or TimeoutException)
        {
            Findings.Check(Demand.Answer, walk.Name, false, $"la visite s’arrête à {look.Page.Url} : {broken.Message}");
        }
        finally
        {
            Findings.Write();
        }
    }
}
