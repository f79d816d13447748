using EigPortal.Services.Data;
using Microsoft.EntityFrameworkCore;

namespace EigPortal.Services.Selection;

/// <summary>
/// Row locks, held until the end of the transaction, so that two people acting at the same instant act one after the other and the
/// second sees what the first did (E10, E12). Always taken in this order: promotion, decision, challenge.
/// </summary>
internal static class SelectionLocks
{
    public static Task LockDecisionAsync(this EigDbContext db, Guid id, CancellationToken ct) =>
        db.Database.ExecuteSqlAsync($"select 1 from decisions where id = {id} for update", ct);

    public static Task LockDecisionsAsync(this EigDbContext db, Guid[] ids, CancellationToken ct) =>
        db.Database.ExecuteSqlAsync($"select 1 from decisions where id = any ({ids}) order by id for update", ct);

    public static Task LockChallengeAsync(this EigDbContext db, Guid id, CancellationToken ct) =>
        db.Database.ExecuteSqlAsync($"select 1 from challenges where id = {id} for update", ct);

    public static Task LockCohortAsync(this EigDbContext db, Guid id, CancellationToken ct) =>
        db.Database.ExecuteSqlAsync($"select 1 from cohorts where id = {id} for update", ct);
}
