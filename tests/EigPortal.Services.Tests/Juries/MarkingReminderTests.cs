using EigPortal.Domain.Juries;
using EigPortal.Services.Data;
using EigPortal.Services.Juries;
using EigPortal.Services.Mail;
using Microsoft.EntityFrameworkCore;

namespace EigPortal.Services.Tests.Juries;

/// <summary>Jurors are reminded once of what they have not locked, three days before the closing of marking (E8).</summary>
public sealed class MarkingReminderTests(JuryWorld world) : IClassFixture<JuryWorld>
{
    [Fact]
    public async Task E8_a_juror_is_reminded_once_of_what_is_not_locked_and_nobody_else_is()
    {
        var late = await world.JurorAsync("Aubert");
        var done = await world.JurorAsync("Bellec");
        var tied = await world.JurorAsync("Carel");
        var file = await world.FileAsync("EIG3-0001");
        var other = await world.FileAsync("EIG3-0002");
        await world.AssignAsync([file.Id, other.Id], [late.JurorId, done.JurorId], readingsPerFile: 2);
        await world.AssignAsync([file.Id], [tied.JurorId]);
        foreach (var id in (Guid[])[file.Id, other.Id])
        {
            var sheet = await world.SheetAsync(id, done.JurorId);
            await world.SaveAsync(sheet.Id, done.Actor, [4, 4, 4, 4, 4]);
            Assert.Empty((await world.LockAsync(sheet.Id, done.Actor)).Errors);
        }

        await world.ReadAsync(async db =>
        {
            db.Add(
                new ConflictOfInterest(
                    tied.Actor.AccountId,
                    file.Id,
                    ConflictLevel.ReadsOnly,
                    "Ancienne collègue",
                    tied.Actor.AccountId,
                    JuryWorld.Now
                )
            );
            return await db.SaveChangesAsync();
        });
        var closes = await world.ReadAsync(db =>
            db.Cohorts.Where(cohort => cohort.IsCurrent).Select(cohort => cohort.Timetable.ReadingClosesAt!.Value).SingleAsync()
        );

        await RunAsync(closes.AddDays(-3).AddSeconds(-1));
        Assert.Empty(await MailsAsync());
        await RunAsync(closes);
        Assert.Empty(await MailsAsync());
        await RunAsync(closes.AddDays(-3));
        await RunAsync(closes.AddDays(-1));

        var mail = Assert.Single(await MailsAsync());
        Assert.Equal(late.Actor.Email, mail.To);
        Assert.Equal("2 fiches à verrouiller avant la clôture de la notation", mail.Subject);
        Assert.Contains("vendredi 2 novembre 2018 à 18 h", mail.TextBody.Replace('\u00a0', ' '), StringComparison.Ordinal);
        await AssertRemindedAgainAsync(closes);
    }

    /// <summary>A later closing is another one to be reminded of, once too.</summary>
    private async Task AssertRemindedAgainAsync(DateTimeOffset former)
    {
        var closes = former.AddDays(5);
        await world.ReadAsync(async db =>
        {
            var cohort = await db.Cohorts.SingleAsync(row => row.IsCurrent);
            Assert.Empty(
                cohort
                    .Reschedule(cohort.Timetable with { ReadingClosesAt = closes }, "Un jury plus long", former.AddDays(-1))
                    .Errors
            );
            return await db.SaveChangesAsync();
        });
        await RunAsync(closes.AddDays(-3).AddSeconds(-1));
        Assert.Single(await MailsAsync());
        await Task.WhenAll(RunAsync(closes.AddDays(-3)), RunAsync(closes.AddDays(-3)));
        await RunAsync(closes.AddDays(-1));

        var mails = await MailsAsync();
        Assert.Equal(2, mails.Count);
        Assert.Contains(
            mails,
            mail => mail.TextBody.Replace('\u00a0', ' ').Contains("mercredi 7 novembre 2018 à 18 h", StringComparison.Ordinal)
        );
    }

    private Task<int> RunAsync(DateTimeOffset at) =>
        world.InAsync<EigDbContext, int>(async db =>
        {
            var urls = await world.InAsync<PortalUrls, PortalUrls>(Task.FromResult);
            var cohort = await db.Cohorts.AsNoTracking().SingleAsync(row => row.IsCurrent);
            await new MarkingReminder(db, urls, () => at, TimeProvider.System).RunAsync(cohort, CancellationToken.None);
            return 0;
        });

    private Task<List<OutboxMail>> MailsAsync() =>
        world.ReadAsync(db => db.Mails.AsNoTracking().Where(mail => mail.Template == MarkingReminder.Template).ToListAsync());
}
