using EigPortal.Services.Data;
using EigPortal.Services.Jobs;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace EigPortal.Services.Reminders;

public static class ReminderServices
{
    public static IServiceCollection AddReminders(this IServiceCollection services)
    {
        services.AddScoped<ClosingReminder>();
        services.AddRecurringWork<ReminderWork>();
        return services;
    }
}

internal static class WaitingReminders
{
    /// <summary>Forgets the reminders that have not left yet: the person has submitted or withdrawn. One being sent now is let go.</summary>
    public static Task CancelRemindersAsync(this EigDbContext db, Guid candidatureId, CancellationToken ct) =>
        db.Database.ExecuteSqlAsync(
            $"""
            update mails set state = 'Cancelled' where id in (
                select id from mails
                where template = {nameof(ClosingReminder)} and about_id = {candidatureId} and state in ('Waiting', 'Failed')
                for update skip locked)
            """,
            ct
        );
}
