using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using EigPortal.Benchmarks.World;
using EigPortal.Services.Candidatures.Uploads;
using EigPortal.TestKit.Files;

namespace EigPortal.Benchmarks.Measures;

/// <summary>
/// The closing day (B12): everybody sends a CV of 2 MB in pieces, as the script of the page does, and submits, half of them in the last
/// tenth of the time. People come when they come: a time counts from the instant at which somebody wanted to begin, whatever the portal
/// was busy with.
/// </summary>
internal static class ClosingRush
{
    private const int DocumentLength = 2_000_000;
    private const int MarkLength = 32;
    private const double LastTenth = 0.9;

    // One file for everybody, with the mark of each in the middle of its filling: 2,000 of them would not fit in memory.
    private static readonly byte[] Model = Pdf.Heavy("CV", DocumentLength);

    public static async Task MeasureAsync(BenchWorld world, Table table)
    {
        var (people, length) = world.Options.Rush;
        var database = await world.DemoAsync();
        await using var connection = await BenchWorld.OpenAsync(database);
        await ScaledData.MultiplyAsync(connection, people);
        await connection.ExecuteAsync(
            $"update candidatures set state = 'Submitted' where submitted_at is not null; update programme_time set frozen_at = '{BenchWorld.DuringCall}'"
        );
        var floors = await world.FloorsAsync();
        var last = length * (1 - LastTenth);
        var floor = await RunAsync(Spread(people / 2, TimeSpan.Zero, last), new Floor(floors.Address).SendAsync);

        await using var portal = await world.PortalAsync(database);
        var sessions = await Sessions.OpenAsync(
            database,
            $"select account.email from accounts account join candidates candidate on candidate.account_id = account.id join candidatures candidature on candidature.candidate_id = candidate.id where candidature.submitted_at is not null order by account.email limit {people}"
        );
        var ledger = await SubmissionLedger.OpenAsync(connection);
        using var rush = new Rush(portal.Address, sessions, ledger);
        var crowd = await RunAsync(
            [.. Spread(people - people / 2, TimeSpan.Zero, length * LastTenth), .. Spread(people / 2, length * LastTenth, last)],
            rush.SendAsync
        );

        var closing = crowd.Where(visit => visit.Due >= length * LastTenth).ToList();
        table.Floor(
            $"*rush*, {Figures.Of(people / 2)} times the pieces of a 2 MB file kept on the disk, then *insert*, in {Figures.Of(last.TotalSeconds)} s",
            Say(floor)
        );
        table.State(
            $"closing rush, {Figures.Of(people)} submissions with a 2 MB PDF in {Figures.Of(length.TotalSeconds)} s, the last {Figures.Of(closing.Count)} of them in {Figures.Of(last.TotalSeconds)} s: those",
            $"{Say(closing)}, the submission alone {Figures.Of(At(closing.Select(visit => visit.Submission), 0.99))} ms; × {Figures.Of(P99(closing) / P99(floor), 1)} the floor's p99, {Figures.Of(PerSecond(closing) / PerSecond(floor), 2)} of its throughput; {Figures.Of(portal.PeakMemory / 1_048_576d)} MB resident at its peak"
        );
        table.State("the others, before", Say([.. crowd.Where(visit => visit.Due < length * LastTenth)]));
        var outcome = await ledger.CompareAsync(connection);
        var altered = await rush.CountAlteredAsync(connection);
        table.Add(
            "the closing rush looked for: snapshot, document read back through the portal, receipt and history of each",
            $"{outcome.Say()}; {Figures.Of(altered)} documents of another fingerprint",
            "0 lost, 0 doubled",
            outcome.IsClean && outcome.Acknowledged == people && altered == 0
        );
    }

    private static IEnumerable<TimeSpan> Spread(int count, TimeSpan from, TimeSpan length) =>
        Enumerable.Range(0, count).Select(place => from + length * place / count);

    private static async Task<List<Visit>> RunAsync(IEnumerable<TimeSpan> dues, Func<int, Task<double>> sendAsync)
    {
        var clock = Stopwatch.StartNew();
        return
        [
            .. await Task.WhenAll(
                dues.Select(
                        async (due, place) =>
                        {
                            var wait = due - clock.Elapsed;
                            await Task.Delay(wait > TimeSpan.Zero ? wait : TimeSpan.Zero);
                            var submission = await sendAsync(place);
                            return new Visit(due, clock.Elapsed, submission);
                        }
                    )
                    .ToList()
            ),
        ];
    }

    private static string Say(IReadOnlyCollection<Visit> visits) =>
        $"median {Figures.Of(At(visits.Select(visit => visit.Milliseconds), 0.5))} ms, p99 {Figures.Of(P99(visits))} ms, {Figures.Of(PerSecond(visits), 1)} /s";

    private static double P99(IEnumerable<Visit> visits) => At(visits.Select(visit => visit.Milliseconds), 0.99);

    // Until the last of them is served, which may be after the time they came in.
    private static double PerSecond(IReadOnlyCollection<Visit> visits) =>
        visits.Count / (visits.Max(visit => visit.Done) - visits.Min(visit => visit.Due)).TotalSeconds;

    private static double At(IEnumerable<double> values, double share)
    {
        var ordered = values.Order().ToList();
        return ordered[(int)Math.Min(ordered.Count - 1, ordered.Count * share)];
    }

    private static byte[] DocumentOf(int place)
    {
        var document = (byte[])Model.Clone();
        System.Text.Encoding.ASCII.GetBytes(
            place.ToString(CultureInfo.InvariantCulture).PadLeft(MarkLength, 'X'),
            document.AsSpan(DocumentLength / 2, MarkLength)
        );
        return document;
    }

    private static string Hash(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    private static HttpClient Client(Uri address) =>
        new(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false })
        {
            BaseAddress = address,
            Timeout = TimeSpan.FromMinutes(10),
        };

    /// <param name="Due">When somebody wanted to begin.</param>
    /// <param name="Submission">Milliseconds of the last request alone.</param>
    private sealed record Visit(TimeSpan Due, TimeSpan Done, double Submission)
    {
        public double Milliseconds => (Done - Due).TotalMilliseconds;
    }

    private sealed class Floor(Uri address)
    {
        private readonly HttpClient http = Client(address);

        public async Task<double> SendAsync(int place)
        {
            var (document, id) = (DocumentOf(place), Guid.NewGuid());
            for (var from = 0; from < document.Length; from += Upload.MaxPiece)
            {
                using var piece = new ByteArrayContent(document, from, Math.Min(Upload.MaxPiece, document.Length - from));
                (await http.PostAsync($"/receive/{id}", piece)).EnsureSuccessStatusCode().Dispose();
            }

            var start = Stopwatch.GetTimestamp();
            using var row = new FormUrlEncodedContent([KeyValuePair.Create("text", new string('a', 4_000))]);
            using var inserted = await http.PostAsync("/insert", row);
            return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        }
    }

    /// <summary>People with a page open, each of whom sends and submits once.</summary>
    private sealed class Rush(Uri address, IReadOnlyList<Session> people, SubmissionLedger ledger) : IDisposable
    {
        private readonly HttpClient http = Client(address);

        public async Task<double> SendAsync(int place)
        {
            var (person, document) = (people[place], DocumentOf(place));
            var sha256 = Hash(document);
            var begun = await PostAsync(
                person,
                "/candidature/documents/cv/envois",
                Form(person, $"name=cv.pdf&length={document.Length}&sha256={sha256}")
            );
            var id = begun.GetProperty("id").GetGuid();
            for (var from = 0; from < document.Length; from += Upload.MaxPiece)
            {
                await PostAsync(
                    person,
                    $"/candidature/documents/envois/{id}?position={from}",
                    new ByteArrayContent(document, from, Math.Min(Upload.MaxPiece, document.Length - from))
                );
            }

            await PostAsync(person, $"/candidature/documents/envois/{id}/terminer", Form(person, ""));
            var start = Stopwatch.GetTimestamp();
            var submitted = await PostAsync(
                person,
                "/candidature/deposer",
                Form(person, $"cle={ledger.NewKey(person.AccountId, sha256)}")
            );
            var milliseconds = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
            return submitted.GetProperty("href").GetString()!.StartsWith("/candidature/depot/", StringComparison.Ordinal)
                ? milliseconds
                : throw new InvalidOperationException($"A submission was answered by {submitted}.");
        }

        /// <summary>Asks the portal for the CV of everybody's draft; counts those that are not what was sent.</summary>
        public async Task<int> CountAlteredAsync(Npgsql.NpgsqlConnection connection)
        {
            var rows = await connection.RowsAsync(
                """
                select candidate.account_id, document.id
                from documents document
                join candidatures candidature on candidature.id = document.candidature_id
                join candidates candidate on candidate.id = candidature.candidate_id
                where document.kind = 'Cv' and document.removed_at is null
                """
            );
            var documents = rows.ToLookup(row => (Guid)row[0], row => (Guid)row[1]);
            var altered = 0;
            await Parallel.ForAsync(
                0,
                people.Count,
                new ParallelOptions { MaxDegreeOfParallelism = BenchOptions.Connections },
                async (place, ct) =>
                {
                    using var request = new HttpRequestMessage(
                        HttpMethod.Get,
                        $"/candidature/documents/{documents[people[place].AccountId].Single()}"
                    );
                    request.Headers.Add("Cookie", people[place].Cookie);
                    using var response = await http.SendAsync(request, ct);
                    if (Hash(await response.Content.ReadAsByteArrayAsync(ct)) != Hash(DocumentOf(place)))
                    {
                        Interlocked.Increment(ref altered);
                    }
                }
            );
            return altered;
        }

        public void Dispose() => http.Dispose();

        private static StringContent Form(Session person, string fields) =>
            new($"{fields}&{person.Token}", System.Text.Encoding.ASCII, "application/x-www-form-urlencoded");

        private async Task<JsonElement> PostAsync(Session person, string path, HttpContent content)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = content };
            request.Headers.Add("Cookie", person.Cookie);
            request.Headers.Add("X-Requested-With", "fetch");
            request.Headers.Add(
                "RequestVerificationToken",
                Uri.UnescapeDataString(person.Token[(person.Token.IndexOf('=') + 1)..])
            );
            using var response = await http.SendAsync(request);
            var body = await response.Content.ReadAsStringAsync();
            return response.IsSuccessStatusCode
                ? JsonDocument.Parse(body).RootElement
                : throw new InvalidOperationException($"{response.StatusCode} to {path}:{Environment.NewLine}{body}");
        }
    }
}
