using EigPortal.Domain.Juries;
using EigPortal.Services.Data;
using EigPortal.Services.Mail;
using Microsoft.EntityFrameworkCore;

namespace EigPortal.Services.Juries;

/// <summary>Tells a juror that files were given to them: one mail per batch, however many files it holds.</summary>
public sealed class ReadingMails(EigDbContext db, PortalUrls urls, TimeProvider machine)
{
    /// <summary>Adds the mail to the context: it goes with the assignment or not at all.</summary>
    public void ReadingsAssigned(Guid accountId, string to, int count)
    {
        var what =
            count == 1 ? "Un dossier de candidature vous est confié." : $"{count} dossiers de candidature vous sont confiés.";
        var mail = new MailText(count == 1 ? "Un dossier à lire pour le jury" : $"{count} dossiers à lire pour le jury")
            .Greeting()
            .Paragraph(what)
            .Paragraph(
                "Comptez 10 à 20 minutes par dossier. Vos notes s’enregistrent en brouillon ; vous verrouillez chaque fiche quand vous êtes sûr ou sûre de votre avis."
            )
            .Paragraph(
                "Si vous connaissez la personne, ou si un lien vous empêche de juger librement, déclarez-le depuis le dossier : il sera confié à quelqu’un d’autre."
            )
            .Button("Ouvrir mon prochain dossier", urls.Absolute("/admin/jury"));
        db.Mails.Add(mail.ToOutbox(nameof(ReadingsAssigned), Guid.CreateVersion7(), accountId, to, machine.GetUtcNow()));
    }
}

/// <summary>Tells a juror that staff gave a locked sheet back, and why.</summary>
public sealed class SheetUnlockedMail(PortalUrls urls, TimeProvider machine) : MailOn<SheetUnlocked>
{
    protected override async Task<IReadOnlyList<OutboxMail>> ComposeAsync(
        SheetUnlocked happened,
        EigDbContext db,
        CancellationToken ct
    )
    {
        var sheet = await db.ScoreSheets.FindAsync([happened.SheetId], ct);
        var juror = await db
            .Jurors.Where(row => row.Id == sheet!.JurorId && row.LeftAt == null)
            .Join(db.Accounts, row => row.AccountId, account => account.Id, (_, account) => account)
            .SingleOrDefaultAsync(ct);
        if (juror?.Email is not { } to)
        {
            return [];
        }

        var number = await db
            .Candidatures.Where(row => row.Id == happened.CandidatureId)
            .Select(row => row.Number)
            .SingleAsync(ct);
        var round =
            await db.Mails.CountAsync(mail => mail.Template == nameof(SheetUnlockedMail) && mail.AboutId == sheet!.Id, ct) + 1;
        return
        [
            new MailText($"Votre fiche de notation {number} est rouverte")
                .Greeting(juror.FullName)
                .Paragraph(
                    $"L’équipe du programme a rouvert votre fiche de notation du dossier {number}. Vos notes et vos commentaires sont intacts ; la fiche ne compte plus tant que vous ne l’avez pas verrouillée de nouveau."
                )
                .Paragraph("La raison donnée :")
                .Quote(happened.Why)
                .Button("Ouvrir la fiche", urls.Absolute($"/admin/jury/lectures/{sheet!.Id}"))
                .ToOutbox(nameof(SheetUnlockedMail), sheet.Id, juror.Id, to, machine.GetUtcNow(), round),
        ];
    }
}
