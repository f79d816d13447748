using System.Net;
using EigPortal.Services.Identity;
using EigPortal.Services.Mail;
using EigPortal.TestKit.Html;
using EigPortal.Web.Tests.Candidates;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace EigPortal.Web.Tests.Accounts;

/// <summary>E4: a typo in the address at 16:50. The person works, submits and corrects it; nobody else is reached, nothing is betrayed.</summary>
public sealed class UnprovedAddressTests(CandidatePortal portal) : IClassFixture<CandidatePortal>
{
    private const string Password = "cheval agrafe batterie";
    private const string BannerBox = "[aria-label='Adresse à confirmer']";
    private static int people;

    [Fact]
    public async Task E4_with_a_mistaken_address_somebody_fills_submits_and_gets_a_receipt_on_screen()
    {
        var typo = Address("gmial");
        using var site = portal.Browse();
        var inside = await SignUpAsync(site, typo);
        Assert.Equal("/candidature", inside.Path);
        Assert.Contains($"Adresse à confirmer : {typo}", Banner(inside), StringComparison.Ordinal);

        await site.SubmitAsync(inside, "Commencer ma candidature");
        await CandidatePortal.FillAsync(site);
        var receipt = await CandidatePortal.SubmitAsync(site);

        Assert.Equal("/candidature/depot/1", receipt.Path);
        Assert.Contains("elle fait foi sans courriel", Text(receipt), StringComparison.Ordinal);
        Assert.DoesNotContain("Un accusé de réception part", Text(receipt), StringComparison.Ordinal);
        // The receipt is written with the submission, and waits: whoever owns the mistaken address gets a link, once.
        await SendAsync();
        Assert.Equal(["ConfirmAddress"], await SentToAsync(typo));
        Assert.Equal(["SubmissionReceipt"], await WaitingForAsync(typo));
    }

    [Fact]
    public async Task E4_a_corrected_address_gets_a_link_of_its_own_then_what_waited_and_the_former_link_opens_nothing()
    {
        var (typo, right) = (Address("gmial"), Address("gmail"));
        using var site = portal.Browse();
        await site.SubmitAsync(await SignUpAsync(site, typo), "Commencer ma candidature");
        await CandidatePortal.FillAsync(site);
        await CandidatePortal.SubmitAsync(site);
        var former = await LinkAsync(typo);

        var corrected = await CorrectAsync(site, right);
        Assert.Equal("/candidature", corrected.Path);
        Assert.Contains($"Adresse à confirmer : {right}", Banner(corrected), StringComparison.Ordinal);
        var refused = await site.SubmitAsync(await site.GetAsync(former), "Confirmer mon adresse");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Equal([ConfirmAddress.LinkTooOld.Message], refused.Errors);

        var confirmed = await site.SubmitAsync(await site.GetAsync(await LinkAsync(right)), "Confirmer mon adresse");
        Assert.Equal("/candidature", confirmed.Path);
        Assert.False(confirmed.Has(BannerBox));
        await SendAsync();
        Assert.Equal(["ConfirmAddress", "SubmissionReceipt"], await SentToAsync(right));
        Assert.DoesNotContain("SubmissionReceipt", await SentToAsync(typo));
    }

    [Fact]
    public async Task E4_an_address_with_an_owner_gives_the_same_answers_all_along_and_its_owner_is_told_once()
    {
        var (owned, free) = (Address("owned"), Address("freed"));
        await OwnerAsync(owned);
        using var first = portal.Browse();
        using var second = portal.Browse();

        var taken = await StepsAsync(first, owned);
        var untaken = await StepsAsync(second, free);

        Assert.Equal(untaken, taken);
        await SendAsync();
        Assert.Equal(["AlreadyRegistered"], (await SentToAsync(owned)).Distinct());
        Assert.Equal(["ConfirmAddress"], (await SentToAsync(free)).Distinct());
        // The owner comes into their own account, the newcomer into theirs.
        using var owner = portal.Browse();
        Assert.Equal("Odile Garnier", await NameAsync(await EnterAsync(owner, owned, "un secret bien à elle")));
        using var newcomer = portal.Browse();
        Assert.Equal("Camille Durand", await NameAsync(await EnterAsync(newcomer, owned, Password)));

        async Task<List<string>> StepsAsync(Browse site, string email)
        {
            var seen = new List<Page> { await SignUpAsync(site, email) };
            seen.Add(await site.SubmitAsync(seen[^1], "Renvoyer le courriel"));
            seen.Add(await site.GetAsync("/compte"));
            seen.Add(
                await site.SubmitAsync(await site.GetAsync("/inscription/nouveau-lien"), "Envoyer le lien", ("Email", email))
            );
            await site.SubmitAsync(await site.GetAsync("/compte"), "Se déconnecter");
            seen.Add(await SignUpAsync(site, email));
            return
            [
                .. seen.Select(page =>
                    $"{(int)page.Status} {page.Path} {Text(page).Replace(email, "@", StringComparison.Ordinal)}"
                ),
            ];
        }
    }

    [Fact]
    public async Task E4_correcting_to_an_address_with_an_owner_betrays_nothing_and_takes_nothing()
    {
        var (owned, free) = (Address("owned"), Address("freed"));
        await OwnerAsync(owned);
        using var first = portal.Browse();
        await SignUpAsync(first, Address("typo"));
        using var second = portal.Browse();
        await SignUpAsync(second, Address("typo"));

        var taken = await CorrectAsync(first, owned);
        var untaken = await CorrectAsync(second, free);

        Assert.Equal(
            Text(untaken).Replace(free, "@", StringComparison.Ordinal),
            Text(taken).Replace(owned, "@", StringComparison.Ordinal)
        );
        Assert.Equal(
            1,
            await portal.InDatabaseAsync(db =>
                db.Accounts.CountAsync(account => account.Email == owned && account.EmailConfirmed)
            )
        );
    }

    [Fact]
    public async Task An_unproved_address_gets_no_link_that_sets_a_password()
    {
        var email = Address("oubli");
        using var site = portal.Browse();
        await SignUpAsync(site, email);
        using var visitor = portal.Browse();
        await visitor.SubmitAsync(await visitor.GetAsync("/mot-de-passe-oublie"), "Recevoir le lien", ("Email", email));

        Assert.False(
            await portal.InDatabaseAsync(db => db.Mails.AnyAsync(mail => mail.To == email && mail.Template == "ResetPassword"))
        );
    }

    [Fact]
    public async Task An_unproved_account_accepts_no_invitation()
    {
        var email = Address("invitee");
        var token = Guid.NewGuid().ToString("N");
        using var site = portal.Browse();
        await SignUpAsync(site, email);
        await portal.InDatabaseAsync(async db =>
        {
            var by = await db.Accounts.Where(account => account.Email == email).Select(account => account.Id).SingleAsync();
            db.Add(new Invitation(email, InvitationKind.Staff, InvitePerson.HashOf(token), by, DateTimeOffset.UtcNow));
            await db.SaveChangesAsync();
        });

        var page = await site.GetAsync($"/invitation/{token}");
        var refused = await site.SubmitAsync(page, "Accepter avec ce compte");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Equal([AcceptInvitation.NotProved.Message], refused.Errors);
        Assert.Equal(HttpStatusCode.NotFound, (await site.GetAsync("/admin")).Status);
        // From outside, the link of the invitation proves the address and opens another account; the first keeps its file.
        using var mailbox = portal.Browse();
        var opened = await mailbox.SubmitAsync(
            await mailbox.GetAsync($"/invitation/{token}"),
            "Créer mon compte et accepter",
            ("GivenName", "Ada"),
            ("FamilyName", "Loiseau"),
            ("Password", "encore un autre secret")
        );
        Assert.DoesNotContain("/invitation/", opened.Path, StringComparison.Ordinal);
        Assert.Equal(2, await portal.InDatabaseAsync(db => db.Accounts.CountAsync(account => account.Email == email)));
    }

    [Fact]
    public async Task The_mailbox_alone_confirms_nobody_elses_account()
    {
        var email = Address("victime");
        using var stranger = portal.Browse();
        await SignUpAsync(stranger, email);

        using var mailbox = portal.Browse();
        var page = await mailbox.GetAsync(await LinkAsync(email));
        var refused = await mailbox.SubmitAsync(page, "Confirmer mon adresse", ("Password", "ce n’est pas le bon"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.False(
            await portal.InDatabaseAsync(db => db.Accounts.AnyAsync(account => account.Email == email && account.EmailConfirmed))
        );

        // Whoever chose the password confirms from another device, and is in.
        var confirmed = await mailbox.SubmitAsync(page, "Confirmer mon adresse", ("Password", Password));
        Assert.Equal("/candidature", confirmed.Path);
        Assert.False(confirmed.Has(BannerBox));
    }

    [Fact]
    public async Task Of_two_accounts_that_claim_an_address_one_proves_it_whatever_happens_at_once()
    {
        var email = Address("deux");
        using var first = portal.Browse();
        await SignUpAsync(first, email, "le secret de la première");
        var links = new List<string> { await LinkAsync(email) };
        using var second = portal.Browse();
        await SignUpAsync(second, email, "le secret de la seconde");
        links.Add(await LinkAsync(email));
        Assert.NotEqual(links[0], links[1]);
        var pages = await Task.WhenAll(first.GetAsync(links[0]), second.GetAsync(links[1]));

        var answers = await Task.WhenAll(
            first.SubmitAsync(pages[0], "Confirmer mon adresse"),
            second.SubmitAsync(pages[1], "Confirmer mon adresse")
        );

        Assert.Single(answers, answer => answer.Status == HttpStatusCode.OK);
        Assert.Single(answers, answer => answer.Errors.SequenceEqual([ConfirmAddress.LinkTooOld.Message]));
        Assert.Equal(
            1,
            await portal.InDatabaseAsync(db =>
                db.Accounts.CountAsync(account => account.Email == email && account.EmailConfirmed)
            )
        );
    }

    [Fact]
    public async Task Signing_up_twice_with_the_same_password_opens_one_account()
    {
        var email = Address("double");
        var visitors = Enumerable.Range(0, 4).Select(_ => portal.Browse()).ToList();

        await Task.WhenAll(visitors.Select(visitor => SignUpAsync(visitor, email)));

        Assert.Equal(1, await portal.InDatabaseAsync(db => db.Accounts.CountAsync(account => account.Email == email)));
        visitors.ForEach(visitor => visitor.Dispose());
    }

    [Fact]
    public async Task Signing_up_with_what_opens_an_account_already_comes_into_it_rather_than_into_a_second_one()
    {
        var email = Address("retour");
        await OwnerAsync(email);
        using var site = portal.Browse();

        var inside = await SignUpAsync(site, email, "un secret bien à elle");

        Assert.False(inside.Has(BannerBox));
        Assert.Equal(1, await portal.InDatabaseAsync(db => db.Accounts.CountAsync(account => account.Email == email)));
    }

    [Fact]
    public async Task Somebody_who_claims_an_address_does_not_lock_its_owner_out()
    {
        var email = Address("verrou");
        await OwnerAsync(email);
        using var newcomer = portal.Browse();
        await SignUpAsync(newcomer, email);
        for (var i = 0; i < 10; i++)
        {
            using var again = portal.Browse();
            Assert.Equal("/candidature", (await EnterAsync(again, email, Password)).Path);
        }

        using var owner = portal.Browse();
        Assert.Equal("/candidature", (await EnterAsync(owner, email, "un secret bien à elle")).Path);
    }

    [Fact]
    public async Task A_mail_that_comes_back_says_that_the_address_is_mistaken()
    {
        var email = Address("revenu");
        using var site = portal.Browse();
        await SignUpAsync(site, email);
        await SendAsync();
        await portal.InDatabaseAsync(async db =>
        {
            (await db.Mails.SingleAsync(mail => mail.To == email)).MarkBounced("550 no such user");
            await db.SaveChangesAsync();
        });

        Assert.Contains("est revenu", Banner(await site.GetAsync("/candidature")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_address_bears_a_few_links_a_day_whoever_types_it()
    {
        var email = Address("bombe");
        for (var i = 0; i < AddressProof.MostADay + 2; i++)
        {
            using var site = portal.Browse();
            await SignUpAsync(site, email, $"secret différent numéro {i}");
        }

        Assert.Equal(AddressProof.MostADay, await portal.InDatabaseAsync(db => db.Mails.CountAsync(mail => mail.To == email)));
    }

    [Fact]
    public async Task E17_an_unproved_account_that_holds_nothing_is_forgotten_after_a_week_and_one_with_a_draft_is_kept()
    {
        var (empty, draft) = (Address("vide"), Address("brouillon"));
        using var first = portal.Browse();
        await SignUpAsync(first, empty);
        using var second = portal.Browse();
        await second.SubmitAsync(await SignUpAsync(second, draft), "Commencer ma candidature");
        await portal.InDatabaseAsync(db =>
            db.Accounts.Where(account => account.Email == empty || account.Email == draft)
                .ExecuteUpdateAsync(set => set.SetProperty(account => account.CreatedAt, DateTimeOffset.UtcNow.AddDays(-8)))
        );

        await using (var scope = portal.Services.CreateAsyncScope())
        {
            await ActivatorUtilities
                .CreateInstance<ForgetUnprovedAccounts>(scope.ServiceProvider)
                .RunAsync(CancellationToken.None);
        }

        Assert.False(await portal.InDatabaseAsync(db => db.Accounts.AnyAsync(account => account.Email == empty)));
        Assert.False(await portal.InDatabaseAsync(db => db.Mails.AnyAsync(mail => mail.To == empty)));
        Assert.True(await portal.InDatabaseAsync(db => db.Accounts.AnyAsync(account => account.Email == draft)));
    }

    [Fact]
    public async Task E17_erasing_an_unproved_account_writes_to_nobody_and_leaves_an_invitation_of_the_address_alone()
    {
        var email = Address("effacee");
        using var site = portal.Browse();
        await site.SubmitAsync(await SignUpAsync(site, email), "Commencer ma candidature");
        await portal.InDatabaseAsync(async db =>
        {
            var by = await db.Accounts.Where(account => account.Email == email).Select(account => account.Id).SingleAsync();
            db.Add(new Invitation(email, InvitationKind.Staff, new string('e', 64), by, DateTimeOffset.UtcNow));
            await db.SaveChangesAsync();
        });

        var confirm = await site.GetAsync("/candidature/passeport/effacer");
        var left = await site.SubmitAsync(
            confirm,
            "Effacer définitivement mon dossier",
            ("Word", "EFFACER"),
            ("Password", Password)
        );
        Assert.Contains("Aucun courriel ne part", left.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("Une confirmation part", left.Body, StringComparison.Ordinal);
        await SendAsync();

        Assert.False(await portal.InDatabaseAsync(db => db.Accounts.AnyAsync(account => account.Email == email)));
        Assert.True(await portal.InDatabaseAsync(db => db.Invitations.AnyAsync(invitation => invitation.Email == email)));
        Assert.All(await SentToAsync(email), template => Assert.Equal("ConfirmAddress", template));
    }

    private static string Text(Page page) => page.Texts("main").Single();

    private static string Address(string name) => $"{name}-{Interlocked.Increment(ref people)}@exemple.fr";

    private static string Banner(Page page) => page.Texts(BannerBox).Single();

    private static async Task<Page> SignUpAsync(Browse site, string email, string password = Password) =>
        await site.SubmitAsync(
            await site.GetAsync("/inscription"),
            "Créer mon compte",
            ("GivenName", "Camille"),
            ("FamilyName", "Durand"),
            ("Email", email),
            ("Password", password)
        );

    private static async Task<Page> EnterAsync(Browse site, string email, string password) =>
        await site.SubmitAsync(await site.GetAsync("/connexion"), "Se connecter", ("Email", email), ("Password", password));

    private static async Task<Page> CorrectAsync(Browse site, string email) =>
        await site.SubmitAsync(
            await site.GetAsync("/compte/adresse"),
            "Corriger l’adresse",
            ("Email", email),
            ("Password", Password)
        );

    private async Task<string> NameAsync(Page inside)
    {
        var text = Text(inside);
        Assert.DoesNotContain("incorrect", text, StringComparison.Ordinal);
        return await portal.InDatabaseAsync(db =>
            db.Sessions.OrderByDescending(session => session.OpenedAt)
                .Join(db.Accounts, session => session.AccountId, account => account.Id, (_, account) => account)
                .Select(account => account.GivenName + " " + account.FamilyName)
                .FirstAsync()
        );
    }

    private Task OwnerAsync(string email) =>
        portal.InDatabaseAsync(async db =>
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
                    PasswordHash = new PasswordHasher<Account>().HashPassword(new Account(), "un secret bien à elle"),
                    SecurityStamp = Guid.NewGuid().ToString("N"),
                    GivenName = "Odile",
                    FamilyName = "Garnier",
                }
            );
            await db.SaveChangesAsync();
        });

    private Task SendAsync() => portal.Services.GetRequiredService<OutboxSender>().SendDueAsync(CancellationToken.None);

    private Task<List<string>> SentToAsync(string email) =>
        portal.InDatabaseAsync(db =>
            db.Mails.Where(mail => mail.To == email && mail.SentAt != null)
                .OrderBy(mail => mail.Template)
                .Select(mail => mail.Template)
                .ToListAsync()
        );

    private Task<List<string>> WaitingForAsync(string email) =>
        portal.InDatabaseAsync(db =>
            db.Mails.Where(mail => mail.To == email && mail.State == MailState.Waiting)
                .Select(mail => mail.Template)
                .ToListAsync()
        );

    private async Task<string> LinkAsync(string email)
    {
        var text = await portal.InDatabaseAsync(db =>
            db.Mails.Where(mail => mail.To == email && mail.Template == "ConfirmAddress")
                .OrderByDescending(mail => mail.CreatedAt)
                .Select(mail => mail.TextBody)
                .FirstAsync()
        );
        return new Uri(text.Split('\n').Single(line => line.StartsWith("http", StringComparison.Ordinal))).PathAndQuery;
    }
}
