using System.Globalization;
using EigPortal.Services.Data;
using Microsoft.EntityFrameworkCore;

namespace EigPortal.Services.Health;

/// <summary>The database answers and its migrations are those of this program.</summary>
public sealed class SchemaProbe(EigDbContext db) : IReadinessProbe
{
    public string Name => "base-de-donnees";

    public async Task<string?> ProblemAsync(CancellationToken ct)
    {
        var pending = (await db.Database.GetPendingMigrationsAsync(ct)).ToList();
        return pending.Count == 0 ? null : $"Migrations à appliquer avec la commande migrate : {string.Join(", ", pending)}";
    }
}

/// <summary>A node whose clock differs from the database's would close the call at another moment than its neighbours.</summary>
public sealed class ClockSkewProbe(EigDbContext db, TimeProvider machine) : IReadinessProbe
{
    public static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(2);

    public string Name => "horloge";

    public async Task<string?> ProblemAsync(CancellationToken ct)
    {
        var before = machine.GetUtcNow();
        var database = await db.Database.SqlQuery<DateTime>($"""select clock_timestamp() as "Value" """).SingleAsync(ct);
        var after = machine.GetUtcNow();
        var skew = (before + (after - before) / 2 - new DateTimeOffset(database, TimeSpan.Zero)).Duration();
        return skew < Tolerance
            ? null
            : string.Create(
                CultureInfo.InvariantCulture,
                $"L’horloge de ce serveur diffère de {skew.TotalSeconds:0.0} s de celle de la base : vérifiez la synchronisation NTP."
            );
    }
}
