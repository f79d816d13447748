using EigPortal.Domain.Candidatures;
using EigPortal.Domain.Cohorts;
using EigPortal.Services.Data;
using EigPortal.Services.Mail;
using EigPortal.Services.Selection;
using EigPortal.Services.Text;

namespace EigPortal.Services.Reminders;

/// <summary>Reminds a person of a draft, or of edits not submitted, with the closing that holds for them.</summary>
public sealed class ClosingReminder(EigDbContext db, PortalUrls urls, TimeProvider machine)
{
    public async Task<OutboxMail> ComposeAsync(
        Candidature candidature,
        ReminderKind kind,
        Timetable promotion,
        DateTimeOffset programmeNow,
        CancellationToken ct
    )
    {
        var person = await Addressee.OfAsync(db, candidature.Id, ct);
        var closes = candidature.TimetableFrom(promotion).CallClosesAt!.Value;
        var now = machine.GetUtcNow();
        var mail = Words(kind, candidature, closes, person.GivenName)
            .Button("Reprendre ma candidature", urls.Absolute("/candidature"))
            .ToOutbox(nameof(ClosingReminder), candidature.Id, person.AccountId, person.Email, now, RoundOf(kind));
        // Once the call is closed the reminder would only hurt.
        mail.ExpireAt(now + (closes - programmeNow));
        return mail;
    }

    public static int RoundOf(ReminderKind kind) => (int)kind + 1;

    public static ReminderKind KindOf(int round) => (ReminderKind)(round - 1);

    private static MailText Words(ReminderKind kind, Candidature candidature, DateTimeOffset closes, string givenName)
    {
        var until = FrenchDates.Long(closes);
        var subject = kind switch
        {
            ReminderKind.Untouched => "Votre candidature est restée en brouillon",
            ReminderKind.SevenDays or ReminderKind.TwoDays => "L’appel à candidatures ferme bientôt",
            ReminderKind.ThreeHours => "L’appel à candidatures ferme aujourd’hui",
        };
        return new MailText(subject)
            .Greeting(givenName)
            .Paragraph(
                candidature.State == CandidatureState.Draft
                    ? $"Votre candidature est en brouillon : elle n’est pas déposée. Vous pouvez la compléter et la déposer jusqu’au {until}."
                    : $"Vous avez modifié votre candidature {candidature.Number} depuis votre dernier dépôt, sans la déposer de nouveau. Pour que ces modifications comptent, déposez de nouveau avant le {until}."
            )
            .Paragraph(
                candidature.State == CandidatureState.Draft
                    ? "Ce que vous avez écrit est gardé. Personne ne le lit tant que vous n’avez pas déposé."
                    : "Si vous ne faites rien, c’est votre dernier dépôt que le jury lira."
            );
    }
}
