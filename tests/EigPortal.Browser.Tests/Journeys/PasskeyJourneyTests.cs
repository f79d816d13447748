using EigPortal.Browser.Tests.Browsers;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;

namespace EigPortal.Browser.Tests.Journeys;

/// <summary>A passkey, from its making to its removal, with the authenticator that the browser simulates.</summary>
[Collection(BrowserFixture.Collection)]
public sealed class PasskeyJourneyTests(BrowserFixture browsers)
{
    private const string Email = "cle-acces@exemple.fr";
    private const string SignIn = "/connexion";
    private const string WithPasskey = "Me connecter avec une clé d’accès";

    [Fact]
    public async Task A_passkey_is_made_opens_the_account_alone_and_opens_nothing_once_removed()
    {
        var portal = await browsers.PortalAsync("avant", "cles-acces");
        await portal.Clock.SetAsync("2018-10-08T10:00:00");
        // A passkey belongs to a name, never to the number of a machine.
        var named = new UriBuilder(portal.Address) { Host = "localhost" }.Uri;
        await using var context = await browsers.VisitorAsync(portal, address: named);
        var visitor = new Visitor(portal, await context.NewPageAsync());
        await AddAuthenticatorAsync(context, visitor.Page);
        await visitor.SignUpAsync(Email);

        await visitor.Page.GotoAsync("/compte/cles-acces");
        await visitor.FillAsync("Votre mot de passe", "cheval agrafe batterie");
        await visitor.Page.FillAsync("[name=Name]", "Téléphone");
        await visitor.PressAsync("Créer la clé d’accès");
        await visitor.SeesAsync("Vos clés d’accès");
        Assert.Equal(1, await KeysAsync(portal));

        await SignOutAsync(visitor);
        await visitor.Page.GotoAsync("/compte");
        Assert.Contains(SignIn, visitor.Page.Url, StringComparison.Ordinal);
        await visitor.PressAsync(WithPasskey);
        Assert.EndsWith("/compte", visitor.Page.Url, StringComparison.Ordinal);
        Assert.Contains(Email, await visitor.TextAsync(), StringComparison.Ordinal);

        await visitor.Page.GotoAsync("/compte/cles-acces");
        await visitor.PressAsync("Retirer la clé Téléphone");
        await visitor.SeesAsync("Vous n’avez pas encore de clé d’accès");
        Assert.Equal(0, await KeysAsync(portal));

        // The device still presents it; the portal no longer knows it, and says what else works.
        await SignOutAsync(visitor);
        await visitor.Page.GotoAsync(SignIn);
        await visitor.PressAsync(WithPasskey);
        await visitor.SeesAsync("Cette clé d’accès n’ouvre aucun compte");
        await visitor.SignInAsync(Email);
        Assert.DoesNotContain(SignIn, visitor.Page.Url, StringComparison.Ordinal);
    }

    private static Task SignOutAsync(Visitor visitor) =>
        visitor.Page.ArriveAsync(() =>
            visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Se déconnecter" }).Locator("visible=true").First.ClickAsync()
        );

    /// <summary>A device with a lock, which its owner opens each time it asks.</summary>
    private static async Task AddAuthenticatorAsync(IBrowserContext context, IPage page)
    {
        var devTools = await context.NewCDPSessionAsync(page);
        await devTools.SendAsync("WebAuthn.enable");
        await devTools.SendAsync(
            "WebAuthn.addVirtualAuthenticator",
            new()
            {
                ["options"] = new Dictionary<string, object>
                {
                    ["protocol"] = "ctap2",
                    ["transport"] = "internal",
                    ["hasResidentKey"] = true,
                    ["hasUserVerification"] = true,
                    ["isUserVerified"] = true,
                    ["automaticPresenceSimulation"] = true,
                },
            }
        );
    }

    private static Task<int> KeysAsync(DemoPortal portal) =>
        portal.InDatabaseAsync(db =>
            db.UserPasskeys.CountAsync(key => db.Accounts.Any(account => account.Id == key.UserId && account.Email == Email))
        );
}
