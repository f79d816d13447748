using EigPortal.Domain.Cohorts;
using EigPortal.Domain.Shared;
using EigPortal.Services.Data;
using EigPortal.Services.Selection;
using Microsoft.EntityFrameworkCore;

namespace EigPortal.Services.Juries;

/// <summary>
/// The first words on a criterion fix the grid. A first mark and a change of the grid take the same row lock, so that one wins and no mark
/// is kept on a scale that is gone; once the grid is fixed, saving takes no lock (E8).
/// </summary>
internal static class GridFixing
{
    /// <summary>Whether the page that writes was made from another grid.</summary>
    /// <param name="seen">Edition that the page shows; null for what no page brings.</param>
    public static bool HasOtherGrid(this Cohort cohort, int? seen) => seen is { } edition && edition != cohort.GridEdition;

    /// <summary>Saves everything pending.</summary>
    /// <param name="read">The promotion as the marks were checked against.</param>
    /// <param name="holdsWords">Whether what is saved holds something on a criterion.</param>
    /// <returns>The refusal, with nothing saved; null when saved.</returns>
    public static async Task<DomainError?> SaveOnGridAsync(
        this EigDbContext db,
        Cohort read,
        bool holdsWords,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        if (!holdsWords || read.GridFixedAt is not null)
        {
            await db.SaveChangesAsync(ct);
            return null;
        }

        await using var transaction = db.Database.CurrentTransaction is null ? await db.Database.BeginTransactionAsync(ct) : null;
        await db.LockCohortAsync(read.Id, ct);
        var cohort = await db.Cohorts.SingleAsync(row => row.Id == read.Id, ct);
        if (cohort.GridEdition != read.GridEdition)
        {
            db.ChangeTracker.Clear();
            return JuryErrors.GridChanged;
        }

        if (cohort.GridFixedAt is null)
        {
            cohort.FixGrid(now);
        }

        await db.SaveChangesAsync(ct);
        if (transaction is not null)
        {
            await transaction.CommitAsync(ct);
        }

        return null;
    }
}
