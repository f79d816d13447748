using EigPortal.Faults.Tests.Candidates;
using EigPortal.Faults.Tests.World;
using Microsoft.EntityFrameworkCore;

namespace EigPortal.Faults.Tests;

/// <summary>A portal that comes back by itself, pages and jobs (B16).</summary>
[Collection(FaultyPortal.Collection)]
public sealed class RecoveryTests(FaultyPortal portal)
{
    [Fact]
    public async Task B16_a_portal_that_starts_before_its_database_waits_for_it_and_runs_its_jobs()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(5));
        var before = DateTime.UtcNow;
        await portal.StartBeforeTheDatabaseAsync();

        using var candidate = await ClientCandidate.StartAsync(portal, limit.Token);
        await candidate.FillAsync(1, limit.Token);
        await candidate.ReadBackAsync(limit.Token);
        while (await JobServersAsync(before) == 0)
        {
            await Task.Delay(100, limit.Token);
        }
    }

    private Task<int> JobServersAsync(DateTime since) =>
        portal.InDatabaseAsync(db =>
            db.Database.SqlQuery<int>($"select count(*)::int as \"Value\" from hangfire.server where lastheartbeat > {since}")
                .SingleAsync()
        );
}
