using EigPortal.Services.Demo;
using EigPortal.TestKit.Html;
using EigPortal.TestKit.Portal;
using Microsoft.Extensions.DependencyInjection;

namespace EigPortal.Web.Tests.Demo;

/// <summary>The demonstration at the frozen instant of a scenario; everybody of it may sign in.</summary>
public abstract class DemoSession : PortalFactory
{
    private readonly DemoScenario scenario;

    protected DemoSession(DemoScenario scenario)
    {
        this.scenario = scenario;
        With("Accounts:RequireSecondFactor", "false");
        WithServices(services => services.AddScoped<DemoSeeder>());
    }

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        await InScopeAsync(services =>
            services.GetRequiredService<DemoSeeder>().EnsureAsync(scenario.Name, CancellationToken.None)
        );
        await Clock.FreezeAsync(scenario.StartsAt);
    }

    public async Task<Browse> SignInAsync(string email)
    {
        var site = Browse();
        await site.SubmitAsync(
            await site.GetAsync("/connexion"),
            "Se connecter",
            ("Email", email),
            ("Password", DemoAccounts.Password)
        );
        return site;
    }
}
