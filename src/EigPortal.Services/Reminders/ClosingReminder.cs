using EigPortal.Domain.Candidatures;
using EigPortal.Domain.Cohorts;
using EigPortal.Services.Calendars;
using EigPortal.Services.Data;
using EigPortal.Services.Mail;
using EigPortal.Services.Mail.Wording;
using EigPortal.Services.Selection;
using EigPortal.Services.Text;

namespace EigPortal.Services.Reminders;

/// <summary>Reminds a person of a draft, or of edits not submitted, with the closing that holds for them.</summary>
public sealed class ClosingReminder(EigDbContext db, PortalUrls urls, TimeProvider machine)
{
    private static readonly Placeholder[] Filled =
    [
        Placeholder.GivenName,
        Placeholder.Needed("clôture", "Clôture qui vaut pour la personne", Placeholder.ExampleInstant),
        Placeholder.Text("numéro", "Numéro de la candidature, une fois déposée", "EIG3-0042"),
        Placeholder.Link("Page de la candidature", "/candidature"),
    ];

    private const string DraftBody = """
        Bonjour {prénom},

        Votre candidature est en brouillon : elle n’est pas déposée. Vous pouvez la compléter et la déposer jusqu’au {clôture}.

        Ce que vous avez écrit est gardé. Personne ne le lit tant que vous n’avez pas déposé.

        [Reprendre ma candidature]({lien})
        """;

    public static readonly MailTemplate Untouched = new(
        "ClosingReminder.Untouched",
        "Rappel : brouillon sans changement depuis cinq jours",
        "Votre candidature est restée en brouillon",
        DraftBody,
        Filled
    );

    public static readonly MailTemplate Soon = new(
        "ClosingReminder.Soon",
        "Rappel : brouillon, sept jours puis deux jours avant la clôture",
        "L’appel à candidatures ferme bientôt",
        DraftBody,
        Filled
    );

    public static readonly MailTemplate Today = new(
        "ClosingReminder.Today",
        "Rappel : brouillon, trois heures avant la clôture",
        "L’appel à candidatures ferme dans quelques heures",
        DraftBody,
        Filled
    );

    public static readonly MailTemplate Edits = new(
        "ClosingReminder.Edits",
        "Rappel : modifications non déposées",
        "Vos modifications ne sont pas déposées",
        """
        Bonjour {prénom},

        Vous avez modifié votre candidature {numéro} depuis votre dernier dépôt, sans la déposer de nouveau. Pour que ces modifications comptent, déposez de nouveau avant le {clôture}.

        Si vous ne faites rien, c’est votre dernier dépôt que le jury lira.

        [Reprendre ma candidature]({lien})
        """,
        Filled
    );

    public async Task<OutboxMail> ComposeAsync(
        Candidature candidature,
        ReminderKind kind,
        Cohort cohort,
        DateTimeOffset programmeNow,
        CancellationToken ct
    )
    {
        var person = await Addressee.OfAsync(db, candidature.Id, ct);
        var closes = candidature.TimetableFrom(cohort.Timetable).CallClosesAt!.Value;
        var now = machine.GetUtcNow();
        var mail = (await db.WordsAsync(TemplateOf(kind, candidature.State), ct))
            .Fill(
                ("prénom", person.GivenName),
                ("clôture", FrenchDates.Long(closes)),
                ("numéro", candidature.Number ?? ""),
                ("lien", urls.Absolute("/candidature"))
            )
            .ToOutbox(nameof(ClosingReminder), candidature.Id, person.AccountId, person.Email, now, RoundOf(kind));
        // Once the call is closed the reminder would only hurt.
        mail.Attach(
            CalendarFile.Of(cohort.Name, new Uri(urls.Root).Host, [ProgrammeDates.Closing(cohort, closes)], programmeNow)
        );
        mail.ExpireAt(now + (closes - programmeNow));
        return mail;
    }

    public static int RoundOf(ReminderKind kind) => (int)kind + 1;

    public static ReminderKind KindOf(int round) => (ReminderKind)(round - 1);

    private static MailTemplate TemplateOf(ReminderKind kind, CandidatureState state) =>
        (kind, state) switch
        {
            (_, not CandidatureState.Draft) => Edits,
            (ReminderKind.Untouched, _) => Untouched,
            (ReminderKind.SevenDays or ReminderKind.TwoDays, _) => Soon,
            (ReminderKind.ThreeHours, _) => Today,
        };
}
