using EigPortal.Domain.Cohorts;
using EigPortal.Services.Demo;
using EigPortal.TestKit.Html;
using EigPortal.TestKit.Portal;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace EigPortal.Web.Tests.Phases;

/// <summary>The portal in the world of one scenario, for somebody of each role, each signed in once.</summary>
public sealed class PhasePortal : PortalFactory
{
    private const string Visitor = "visiteur";
    private static readonly (string Role, DemoPerson? Person)[] Roles =
    [
        (Visitor, null),
        ("candidate", DemoAccounts.Candidate),
        ("compte sans candidature", DemoAccounts.Newcomer),
        ("jury", DemoAccounts.Juror),
        ("mentor", DemoAccounts.Mentor),
        ("administration d’accueil", DemoAccounts.Host),
        ("équipe", DemoAccounts.Staff),
    ];

    private readonly PortalRoutes routes = new();
    private readonly List<(string Role, Browse Site)> people = [];

    public PhasePortal()
    {
        With("Accounts:RequireSecondFactor", "false");
        WithServices(services => services.AddScoped<DemoSeeder>());
    }

    public Timetable Timetable { get; private set; } = null!;

    public async Task OpenAsync(DemoScenario scenario)
    {
        await InitializeAsync();
        await InScopeAsync(services =>
            services.GetRequiredService<DemoSeeder>().EnsureAsync(scenario.Name, CancellationToken.None)
        );
        routes.Read(Services.GetRequiredService<EndpointDataSource>());
        Timetable = await InDatabaseAsync(db =>
            db.Cohorts.AsNoTracking().Where(row => row.IsCurrent).Select(row => row.Timetable).SingleAsync()
        );
        // Nobody has applied before the call.
        var known = await InDatabaseAsync(db => db.Accounts.Select(account => account.Email).ToListAsync());
        foreach (var (role, person) in Roles.Where(role => role.Person is null || known.Contains(role.Person.Email)))
        {
            people.Add((role, await EnterAsync(person)));
        }
    }

    /// <summary>What each role is offered at an instant, in whole.</summary>
    /// <exception cref="Xunit.Sdk.XunitException">A page is blank, broken, or leads nowhere.</exception>
    public async Task<IReadOnlyDictionary<string, IReadOnlyCollection<string>>> LookAsync(DateTimeOffset instant)
    {
        await Clock.FreezeAsync(instant);
        var offers = new Dictionary<string, IReadOnlyCollection<string>>();
        var problems = new List<string>();
        foreach (var (role, site) in people)
        {
            var crawl = new Crawl(site, routes, isVisitor: role == Visitor);
            await crawl.RunAsync();
            offers[role] = crawl.Offers;
            problems.AddRange(crawl.Problems.Select(problem => $"{role}, {instant:u} : {problem}"));
        }

        Assert.True(problems.Count == 0, string.Join(Environment.NewLine, problems));
        return offers;
    }

    private async Task<Browse> EnterAsync(DemoPerson? person)
    {
        var site = Browse();
        if (person is not null)
        {
            var entered = await site.SubmitAsync(
                await site.GetAsync("/connexion"),
                "Se connecter",
                ("Email", person.Email),
                ("Password", DemoAccounts.Password)
            );
            Assert.Empty(entered.Errors);
        }

        return site;
    }
}
