using EigPortal.Domain.Cohorts;
using EigPortal.Services.Data;
using Microsoft.EntityFrameworkCore;

namespace EigPortal.Services.Cohorts;

/// <summary>The promotion whose call the portal runs. Read once per request, untracked: load it tracked to change it.</summary>
public sealed class CurrentCohort(EigDbContext db)
{
    private Cohort? found;

    /// <exception cref="InvalidOperationException">The database has no current promotion yet.</exception>
    public async Task<Cohort> GetAsync(CancellationToken ct) =>
        await FindAsync(ct) ?? throw new InvalidOperationException("The database has no current promotion.");

    /// <summary>Null in a database that nobody has filled yet.</summary>
    public async Task<Cohort?> FindAsync(CancellationToken ct) =>
        found ??= await db.Cohorts.AsNoTracking().SingleOrDefaultAsync(cohort => cohort.IsCurrent, ct);
}
