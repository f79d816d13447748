using EigPortal.Domain.Candidates;
using EigPortal.Domain.Candidatures;
using EigPortal.Services.Data;
using EigPortal.Services.Data.Interceptors;
using EigPortal.Services.Jobs;
using EigPortal.Services.Privacy.Erasing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace EigPortal.Services.Privacy.Retaining;

/// <summary>
/// Tells people that their data will be erased, then erases it. It looks at what is due now, in programme time, and remembers only the
/// notices: run twice it does nothing more, and after a stop of three months it gives the notice first and erases some days later (E17).
/// </summary>
public sealed class KeepRetention(
    EigDbContext db,
    RetentionTerms terms,
    EraseCandidature erase,
    EraseKeptContract eraseContract,
    ErasedFiles files,
    ProgrammeNow programmeNow,
    ILogger<KeepRetention> logger
) : IRecurringWork
{
    public static string Name => "conservation";

    public static string Cron => "10 3 * * *";

    public async Task RunAsync(CancellationToken ct)
    {
        var now = programmeNow();
        var due = await terms.UntilAsync(now.AddDays(Retention.NoticeDays), db.Candidatures.AsNoTracking(), ct);
        foreach (var term in due.Where(term => term.NoticedAt is null))
        {
            await AnnounceAsync(term, now, ct);
        }

        foreach (var term in due.Where(term => term.NoticedAt is not null && term.ErasedFrom(now) <= now))
        {
            var erased =
                term.Purpose == RetentionPurpose.Contract
                    ? await eraseContract.ExecuteAsync(term.AboutId, ct)
                    : await erase.ExecuteAsync(term.CandidatureId, ErasureCause.Retention, ct);
            db.ChangeTracker.Clear();
            if (!erased.IsOk)
            {
                logger.LogInformation("Retention of {AboutId} goes on: {Reason}", term.AboutId, erased.Error.Code);
            }
        }

        // What a stop between a commit and the destruction of the bytes left.
        await files.DestroyAsync(ct);
    }

    private async Task AnnounceAsync(RetentionTerm term, DateTimeOffset now, CancellationToken ct)
    {
        db.RetentionNotices.Add(new RetentionNotice(term.AboutId, term.Purpose, term.Term, now));
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateException refused) when (refused.Breaks("ux_retention_notices_about") || refused.Breaks("ux_mails_key"))
        {
            // Another node was faster.
        }

        db.ChangeTracker.Clear();
    }
}
