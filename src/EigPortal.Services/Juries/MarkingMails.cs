using EigPortal.Domain.Cohorts;
using EigPortal.Domain.Juries;
using EigPortal.Services.Data;
using EigPortal.Services.Data.Interceptors;
using EigPortal.Services.Mail;
using EigPortal.Services.Mail.Wording;
using EigPortal.Services.Text;
using Microsoft.EntityFrameworkCore;

namespace EigPortal.Services.Juries;

/// <summary>Tells a member of the jury that they may mark again, until when and why.</summary>
public sealed class MarkingReopenedMail(PortalUrls urls, TimeProvider machine) : MailOn<MarkingReopened>
{
    public static readonly MailTemplate Words = new(
        nameof(MarkingReopenedMail),
        "Notation rouverte pour une personne",
        "Vous pouvez de nouveau noter, jusqu’au {clôture}",
        """
        Bonjour {nom},

        L’équipe du programme rouvre la notation pour vous, jusqu’au {clôture}. Vos brouillons sont intacts ; ce qui est arrivé après la clôture est gardé à côté de chaque fiche, et vous pouvez le reprendre. Une fiche ne compte qu’une fois verrouillée.

        La raison donnée :

        > {raison}

        [Reprendre mes lectures]({lien})
        """,
        Placeholder.Text("nom", "Nom de la personne du jury", "Camille Martin"),
        Placeholder.Needed("clôture", "Instant jusqu’auquel la personne peut noter", "lundi à 12 h, heure de Paris"),
        Placeholder.Quote("raison", "Raison donnée par l’équipe", "Trois fiches n’ont pas pu être verrouillées à temps."),
        Placeholder.Link("Lectures", "/admin/jury")
    );

    public override string Label => Words.Label;

    // Somebody who has left the jury is not written to.
    public override bool IsOnePerFact => false;

    protected override async Task<IReadOnlyList<OutboxMail>> ComposeAsync(
        MarkingReopened happened,
        EigDbContext db,
        CancellationToken ct
    )
    {
        var juror = await db
            .Jurors.Where(row => row.Id == happened.JurorId && row.LeftAt == null)
            .Join(db.Accounts, row => row.AccountId, account => account.Id, (_, account) => account)
            .SingleOrDefaultAsync(ct);
        if (juror?.Email is not { } to)
        {
            return [];
        }

        var round =
            await db.Mails.CountAsync(
                mail => mail.Template == nameof(MarkingReopenedMail) && mail.AboutId == happened.JurorId,
                ct
            ) + 1;
        return
        [
            (await db.WordsAsync(Words, ct))
                .Fill(
                    ("nom", juror.FullName),
                    ("clôture", FrenchDates.Long(happened.Until)),
                    ("raison", happened.Why),
                    ("lien", urls.Absolute("/admin/jury"))
                )
                .ToOutbox(nameof(MarkingReopenedMail), happened.JurorId, juror.Id, to, machine.GetUtcNow(), round),
        ];
    }
}

/// <summary>
/// Reminds members of the jury, three days before the closing, of the sheets that they have not locked. Once each and for each closing:
/// every juror is locked and looked at again, and the mail's key, which holds the instant, forbids a second one.
/// </summary>
public sealed class MarkingReminder(EigDbContext db, PortalUrls urls, ProgrammeNow programmeNow, TimeProvider machine)
{
    public const string Template = "MarkingReminder";
    private static readonly TimeSpan Before = TimeSpan.FromDays(3);

    public static readonly MailTemplate Words = new(
        Template,
        "Rappel au jury, trois jours avant la clôture de la notation",
        "{fiches} avant la clôture de la notation",
        """
        Bonjour {nom},

        Il vous reste {fiches}. La notation se clôt le {clôture}. Ce qui n’est qu’un brouillon à cet instant est gardé et ne compte pas.

        [Ouvrir mon prochain dossier]({lien})
        """,
        Placeholder.Text("nom", "Nom de la personne du jury", "Camille Martin"),
        Placeholder.Needed("fiches", "Nombre de fiches à verrouiller", "4 fiches à verrouiller"),
        Placeholder.Needed("clôture", "Clôture de la notation", "vendredi à 18 h, heure de Paris"),
        Placeholder.Link("Lectures", "/admin/jury")
    );

    public async Task RunAsync(Cohort cohort, CancellationToken ct)
    {
        var now = programmeNow();
        if (cohort.Timetable.ReadingClosesAt is not { } closes || now < closes - Before || now >= closes)
        {
            return;
        }

        var waiting = await db
            .Jurors.Where(juror =>
                juror.LeftAt == null && db.ScoreSheets.ToScore(cohort.Id, db).Any(sheet => sheet.JurorId == juror.Id)
            )
            .OrderBy(juror => juror.Id)
            .Select(juror => juror.Id)
            .ToListAsync(ct);
        foreach (var jurorId in waiting)
        {
            await RemindAsync(cohort.Id, jurorId, closes, ct);
        }
    }

    private async Task RemindAsync(Guid cohortId, Guid jurorId, DateTimeOffset closes, CancellationToken ct)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await db.Database.ExecuteSqlAsync($"select 1 from jurors where id = {jurorId} for update", ct);
        var left = await db.ScoreSheets.ToScore(cohortId, db).CountAsync(sheet => sheet.JurorId == jurorId, ct);
        var account = await db
            .Jurors.Where(juror => juror.Id == jurorId)
            .Join(db.Accounts, juror => juror.AccountId, account => account.Id, (_, account) => account)
            .SingleAsync(ct);
        if (
            left > 0
            && account.Email is { } to
            && !await db.Mails.AnyAsync(
                mail => mail.Template == Template && mail.AboutId == jurorId && mail.Round == RoundOf(closes),
                ct
            )
        )
        {
            db.Mails.Add(
                (await db.WordsAsync(Words, ct))
                    .Fill(
                        ("nom", account.FullName),
                        ("fiches", left == 1 ? "1 fiche à verrouiller" : $"{left} fiches à verrouiller"),
                        ("clôture", FrenchDates.Long(closes)),
                        ("lien", urls.Absolute("/admin/jury"))
                    )
                    .ToOutbox(Template, jurorId, account.Id, to, machine.GetUtcNow(), RoundOf(closes))
            );
            await db.SaveChangesAsync(ct);
        }

        await transaction.CommitAsync(ct);
        db.ChangeTracker.Clear();
    }

    /// <summary>Minutes since 1970: a closing that is moved is another one to be reminded of.</summary>
    internal static int RoundOf(DateTimeOffset closes) => (int)(closes.ToUnixTimeSeconds() / 60);
}
