using EigPortal.Browser.Tests.Browsers;
using EigPortal.Services.Demo;

namespace EigPortal.Browser.Tests.Pages;

/// <summary>
/// Each role follows the links it is shown. Every page has one heading, a title of its own, sound markup, no accessibility violation
/// that a machine can see, no error in the console and no sideways scrolling at 320 px.
/// </summary>
[Collection(BrowserFixture.Collection)]
public sealed class EveryPageTests(BrowserFixture browsers)
{
    private const string Call = "appel";
    private const string Jury = "jury";
    private const string Cohort = "promotion";

    [Fact]
    public async Task Every_page_of_visitors_is_sound()
    {
        await using var context = await browsers.VisitorAsync(await browsers.PortalAsync(Call));
        await AssertSoundAsync(new PageAudit(context, "visiteur"), 20, "/", "/inscription", "/connexion", "/mot-de-passe-oublie");
    }

    [Fact]
    public Task Every_page_of_candidates_is_sound() =>
        AssertSoundAsync(Call, DemoAccounts.Candidate, 8, "/candidature", "/compte");

    [Fact]
    public Task Every_page_of_recruited_people_is_sound() =>
        AssertSoundAsync(Cohort, DemoAccounts.Candidate, 2, "/candidature", "/espaces");

    [Fact]
    public Task Every_page_of_jurors_is_sound() => AssertSoundAsync(Jury, DemoAccounts.Juror, 1, "/espaces", "/admin", "/compte");

    [Fact]
    public Task Every_page_of_mentors_is_sound() => AssertSoundAsync(Cohort, DemoAccounts.Mentor, 1, "/espaces", "/accueil");

    [Fact]
    public Task Every_page_of_hosts_is_sound() => AssertSoundAsync(Cohort, DemoAccounts.Host, 1, "/espaces", "/accueil");

    [Fact]
    public Task Every_page_of_staff_is_sound() => AssertSoundAsync(Jury, DemoAccounts.Staff, 3, "/admin");

    // The first address is where the person starts; links are followed within all of them.
    private async Task AssertSoundAsync(string scenario, DemoPerson person, int atLeast, params string[] areas)
    {
        await using var context = await browsers.SignedInAsync(await browsers.PortalAsync(scenario), person);
        await AssertSoundAsync(new PageAudit(context, $"{person.Email.Split('@')[0]}-{scenario}", areas), atLeast, areas[0]);
    }

    private static async Task AssertSoundAsync(PageAudit audit, int atLeast, params string[] starts)
    {
        var problems = await audit.RunAsync(starts);
        Assert.True(problems.Count == 0, string.Join(Environment.NewLine, problems));
        Assert.True(audit.Visited >= atLeast, $"{audit.Visited} pages seulement.");
    }
}
