using EigPortal.Benchmarks.Load;
using EigPortal.Benchmarks.World;

namespace EigPortal.Benchmarks.Measures;

/// <summary>The pages that a jury and a team live in, on 2,000 candidatures, against the smallest page of the same weight.</summary>
internal static class SignedInPages
{
    public static async Task MeasureAsync(BenchWorld world, Table table)
    {
        var database = await world.SizedAsync(2_000);
        var floors = await world.FloorsAsync();
        await using var portal = await world.PortalAsync(database);
        var staff = await Sessions.OpenAsync(database, Personas.Staff);
        var jurors = await Sessions.OpenAsync(database, Personas.Jurors);
        var sheets = await SheetsAsync(database, jurors);

        await AddAsync(
            "staff's list, 2,000 candidatures, 50 rows",
            0.35,
            60,
            staff,
            _ => "/admin/candidatures",
            ("tbody tr", 50)
        );
        await AddAsync(
            $"juror's list, 2,000 candidatures, {ScaledData.ReadingsOfAJuror} to read",
            0.35,
            60,
            jurors,
            _ => "/admin/jury",
            ("tbody tr", ScaledData.ReadingsOfAJuror)
        );
        await AddAsync(
            "reading page: snapshot and grid",
            0.4,
            null,
            jurors,
            juror => sheets[juror.AccountId],
            ("form[action^='/admin/jury/lectures/'] input[name=Version]", 1)
        );
        table.Add(
            "resident memory, under that load",
            $"{Figures.Of(portal.PeakMemory / 1_048_576d)} MB at its peak",
            "<= 300 MB",
            portal.PeakMemory <= 300 * 1_048_576L
        );

        async Task AddAsync(
            string what,
            double budget,
            double? p99,
            IReadOnlyList<Session> people,
            Func<Session, string> pathOf,
            (string Selector, int Count) holds
        )
        {
            foreach (var person in people)
            {
                await PageCheck.HoldsAsync(portal, pathOf(person), person.Cookie, holds.Selector, holds.Count, holds.Count);
            }

            var page = Rotating(portal, people, pathOf);
            var size = (
                await LoadRun.RunAsync(portal.Address, page.RequestOf, page.Wanted, TimeSpan.FromMilliseconds(200))
            ).Bytes;
            var comparison = await Comparison.RunAsync(world.Options, Target.Page(floors, $"/page?size={size}", "none=1"), page);
            table.Add(
                $"{what}, {Figures.Of(size / 1024d)} kB",
                comparison.Say("page"),
                $">= {Figures.Of(budget, 2)} of page{(p99 is null ? "" : $", p99 < {p99} ms")}",
                comparison.Ratio >= budget && !(comparison.P99 >= p99)
            );
        }
    }

    /// <summary>Address of one reading of each juror.</summary>
    public static async Task<Dictionary<Guid, string>> SheetsAsync(string database, IReadOnlyList<Session> jurors)
    {
        await using var connection = await BenchWorld.OpenAsync(database);
        var rows = await connection.RowsAsync(
            "select juror.account_id, min(sheet.id::text) from score_sheets sheet join jurors juror on juror.id = sheet.juror_id group by 1"
        );
        return rows.Where(row => jurors.Any(juror => juror.AccountId == (Guid)row[0]))
            .ToDictionary(row => (Guid)row[0], row => $"/admin/jury/lectures/{row[1]}");
    }

    private static Target Rotating(ServerProcess portal, IReadOnlyList<Session> people, Func<Session, string> pathOf)
    {
        var requests = people
            .Select(person => LoadRun.Get(portal.Address, pathOf(person), person.Cookie, compressed: false))
            .ToArray();
        return new Target(portal, (connection, n) => requests[(connection + n) % requests.Length], Wanted.Page);
    }
}
