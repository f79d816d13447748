using EigPortal.Faults.Tests.Candidates;
using EigPortal.Faults.Tests.World;
using EigPortal.Services.Candidatures.Mails;
using Microsoft.EntityFrameworkCore;

namespace EigPortal.Faults.Tests;

/// <summary>The key of a submission across the death of the portal (B5, B13, B28).</summary>
[Collection(FaultyPortal.Collection)]
public sealed class KeyTests(FaultyPortal portal)
{
    private const int AtOnce = 4;

    /// <param name="heard">Whether the portal dies once an answer has come, or with every request still under way.</param>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task B13_B28_the_same_key_at_once_and_after_a_kill_makes_one_submission_and_one_receipt(bool heard)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(5));
        var ct = limit.Token;
        using var candidate = await ClientCandidate.StartAsync(portal, ct);
        await candidate.FillAsync(1, ct);
        var (key, token) = await candidate.ReviewAsync(ct);

        var attempts = Enumerable.Range(0, AtOnce).Select(_ => candidate.TryKeyAsync(key, token, ct)).ToList();
        if (heard)
        {
            Assert.True(await await Task.WhenAny(attempts));
        }

        await portal.KillAndRestartAsync();
        await Task.WhenAll(attempts);
        var sequences = await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(_ => candidate.SendKeyAsync(key, token, ct)));

        Assert.Equal([1], sequences.Distinct());
        var announced = await candidate.ReadReceiptAsync(1, ct);
        var (snapshots, receipts) = await portal.InDatabaseAsync(async db =>
        {
            var made = await db.Snapshots.AsNoTracking().Where(snapshot => snapshot.SubmissionKey == key).ToListAsync(ct);
            var mails = await db
                .Mails.AsNoTracking()
                .Where(mail => mail.To == candidate.Ledger.Email && mail.Template == nameof(SubmissionReceipt))
                .ToListAsync(ct);
            return (made, mails);
        });
        Assert.Equal(announced, Assert.Single(snapshots).Sha256);
        Assert.Contains(announced, Assert.Single(receipts).TextBody, StringComparison.Ordinal);
    }
}
