using EigPortal.Domain.Juries;
using EigPortal.Services.Demo;
using EigPortal.TestKit.Html;
using EigPortal.TestKit.Portal;
using Microsoft.Extensions.DependencyInjection;

namespace EigPortal.Web.Tests.Juries;

/// <summary>The morning after the closing, as the demonstration builds it: 170 files, 24 jurors, nothing assigned.</summary>
public sealed class ReadingSession : PortalFactory
{
    public ReadingSession()
    {
        With("Accounts:RequireSecondFactor", "false");
        WithServices(services => services.AddScoped<DemoSeeder>());
    }

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        await InScopeAsync(services =>
            services.GetRequiredService<DemoSeeder>().EnsureAsync(DemoScenario.Reading.Name, CancellationToken.None)
        );
        await Clock.FreezeAsync(DemoScenario.Reading.StartsAt);
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

    /// <summary>A mark of 3 for each criterion of the page, and a favourable opinion.</summary>
    public static (string Name, object Value)[] FullMarks(Page page) =>
        [
            .. page
                .Document.QuerySelectorAll("input[data-portal-mark][value='3']")
                .Select(input => (input.GetAttribute("name")!, (object)"3")),
            ("Opinion", nameof(Opinion.Favorable)),
        ];
}
