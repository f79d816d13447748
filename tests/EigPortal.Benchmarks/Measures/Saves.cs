using System.Globalization;
using System.Text.Json;
using EigPortal.Benchmarks.Load;
using EigPortal.Benchmarks.World;
using EigPortal.Domain.Candidatures;
using Npgsql;

namespace EigPortal.Benchmarks.Measures;

/// <summary>What people write: authorised, with a token against forgery, with its history, in one transaction each.</summary>
internal static class Saves
{
    private const string CandidateAddresses =
        "select account.email from accounts account join candidates candidate on candidate.account_id = account.id join candidatures candidature on candidature.candidate_id = candidate.id where candidature.submitted_at is not null";

    public static async Task MeasureAsync(BenchWorld world, Table table)
    {
        // Written to, hence its own.
        var database = await world.DemoAsync();
        await using var connection = await BenchWorld.OpenAsync(database);
        await ScaledData.MultiplyAsync(connection, 2_000);
        await connection.ExecuteAsync("update score_sheets set state = 'Draft', locked_at = null, total = null");
        var floors = await world.FloorsAsync();
        var floor = new Target(floors, (_, _) => LoadRun.Post(floors.Address, "/insert", $"text={new string('a', 4_000)}"), 302);
        await using (var portal = await world.PortalAsync(database))
        {
            await ScoreSheetAsync(world, table, connection, database, floor, portal);
        }

        await connection.ExecuteAsync(
            $"update candidatures set state = 'Submitted' where submitted_at is not null; update programme_time set frozen_at = '{BenchWorld.DuringCall}'"
        );
        await using (var portal = await world.PortalAsync(database))
        {
            var candidates = (await Sessions.OpenAsync(database, CandidateAddresses)).ToDictionary(person => person.AccountId);
            await SectionAsync(world, table, connection, floor, portal, candidates);
            await SubmitAsync(world, table, connection, floor, portal, [.. candidates.Values]);
        }

        table.Floor("*insert*", "see the three rows above");
        table.Floor("*commit*, one row through Npgsql", $"{Figures.Of(await CommitsAsync(world, database))} /s");
    }

    private static async Task ScoreSheetAsync(
        BenchWorld world,
        Table table,
        NpgsqlConnection connection,
        string database,
        Target floor,
        ServerProcess portal
    )
    {
        var jurors = (
            await Sessions.OpenAsync(
                database,
                "select account.email from accounts account join jurors juror on juror.account_id = account.id"
            )
        ).ToDictionary(person => person.AccountId);
        var queue = new RequestQueue();
        var round = 0;
        var comparison = await Comparison.RunAsync(
            world.Options,
            floor,
            new Target(portal, queue.Next, 302),
            async () =>
            {
                // Each save needs the version that the last one left, as a juror's page would hold it.
                round++;
                var rows = await connection.RowsAsync(
                    """
                    select sheet.id, juror.account_id, sheet.xmin::text, sheet.opinion, array_agg(mark.criterion_key)
                    from score_sheets sheet join jurors juror on juror.id = sheet.juror_id join marks mark on mark.sheet_id = sheet.id
                    group by sheet.id, juror.account_id, sheet.xmin, sheet.opinion
                    """
                );
                queue.Fill(
                    rows.Where(row => jurors.ContainsKey((Guid)row[1]))
                        .Select(row =>
                            LoadRun.Post(
                                portal.Address,
                                $"/admin/jury/lectures/{row[0]}",
                                SheetBody(row, jurors[(Guid)row[1]].Token, round),
                                jurors[(Guid)row[1]].Cookie
                            )
                        )
                );
            }
        );
        table.Add("save a score sheet", comparison.Say("insert"), ">= 0.40 of insert", comparison.Ratio >= 0.4);
    }

    private static string SheetBody(object[] row, string token, int round)
    {
        var marks = ((string[])row[4]).Select(
            (key, place) =>
                $"Marks%5B{key}%5D.Value={(place + round) % 5}&Marks%5B{key}%5D.Comment=Lecture+{round}+du+crit%C3%A8re+{place}"
        );
        return $"Version={row[2]}&{string.Join('&', marks)}&Opinion={row[3]}&OverallComment=Avis+de+la+lecture+{round}&{token}";
    }

    private static async Task SectionAsync(
        BenchWorld world,
        Table table,
        NpgsqlConnection connection,
        Target floor,
        ServerProcess portal,
        Dictionary<Guid, Session> candidates
    )
    {
        var queue = new RequestQueue();
        var round = 0;
        var comparison = await Comparison.RunAsync(
            world.Options,
            floor,
            new Target(portal, queue.Next, 302),
            async () =>
            {
                round++;
                var rows = await connection.RowsAsync(
                    """
                    select candidate.account_id, section.key, section.version, section.answers::text
                    from section_answers section
                    join candidatures candidature on candidature.id = section.candidature_id
                    join candidates candidate on candidate.id = candidature.candidate_id
                    where candidature.submitted_at is not null order by section.key, section.id
                    """
                );
                queue.Fill(
                    rows.Select(row =>
                        LoadRun.Post(
                            portal.Address,
                            $"/candidature/{row[1]}",
                            SectionBody(row, candidates[(Guid)row[0]].Token, round),
                            candidates[(Guid)row[0]].Cookie
                        )
                    )
                );
            }
        );
        table.Add("save a draft section", comparison.Say("insert"), ">= 0.40 of insert", comparison.Ratio >= 0.4);
    }

    private static string SectionBody(object[] row, string token, int round)
    {
        var section = CandidatureForm.Find((string)row[1])!;
        var answers = JsonSerializer.Deserialize<Dictionary<string, string>>((string)row[3])!;
        var fields = section.Fields.SelectMany(field =>
            (answers.GetValueOrDefault(field.Key) ?? "")
                .Split(FieldDescriptor.Separator)
                .Select(value =>
                    $"{field.Key}={Uri.EscapeDataString(field.Kind == FieldKind.LongText && value.Length > 0 ? $"{value} ({round})" : value)}"
                )
        );
        return $"version={row[2]}&{string.Join('&', fields)}&{token}";
    }

    private static async Task SubmitAsync(
        BenchWorld world,
        Table table,
        NpgsqlConnection connection,
        Target floor,
        ServerProcess portal,
        Session[] candidates
    )
    {
        var before = await CountAsync(connection);
        var (sent, turn) = (0, -1);
        var comparison = await Comparison.RunAsync(
            world.Options,
            floor,
            new Target(
                portal,
                (_, _) =>
                {
                    // Everybody in turn, so that nobody meets the limit of submissions, which is on.
                    var candidate = candidates[Interlocked.Increment(ref turn) % candidates.Length];
                    Interlocked.Increment(ref sent);
                    return LoadRun.Post(
                        portal.Address,
                        "/candidature/deposer",
                        $"cle={Guid.NewGuid():N}&{candidate.Token}",
                        candidate.Cookie
                    );
                },
                302
            )
        );
        var doubles = await ReplayAsync(connection, portal, candidates);
        var made = await CountAsync(connection) - before;
        var lost = 3L * sent - made;
        table.Add(
            "submit: snapshot, hash, receipt, history",
            comparison.Say("insert"),
            ">= 0.20 of insert",
            comparison.Ratio >= 0.2
        );
        table.Add(
            "submissions acknowledged, then looked for: snapshot, receipt and history of each",
            $"{Figures.Of(sent)} acknowledged, {Figures.Of(Math.Max(0, lost))} rows lost, {Figures.Of(Math.Max(0, -lost))} too many; {doubles} rows after sending {BenchOptions.Connections} keys again",
            "0 lost, 0 doubled",
            lost == 0 && doubles == 0
        );
    }

    // Snapshots, receipts and history together: three rows for each submission.
    private static Task<long> CountAsync(NpgsqlConnection connection) =>
        connection.ScalarAsync<long>(
            "select (select count(*) from snapshots) + (select count(*) from mails) + (select count(*) from audit_events)"
        );

    /// <summary>Sends the keys of the last submissions a second time; answers how many rows this added.</summary>
    private static async Task<long> ReplayAsync(NpgsqlConnection connection, ServerProcess portal, Session[] candidates)
    {
        var before = await CountAsync(connection);
        var keys = await connection.RowsAsync(
            $"""
            select candidate.account_id, snapshot.submission_key
            from snapshots snapshot
            join candidatures candidature on candidature.id = snapshot.candidature_id
            join candidates candidate on candidate.id = candidature.candidate_id
            order by snapshot.id desc limit {BenchOptions.Connections}
            """
        );
        await using var raw = new RawConnection(portal.Address);
        await raw.ConnectAsync();
        foreach (var row in keys)
        {
            var candidate = candidates.Single(person => person.AccountId == (Guid)row[0]);
            await raw.SendAsync(
                LoadRun.Post(portal.Address, "/candidature/deposer", $"cle={row[1]}&{candidate.Token}", candidate.Cookie)
            );
        }

        return await CountAsync(connection) - before;
    }

    private static async Task<double> CommitsAsync(BenchWorld world, string database)
    {
        await using var source = NpgsqlDataSource.Create(database);
        await using (var create = source.CreateCommand("create table bench_commits (id uuid primary key, text text)"))
        {
            await create.ExecuteNonQueryAsync();
        }

        var clock = System.Diagnostics.Stopwatch.StartNew();
        var counts = await Task.WhenAll(
            Enumerable
                .Range(0, BenchOptions.Connections)
                .Select(async _ =>
                {
                    await using var connection = await source.OpenConnectionAsync();
                    var count = 0;
                    for (; clock.Elapsed < world.Options.Run; count++)
                    {
                        await using var insert = new NpgsqlCommand("insert into bench_commits values ($1, $2)", connection);
                        insert.Parameters.Add(new() { Value = Guid.CreateVersion7() });
                        insert.Parameters.Add(new() { Value = "ligne" });
                        await insert.ExecuteNonQueryAsync();
                    }

                    return count;
                })
        );
        return counts.Sum() / clock.Elapsed.TotalSeconds;
    }

    /// <summary>Requests that may be sent once each, dealt to the connections; a run ends early when none is left.</summary>
    private sealed class RequestQueue
    {
        private ReadOnlyMemory<byte>[] requests = [];
        private int taken;

        public void Fill(IEnumerable<ReadOnlyMemory<byte>> next) => (requests, taken) = ([.. next], 0);

        public ReadOnlyMemory<byte> Next(int connection, int n) =>
            Interlocked.Increment(ref taken) is var place && place <= requests.Length ? requests[place - 1] : default;
    }
}
