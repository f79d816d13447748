using EigPortal.Services.Demo;
using EigPortal.TestKit.Portal;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace EigPortal.Browser.Tests.Browsers;

/// <summary>The portal on a real port with the data of a scenario. Its accounts sign in with a password alone.</summary>
public sealed class DemoPortal : PortalFactory
{
    private readonly string scenario;

    /// <summary>What this portal answers to, and what it was asked.</summary>
    public PortalRoutes Routes { get; } = new();

    public DemoPortal(string scenario)
    {
        this.scenario = scenario;
        With("Accounts:RequireSecondFactor", "false");
        WithServices(services =>
        {
            services.AddScoped<DemoSeeder>();
            services.AddSingleton<IStartupFilter>(Routes);
        });
    }

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        Listen();
        Routes.Read(Services.GetRequiredService<EndpointDataSource>());
        await InScopeAsync(services => services.GetRequiredService<DemoSeeder>().EnsureAsync(scenario, CancellationToken.None));
    }
}
