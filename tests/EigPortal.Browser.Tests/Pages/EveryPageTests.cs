using EigPortal.Browser.Tests.Browsers;

namespace EigPortal.Browser.Tests.Pages;

/// <summary>What is asked of every page of every role, seen in one tour of the portal.</summary>
[Collection(BrowserFixture.Collection)]
public sealed class EveryPageTests(Tour tour) : IClassFixture<Tour>
{
    /// <summary>Addresses that no tour opens, and why.</summary>
    private static readonly Dictionary<string, string> NotPages = new()
    {
        ["/sante/vivant"] = "pour les machines",
        ["/sante/pret"] = "pour les machines",
        ["/erreur/{status:int:range(400,599)}"] =
            "ne répond jamais 200 : une page introuvable et un excès de demandes sont regardés",
    };

    [Fact]
    public void Every_page_answers_and_says_what_is_wrong_with_an_empty_form() => AssertNone(Demand.Answer);

    [Fact]
    public void Every_page_has_one_heading_a_title_of_its_own_and_sound_references() => AssertNone(Demand.Markup);

    [Fact]
    public void No_page_breaks_a_rule_of_accessibility_that_a_machine_can_see_in_light_or_dark() =>
        AssertNone(Demand.Accessibility);

    [Fact]
    public void No_page_scrolls_sideways_at_320_px() => AssertNone(Demand.Width);

    [Fact]
    public void No_page_has_an_error_in_the_console() => AssertNone(Demand.Console);

    [Fact]
    public void Every_page_speaks_French_with_its_typography() => AssertNone(Demand.Language);

    [Fact]
    public void Every_link_to_the_portal_leads_somewhere() => AssertNone(Demand.Link);

    [Fact]
    public void Every_page_is_valid_HTML() => AssertEmpty(tour.InvalidHtml);

    [Fact]
    public void Every_address_of_the_portal_is_visited_by_somebody()
    {
        AssertEmpty([.. tour.Unvisited.Except(NotPages.Keys)]);
        AssertEmpty([.. NotPages.Keys.Except(tour.Unvisited)]);
    }

    private void AssertNone(Demand demand) => AssertEmpty(tour.Findings.Of(demand));

    private static void AssertEmpty(IReadOnlyList<string> problems) =>
        Assert.True(problems.Count == 0, $"{problems.Count} problèmes :\n{string.Join('\n', problems)}");
}
