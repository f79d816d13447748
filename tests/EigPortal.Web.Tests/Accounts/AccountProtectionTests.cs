using System.Net;
using System.Security.Cryptography;
using EigPortal.Services.Identity;
using EigPortal.TestKit.Html;
using EigPortal.TestKit.Portal;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace EigPortal.Web.Tests.Accounts;

/// <summary>A portal that looks at every request whether the session was revoked.</summary>
public sealed class WatchfulPortal : PortalFactory
{
    public WatchfulPortal()
    {
        With("Accounts:RevocationSeconds", "0");
        With("Accounts:LockoutAttempts", "3");
    }
}

/// <summary>Second factor, sessions, lockout, address, invitations.</summary>
public sealed class AccountProtectionTests(WatchfulPortal portal) : IClassFixture<WatchfulPortal>
{
    private const string Password = "cheval agrafe batterie";
    private static readonly string PasswordHash = new PasswordHasher<Account>().HashPassword(new Account(), Password);
    private static int people;

    [Fact]
    public async Task A_second_factor_is_set_up_from_an_image_or_a_key_and_a_recovery_code_serves_once()
    {
        var (site, email) = await SignedInAsync();
        var setup = await site.SubmitAsync(await site.GetAsync("/compte/second-facteur"), "Activer le second facteur");
        var image = await site.Client.GetAsync("/compte/second-facteur/code-qr.png");
        Assert.Equal("image/png", image.Content.Headers.ContentType!.MediaType);
        var key = setup.One("li strong").TextContent.Replace(" ", "", StringComparison.Ordinal);

        var refused = await site.SubmitAsync(setup, "Vérifier et activer", ("Code", "000000"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        var codes = await site.SubmitAsync(setup, "Vérifier et activer", ("Code", CodeOf(key)));
        var recovery = codes.Texts("main li code");
        Assert.Equal(10, recovery.Count);

        using var other = portal.Browse();
        var asked = await EnterAsync(other, email);
        Assert.Equal("Code de connexion", asked.Heading);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await other.SubmitAsync(asked, "Continuer", ("Code", "123"))).Status);
        Assert.Equal("/candidature", (await other.SubmitAsync(asked, "Continuer", ("Code", recovery[0]))).Path);

        using var again = portal.Browse();
        var used = await again.SubmitAsync(await EnterAsync(again, email), "Continuer", ("Code", recovery[0]));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, used.Status);
    }

    [Fact]
    public async Task Leaving_everywhere_ends_the_other_sessions_at_once()
    {
        var (site, email) = await SignedInAsync();
        using var elsewhere = portal.Browse();
        await EnterAsync(elsewhere, email);
        Assert.Equal("/compte", (await elsewhere.GetAsync("/compte")).Path);

        await site.SubmitAsync(await site.GetAsync("/compte/sessions"), "Me déconnecter partout");

        Assert.StartsWith("/connexion", (await elsewhere.GetAsync("/compte")).Path, StringComparison.Ordinal);
        Assert.StartsWith("/connexion", (await site.GetAsync("/compte")).Path, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_account_is_locked_after_some_attempts_and_says_nothing_more_than_a_wrong_password()
    {
        var email = await AccountAsync();
        using var site = portal.Browse();
        var wrong = await EnterAsync(site, email, "ce n’est pas le bon");
        await EnterAsync(site, email, "ce n’est pas le bon");
        await EnterAsync(site, email, "ce n’est pas le bon");

        var right = await EnterAsync(site, email);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, right.Status);
        Assert.Equal(wrong.Errors, right.Errors);
    }

    [Fact]
    public async Task E4_another_address_is_confirmed_by_the_new_one_and_undone_by_the_former()
    {
        var (site, former) = await SignedInAsync();
        var next = former.Replace("protegee", "nouvelle", StringComparison.Ordinal);
        await site.SubmitAsync(
            await site.GetAsync("/compte/adresse"),
            "Demander le changement",
            ("Email", next),
            ("Password", Password)
        );
        using var visitor = portal.Browse();
        Assert.Equal("/candidature", (await EnterAsync(visitor, former)).Path);

        using var mailbox = portal.Browse();
        var confirm = await mailbox.GetAsync(await LinkAsync(next, "/compte/adresse/confirmer"));
        await mailbox.SubmitAsync(confirm, "Confirmer la nouvelle adresse");
        using var after = portal.Browse();
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await EnterAsync(after, former)).Status);
        Assert.Equal("/candidature", (await EnterAsync(after, next)).Path);
        Assert.StartsWith("/connexion", (await site.GetAsync("/compte")).Path, StringComparison.Ordinal);

        var undo = await mailbox.GetAsync(await LinkAsync(former, "/compte/adresse/annuler"));
        await mailbox.SubmitAsync(undo, "Annuler le changement d’adresse");
        using var last = portal.Browse();
        Assert.Equal("/candidature", (await EnterAsync(last, former)).Path);
    }

    [Fact]
    public async Task B28_an_invitation_accepted_twenty_times_at_once_serves_once()
    {
        var (path, email) = await InvitationAsync();
        var visitors = Enumerable.Range(0, 20).Select(_ => portal.Browse()).ToList();
        var pages = await Task.WhenAll(visitors.Select(visitor => visitor.GetAsync(path)));

        var answers = await Task.WhenAll(
            visitors.Select(
                (visitor, index) =>
                    visitor.SubmitAsync(
                        pages[index],
                        "Créer mon compte et accepter",
                        ("GivenName", "Ada"),
                        ("FamilyName", "Loiseau"),
                        ("Password", Password)
                    )
            )
        );

        Assert.Single(answers, answer => !answer.Path.StartsWith("/invitation/", StringComparison.Ordinal));
        Assert.DoesNotContain(answers, answer => answer.Status == HttpStatusCode.InternalServerError);
        Assert.Equal(1, await portal.InDatabaseAsync(db => db.Accounts.CountAsync(account => account.Email == email)));
        visitors.ForEach(visitor => visitor.Dispose());
    }

    [Fact]
    public async Task An_invitation_opens_no_account_without_a_name()
    {
        var (path, email) = await InvitationAsync();
        using var site = portal.Browse();

        var refused = await site.SubmitAsync(
            await site.GetAsync(path),
            "Créer mon compte et accepter",
            ("FamilyName", "Loiseau"),
            ("Password", Password)
        );

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Equal(["Saisissez votre prénom."], refused.Errors);
        Assert.Equal("Loiseau", refused.One("#FamilyName").GetAttribute("value"));
        Assert.False(await portal.InDatabaseAsync(db => db.Accounts.AnyAsync(account => account.Email == email)));
    }

    /// <summary>An invitation to the team, as its mail says it.</summary>
    private async Task<(string Path, string Email)> InvitationAsync()
    {
        var token = Convert.ToHexString(RandomNumberGenerator.GetBytes(16));
        var inviter = await AccountAsync();
        var email = $"invitee-{Interlocked.Increment(ref people)}@exemple.fr";
        await portal.InDatabaseAsync(async db =>
        {
            var by = await db.Accounts.Where(account => account.Email == inviter).Select(account => account.Id).SingleAsync();
            db.Add(new Invitation(email, InvitationKind.Staff, InvitePerson.HashOf(token), by, DateTimeOffset.UtcNow));
            return await db.SaveChangesAsync();
        });
        return ($"/invitation/{token}", email);
    }

    private async Task<(Browse Site, string Email)> SignedInAsync()
    {
        var email = await AccountAsync();
        var site = portal.Browse();
        await EnterAsync(site, email);
        return (site, email);
    }

    private async Task<string> AccountAsync()
    {
        var email = $"protegee-{Interlocked.Increment(ref people)}@exemple.fr";
        await portal.InDatabaseAsync(async db =>
        {
            db.Add(
                new Account
                {
                    Email = email,
                    UserName = email,
                    NormalizedEmail = email.ToUpperInvariant(),
                    NormalizedUserName = email.ToUpperInvariant(),
                    EmailConfirmed = true,
                    LockoutEnabled = true,
                    PasswordHash = PasswordHash,
                    SecurityStamp = Guid.NewGuid().ToString("N"),
                    GivenName = "Zoé",
                    FamilyName = "Garnier",
                }
            );
            return await db.SaveChangesAsync();
        });
        return email;
    }

    private static async Task<Page> EnterAsync(Browse site, string email, string password = Password) =>
        await site.SubmitAsync(await site.GetAsync("/connexion"), "Se connecter", ("Email", email), ("Password", password));

    private async Task<string> LinkAsync(string to, string path)
    {
        var text = await portal.InDatabaseAsync(db =>
            db.Mails.Where(mail => mail.To == to && mail.TextBody.Contains(path)).Select(mail => mail.TextBody).SingleAsync()
        );
        return new Uri(text.Split('\n').First(line => line.Contains(path, StringComparison.Ordinal)).Trim()).PathAndQuery;
    }

    /// <summary>What an authenticator application shows now for a key (RFC 6238, 30 seconds, six digits).</summary>
    private static string CodeOf(string key)
    {
        var step = BitConverter.GetBytes(DateTimeOffset.UtcNow.ToUnixTimeSeconds() / 30);
        Array.Reverse(step);
        // The application of the person computes so; the algorithm is the standard's.
#pragma warning disable CA5350
        var hash = HMACSHA1.HashData(FromBase32(key), step);
#pragma warning restore CA5350
        var offset = hash[^1] & 0xf;
        var value = ((hash[offset] & 0x7f) << 24) | (hash[offset + 1] << 16) | (hash[offset + 2] << 8) | hash[offset + 3];
        return (value % 1_000_000).ToString("000000", System.Globalization.CultureInfo.InvariantCulture);
    }

    private static byte[] FromBase32(string text)
    {
        var bits = string.Concat(
            text.Select(letter =>
                Convert.ToString("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".IndexOf(letter, StringComparison.Ordinal), 2).PadLeft(5, '0')
            )
        );
        return [.. Enumerable.Range(0, bits.Length / 8).Select(index => Convert.ToByte(bits.Substring(index * 8, 8), 2))];
    }
}
