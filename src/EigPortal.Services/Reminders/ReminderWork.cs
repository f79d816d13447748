using EigPortal.Domain.Candidatures;
using EigPortal.Domain.Cohorts;
using EigPortal.Services.Completions;
using EigPortal.Services.Data;
using EigPortal.Services.Data.Interceptors;
using EigPortal.Services.Jobs;
using EigPortal.Services.Juries;
using EigPortal.Services.Mail;
using Microsoft.EntityFrameworkCore;

namespace EigPortal.Services.Reminders;

/// <summary>
/// Reminds people of what they have written and not submitted, and jurors of what they have not locked. Wakes on machine time, reads programme time. Several nodes may run it at
/// once: each person is locked and looked at again before the mail is written, and the mail's key forbids a second one.
/// </summary>
public sealed class ReminderWork(
    EigDbContext db,
    ClosingReminder reminder,
    CompletionReminders completions,
    MarkingReminder marking,
    ProgrammeNow programmeNow
) : IRecurringWork
{
    public static string Name => "rappels";

    public static string Cron => "*/5 * * * *";

    public async Task RunAsync(CancellationToken ct)
    {
        var cohort = await db.Cohorts.AsNoTracking().SingleOrDefaultAsync(cohort => cohort.IsCurrent, ct);
        if (cohort is null)
        {
            return;
        }

        await completions.RunAsync(cohort.Id, ct);
        await marking.RunAsync(cohort, ct);
        var unsubmitted = await db
            .Candidatures.AsNoTracking()
            .Where(row =>
                row.CohortId == cohort.Id
                && (row.State == CandidatureState.Draft || (row.State == CandidatureState.Submitted && row.HasUnsubmittedEdits))
                // A reminder that waits for an address to be confirmed would leave too late, and with the others.
                && db.Candidates.Any(candidate =>
                    candidate.Id == row.CandidateId
                    && db.Accounts.Any(account => account.Id == candidate.AccountId && account.EmailConfirmed)
                )
            )
            .OrderBy(row => row.Id)
            .ToListAsync(ct);
        var sent = (await SentAsync(null, ct)).ToLookup(mail => mail.CandidatureId, mail => mail.Kind);
        foreach (var row in unsubmitted)
        {
            if (ReminderPolicy.DueTo(row, cohort.Timetable, sent[row.Id].ToHashSet(), programmeNow()) is not null)
            {
                await RemindAsync(row.Id, cohort, ct);
            }
        }
    }

    private async Task RemindAsync(Guid candidatureId, Cohort cohort, CancellationToken ct)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await db.Database.ExecuteSqlAsync($"select 1 from candidatures where id = {candidatureId} for update", ct);
        var candidature = await db.Candidatures.AsNoTracking().SingleAsync(row => row.Id == candidatureId, ct);
        var sent = (await SentAsync(candidatureId, ct)).Select(mail => mail.Kind).ToHashSet();
        var now = programmeNow();
        if (ReminderPolicy.DueTo(candidature, cohort.Timetable, sent, now) is { } kind)
        {
            db.Mails.Add(await reminder.ComposeAsync(candidature, kind, cohort, now, ct));
            await db.SaveChangesAsync(ct);
            await transaction.CommitAsync(ct);
        }

        db.ChangeTracker.Clear();
    }

    private async Task<IReadOnlyList<(Guid CandidatureId, ReminderKind Kind)>> SentAsync(
        Guid? candidatureId,
        CancellationToken ct
    )
    {
        var rows = await db
            .Mails.Where(mail =>
                mail.Template == nameof(ClosingReminder) && (candidatureId == null || mail.AboutId == candidatureId)
            )
            .Select(mail => new { mail.AboutId, mail.Round })
            .ToListAsync(ct);
        return [.. rows.Select(row => (row.AboutId, ClosingReminder.KindOf(row.Round)))];
    }
}
