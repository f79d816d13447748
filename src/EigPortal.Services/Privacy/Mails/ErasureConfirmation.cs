using EigPortal.Domain.Candidatures;
using EigPortal.Services.Data;
using EigPortal.Services.Mail;
using EigPortal.Services.Mail.Wording;
using EigPortal.Services.Selection;
using Microsoft.EntityFrameworkCore;

namespace EigPortal.Services.Privacy.Mails;

/// <summary>Confirms an erasure, so that somebody who did not ask for it notices. The mail is erased in turn once it has left.</summary>
public sealed class ErasureConfirmation(TimeProvider machine) : MailOn<CandidatureErased>
{
    public static readonly MailTemplate Words = new(
        nameof(ErasureConfirmation),
        "Confirmation d’effacement",
        "Votre dossier est effacé",
        """
        Bonjour {prénom},

        Votre dossier de candidature à la {promotion} des Entrepreneurs d’intérêt général est effacé. {raison}

        Vos réponses, vos documents, les courriels du portail et les commentaires écrits à votre sujet n’existent plus. Votre compte est fermé si rien d’autre n’y était rattaché.

        Restent, sans rien qui vous nomme : le numéro du dossier, son état, ses dates, les défis et profils demandés, les notes et le journal des actes. Ils prouvent le respect des règles et servent aux statistiques. Les sauvegardes du portail les perdent à leur tour en trente jours.

        Ce message est effacé du portail dès qu’il est parti.
        """,
        Placeholder.GivenName,
        Placeholder.Text("promotion", "Nom de la promotion", "Promotion 3"),
        Placeholder.Needed("raison", "Pourquoi le dossier est effacé", "Vous l’avez demandé.")
    );

    public override string Label => Words.Label;

    protected override async Task<IReadOnlyList<OutboxMail>> ComposeAsync(
        CandidatureErased happened,
        EigDbContext db,
        CancellationToken ct
    )
    {
        var candidature = (await db.Candidatures.FindAsync([happened.CandidatureId], ct))!;
        var cohort = (await db.Cohorts.FindAsync([candidature.CohortId], ct))!;
        var person = await Addressee.OfAsync(db, candidature.Id, ct);
        if (!await db.Accounts.AnyAsync(account => account.Id == person.AccountId && account.EmailConfirmed, ct))
        {
            // The address may be a stranger's, who has nothing to learn of this.
            return [];
        }

        var mail = (await db.WordsAsync(Words, ct)).Fill(
            ("prénom", person.GivenName),
            ("promotion", cohort.Name),
            (
                "raison",
                happened.Cause switch
                {
                    ErasureCause.Person => "Vous l’avez demandé.",
                    ErasureCause.Retention => "Le temps pendant lequel il pouvait être gardé est écoulé.",
                }
            )
        );
        return
        [
            new OutboxMail(
                nameof(ErasureConfirmation),
                candidature.Id,
                null,
                person.Email ?? "",
                1,
                mail.Subject,
                mail.ToPlainText(),
                mail.ToHtml(),
                machine.GetUtcNow()
            )
            {
                EraseOnceSent = true,
            },
        ];
    }
}
