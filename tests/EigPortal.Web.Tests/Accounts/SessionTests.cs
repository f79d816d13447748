using System.Net;
using EigPortal.Services.Identity;
using EigPortal.TestKit.Html;
using EigPortal.TestKit.Portal;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace EigPortal.Web.Tests.Accounts;

/// <summary>A portal that looks at each request whether its session was closed.</summary>
public sealed class RevokingPortal : PortalFactory
{
    public RevokingPortal() => With("Accounts:RevocationSeconds", "0");
}

public sealed class SessionTests(RevokingPortal portal) : IClassFixture<RevokingPortal>
{
    private const string Password = "cheval agrafe batterie";
    private const string Firefox = "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0";
    private const string Phone =
        "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1";

    [Fact]
    public async Task A_session_left_open_elsewhere_is_listed_and_closed()
    {
        var email = await AccountAsync();
        using var home = await SignedInAsync(email, Firefox);
        using var phone = await SignedInAsync(email, Phone);

        var list = await home.GetAsync("/compte/sessions");
        Assert.Equal(["Firefox, Linux", "Safari, iPhone"], Devices(list));
        Assert.Equal(
            ["Firefox, Linux"],
            [
                .. list
                    .Document.QuerySelectorAll("tbody tr")
                    .Where(row => row.TextContent.Contains("Cette session", StringComparison.Ordinal))
                    .Select(row => row.QuerySelector("td")!.TextContent.Trim()),
            ]
        );

        var closed = await home.SubmitAsync(list, "Fermer la session Safari, iPhone");
        Assert.Equal(["Firefox, Linux"], Devices(closed));
        Assert.Equal("/connexion?retour=%2Fcompte", (await phone.GetAsync("/compte")).Path);
        Assert.Equal("Mon compte", (await home.GetAsync("/compte")).Heading);
    }

    [Fact]
    public async Task Signing_out_closes_the_session_and_a_new_password_closes_the_others()
    {
        var email = await AccountAsync();
        using var home = await SignedInAsync(email, Firefox);
        using (var phone = await SignedInAsync(email, Phone))
        {
            await phone.SubmitAsync(await phone.GetAsync("/compte"), "Se déconnecter");
        }

        Assert.Equal(["Firefox, Linux"], Devices(await home.GetAsync("/compte/sessions")));
        using var forgotten = await SignedInAsync(email, Phone);
        await home.SubmitAsync(
            await home.GetAsync("/compte/mot-de-passe"),
            "Changer de mot de passe",
            ("Current", Password),
            ("New", "un autre long secret")
        );
        Assert.Equal(["Firefox, Linux"], Devices(await home.GetAsync("/compte/sessions")));
        Assert.Equal("/connexion?retour=%2Fcompte", (await forgotten.GetAsync("/compte")).Path);
    }

    [Fact]
    public async Task The_session_of_somebody_else_is_as_unknown_as_one_that_does_not_exist()
    {
        using var owner = await SignedInAsync(await AccountAsync(), Firefox);
        var email = await AccountAsync();
        using var stranger = await SignedInAsync(email, Phone);
        using var second = await SignedInAsync(email, Phone);
        var others = await portal.InDatabaseAsync(db =>
            db.Sessions.Where(session => !db.Accounts.Any(account => account.Id == session.AccountId && account.Email == email))
                .Select(session => session.Id)
                .FirstAsync()
        );

        var list = await stranger.GetAsync("/compte/sessions");
        var form = list.Document.QuerySelector("form[action$=fermeture]")!;
        foreach (var id in (Guid[])[others, Guid.CreateVersion7()])
        {
            form.SetAttribute("action", $"/compte/sessions/{id}/fermeture");
            Assert.Equal(HttpStatusCode.NotFound, (await stranger.SubmitAsync(list, "Fermer la session Safari, iPhone")).Status);
        }

        Assert.Equal("Mon compte", (await owner.GetAsync("/compte")).Heading);
    }

    [Fact]
    public async Task Sessions_long_over_are_forgotten()
    {
        var email = await AccountAsync();
        using var home = await SignedInAsync(email, Firefox);
        var later = new Later(ForgetSessions.Kept + TimeSpan.FromMinutes(1));
        await portal.InDatabaseAsync(async db =>
            await new ForgetSessions(db, TimeProvider.System).RunAsync(CancellationToken.None)
        );
        Assert.Equal(1, await CountAsync(email));
        await portal.InDatabaseAsync(async db => await new ForgetSessions(db, later).RunAsync(CancellationToken.None));
        Assert.Equal(0, await CountAsync(email));
    }

    private sealed class Later(TimeSpan by) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + by;
    }

    private Task<int> CountAsync(string email) =>
        portal.InDatabaseAsync(db =>
            db.Sessions.CountAsync(session =>
                db.Accounts.Any(account => account.Id == session.AccountId && account.Email == email)
            )
        );

    private static IReadOnlyList<string> Devices(Page list) => list.Texts("tbody tr td:first-child");

    private async Task<string> AccountAsync()
    {
        var email = $"session-{Guid.NewGuid():N}@exemple.fr";
        await portal.InScopeAsync(async services =>
        {
            var account = new Account
            {
                Email = email,
                UserName = email,
                EmailConfirmed = true,
                GivenName = "Camille",
                FamilyName = "Durand",
            };
            var accounts = services.GetRequiredService<Microsoft.AspNetCore.Identity.UserManager<Account>>();
            Assert.True((await accounts.CreateAsync(account, Password)).Succeeded);
        });
        return email;
    }

    private async Task<Browse> SignedInAsync(string email, string userAgent)
    {
        var site = portal.Browse();
        site.Client.DefaultRequestHeaders.UserAgent.ParseAdd(userAgent);
        await site.SubmitAsync(await site.GetAsync("/connexion"), "Se connecter", ("Email", email), ("Password", Password));
        return site;
    }
}
