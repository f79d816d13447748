using EigPortal.Services.Demo;
using EigPortal.TestKit.Html;
using EigPortal.TestKit.Portal;
using Microsoft.Extensions.DependencyInjection;

namespace EigPortal.Web.Tests.Hiring;

/// <summary>The portal on 4 February 2019: 32 people at work in 15 teams, one signed copy still owed. Shared by the tests of this folder.</summary>
public class PromotionPortal : PortalFactory
{
    public const string AtWork = "2019-02-04T10:00:00";

    public PromotionPortal()
    {
        With("Accounts:RequireSecondFactor", "false");
        WithServices(services => services.AddScoped<DemoSeeder>());
    }

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        await InScopeAsync(services =>
            services.GetRequiredService<DemoSeeder>().EnsureAsync("promotion", CancellationToken.None)
        );
        await Clock.SetAsync(AtWork);
    }

    public async Task<Browse> SignedInAsync(DemoPerson person)
    {
        var site = Browse();
        await site.SubmitAsync(
            await site.GetAsync("/connexion"),
            "Se connecter",
            ("Email", person.Email),
            ("Password", DemoAccounts.Password)
        );
        return site;
    }
}

[CollectionDefinition(nameof(PromotionPortal))]
public sealed class PromotionCollection : ICollectionFixture<PromotionPortal>;
