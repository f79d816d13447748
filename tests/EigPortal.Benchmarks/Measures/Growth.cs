using System.Diagnostics;
using EigPortal.Benchmarks.Load;
using EigPortal.Benchmarks.World;

namespace EigPortal.Benchmarks.Measures;

/// <summary>The same pages at 2,000 and at 20,000 candidatures, asked in turn by one person.</summary>
internal static class Growth
{
    public static async Task MeasureAsync(BenchWorld world, Table table)
    {
        var (small, large) = (await world.SizedAsync(2_000), await world.SizedAsync(20_000));
        await using var smallPortal = await world.PortalAsync(small);
        await using var largePortal = await world.PortalAsync(large);
        var staff = (await Sessions.OpenAsync(small, Personas.Staff), await Sessions.OpenAsync(large, Personas.Staff));
        var jurors = (await Sessions.OpenAsync(small, Personas.Jurors), await Sessions.OpenAsync(large, Personas.Jurors));
        var sheets = (await SignedInPages.SheetsAsync(small, jurors.Item1), await SignedInPages.SheetsAsync(large, jurors.Item2));
        await AddAsync("staff's list", staff, (_, _) => "/admin/candidatures");
        await AddAsync("staff's dashboard", staff, (_, _) => "/admin");
        await AddAsync("juror's list", jurors, (_, _) => "/admin/jury");
        await AddAsync("reading page", jurors, (juror, isSmall) => (isSmall ? sheets.Item1 : sheets.Item2)[juror.AccountId]);

        async Task AddAsync(
            string what,
            (IReadOnlyList<Session> Small, IReadOnlyList<Session> Large) people,
            Func<Session, bool, string> pathOf
        )
        {
            await using var toSmall = new RawConnection(smallPortal.Address);
            await using var toLarge = new RawConnection(largePortal.Address);
            await toSmall.ConnectAsync();
            await toLarge.ConnectAsync();
            var (before, after) = (new List<double>(), new List<double>());
            var warmUp = 30;
            var rounds = warmUp + 40 * world.Options.Runs;
            for (var round = 0; round < rounds; round++)
            {
                var (one, two) = (people.Small[round % people.Small.Count], people.Large[round % people.Large.Count]);
                var (first, second) = (
                    await TimeAsync(toSmall, LoadRun.Get(smallPortal.Address, pathOf(one, true), one.Cookie, false)),
                    await TimeAsync(toLarge, LoadRun.Get(largePortal.Address, pathOf(two, false), two.Cookie, false))
                );
                if (round >= warmUp)
                {
                    before.Add(first);
                    after.Add(second);
                }
            }

            var growth = Figures.Median(after) / Figures.Median(before);
            table.Add(
                $"growth from 2,000 to 20,000: {what}",
                $"× {Figures.Of(growth, 2)} ({Figures.Of(Figures.Median(before), 1)} ms, then {Figures.Of(Figures.Median(after), 1)} ms)",
                "<= × 1.2",
                growth <= 1.2
            );
        }
    }

    private static async Task<double> TimeAsync(RawConnection connection, ReadOnlyMemory<byte> request)
    {
        var start = Stopwatch.GetTimestamp();
        var (status, _) = await connection.SendAsync(request);
        return status == 200
            ? Stopwatch.GetElapsedTime(start).TotalMilliseconds
            : throw new InvalidOperationException($"{status}:{Environment.NewLine}{connection.LastResponse}");
    }
}
