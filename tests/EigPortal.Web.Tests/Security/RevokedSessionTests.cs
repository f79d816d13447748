using EigPortal.Services.Identity;
using EigPortal.TestKit.Html;
using EigPortal.TestKit.Juries;
using EigPortal.TestKit.Portal;
using Microsoft.AspNetCore.Identity;

namespace EigPortal.Web.Tests.Security;

/// <summary>A portal that checks the stamp of a session at every request, instead of every minute.</summary>
public sealed class RevokingPortal : PortalFactory
{
    public RevokingPortal() => With("Accounts:RevocationSeconds", "0");
}

public sealed class RevokedSessionTests(RevokingPortal portal) : IClassFixture<RevokingPortal>
{
    private const string Password = "cheval agrafe batterie";
    private const string Email = "deux-navigateurs@exemple.fr";

    [Fact]
    public async Task E16_signing_out_everywhere_closes_the_sessions_of_other_browsers()
    {
        var hash = new PasswordHasher<Account>().HashPassword(new Account(), Password);
        await portal.InDatabaseAsync(db => new JuryBuilder(db, hash).AccountAsync("Ali", "Deuxfois", Email));
        using var here = await SignedInAsync();
        using var elsewhere = await SignedInAsync();
        Assert.Equal("/compte", (await elsewhere.GetAsync("/compte")).Path);

        await here.SubmitAsync(await here.GetAsync("/compte/sessions"), "Me déconnecter partout");

        Assert.StartsWith("/connexion", (await elsewhere.GetAsync("/compte")).Path, StringComparison.Ordinal);
    }

    private async Task<Browse> SignedInAsync()
    {
        var site = portal.Browse();
        await site.SubmitAsync(await site.GetAsync("/connexion"), "Se connecter", ("Email", Email), ("Password", Password));
        return site;
    }
}
