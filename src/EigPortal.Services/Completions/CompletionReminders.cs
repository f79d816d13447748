using EigPortal.Domain.Candidatures;
using EigPortal.Services.Data;
using EigPortal.Services.Data.Interceptors;
using EigPortal.Services.Mail;
using EigPortal.Services.Mail.Wording;
using Microsoft.EntityFrameworkCore;

namespace EigPortal.Services.Completions;

/// <summary>
/// Reminds people of what is asked of them, 48 hours and 3 hours before the deadline of the request, and writes down the requests that
/// nothing answered in time. Each file is locked and looked at again, and the mail's key forbids a second one.
/// </summary>
public sealed class CompletionReminders(
    EigDbContext db,
    CompletionLetters letters,
    ProgrammeNow programmeNow,
    TimeProvider machine
)
{
    public const string Template = "CompletionReminder";

    public static readonly MailTemplate Words = new(
        Template,
        "Rappel : complément, deux jours puis trois heures avant l’échéance",
        "Le complément de votre candidature est attendu",
        """
        Bonjour {prénom},

        L’équipe du programme attend encore le complément de votre candidature {numéro}, jusqu’au {échéance} :

        - {pièces}

        Ce que vous avez préparé sans l’envoyer est gardé, mais ne compte pas. Si rien n’arrive d’ici là, votre dossier compte tel que vous l’avez déposé.

        [Compléter ma candidature]({lien})
        """,
        CompletionLetters.With(CompletionLetters.Deadline, Placeholder.Link("Page du complément", CompletionAskedMail.Path))
    );

    private static readonly ReminderKind[] Kinds = [ReminderKind.TwoDays, ReminderKind.ThreeHours];

    public async Task RunAsync(Guid cohortId, CancellationToken ct)
    {
        // Far from a deadline there is nothing to look at.
        var soon = programmeNow().ToUniversalTime() + TimeSpan.FromDays(2);
        var waiting = await db
            .Candidatures.Where(row => row.CohortId == cohortId && row.CompletionUntil <= soon)
            .OrderBy(row => row.Id)
            .Select(row => row.Id)
            .ToListAsync(ct);
        foreach (var id in waiting)
        {
            await LookAtAsync(id, ct);
        }
    }

    private async Task LookAtAsync(Guid candidatureId, CancellationToken ct)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await db.Database.ExecuteSqlAsync($"select 1 from candidatures where id = {candidatureId} for update", ct);
        var file = await db.Candidatures.Include(row => row.Completions).SingleAsync(row => row.Id == candidatureId, ct);
        var now = programmeNow();
        if (!file.LapseCompletion(now).IsOk && file.LastCompletion is { } request)
        {
            await RemindAsync(request, now, ct);
        }

        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        db.ChangeTracker.Clear();
    }

    private async Task RemindAsync(CompletionRequest request, DateTimeOffset now, CancellationToken ct)
    {
        var rounds = await db
            .Mails.Where(mail => mail.Template == Template && mail.AboutId == request.Id)
            .Select(mail => mail.Round)
            .ToListAsync(ct);
        var sent = Kinds.Where(kind => rounds.Contains(RoundOf(request, kind))).ToHashSet();
        if (ReminderPolicy.DueTo(request, sent, now) is not { } due)
        {
            return;
        }

        var mail = await letters.WriteAsync(db, Words, Template, request.Id, RoundOf(request, due), CompletionAskedMail.Path, ct);
        // Once the deadline is over the reminder would only hurt.
        mail.ExpireAt(machine.GetUtcNow() + (request.Until - now));
        db.Mails.Add(mail);
    }

    /// <summary>Each deadline has its own two reminders.</summary>
    private static int RoundOf(CompletionRequest request, ReminderKind kind) =>
        request.Extensions * Kinds.Length + Array.IndexOf(Kinds, kind) + 1;
}

internal static class WaitingCompletionReminders
{
    /// <summary>Forgets the reminders that have not left: the answer came, or the request changed.</summary>
    public static Task CancelCompletionRemindersAsync(this EigDbContext db, Guid candidatureId, CancellationToken ct) =>
        db.Database.ExecuteSqlAsync(
            $"""
            update mails set state = 'Cancelled' where id in (
                select m.id from mails m join completion_requests r on r.id = m.about_id
                where m.template = {CompletionReminders.Template} and r.candidature_id = {candidatureId}
                    and m.state in ('Waiting', 'Failed')
                for update of m skip locked)
            """,
            ct
        );
}
