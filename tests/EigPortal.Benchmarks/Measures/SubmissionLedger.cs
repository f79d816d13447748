using System.Collections.Concurrent;
using EigPortal.Benchmarks.World;
using Npgsql;

namespace EigPortal.Benchmarks.Measures;

/// <param name="Lost">Acknowledged, and without its snapshot, its receipt or its history.</param>
/// <param name="Doubled">With two of one of them, or that nobody asked for.</param>
/// <param name="Altered">Of somebody else, of another content than its fingerprint or its receipt says, or with another document.</param>
internal sealed record SubmissionOutcome(int Acknowledged, int Lost, int Doubled, int Altered)
{
    public bool IsClean => this is { Acknowledged: > 0, Lost: 0, Doubled: 0, Altered: 0 };

    public string Say() =>
        $"{Figures.Of(Acknowledged)} acknowledged, each compared: {Figures.Of(Lost)} lost, {Figures.Of(Doubled)} doubled, {Figures.Of(Altered)} altered";
}

/// <summary>What the portal has acknowledged, submission by submission, to be looked for in its database.</summary>
internal sealed class SubmissionLedger
{
    private readonly ConcurrentDictionary<string, Entry> entries = new();
    private readonly long before;

    private SubmissionLedger(long before) => this.before = before;

    public static async Task<SubmissionLedger> OpenAsync(NpgsqlConnection connection) => new(await CountAsync(connection));

    /// <summary>The key of a submission about to be sent: whoever asks for one sees to it that it is acknowledged.</summary>
    /// <param name="documentSha256">Of the only document of the candidature; null when it is not compared.</param>
    public string NewKey(Guid accountId, string? documentSha256 = null)
    {
        var key = Guid.NewGuid().ToString("N");
        entries[key] = new Entry(accountId, documentSha256);
        return key;
    }

    public async Task<SubmissionOutcome> CompareAsync(NpgsqlConnection connection)
    {
        var found = (await FindAsync(connection)).ToLookup(made => made.Key);
        var (lost, doubled, altered) = (0, 0, 0);
        foreach (var (key, entry) in entries)
        {
            var made = found[key].ToList();
            lost += made.Count == 0 || made.Exists(one => one.Receipts == 0 || one.Events == 0) ? 1 : 0;
            doubled += made.Count > 1 || made.Exists(one => one.Receipts > 1 || one.Events > 1) ? 1 : 0;
            altered += made.Exists(one => !one.IsIntact || one.AccountId != entry.AccountId || !HasDocument(one, entry)) ? 1 : 0;
        }

        var unasked = await CountAsync(connection) - before - entries.Keys.Count(key => found.Contains(key));
        return new SubmissionOutcome(entries.Count, lost, doubled + (int)Math.Max(0, unasked), altered);
    }

    private static bool HasDocument(Made made, Entry entry) =>
        entry.DocumentSha256 is null || made.DocumentSha256 == entry.DocumentSha256;

    private static Task<long> CountAsync(NpgsqlConnection connection) =>
        connection.ScalarAsync<long>("select count(*) from snapshots");

    private async Task<List<Made>> FindAsync(NpgsqlConnection connection)
    {
        await using var command = new NpgsqlCommand(
            """
            select snapshot.submission_key, candidate.account_id,
                encode(sha256(convert_to(snapshot.json, 'UTF8')), 'hex') = snapshot.sha256
                    and coalesce(receipt.announced, true),
                snapshot.json::jsonb -> 'documents' -> 0 ->> 'sha256', receipt.count, history.count
            from snapshots snapshot
            join candidatures candidature on candidature.id = snapshot.candidature_id
            join candidates candidate on candidate.id = candidature.candidate_id
            cross join lateral (
                select count(*), bool_and(position(snapshot.sha256 in mail.text_body) > 0) as announced from mails mail
                where mail.template = 'SubmissionReceipt' and mail.about_id = snapshot.candidature_id and mail.round = snapshot.sequence
            ) receipt
            cross join lateral (
                select count(*) from audit_events event
                where event.object_id = snapshot.candidature_id and event.kind = 'CandidatureSubmitted'
                    and event.sentence = 'Candidature déposée de nouveau (version ' || snapshot.sequence || ')'
            ) history
            where snapshot.submission_key = any($1)
            """,
            connection
        )
        {
            CommandTimeout = 600,
        };
        command.Parameters.Add(new() { Value = entries.Keys.ToArray() });
        await using var rows = await command.ExecuteReaderAsync();
        var made = new List<Made>();
        while (await rows.ReadAsync())
        {
            made.Add(
                new Made(
                    rows.GetString(0),
                    rows.GetGuid(1),
                    rows.GetBoolean(2),
                    rows.IsDBNull(3) ? null : rows.GetString(3),
                    rows.GetInt64(4),
                    rows.GetInt64(5)
                )
            );
        }

        return made;
    }

    private sealed record Entry(Guid AccountId, string? DocumentSha256);

    private sealed record Made(string Key, Guid AccountId, bool IsIntact, string? DocumentSha256, long Receipts, long Events);
}
