using EigPortal.Domain.Candidatures;
using EigPortal.Services.Candidatures;
using EigPortal.Services.Completions;
using EigPortal.Services.Data;
using EigPortal.Services.Identity;
using EigPortal.Services.Juries;
using EigPortal.Services.Mail;
using EigPortal.Services.Reminders;
using EigPortal.Services.Tests.Candidatures;
using Microsoft.EntityFrameworkCore;

namespace EigPortal.Services.Tests.Reminders;

/// <summary>The recurring work that reminds people of their drafts, on PostgreSQL.</summary>
public sealed class ReminderWorkTests(CandidatureWorld world) : IClassFixture<CandidatureWorld>
{
    private static readonly DateTimeOffset TwoDaysBefore = CandidatureWorld.Closing.AddDays(-2);

    [Fact]
    public async Task B13_eight_runs_at_once_write_one_reminder_and_a_later_run_writes_none()
    {
        var actor = await world.WithCompleteFileAsync();
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => RunAsync(TwoDaysBefore)));
        await RunAsync(TwoDaysBefore.AddHours(1));

        var mail = Assert.Single(await RemindersAsync(actor));
        Assert.Equal((nameof(ClosingReminder), ReminderKind.TwoDays), (mail.Template, ClosingReminder.KindOf(mail.Round)));
        Assert.Contains("lundi 15 octobre 2018 à 17 h, heure de Paris", Spaces(mail.TextBody), StringComparison.Ordinal);

        await RunAsync(CandidatureWorld.Closing.AddHours(-3));
        Assert.Equal(
            [ReminderKind.TwoDays, ReminderKind.ThreeHours],
            (await RemindersAsync(actor)).Select(sent => ClosingReminder.KindOf(sent.Round))
        );
    }

    [Fact]
    public async Task A_reminder_that_has_not_left_is_cancelled_by_the_submission_and_none_follows()
    {
        var actor = await world.WithCompleteFileAsync();
        await RunAsync(TwoDaysBefore);
        Assert.Empty((await world.SubmitAsync(actor, at: TwoDaysBefore.AddHours(1))).Errors);
        await RunAsync(CandidatureWorld.Closing.AddHours(-3));

        Assert.Equal([MailState.Cancelled], (await RemindersAsync(actor)).Select(mail => mail.State));
    }

    [Fact]
    public async Task E1_a_reminder_counts_from_the_closing_of_the_person_and_says_it()
    {
        var actor = await world.WithCompleteFileAsync();
        var until = CandidatureWorld.Closing.AddDays(1);
        await world.InAsync<EigDbContext>(async db =>
        {
            var candidature = await db.Candidatures.SingleAsync(row => actor.CandidateIds.Contains(row.CandidateId));
            var cohort = await db.Cohorts.AsNoTracking().SingleAsync(row => row.Id == candidature.CohortId);
            Assert.True(candidature.Extend(until, "Raison", cohort.Timetable, CandidatureWorld.DuringCall).IsOk);
            await db.SaveChangesAsync();
        });

        await RunAsync(until.AddHours(-3).AddSeconds(-1));
        Assert.DoesNotContain(
            ReminderKind.ThreeHours,
            (await RemindersAsync(actor)).Select(mail => ClosingReminder.KindOf(mail.Round))
        );
        await RunAsync(until.AddHours(-3));
        var mail = (await RemindersAsync(actor)).Single(sent => ClosingReminder.KindOf(sent.Round) == ReminderKind.ThreeHours);
        Assert.Contains("mardi 16 octobre 2018 à 17 h, heure de Paris", Spaces(mail.TextBody), StringComparison.Ordinal);
        Assert.NotNull(mail.ExpiresAt);
        // B36
        Assert.Contains("DTSTART;TZID=Europe/Paris:20181016T170000\r\n", mail.Calendar, StringComparison.Ordinal);
    }

    private Task RunAsync(DateTimeOffset at) =>
        world.InAsync<EigDbContext>(db =>
            new ReminderWork(
                db,
                new ClosingReminder(db, world.Urls, TimeProvider.System),
                new CompletionReminders(
                    db,
                    new CompletionLetters(world.Urls, new CandidatureForms(), TimeProvider.System),
                    () => at,
                    TimeProvider.System
                ),
                new MarkingReminder(db, world.Urls, () => at, TimeProvider.System),
                () => at
            ).RunAsync(CancellationToken.None)
        );

    private Task<List<OutboxMail>> RemindersAsync(Actor actor) =>
        world.ReadAsync(db =>
            db.Mails.AsNoTracking()
                .Where(mail => mail.Template == nameof(ClosingReminder) && mail.AccountId == actor.AccountId)
                .OrderBy(mail => mail.Round)
                .ToListAsync()
        );

    private static string Spaces(string text) => text.Replace('\u00a0', ' ');
}
