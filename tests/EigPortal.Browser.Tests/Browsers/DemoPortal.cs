using EigPortal.Services.Demo;
using EigPortal.TestKit.Portal;
using Microsoft.Extensions.DependencyInjection;

namespace EigPortal.Browser.Tests.Browsers;

/// <summary>The portal on a real port with the data of a scenario. Its accounts sign in with a password alone.</summary>
public sealed class DemoPortal : PortalFactory
{
    private readonly string scenario;

    public DemoPortal(string scenario)
    {
        this.scenario = scenario;
        With("Accounts:RequireSecondFactor", "false");
        WithServices(services => services.AddScoped<DemoSeeder>());
    }

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        Listen();
        await InScopeAsync(services => services.GetRequiredService<DemoSeeder>().EnsureAsync(scenario, CancellationToken.None));
    }
}
