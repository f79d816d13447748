using System.Net;
using EigPortal.TestKit.Html;
using EigPortal.TestKit.Portal;
using Microsoft.EntityFrameworkCore;

namespace EigPortal.Web.Tests.Accounts;

public sealed class SignUpTests(PortalFactory portal) : IClassFixture<PortalFactory>
{
    private const string Password = "cheval agrafe batterie";

    [Fact]
    public async Task Somebody_signs_up_confirms_by_mail_and_comes_in()
    {
        using var site = portal.Browse();
        await SignUpAsync(site, "camille@exemple.fr");
        var link = await LastLinkAsync("camille@exemple.fr", "ConfirmAddress");

        var confirm = await site.GetAsync(link);
        Assert.Equal("Confirmer mon adresse", confirm.Heading);
        var confirmed = await site.SubmitAsync(confirm, "Confirmer mon adresse");
        Assert.Equal("/candidature", confirmed.Path);

        await site.SubmitAsync(confirmed, "Se déconnecter");
        var inside = await SignInAsync(site, "camille@exemple.fr", Password);
        Assert.Equal("/candidature", inside.Path);
    }

    [Fact]
    public async Task B18_opening_the_link_of_a_mail_confirms_nothing()
    {
        using var site = portal.Browse();
        await SignUpAsync(site, "lien@exemple.fr");
        await site.GetAsync(await LastLinkAsync("lien@exemple.fr", "ConfirmAddress"));

        Assert.False(
            await portal.InDatabaseAsync(db =>
                db.Accounts.Where(account => account.Email == "lien@exemple.fr")
                    .Select(account => account.EmailConfirmed)
                    .SingleAsync()
            )
        );
    }

    [Fact]
    public async Task A_forgotten_password_is_replaced_once_and_only_by_its_owner()
    {
        using var site = portal.Browse();
        var inside = await SignUpAsync(site, "oubli@exemple.fr");
        await site.SubmitAsync(
            await site.GetAsync(await LastLinkAsync("oubli@exemple.fr", "ConfirmAddress")),
            "Confirmer mon adresse"
        );
        await site.SubmitAsync(inside, "Se déconnecter");
        var asked = await site.SubmitAsync(
            await site.GetAsync("/mot-de-passe-oublie"),
            "Recevoir le lien",
            ("Email", "oubli@exemple.fr")
        );
        var unknown = await site.SubmitAsync(
            await site.GetAsync("/mot-de-passe-oublie"),
            "Recevoir le lien",
            ("Email", "personne@exemple.fr")
        );
        Assert.Equal(unknown.Body, asked.Body);

        var link = await LastLinkAsync("oubli@exemple.fr", "ResetPassword");
        var changed = await site.SubmitAsync(
            await site.GetAsync(link),
            "Changer de mot de passe",
            ("Password", "un autre long secret")
        );
        Assert.Equal("/connexion", changed.Path);
        Assert.Equal("/candidature", (await SignInAsync(site, "oubli@exemple.fr", "un autre long secret")).Path);

        using var again = portal.Browse();
        var used = await again.SubmitAsync(
            await again.GetAsync(link),
            "Changer de mot de passe",
            ("Password", "encore un autre secret")
        );
        Assert.Equal(HttpStatusCode.UnprocessableEntity, used.Status);
        Assert.Equal(
            [
                "Ce lien n’est plus valable : il a déjà servi, une autre adresse l’a remplacé ou il a expiré. Demandez-en un nouveau.",
            ],
            used.Errors
        );
    }

    [Theory]
    [InlineData("personne@exemple.fr", "n’importe quoi de long")]
    [InlineData("mauvais@exemple.fr", "ce n’est pas le bon")]
    public async Task A_wrong_password_and_an_unknown_address_get_the_same_answer(string email, string password)
    {
        using var site = portal.Browse();
        await portal.InDatabaseAsync(db => db.Accounts.CountAsync());
        var refused = await SignInAsync(site, email, password);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Equal(
            ["Adresse ou mot de passe incorrect. Après plusieurs essais, un compte est bloqué dix minutes."],
            refused.Errors
        );
    }

    [Fact]
    public async Task What_was_typed_comes_back_with_the_errors()
    {
        using var site = portal.Browse();
        var refused = await site.SubmitAsync(
            await site.GetAsync("/inscription"),
            "Créer mon compte",
            ("GivenName", "Zoé <b>"),
            ("FamilyName", ""),
            ("Email", "pas une adresse"),
            ("Password", "court")
        );
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Equal("Zoé <b>", refused.One("#GivenName").GetAttribute("value"));
        Assert.Equal("pas une adresse", refused.One("#Email").GetAttribute("value"));
        Assert.Equal(
            [
                "Saisissez votre nom.",
                "Saisissez une adresse électronique au format nom@exemple.fr.",
                "Choisissez un mot de passe d’au moins 12 caractères.",
            ],
            refused.Errors
        );
    }

    [Fact]
    public async Task Nobody_is_sent_to_another_site_after_signing_in()
    {
        using var site = portal.Browse();
        var page = await site.GetAsync("/connexion?retour=https://mechant.exemple/");
        Assert.Equal("", page.One("form[action='/connexion'] input[name=Retour]").GetAttribute("value") ?? "");
    }

    [Fact]
    public async Task A_visitor_who_asks_for_a_private_page_signs_in_and_comes_back()
    {
        using var site = portal.Browse();
        var page = await site.GetAsync("/candidature");
        Assert.Equal("/connexion?retour=%2Fcandidature", page.Path);
    }

    private static async Task<Page> SignUpAsync(Browse site, string email) =>
        await site.SubmitAsync(
            await site.GetAsync("/inscription"),
            "Créer mon compte",
            ("GivenName", "Camille"),
            ("FamilyName", "Durand"),
            ("Email", email),
            ("Password", Password)
        );

    private static async Task<Page> SignInAsync(Browse site, string email, string password)
    {
        var page = await site.GetAsync("/connexion");
        var (_, button) = page
            .Document.QuerySelectorAll("main button")
            .Where(element => element.TextContent.Trim() == "Se connecter")
            .Select(element => (0, element))
            .Single();
        return await site.SubmitAsync(page, button.TextContent.Trim(), ("Email", email), ("Password", password));
    }

    private async Task<string> LastLinkAsync(string email, string template)
    {
        var text = await portal.InDatabaseAsync(db =>
            db.Mails.Where(mail => mail.To == email && mail.Template == template)
                .OrderByDescending(mail => mail.Round)
                .Select(mail => mail.TextBody)
                .FirstAsync()
        );
        return new Uri(text.Split('\n').Single(line => line.StartsWith("http", StringComparison.Ordinal))).PathAndQuery;
    }
}
