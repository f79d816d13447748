using EigPortal.Services.Data;
using EigPortal.Services.Mail;
using EigPortal.Services.Mail.Wording;
using Microsoft.EntityFrameworkCore;

namespace EigPortal.Services.Identity;

/// <summary>Mails that follow from no fact of the programme: they prove that an address is somebody's. Added to the outbox, saved by the caller.</summary>
public sealed class AccountMails(EigDbContext db, PortalUrls urls, TimeProvider machine)
{
    /// <summary>Templates whose text holds a link that opens an account: screens of staff never show their text.</summary>
    public static readonly IReadOnlySet<string> Secret = new HashSet<string>
    {
        "ConfirmAddress",
        "ResetPassword",
        "ConfirmNewAddress",
        "AddressChangeAsked",
        "Invitation",
    };

    public Task ConfirmAddressAsync(Account account, string token, string? back, CancellationToken ct) =>
        AddAsync(
            AccountWords.ConfirmAddress,
            account,
            account.Email!,
            ct,
            ("lien", Link("/inscription/confirmer", account.Id, token, back))
        );

    /// <summary>To the owner of an address with which somebody signs up again: the page itself says nothing of it.</summary>
    public Task AlreadyRegisteredAsync(Account account, CancellationToken ct) =>
        AddAsync(
            AccountWords.AlreadyRegistered,
            account,
            account.Email!,
            ct,
            ("lien", urls.Absolute("/connexion")),
            ("lien-mot-de-passe", urls.Absolute("/mot-de-passe-oublie"))
        );

    public Task ResetPasswordAsync(Account account, string token, CancellationToken ct) =>
        AddAsync(
            AccountWords.ResetPassword,
            account,
            account.Email!,
            ct,
            ("lien", Link("/mot-de-passe", account.Id, token, null))
        );

    public Task PasswordChangedAsync(Account account, CancellationToken ct) =>
        AddAsync(AccountWords.PasswordChanged, account, account.Email!, ct, ("lien", urls.Absolute("/mot-de-passe-oublie")));

    public Task PasskeyAddedAsync(Account account, string name, CancellationToken ct) =>
        AddAsync(
            AccountWords.PasskeyAdded,
            account,
            account.Email!,
            ct,
            ("clé", name),
            ("lien", urls.Absolute("/compte/cles-acces"))
        );

    public Task ConfirmNewAddressAsync(Account account, string newAddress, string token, CancellationToken ct) =>
        AddAsync(
            AccountWords.ConfirmNewAddress,
            account,
            newAddress,
            ct,
            ("lien", Link("/compte/adresse/confirmer", account.Id, token, null))
        );

    /// <summary>To the former address, which can undo the change, even once it is made.</summary>
    public Task AddressChangeAskedAsync(Account account, string undoToken, CancellationToken ct) =>
        AddAsync(
            AccountWords.AddressChangeAsked,
            account,
            account.Email!,
            ct,
            ("lien", urls.Absolute($"/compte/adresse/annuler?jeton={Uri.EscapeDataString(undoToken)}"))
        );

    /// <summary>To the owner of an address that somebody else wants for their own account.</summary>
    public Task AddressTakenAsync(Account owner, CancellationToken ct) =>
        AddAsync(AccountWords.AddressTaken, owner, owner.Email!, ct);

    public async Task InviteAsync(Invitation invitation, string whatFor, string token, CancellationToken ct)
    {
        var mail = (await db.WordsAsync(AccountWords.Invitation, ct)).Fill(
            ("rôle", whatFor),
            ("jours", Invitation.ValidDays.ToString(System.Globalization.CultureInfo.InvariantCulture)),
            ("lien", urls.Absolute($"/invitation/{token}"))
        );
        await AddAsync("Invitation", invitation.Id, null, invitation.Email, mail, ct);
    }

    private async Task AddAsync(
        MailTemplate template,
        Account account,
        string to,
        CancellationToken ct,
        params (string Name, object Value)[] values
    )
    {
        var mail = (await db.WordsAsync(template, ct)).Fill([("prénom", account.GivenName), .. values]);
        await AddAsync(template.Key, account.Id, account.Id, to, mail, ct);
    }

    private async Task AddAsync(string template, Guid aboutId, Guid? accountId, string to, MailText text, CancellationToken ct)
    {
        // Somebody may ask again for the same mail: each time is a round of its own.
        var round =
            1 + await db.Mails.CountAsync(mail => mail.Template == template && mail.AboutId == aboutId && mail.To == to, ct);
        db.Mails.Add(text.ToOutbox(template, aboutId, accountId, to, machine.GetUtcNow(), round));
    }

    private string Link(string path, Guid accountId, string token, string? back) =>
        urls.Absolute(
            $"{path}?compte={accountId}&jeton={Uri.EscapeDataString(token)}{(back is null ? "" : $"&retour={Uri.EscapeDataString(back)}")}"
        );
}
