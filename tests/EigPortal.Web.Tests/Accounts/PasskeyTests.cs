using System.Net;
using System.Text.Json;
using EigPortal.TestKit.Html;
using EigPortal.TestKit.Portal;
using EigPortal.Web.Tests.Candidates;
using Microsoft.EntityFrameworkCore;

namespace EigPortal.Web.Tests.Accounts;

/// <summary>What the portal asks and refuses around passkeys. The ceremonies themselves are tested in a browser with an authenticator.</summary>
public sealed class PasskeyTests(CandidatePortal portal) : IClassFixture<CandidatePortal>
{
    private const string Enter = "Me connecter avec une clé d’accès";
    private const string Create = "Créer la clé d’accès";

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("pas du json")]
    [InlineData(
        """{"id":"AAAA","rawId":"AAAA","type":"public-key","response":{"clientDataJSON":"e30","authenticatorData":"AAAA","signature":"AAAA"}}"""
    )]
    public async Task A_forged_credential_opens_nothing_with_or_without_a_ceremony_begun(string credential)
    {
        using var site = portal.Browse();
        foreach (var begins in (bool[])[false, true])
        {
            if (begins)
            {
                await OptionsAsync(site, "/connexion", Enter);
            }

            var refused = await site.SubmitAsync(await site.GetAsync("/connexion"), Enter, ("Credential", credential));
            Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
            Assert.Equal(
                ["Cette clé d’accès n’ouvre aucun compte. Recommencez, ou utilisez votre mot de passe."],
                refused.Errors
            );
        }
    }

    [Fact]
    public async Task A_key_is_found_without_an_address_and_checks_its_owner()
    {
        using var site = portal.Browse();
        var options = JsonDocument.Parse((await OptionsAsync(site, "/connexion", Enter)).Body).RootElement;
        Assert.Equal("required", options.GetProperty("userVerification").GetString());
        Assert.Equal(0, options.TryGetProperty("allowCredentials", out var allowed) ? allowed.GetArrayLength() : 0);
    }

    [Fact]
    public async Task A_key_is_made_only_with_the_password_and_a_name()
    {
        var (site, account) = await portal.SomebodyAsync();
        Assert.Equal(
            HttpStatusCode.UnprocessableEntity,
            (
                await OptionsAsync(site, "/compte/cles-acces", Create, ("Name", "Téléphone"), ("Password", "ce n’est pas lui"))
            ).Status
        );

        var refused = await site.SubmitAsync(
            await site.GetAsync("/compte/cles-acces"),
            Create,
            ("Name", ""),
            ("Password", "non")
        );
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Equal(
            [
                "Donnez à cette clé un nom de 60 caractères au maximum, qui vous aide à la reconnaître.",
                "Ce mot de passe n’est pas le bon.",
            ],
            refused.Errors
        );

        var asked = await OptionsAsync(
            site,
            "/compte/cles-acces",
            Create,
            ("Name", "Téléphone"),
            ("Password", CandidatePortal.Password)
        );
        var user = JsonDocument.Parse(asked.Body).RootElement.GetProperty("user");
        Assert.Equal(
            (account.Email, account.FullName),
            (user.GetProperty("name").GetString(), user.GetProperty("displayName").GetString())
        );

        var forged = await site.SubmitAsync(
            await site.GetAsync("/compte/cles-acces"),
            Create,
            ("Name", "Téléphone"),
            ("Password", CandidatePortal.Password),
            ("Credential", "{}")
        );
        Assert.Equal(["La clé d’accès n’a pas été créée. Recommencez, ou gardez votre mot de passe."], forged.Errors);
        Assert.Equal("Téléphone", forged.One("#Name").GetAttribute("value"));
        Assert.Equal(0, await portal.InDatabaseAsync(db => db.UserPasskeys.CountAsync(passkey => passkey.UserId == account.Id)));
    }

    // What the script of the page does first: the same form, sent to the address of the options.
    private static async Task<Page> OptionsAsync(Browse site, string path, string button, params (string, object)[] values)
    {
        var page = await site.GetAsync(path);
        var (form, _) = page.FormOf(button);
        form.SetAttribute("action", form.GetAttribute("data-portal-options")!);
        return await site.SubmitAsync(page, button, values);
    }
}
