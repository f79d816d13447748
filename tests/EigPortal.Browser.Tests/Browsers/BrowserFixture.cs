using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using EigPortal.Services.Demo;
using Microsoft.Playwright;

namespace EigPortal.Browser.Tests.Browsers;

/// <summary>One browser and one portal per scenario for all the tests of this project, made when first asked for.</summary>
public sealed partial class BrowserFixture : IAsyncLifetime
{
    public const string Collection = "navigateur";

    private readonly ConcurrentDictionary<string, Lazy<Task<DemoPortal>>> portals = new();
    private IPlaywright? playwright;
    private IBrowser? browser;

    private IBrowser Browser => browser ?? throw new InvalidOperationException("Le navigateur n’est pas encore lancé.");

    public async Task InitializeAsync()
    {
        var path = Chromium.FindOrInstall();
        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(
            new BrowserTypeLaunchOptions { ExecutablePath = path, Args = Chromium.Arguments }
        );
    }

    /// <summary>The portal in a scenario of the demo. Tests that change its data ask for one of their own, by a name.</summary>
    public Task<DemoPortal> PortalAsync(string scenario, string own = "") =>
        portals.GetOrAdd($"{scenario} {own}", _ => new(() => StartAsync(scenario))).Value;

    private static async Task<DemoPortal> StartAsync(string scenario)
    {
        var portal = new DemoPortal(scenario);
        await portal.InitializeAsync();
        return portal;
    }

    /// <summary>A new visitor: no cookie, French, in Paris.</summary>
    /// <param name="address">Another name of the same portal.</param>
    public Task<IBrowserContext> VisitorAsync(DemoPortal portal, bool javaScript = true, Uri? address = null) =>
        Browser.NewContextAsync(
            new BrowserNewContextOptions
            {
                BaseURL = (address ?? portal.Address).ToString(),
                Locale = "fr-FR",
                TimezoneId = "Europe/Paris",
                JavaScriptEnabled = javaScript,
                ReducedMotion = ReducedMotion.Reduce,
            }
        );

    /// <summary>A person of the demo who has signed in: the form is sent without being drawn.</summary>
    public async Task<IBrowserContext> SignedInAsync(DemoPortal portal, DemoPerson person)
    {
        var context = await VisitorAsync(portal);
        var form = await (await context.APIRequest.GetAsync("/connexion")).TextAsync();
        var sent = context.APIRequest.CreateFormData();
        sent.Set("__RequestVerificationToken", Token().Match(form).Groups[1].Value);
        sent.Set("Email", person.Email);
        sent.Set("Password", DemoAccounts.Password);
        var answer = await context.APIRequest.PostAsync("/connexion", new() { Form = sent });
        return answer.Ok
            ? context
            : throw new InvalidOperationException($"{person.Email} n’entre pas : {answer.Status} {answer.StatusText}");
    }

    public async Task DisposeAsync()
    {
        foreach (var portal in portals.Values.Where(portal => portal.Value.IsCompletedSuccessfully))
        {
            await ((IAsyncLifetime)await portal.Value).DisposeAsync();
        }

        if (browser is not null)
        {
            await browser.DisposeAsync();
        }

        playwright?.Dispose();
    }

    [GeneratedRegex("__RequestVerificationToken\"[^>]* value=\"([^\"]+)\"")]
    private static partial Regex Token();
}

/// <summary>The tests that share the browser, one after the other: two at once would only wait for each other.</summary>
[CollectionDefinition(BrowserFixture.Collection)]
public sealed class BrowserCollection : ICollectionFixture<BrowserFixture>;
