using EigPortal.Domain.Cohorts;
using EigPortal.Domain.Shared;
using EigPortal.Services.Data;
using EigPortal.Services.Identity;
using Microsoft.EntityFrameworkCore;

namespace EigPortal.Services.Juries;

/// <summary>What the current promotion asks of its jury, read and changed by staff.</summary>
public sealed class ReadingGrid(EigDbContext db)
{
    private const string VersionColumn = "xmin";

    public static readonly DomainError Changed = new(
        "grid.changed",
        "Quelqu’un a modifié la promotion depuis que vous avez ouvert la page. Comparez avec ce qui est enregistré avant de recommencer."
    );

    /// <summary>The current promotion with the version of the row that was read.</summary>
    public async Task<(Cohort Cohort, uint Version)> CurrentAsync(CancellationToken ct)
    {
        var cohort = await db.Cohorts.SingleAsync(cohort => cohort.IsCurrent, ct);
        return (cohort, db.Entry(cohort).Property<uint>(VersionColumn).CurrentValue);
    }

    /// <summary>How many readings a file needs and how many « coups de cœur » a juror has.</summary>
    /// <param name="version">Version that the page showed.</param>
    public Task<Result> ArrangeAsync(
        int? readingsPerFile,
        int? favouritesPerJuror,
        string? reason,
        uint version,
        Actor actor,
        CancellationToken ct
    ) => ChangeAsync(cohort => cohort.ArrangeReadings(readingsPerFile, favouritesPerJuror, reason), version, actor, ct);

    private async Task<Result> ChangeAsync(Func<Cohort, Result> verb, uint version, Actor actor, CancellationToken ct)
    {
        if (!actor.IsStaff)
        {
            return JuryErrors.NotFound;
        }

        var (cohort, current) = await CurrentAsync(ct);
        if (current != version)
        {
            return Changed;
        }

        var result = verb(cohort);
        if (!result.IsOk)
        {
            return result;
        }

        try
        {
            await db.SaveChangesAsync(ct);
            return Result.Ok;
        }
        catch (DbUpdateConcurrencyException)
        {
            db.ChangeTracker.Clear();
            return Changed;
        }
    }
}
