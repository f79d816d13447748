using EigPortal.Domain.Juries;
using EigPortal.Services.Data;
using EigPortal.Services.Mail;
using EigPortal.Services.Mail.Wording;
using EigPortal.Services.Text;
using Microsoft.EntityFrameworkCore;

namespace EigPortal.Services.Juries;

/// <summary>Tells a juror that files were given to them: one mail per batch, however many files it holds.</summary>
public sealed class ReadingMails(EigDbContext db, PortalUrls urls, TimeProvider machine)
{
    private const string Template = "ReadingsAssigned";

    public static readonly MailTemplate Words = new(
        Template,
        "Lectures confiées",
        "{dossiers} à lire pour le jury",
        """
        Bonjour,

        L’équipe du programme vous confie {dossiers} de candidature.

        {clôture} Comptez 10 à 20 minutes par dossier. Vos notes s’enregistrent en brouillon ; vous verrouillez chaque fiche quand vous êtes sûr ou sûre de votre avis.

        Si vous connaissez la personne, ou si un lien vous empêche de juger librement, déclarez-le depuis le dossier : il sera confié à quelqu’un d’autre.

        [Ouvrir mon prochain dossier]({lien})
        """,
        Placeholder.Needed("dossiers", "Nombre de dossiers confiés", "12 dossiers"),
        Placeholder.Text("clôture", "Jusqu’à quand noter", "Vous pouvez noter jusqu’au vendredi à 18 h, heure de Paris."),
        Placeholder.Link("Prochain dossier à lire", "/admin/jury")
    );

    /// <summary>Adds the mail to the context: it goes with the assignment or not at all.</summary>
    public async Task ReadingsAssignedAsync(Guid accountId, string to, int count, CancellationToken ct)
    {
        var closes = await db
            .Cohorts.Where(cohort => cohort.IsCurrent)
            .Select(cohort => cohort.Timetable.ReadingClosesAt)
            .SingleAsync(ct);
        var until = closes is { } instant
            ? $"Vous pouvez noter jusqu’au {FrenchDates.Long(instant)}."
            : "La clôture de la notation n’est pas encore fixée.";
        var mail = (await db.WordsAsync(Words, ct)).Fill(
            ("clôture", until),
            ("dossiers", count == 1 ? "1 dossier" : $"{count} dossiers"),
            ("lien", urls.Absolute("/admin/jury"))
        );
        db.Mails.Add(mail.ToOutbox(Template, Guid.CreateVersion7(), accountId, to, machine.GetUtcNow()));
    }
}

/// <summary>Tells a juror that staff gave a locked sheet back, and why.</summary>
public sealed class SheetUnlockedMail(PortalUrls urls, TimeProvider machine) : MailOn<SheetUnlocked>
{
    public static readonly MailTemplate Words = new(
        nameof(SheetUnlockedMail),
        "Fiche de notation rouverte",
        "Votre fiche de notation {numéro} est rouverte",
        """
        Bonjour {nom},

        L’équipe du programme a rouvert votre fiche de notation du dossier {numéro}. Vos notes et vos commentaires sont intacts ; la fiche ne compte plus tant que vous ne l’avez pas verrouillée de nouveau.

        La raison donnée :

        > {raison}

        [Ouvrir la fiche]({lien})
        """,
        Placeholder.Text("nom", "Nom de la personne du jury", "Camille Martin"),
        Placeholder.Needed("numéro", "Numéro de la candidature", "EIG3-0042"),
        Placeholder.Quote("raison", "Raison donnée par l’équipe", "Une note a été saisie sur la mauvaise ligne."),
        Placeholder.Link("Fiche de notation", "/admin/jury/lectures/1")
    );

    public override string Label => Words.Label;

    // Somebody who has left the jury is not written to.
    public override bool IsOnePerFact => false;

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
            (await db.WordsAsync(Words, ct))
                .Fill(
                    ("nom", juror.FullName),
                    ("numéro", number ?? ""),
                    ("raison", happened.Why),
                    ("lien", urls.Absolute($"/admin/jury/lectures/{sheet!.Id}"))
                )
                .ToOutbox(nameof(SheetUnlockedMail), sheet.Id, juror.Id, to, machine.GetUtcNow(), round),
        ];
    }
}
