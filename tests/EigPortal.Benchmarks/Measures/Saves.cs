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
    // Each save of a sheet uses up the version that was read for it: more of them than a run can save.
    private const int EnoughSheets = 12_000;
    private const string CandidateAddresses =
        "select account.email from accounts account join candidates candidate on candidate.account_id = account.id join candidatures candidature on candidature.candidate_id = candidate.id where candidature.submitted_at is not null order by account.email limit 2000";

    public static async Task MeasureAsync(BenchWorld world, Table table)
    {
        // Written to, hence its own.
        var database = await world.DemoAsync();
        await using var connection = await BenchWorld.OpenAsync(database);
        // 170 candidatures have 258 sheets.
        await ScaledData.MultiplyAsync(
            connection,
            world.Options.Run < TimeSpan.FromSeconds(5) ? 2_000 : EnoughSheets * 170 / 258
        );
        var floors = await world.FloorsAsync();
        var floor = new Target(
            floors,
            (_, _) => LoadRun.Post(floors.Address, "/insert", $"text={new string('a', 4_000)}"),
            Wanted.RedirectTo("/page")
        );
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
            new Target(portal, queue.Next, Wanted.RedirectTo("/admin/jury/lectures/")),
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
        var saved = await connection.ScalarAsync<long>(
            $"select count(*) from score_sheets where overall_comment = '{CommentOf(round)}'"
        );
        Compare(table, "sheets saved by the last run, counted in the database", comparison.Pairs[^1].Portal.Answers, saved);
    }

    private static string SheetBody(object[] row, string token, int round)
    {
        var marks = ((string[])row[4]).Select(
            (key, place) =>
                $"Marks%5B{key}%5D.Value={(place + round) % 5}&Marks%5B{key}%5D.Comment=Lecture+{round}+du+crit%C3%A8re+{place}"
        );
        return $"Version={row[2]}&{string.Join('&', marks)}&Opinion={row[3]}&OverallComment={Uri.EscapeDataString(CommentOf(round))}&{token}";
    }

    private static string CommentOf(int round) => $"Avis de la lecture {round}";

    private static void Compare(Table table, string what, long acknowledged, long found) =>
        table.Add(what, $"{Figures.Of(found)} of {Figures.Of(acknowledged)} acknowledged", "0 lost", found == acknowledged);

    private static async Task SectionAsync(
        BenchWorld world,
        Table table,
        NpgsqlConnection connection,
        Target floor,
        ServerProcess portal,
        Dictionary<Guid, Session> candidates
    )
    {
        var rows = await connection.RowsAsync(
            """
            select candidate.account_id, section.key, section.version, section.answers::text
            from section_answers section
            join candidatures candidature on candidature.id = section.candidature_id
            join candidates candidate on candidate.id = candidature.candidate_id
            where candidature.submitted_at is not null order by section.id
            """
        );
        var sections = rows.Where(row => candidates.ContainsKey((Guid)row[0]))
            .Select(row => new OpenSection(portal.Address, row, candidates[(Guid)row[0]]))
            // A section of choices alone would be saved as it was, which writes nothing.
            .Where(section => section.HasWords)
            .ToArray();
        const string versions = "select coalesce(sum(version), 0) from section_answers";
        var before = await connection.ScalarAsync<long>(versions);
        var turn = -1;
        var comparison = await Comparison.RunAsync(
            world.Options,
            floor,
            // Many more sections than connections: nobody saves one that is still being saved.
            new Target(
                portal,
                (_, _) => sections[Interlocked.Increment(ref turn) % sections.Length].Next(),
                Wanted.RedirectTo("/candidature\r")
            )
        );
        table.Add("save a draft section", comparison.Say("insert"), ">= 0.40 of insert", comparison.Ratio >= 0.4);
        // Whatever a run sends is acknowledged, or the chapter stops.
        Compare(
            table,
            "versions of sections written by all of these runs, counted in the database",
            turn + 1,
            await connection.ScalarAsync<long>(versions) - before
        );
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
        var ledger = await SubmissionLedger.OpenAsync(connection);
        var turn = -1;
        var comparison = await Comparison.RunAsync(
            world.Options,
            floor,
            new Target(
                portal,
                (_, _) =>
                {
                    // Everybody in turn, so that nobody meets the limit of submissions, which is on. A run counts only whole: whatever
                    // it sent was acknowledged.
                    var candidate = candidates[Interlocked.Increment(ref turn) % candidates.Length];
                    return Submission(portal, candidate, ledger.NewKey(candidate.AccountId));
                },
                Wanted.RedirectTo("/candidature/depot/")
            )
        );
        await SendTwiceAsync(portal, candidates, ledger);
        table.Add(
            "submit: snapshot, hash, receipt, history",
            comparison.Say("insert"),
            ">= 0.20 of insert",
            comparison.Ratio >= 0.2
        );
        var outcome = await ledger.CompareAsync(connection);
        table.Add(
            $"each acknowledged submission looked for by its key: snapshot, receipt and history; {BenchOptions.Connections} of them sent twice at once and once more",
            outcome.Say(),
            "0 lost, 0 doubled",
            outcome.IsClean
        );
    }

    /// <summary>New keys, each sent twice at the same instant, then a third time.</summary>
    private static Task SendTwiceAsync(ServerProcess portal, Session[] candidates, SubmissionLedger ledger) =>
        Task.WhenAll(
            candidates
                .TakeLast(BenchOptions.Connections)
                .Select(async candidate =>
                {
                    var request = Submission(portal, candidate, ledger.NewKey(candidate.AccountId));
                    await Task.WhenAll(SendOnceAsync(portal, request), SendOnceAsync(portal, request));
                    await SendOnceAsync(portal, request);
                })
        );

    private static async Task SendOnceAsync(ServerProcess portal, ReadOnlyMemory<byte> request)
    {
        await using var connection = new RawConnection(portal.Address);
        await connection.ConnectAsync();
        if (await connection.SendAsync(request) is { Status: not 302 } refused)
        {
            throw new InvalidOperationException($"{refused.Status}:{Environment.NewLine}{connection.LastResponse}");
        }
    }

    private static ReadOnlyMemory<byte> Submission(ServerProcess portal, Session candidate, string key) =>
        LoadRun.Post(portal.Address, "/candidature/deposer", $"cle={key}&{candidate.Token}", candidate.Cookie);

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

    /// <summary>Requests that may be sent once each, dealt to the connections.</summary>
    private sealed class RequestQueue
    {
        private ReadOnlyMemory<byte>[] requests = [];
        private int taken;

        public void Fill(IEnumerable<ReadOnlyMemory<byte>> next) => (requests, taken) = ([.. next], 0);

        /// <exception cref="InvalidOperationException">None is left: a run that ends early is no figure.</exception>
        public ReadOnlyMemory<byte> Next(int connection, int n) =>
            Interlocked.Increment(ref taken) is var place && place <= requests.Length
                ? requests[place - 1]
                : throw new InvalidOperationException($"{requests.Length} rows are not enough for one run.");
    }

    /// <summary>A section open in somebody's page: each save names the version that the last one left, and writes other words.</summary>
    private sealed class OpenSection(Uri portal, object[] row, Session candidate)
    {
        private readonly SectionDescriptor section = CandidatureForm.Find((string)row[1])!;
        private readonly Dictionary<string, string> answers = JsonSerializer.Deserialize<Dictionary<string, string>>(
            (string)row[3]
        )!;
        private int version = (int)row[2];

        public bool HasWords =>
            section.Fields.Any(question => IsText(question) && answers.GetValueOrDefault(question.Key) is { Length: > 0 });

        public ReadOnlyMemory<byte> Next()
        {
            var seen = version++;
            var fields = section.Fields.SelectMany(field =>
                (answers.GetValueOrDefault(field.Key) ?? "")
                    .Split(FieldDescriptor.Separator)
                    .Select(value =>
                        $"{field.Key}={Uri.EscapeDataString(IsText(field) && value.Length > 0 ? $"{value} {seen}" : value)}"
                    )
            );
            return LoadRun.Post(
                portal,
                $"/candidature/{section.Key}",
                $"version={seen}&{string.Join('&', fields)}&{candidate.Token}",
                candidate.Cookie
            );
        }

        private static bool IsText(FieldDescriptor field) => field.Kind is FieldKind.LongText or FieldKind.Text;
    }
}
