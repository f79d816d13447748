using EigPortal.Domain.Candidates;
using EigPortal.Services.Data;
using EigPortal.Services.Identity;
using EigPortal.Services.Mail;
using EigPortal.Services.Text;

namespace EigPortal.Services.Privacy.Mails;

/// <summary>Says, some weeks before, that something will be erased, and how to keep a copy.</summary>
public sealed class ErasureNotice(PortalUrls urls, TimeProvider machine) : MailOn<ErasureAnnounced>
{
    public override string Label => "Annonce d’effacement";

    protected override async Task<IReadOnlyList<OutboxMail>> ComposeAsync(
        ErasureAnnounced happened,
        EigDbContext db,
        CancellationToken ct
    )
    {
        var account = await AccountAsync(happened, db, ct);
        var (what, why) = happened.Purpose switch
        {
            RetentionPurpose.Draft => (
                "Le brouillon de votre candidature",
                "L’appel est clos depuis trois mois : personne n’a lu ce brouillon et il ne peut plus être déposé."
            ),
            RetentionPurpose.Candidature => (
                "Votre dossier de candidature",
                "Deux ans auront passé depuis votre dépôt : c’est la durée annoncée pendant l’appel."
            ),
            RetentionPurpose.Contract => (
                "Votre contrat",
                "Cinq ans auront passé depuis sa fin : il ne peut plus être contesté."
            ),
        };
        var mail = new MailText("Vos données seront bientôt effacées")
            .Greeting(account.GivenName)
            .Paragraph(
                $"{what} sera effacé du portail Entrepreneurs d’intérêt général à partir du {FrenchDates.Long(happened.From)}."
            )
            .Paragraph(why)
            .Paragraph("Vous n’avez rien à faire. Si vous en voulez une copie, téléchargez-la avant cette date.")
            .Button("Ouvrir mon passeport de données", urls.Absolute("/candidature/passeport"));
        return [mail.ToOutbox(nameof(ErasureNotice), happened.AboutId, account.Id, account.Email ?? "", machine.GetUtcNow())];
    }

    private static async Task<Account> AccountAsync(ErasureAnnounced happened, EigDbContext db, CancellationToken ct)
    {
        if (happened.Purpose == RetentionPurpose.Contract)
        {
            var fellow = (await db.Fellows.FindAsync([happened.AboutId], ct))!;
            return (await db.Accounts.FindAsync([fellow.AccountId], ct))!;
        }

        var candidature = (await db.Candidatures.FindAsync([happened.AboutId], ct))!;
        var candidate = (await db.Candidates.FindAsync([candidature.CandidateId], ct))!;
        return (await db.Accounts.FindAsync([candidate.AccountId], ct))!;
    }
}
