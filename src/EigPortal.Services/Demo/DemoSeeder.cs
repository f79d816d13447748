using EigPortal.Services.Data;
using EigPortal.Services.Files;
using EigPortal.Services.Mail;
using EigPortal.Services.Time;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace EigPortal.Services.Demo;

/// <summary>Brings a Development database to a scenario, once; a change of scenario rebuilds only a database marked as demo.</summary>
public sealed class DemoSeeder(IServiceScopeFactory scopes, ProgrammeClock clock, ILogger<DemoSeeder> logger) : IDemoSeeder
{
    public async Task EnsureAsync(string scenario, CancellationToken ct)
    {
        var wanted =
            DemoScenario.Find(scenario)
            ?? throw new DemoException(
                $"Le scénario « {scenario} » n’existe pas. Scénarios possibles : {string.Join(", ", DemoScenario.All.Select(known => known.Name))}."
            );
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<EigDbContext>();
        var time = await db.Set<ProgrammeTime>().AsNoTracking().SingleOrDefaultAsync(ct);
        if (time is { IsDemo: true } && time.Scenario == wanted.Name)
        {
            return;
        }

        if (time is not { IsDemo: true } && await db.Cohorts.AnyAsync(ct))
        {
            throw new DemoException(
                "Cette base contient des données qui ne viennent pas de la démo : le portail n’y touche pas."
            );
        }

        if (time is { IsDemo: true })
        {
            logger.LogInformation(
                "La base de démo montre le scénario « {Former} » : elle est reconstruite pour « {Wanted} »",
                time.Scenario,
                wanted.Name
            );
            await DatabaseSchema.RebuildAsync(db, ct);
        }

        logger.LogInformation("Construction de la démo « {Scenario} » : {Title}", wanted.Name, wanted.Title);
        var world = new DemoWorld(
            scope.ServiceProvider,
            db.Database.GetConnectionString()!,
            scope.ServiceProvider.GetServices<IMailOnEvent>(),
            wanted.StartsAt
        );
        await new DemoBuilder(world, scope.ServiceProvider.GetRequiredService<IFileStore>(), wanted).BuildAsync(ct);
        // The mails of days gone by have long been sent, and the notices released.
        await db.Database.ExecuteSqlAsync($"update mails set state = 'Sent', sent_at = created_at, attempts = 1", ct);
        await clock.ChangeAsync(
            (row, now) =>
            {
                row.TickFrom(wanted.StartsAt, now);
                row.MarkAsDemo(wanted.Name);
            },
            ct
        );
        logger.LogInformation("La démo est prête");
    }
}

/// <summary>Why a demo can't be built, in French, for the person who starts the portal.</summary>
public sealed class DemoException(string message) : Exception(message);
