using EigPortal.Domain.Candidatures;
using EigPortal.Services.Data;
using EigPortal.Services.Mail;

namespace EigPortal.Services.Privacy.Mails;

/// <summary>Confirms an erasure, so that somebody who did not ask for it notices. The mail is erased in turn once it has left.</summary>
public sealed class ErasureConfirmation(TimeProvider machine) : MailOn<CandidatureErased>
{
    public override string Label => "Confirmation d’effacement";

    protected override async Task<IReadOnlyList<OutboxMail>> ComposeAsync(
        CandidatureErased happened,
        EigDbContext db,
        CancellationToken ct
    )
    {
        var candidature = (await db.Candidatures.FindAsync([happened.CandidatureId], ct))!;
        var candidate = (await db.Candidates.FindAsync([candidature.CandidateId], ct))!;
        var account = (await db.Accounts.FindAsync([candidate.AccountId], ct))!;
        var cohort = (await db.Cohorts.FindAsync([candidature.CohortId], ct))!;
        var why = happened.Cause switch
        {
            ErasureCause.Person => "À votre demande, votre",
            ErasureCause.Retention => "Le temps de conservation est écoulé : votre",
        };
        var mail = new MailText("Votre dossier est effacé")
            .Greeting(candidate.GivenName)
            .Paragraph($"{why} dossier de candidature à la {cohort.Name} des Entrepreneurs d’intérêt général est effacé.")
            .Paragraph(
                "Vos réponses, vos documents, les courriels du portail et les commentaires écrits à votre sujet n’existent plus. Votre compte est fermé si rien d’autre n’y était rattaché."
            )
            .Paragraph(
                "Restent, sans rien qui vous nomme : le numéro du dossier, son état, ses dates, les défis et profils demandés, les notes et le journal des actes. Ils prouvent le respect des règles et servent aux statistiques. Les sauvegardes du portail les perdent à leur tour en trente jours."
            )
            .Paragraph("Ce message est effacé du portail dès qu’il est parti.");
        return
        [
            new OutboxMail(
                nameof(ErasureConfirmation),
                candidature.Id,
                null,
                account.Email ?? "",
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
