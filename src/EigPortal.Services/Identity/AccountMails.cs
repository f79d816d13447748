using EigPortal.Services.Data;
using EigPortal.Services.Mail;
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
            "ConfirmAddress",
            account,
            account.Email!,
            new MailText("Confirmez votre adresse")
                .Greeting(account.GivenName)
                .Paragraph(
                    "Un compte a été créé avec cette adresse sur le portail Entrepreneurs d’intérêt général. Confirmez-la pour pouvoir vous connecter."
                )
                .Button("Confirmer mon adresse", Link("/inscription/confirmer", account.Id, token, back))
                .Paragraph("Ce lien fonctionne pendant un jour. Si vous n’avez pas créé de compte, vous n’avez rien à faire."),
            ct
        );

    /// <summary>To the owner of an address with which somebody signs up again: the page itself says nothing of it.</summary>
    public Task AlreadyRegisteredAsync(Account account, CancellationToken ct) =>
        AddAsync(
            "AlreadyRegistered",
            account,
            account.Email!,
            new MailText("Vous avez déjà un compte")
                .Greeting(account.GivenName)
                .Paragraph(
                    "Quelqu’un, peut-être vous, a demandé à créer un compte avec cette adresse. Vous en avez déjà un : connectez-vous, ou choisissez un nouveau mot de passe si vous l’avez oublié."
                )
                .Button("Me connecter", urls.Absolute("/connexion"))
                .Button("Choisir un nouveau mot de passe", urls.Absolute("/mot-de-passe-oublie")),
            ct
        );

    public Task ResetPasswordAsync(Account account, string token, CancellationToken ct) =>
        AddAsync(
            "ResetPassword",
            account,
            account.Email!,
            new MailText("Choisissez un nouveau mot de passe")
                .Greeting(account.GivenName)
                .Paragraph("Vous avez demandé à choisir un nouveau mot de passe.")
                .Button("Choisir mon mot de passe", Link("/mot-de-passe", account.Id, token, null))
                .Paragraph(
                    "Ce lien fonctionne une fois et pendant peu de temps. Si vous n’avez rien demandé, votre mot de passe reste le même."
                ),
            ct
        );

    public Task PasswordChangedAsync(Account account, CancellationToken ct) =>
        AddAsync(
            "PasswordChanged",
            account,
            account.Email!,
            new MailText("Votre mot de passe a changé")
                .Greeting(account.GivenName)
                .Paragraph("Le mot de passe de votre compte vient de changer. Toutes vos sessions sont fermées.")
                .Paragraph("Si ce n’est pas vous, choisissez tout de suite un nouveau mot de passe.")
                .Button("Choisir un nouveau mot de passe", urls.Absolute("/mot-de-passe-oublie")),
            ct
        );

    public Task ConfirmNewAddressAsync(Account account, string newAddress, string token, CancellationToken ct) =>
        AddAsync(
            "ConfirmNewAddress",
            account,
            newAddress,
            new MailText("Confirmez votre nouvelle adresse")
                .Greeting(account.GivenName)
                .Paragraph(
                    "Vous avez demandé à utiliser cette adresse pour votre compte. L’ancienne reste valable tant que celle-ci n’est pas confirmée."
                )
                .Button("Confirmer cette adresse", Link("/compte/adresse/confirmer", account.Id, token, null)),
            ct
        );

    /// <summary>To the former address, which can undo the change, even once it is made.</summary>
    public Task AddressChangeAskedAsync(Account account, string undoToken, CancellationToken ct) =>
        AddAsync(
            "AddressChangeAsked",
            account,
            account.Email!,
            new MailText("Changement d’adresse demandé")
                .Greeting(account.GivenName)
                .Paragraph(
                    "Une autre adresse a été demandée pour votre compte. Elle remplacera celle-ci quand elle aura été confirmée."
                )
                .Paragraph(
                    "Si ce n’est pas vous, annulez ce changement dans les sept jours, puis choisissez un nouveau mot de passe."
                )
                .Button(
                    "Annuler ce changement",
                    urls.Absolute($"/compte/adresse/annuler?jeton={Uri.EscapeDataString(undoToken)}")
                ),
            ct
        );

    /// <summary>To the owner of an address that somebody else wants for their own account.</summary>
    public Task AddressTakenAsync(Account owner, CancellationToken ct) =>
        AddAsync(
            "AddressTaken",
            owner,
            owner.Email!,
            new MailText("Cette adresse a déjà un compte")
                .Greeting(owner.GivenName)
                .Paragraph(
                    "Quelqu’un a demandé à utiliser cette adresse pour un autre compte. Elle a déjà le sien\u00a0: rien n’a changé."
                ),
            ct
        );

    public Task InviteAsync(Invitation invitation, string whatFor, string token, CancellationToken ct) =>
        AddAsync(
            "Invitation",
            invitation.Id,
            null,
            invitation.Email,
            new MailText("Vous êtes invité·e sur le portail EIG")
                .Greeting()
                .Paragraph(
                    $"L’équipe du programme Entrepreneurs d’intérêt général vous invite à rejoindre le portail : {whatFor}."
                )
                .Button("Répondre à l’invitation", urls.Absolute($"/invitation/{token}"))
                .Paragraph($"Ce lien ne sert qu’une fois et reste valable {Invitation.ValidDays} jours."),
            ct
        );

    private Task AddAsync(string template, Account account, string to, MailText text, CancellationToken ct) =>
        AddAsync(template, account.Id, account.Id, to, text, ct);

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
