using EigPortal.Domain.Contracts;
using EigPortal.Services.Data;
using EigPortal.Services.Mail;
using EigPortal.Services.Mail.Wording;
using Microsoft.EntityFrameworkCore;

namespace EigPortal.Services.Contracts;

/// <summary>Tells the person and the employer's contacts that a contract waits for their signatures.</summary>
public sealed class ContractToSignMail(PortalUrls urls, TimeProvider machine) : MailOn<ContractChanged>
{
    public static readonly MailTemplate ToFellow = new(
        "ContractToSignMail.Fellow",
        "Contrat à signer, à la personne",
        "Votre contrat est prêt à signer",
        """
        Bonjour {prénom},

        Votre contrat pour le défi « {défi} » est prêt. Lisez-le dans votre espace ; votre administration d’accueil vous dit comment le signer.

        [Lire mon contrat]({lien})
        """,
        Placeholder.GivenName,
        Placeholder.Text("défi", "Nom du défi", "CibNav"),
        Placeholder.Link("Page du contrat", "/candidature/contrat")
    );

    public static readonly MailTemplate ToHost = new(
        "ContractToSignMail.Host",
        "Contrat à signer, à l’administration",
        "Contrat à signer : {personne}",
        """
        Bonjour {prénom},

        Le contrat de {personne} pour le défi « {défi} » est prêt. Signez-le, faites-le signer, puis déposez la copie signée, au format PDF, dans votre espace.

        [Ouvrir mon espace]({lien})
        """,
        Placeholder.GivenName,
        Placeholder.Needed("personne", "Nom de la personne recrutée", "Camille Martin"),
        Placeholder.Text("défi", "Nom du défi", "CibNav"),
        Placeholder.Link("Espace de l’administration", "/accueil")
    );

    public override string Label => "Contrat à signer";

    // Only the sending is told.
    public override bool IsOnePerFact => false;

    protected override async Task<IReadOnlyList<OutboxMail>> ComposeAsync(
        ContractChanged happened,
        EigDbContext db,
        CancellationToken ct
    )
    {
        if (happened.State != ContractState.Sent)
        {
            return [];
        }

        var contract = (await db.Contracts.FindAsync([happened.ContractId], ct))!;
        var found = await (
            from fellow in db.Fellows
            join account in db.Accounts on fellow.AccountId equals account.Id
            join team in db.Teams on fellow.TeamId equals team.Id
            join challenge in db.Challenges on team.ChallengeId equals challenge.Id
            where fellow.Id == contract.FellowId
            select new
            {
                fellow.FullName,
                account.Id,
                account.GivenName,
                account.Email,
                Challenge = challenge.Name,
                Contacts = (
                    from contact in db.HostContacts
                    join person in db.Accounts on contact.AccountId equals person.Id
                    where contact.HostId == contract.HostId && contact.LeftAt == null
                    select new
                    {
                        person.Id,
                        person.GivenName,
                        person.Email,
                    }
                ).ToList(),
            }
        )
            .AsSingleQuery()
            .SingleAsync(ct);
        // A contract taken back and sent again is told again.
        var round = await db.Mails.CountAsync(
            mail => mail.Template == Template && mail.AboutId == contract.Id && mail.AccountId == found.Id,
            ct
        );
        var toHost = await db.WordsAsync(ToHost, ct);
        var toFellow = (await db.WordsAsync(ToFellow, ct))
            .Fill(("prénom", found.GivenName), ("défi", found.Challenge), ("lien", urls.Absolute("/candidature/contrat")))
            .ToOutbox(Template, contract.Id, found.Id, found.Email!, machine.GetUtcNow(), round + 1);
        return
        [
            toFellow,
            .. found.Contacts.Select(contact =>
                toHost
                    .Fill(
                        ("prénom", contact.GivenName),
                        ("personne", found.FullName),
                        ("défi", found.Challenge),
                        ("lien", urls.Absolute("/accueil"))
                    )
                    .ToOutbox(Template, contract.Id, contact.Id, contact.Email!, machine.GetUtcNow(), round + 1)
            ),
        ];
    }
}
