using System.Runtime.ExceptionServices;
using EigPortal.Faults.Tests.Candidates;
using EigPortal.Faults.Tests.World;
using EigPortal.Services.Candidatures.Mails;
using EigPortal.Services.Mail;
using Microsoft.EntityFrameworkCore;
using Xunit.Abstractions;

namespace EigPortal.Faults.Tests;

/// <summary>
/// Candidates at work while everything breaks, as on a closing day that goes wrong (B1, B2, B5, B7, B13, B16, B17, E2, E15). Each
/// acknowledged thing is compared afterwards, one by one.
/// </summary>
[Collection(FaultyPortal.Collection)]
public sealed class StormTests(FaultyPortal portal, ITestOutputHelper output)
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(12);
    private static readonly Ordeal Ordeal = Ordeal.Asked;
    private readonly List<TimeSpan> recoveries = [];

    [Fact]
    public async Task B5_B7_B13_whatever_is_killed_nothing_acknowledged_is_lost_and_nothing_is_doubled()
    {
        using var limit = new CancellationTokenSource(Limit);
        var ct = limit.Token;
        await using var browser = await RealBrowser.LaunchAsync();
        var clients = await AllAsync(Ordeal.Clients, () => ClientCandidate.StartAsync(portal, ct));
        var pages = await AllAsync(Ordeal.Pages, () => PageCandidate.StartAsync(portal, browser, ct));
        using var over = new CancellationTokenSource();

        await AtOnceAsync(
            [
                .. clients.Select((client, place) => WorkAsync(client, place, over.Token, ct)),
                .. pages.Select(page => WorkAsync(page, over.Token, ct)),
                BreakAsync(over, ct),
            ],
            limit
        );

        var ledgers = clients.Select(client => client.Ledger).Concat(pages.Select(page => page.Ledger)).ToList();
        Say(ledgers);
        await Task.WhenAll([
            .. clients.Select(client => client.ReadBackAsync(ct)),
            .. pages.Select(page => page.ReadBackAsync(ct)),
        ]);
        Assert.Empty(portal.Weather.Faults);
        foreach (var ledger in ledgers)
        {
            await CompareSubmissionsAsync(ledger);
            await CompareReceiptsAsync(ledger, ct);
        }

        Assert.All(ledgers, ledger => Assert.NotEmpty(ledger.Submissions));
        var check = await portal.CheckAsync();
        Assert.True(check.ExitCode == 0, check.Output);
        clients.ForEach(client => client.Dispose());
        pages.ForEach(page => page.Dispose());
    }

    private static async Task WorkAsync(ClientCandidate candidate, int place, CancellationToken over, CancellationToken ct)
    {
        for (var (round, last) = (1, false); !last; round++)
        {
            // The last round begins when the weather is fine again: what it finds is what the storm has left.
            last = over.IsCancellationRequested;
            await candidate.FillAsync(round, ct);
            await candidate.SubmitAsync(twice: (round + place) % 2 == 0, ct);
        }
    }

    private static async Task WorkAsync(PageCandidate candidate, CancellationToken over, CancellationToken ct)
    {
        for (var (round, last) = (1, false); !last; round++)
        {
            last = over.IsCancellationRequested;
            await candidate.RoundAsync(round, ct);
        }
    }

    /// <summary>Faults in a fixed order, the mail server being away from a third of them to two thirds.</summary>
    private async Task BreakAsync(CancellationTokenSource over, CancellationToken ct)
    {
        var total = Ordeal.Kills + Ordeal.Crashes;
        var crashed = 0;
        for (var fault = 1; fault <= total; fault++)
        {
            await portal.Weather.WorkAsync(Ordeal.Between, ct);
            if (fault == total / 3 + 1)
            {
                await portal.Smtp.StopAsync();
            }

            if (crashed < fault * Ordeal.Crashes / total)
            {
                crashed++;
                recoveries.Add(await portal.CrashDatabaseAsync());
            }
            else
            {
                await portal.KillAndRestartAsync();
            }

            if (fault == total * 2 / 3)
            {
                portal.Smtp.Start();
            }
        }

        await over.CancelAsync();
    }

    /// <summary>Whoever loses something stops everybody, and is the one who tells.</summary>
    private static async Task AtOnceAsync(IReadOnlyList<Task> tasks, CancellationTokenSource limit)
    {
        var left = tasks.ToList();
        ExceptionDispatchInfo? failure = null;
        while (left.Count > 0)
        {
            var done = await Task.WhenAny(left);
            left.Remove(done);
            if (done.Exception is { } problem && failure is null)
            {
                failure = ExceptionDispatchInfo.Capture(problem.InnerException!);
                await limit.CancelAsync();
            }
        }

        failure?.Throw();
        limit.Token.ThrowIfCancellationRequested();
    }

    private async Task CompareSubmissionsAsync(Ledger ledger)
    {
        var stored = await portal.InDatabaseAsync(db =>
            db.Snapshots.AsNoTracking()
                .Where(snapshot =>
                    db.Candidatures.Any(candidature =>
                        candidature.Id == snapshot.CandidatureId
                        && db.Candidates.Any(person =>
                            person.Id == candidature.CandidateId
                            && db.Accounts.Any(account => account.Id == person.AccountId && account.Email == ledger.Email)
                        )
                    )
                )
                .OrderBy(snapshot => snapshot.Sequence)
                .ToListAsync()
        );
        Assert.Equal(
            ledger.Submissions.Select(made => (made.Sequence, made.Key, made.Sha256, made.Sha256)),
            stored.Select(snapshot =>
                (
                    snapshot.Sequence,
                    snapshot.SubmissionKey,
                    snapshot.Sha256,
                    Ledger.Hash(System.Text.Encoding.UTF8.GetBytes(snapshot.Json))
                )
            )
        );
        foreach (var (made, snapshot) in ledger.Submissions.Zip(stored))
        {
            var answers = snapshot.Content.Sections.SelectMany(section =>
                section.Value.Select(answer => KeyValuePair.Create($"{section.Key}.{answer.Key}", answer.Value))
            );
            Assert.Equal(
                made.Answers.OrderBy(answer => answer.Key, StringComparer.Ordinal),
                answers.OrderBy(answer => answer.Key, StringComparer.Ordinal)
            );
            Assert.Equal([made.DocumentSha256], snapshot.Content.Documents.Select(document => document.Sha256));
        }
    }

    /// <summary>
    /// One receipt for each submission, and none beside. A crash between the mail server's answer and the mark in the database delivers
    /// the same message again: same Message-ID, by which mailboxes know it (docs/adr/0018). So identifiers are counted, each delivery
    /// is compared with the first, and there are no more second deliveries than there were crashes.
    /// </summary>
    private async Task CompareReceiptsAsync(Ledger ledger, CancellationToken ct)
    {
        var expected = ledger.Submissions.Select(made => made.Sha256).Order().ToList();
        while (Receipts(ledger).Select(mail => mail.Message.MessageId).Distinct().Count() < expected.Count)
        {
            await Task.Delay(100, ct);
        }

        var received = Receipts(ledger).GroupBy(mail => mail.Message.MessageId).ToList();
        Assert.Equal(expected, received.Select(copies => Announced(copies.First())).Order());
        Assert.All(received, copies => Assert.Single(copies.Select(mail => mail.Message.TextBody).Distinct()));
        var rows = await portal.InDatabaseAsync(db =>
            db.Mails.AsNoTracking()
                .Where(mail => mail.Template == nameof(SubmissionReceipt) && mail.To == ledger.Email)
                .ToListAsync()
        );
        Assert.Equal(received.Select(copies => copies.Key).Order(), rows.Select(mail => mail.MessageId).Order());
        Assert.All(rows, mail => Assert.Equal(1, mail.Attempts));
    }

    private IEnumerable<TestKit.Mail.ReceivedMail> Receipts(Ledger ledger) =>
        portal.Smtp.To(ledger.Email).Where(mail => Announced(mail).Length > 0);

    private static string Announced(TestKit.Mail.ReceivedMail mail) =>
        System.Text.RegularExpressions.Regex.Match(mail.Message.TextBody ?? "", "déposé\u00a0: ([0-9a-f]{64})").Groups[1].Value;

    private void Say(IReadOnlyCollection<Ledger> ledgers)
    {
        var receipts = ledgers.SelectMany(Receipts).Select(mail => mail.Message.MessageId).ToList();
        output.WriteLine(
            $"{Ordeal.Clients} clients and {Ordeal.Pages} pages, {Ordeal.Kills} kills, {Ordeal.Crashes} database crashes: {portal.Weather.Acknowledged} answers acknowledged, {portal.Weather.Retries} requests tried again, {ledgers.Sum(ledger => ledger.Submissions.Count)} submissions, {receipts.Count - receipts.Distinct().Count()} receipts delivered a second time under the same identifier; ready again after the database came back in {string.Join(", ", recoveries.Select(recovery => $"{recovery.TotalSeconds:0.0} s"))}."
        );
    }

    private static async Task<List<T>> AllAsync<T>(int count, Func<Task<T>> start) =>
        [.. await Task.WhenAll(Enumerable.Range(0, count).Select(_ => start()))];
}
