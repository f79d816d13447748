using EigPortal.Domain.Selection.Deliberations;
using EigPortal.Domain.Shared;
using EigPortal.Services.Data;
using EigPortal.Services.Data.Interceptors;
using EigPortal.Services.Identity;
using Microsoft.EntityFrameworkCore;

namespace EigPortal.Services.Selection.Deliberations;

/// <param name="MemberIds">Accounts of members of the jury.</param>
public sealed record ConveneCommand(
    string? Title,
    DateOnly? HeldOn,
    int? Quorum,
    Guid? ChairId,
    IReadOnlyCollection<Guid> MemberIds
);

/// <summary>What staff do of a sitting: call it, note who is there, open it, close it.</summary>
public sealed class DeliberationDesk(EigDbContext db, ProgrammeNow now)
{
    public async Task<Result<Deliberation>> ConveneAsync(Guid cohortId, ConveneCommand command, CancellationToken ct)
    {
        var callable = await db.CallableMembers(cohortId).ToListAsync(ct);
        var convened = Deliberation.Convene(
            cohortId,
            command.Title,
            command.HeldOn,
            command.Quorum,
            command.ChairId,
            [.. callable.Where(member => command.MemberIds.Contains(member.AccountId))]
        );
        if (convened.IsOk)
        {
            db.Deliberations.Add(convened.Value);
            await db.SaveChangesAsync(ct);
        }

        return convened;
    }

    public Task<Result> AttendAsync(Guid id, IReadOnlyCollection<Guid> presentIds, CancellationToken ct) =>
        ActAsync(id, sitting => sitting.Attend(presentIds), ct);

    /// <summary>Notes who is there and begins: one act, or neither when the quorum is not there.</summary>
    public Task<Result> OpenAsync(Guid id, IReadOnlyCollection<Guid> presentIds, CancellationToken ct) =>
        ActAsync(
            id,
            sitting =>
            {
                var attended = sitting.Attend(presentIds);
                return attended.IsOk ? sitting.Open(now()) : attended;
            },
            ct
        );

    public Task<Result> CloseAsync(Guid id, CancellationToken ct) =>
        ActAsync(id, sitting => sitting.Close(DeliberationMinutes.HashOf(sitting), now()), ct);

    private async Task<Result> ActAsync(Guid id, Func<Deliberation, Result> act, CancellationToken ct)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        if (await db.OpenDeliberationAsync(id, ct) is not { } sitting)
        {
            return SelectionRefusals.NotFound;
        }

        var done = act(sitting);
        if (!done.IsOk)
        {
            return done;
        }

        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return Result.Ok;
    }
}

internal static class DeliberationQueries
{
    /// <summary>Members of the jury who have not left.</summary>
    public static IQueryable<CalledMember> CallableMembers(this EigDbContext db, Guid cohortId) =>
        from juror in db.Jurors
        join account in db.Accounts on juror.AccountId equals account.Id
        where juror.CohortId == cohortId && juror.LeftAt == null
        orderby account.FamilyName, account.GivenName, account.Id
        select new CalledMember(account.Id, account.GivenName + " " + account.FamilyName);

    /// <summary>A sitting with its members and votes, locked: two people who write in it write one after the other (E10).</summary>
    public static async Task<Deliberation?> OpenDeliberationAsync(this EigDbContext db, Guid id, CancellationToken ct)
    {
        await db.Database.ExecuteSqlAsync($"select 1 from deliberations where id = {id} for update", ct);
        return await db
            .Deliberations.Include(sitting => sitting.Members)
            .Include(sitting => sitting.Resolutions)
            .AsSplitQuery()
            .SingleOrDefaultAsync(sitting => sitting.Id == id, ct);
    }
}
