using EigPortal.Domain.Shared;
using EigPortal.Services.Data;
using EigPortal.Services.Jobs;
using Microsoft.EntityFrameworkCore;

namespace EigPortal.Services.Identity;

/// <param name="IsCurrent">The one that asks.</param>
public sealed record SessionLine(Guid Id, string Device, DateTimeOffset OpenedAt, DateTimeOffset SeenAt, bool IsCurrent);

/// <summary>The open sessions of accounts. They live on machine time, like the cookies that carry their ids.</summary>
public sealed class AccountSessions(EigDbContext db, TimeProvider machine)
{
    public static readonly DomainError Unknown = new("session.unknown", "Cette session est déjà fermée.");

    public async Task<Guid> OpenAsync(Guid accountId, string? userAgent, CancellationToken ct)
    {
        var account = await db.Accounts.SingleAsync(row => row.Id == accountId, ct);
        var session = new AccountSession(account, DeviceLabel.Of(userAgent), machine.GetUtcNow());
        db.Sessions.Add(session);
        await db.SaveChangesAsync(ct);
        return session.Id;
    }

    /// <summary>Notes that a session is in use. False once it was closed: its cookie is worth nothing any more.</summary>
    public async Task<bool> SeeAsync(Guid id, Guid accountId, CancellationToken ct)
    {
        var now = machine.GetUtcNow();
        return await Open(accountId)
                .Where(session => session.Id == id)
                .ExecuteUpdateAsync(set => set.SetProperty(session => session.SeenAt, now), ct) == 1;
    }

    /// <summary>Goes on with a session whose cookie is written again under another stamp, after a change of password for instance.</summary>
    public Task RenewAsync(Guid id, Guid accountId, CancellationToken ct) =>
        Open(accountId)
            .Where(session => session.Id == id)
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(
                        session => session.SecurityStamp,
                        session => db.Accounts.Single(account => account.Id == accountId).SecurityStamp!
                    ),
                ct
            );

    /// <summary>Sessions that still open the account, the last seen first.</summary>
    /// <param name="notSeenSince">Older ones have ended by themselves.</param>
    public Task<List<SessionLine>> ListAsync(Guid accountId, Guid current, DateTimeOffset notSeenSince, CancellationToken ct) =>
        Open(accountId)
            .Where(session => session.SeenAt > notSeenSince)
            .Where(session =>
                db.Accounts.Any(account => account.Id == accountId && account.SecurityStamp == session.SecurityStamp)
            )
            .OrderByDescending(session => session.SeenAt)
            .ThenBy(session => session.Id)
            .Select(session => new SessionLine(
                session.Id,
                session.Device,
                session.OpenedAt,
                session.SeenAt,
                session.Id == current
            ))
            .ToListAsync(ct);

    /// <summary>Closes one of the account's own sessions; another account's is as unknown as one that doesn't exist.</summary>
    public async Task<Result> CloseAsync(Guid id, Guid accountId, CancellationToken ct)
    {
        var now = machine.GetUtcNow();
        var closed = await Open(accountId)
            .Where(session => session.Id == id)
            .ExecuteUpdateAsync(set => set.SetProperty(session => session.ClosedAt, now), ct);
        return closed == 1 ? Result.Ok : Unknown;
    }

    private IQueryable<AccountSession> Open(Guid accountId) =>
        db.Sessions.Where(session => session.AccountId == accountId && session.ClosedAt == null);
}

/// <summary>Forgets sessions that are over: they serve nobody.</summary>
public sealed class ForgetSessions(EigDbContext db, TimeProvider machine) : IRecurringWork
{
    /// <summary>Longer than any session can last.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    public static string Name => "forget-sessions";
    public static string Cron => "17 3 * * *";

    public async Task RunAsync(CancellationToken ct)
    {
        var oldest = machine.GetUtcNow() - Kept;
        await db.Sessions.Where(session => session.OpenedAt < oldest).ExecuteDeleteAsync(ct);
    }
}
