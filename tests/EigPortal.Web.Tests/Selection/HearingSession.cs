using EigPortal.Services.Demo;
using EigPortal.TestKit.Html;
using EigPortal.TestKit.Portal;
using Microsoft.Extensions.DependencyInjection;

namespace EigPortal.Web.Tests.Selection;

/// <summary>The demonstration while the jury hears people: 86 are preselected and read, nothing is decided.</summary>
public sealed class HearingSession : PortalFactory
{
    public HearingSession()
    {
        With("Accounts:RequireSecondFactor", "false");
        WithServices(services => services.AddScoped<DemoSeeder>());
    }

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        await InScopeAsync(services =>
            services.GetRequiredService<DemoSeeder>().EnsureAsync(DemoScenario.Jury.Name, CancellationToken.None)
        );
        await Clock.FreezeAsync(DemoScenario.Jury.StartsAt);
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
