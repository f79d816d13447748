using EigPortal.Domain.Cohorts;
using EigPortal.Domain.Mailings;
using EigPortal.Domain.Selection;
using EigPortal.Services.Data;
using EigPortal.Services.Mail;
using EigPortal.Services.Mail.Wording;
using EigPortal.Services.Text;

namespace EigPortal.Services.Mailings;

/// <summary>Words of the news that people on a waiting list get: what staff start from, and what the portal fills in.</summary>
public static class WaitingNews
{
    private static readonly DateOnly Sample = FrenchDates.ParisDay(DateTimeOffset.FromUnixTimeSeconds(1_544_400_000));

    public static readonly MailTemplate Words = new(
        "Mailing.WaitingNews",
        "Nouvelles de la liste d’attente",
        "Vous êtes toujours sur liste d’attente",
        """
        Bonjour {prénom},

        Vous êtes toujours sur liste d’attente pour :

        - {listes}

        L’équipe du programme n’a pas de place à vous proposer aujourd’hui. Si une place se libère pour vous, elle vous écrit.

        {prochaine}

        Vous n’avez rien à faire. Si vous ne souhaitez plus attendre, votre page permet de quitter une liste sans rien perdre d’autre.

        [Voir où j’en suis]({lien})
        """,
        Placeholder.GivenName,
        Placeholder.List(
            "listes",
            "Défis et profils où la personne attend",
            "CibNav, Data scientist",
            "Prédisauvetage, Data scientist"
        ),
        Placeholder.Blocks("prochaine", "Date avant laquelle d’autres nouvelles sont promises, rien sans date", Promise(Sample)),
        Placeholder.Link("Page de la candidature", "/candidature")
    );

    /// <summary>People who wait are told where things stand at least so often.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(14);

    /// <summary>Decisions of people who have had no news for longer than that, or who were promised some earlier.</summary>
    /// <param name="now">Programme instant.</param>
    internal static IQueryable<Decision> WithoutNews(this IQueryable<Decision> waiting, DateTimeOffset now, EigDbContext db)
    {
        var (since, today) = (now - Longest, FrenchDates.ParisDay(now));
        return waiting.Where(decision =>
            decision.ValidatedAt <= since
            && db.Cohorts.Any(cohort =>
                cohort.Id == decision.CohortId && cohort.Results == ResultsState.Confirmed && cohort.Timetable.ResultsAt <= since
            )
            && !db.Mails.Any(mail =>
                mail.AboutId == decision.Id
                && mail.Template == MailingDesk.Template
                && mail.State != MailState.Cancelled
                && db.Mailings.Any(mailing =>
                    mailing.Number == mail.Round
                    && mailing.SentAt > since
                    && (mailing.NextNewsOn == null || mailing.NextNewsOn >= today)
                )
            )
        );
    }

    public static MailText Fill(this MailWords words, Mailing mailing, Recipient person, PortalUrls urls) =>
        words.Fill(
            ("prénom", person.GivenName),
            ("listes", person.Lists),
            ("prochaine", Blocks(mailing.NextNewsOn)),
            ("lien", urls.Absolute("/candidature"))
        );

    /// <summary>To a made-up person, with the promise that the message really makes.</summary>
    public static MailText Example(MailWords words, DateOnly? nextNewsOn) =>
        words.Fill([
            .. Words.Placeholders.Select(placeholder =>
                (placeholder.Name, placeholder.Name == "prochaine" ? Blocks(nextNewsOn) : (object)placeholder.Example)
            ),
        ]);

    private static IReadOnlyList<MailBlock> Blocks(DateOnly? nextNewsOn) =>
        nextNewsOn is { } day ? [new MailBlock(MailBlockKind.Paragraph, [Promise(day)])] : [];

    private static string Promise(DateOnly day) => $"Vous aurez d’autres nouvelles avant le {FrenchDates.Weekday(day)}.";
}
