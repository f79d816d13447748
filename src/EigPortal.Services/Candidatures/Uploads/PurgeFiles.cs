using EigPortal.Services.Data;
using EigPortal.Services.Files;
using EigPortal.Services.Jobs;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace EigPortal.Services.Candidatures.Uploads;

/// <summary>
/// Throws away what nothing names any more: uploads left in the middle, halves of writes, bytes whose row was never committed. Bytes
/// are first set aside for a month (B7), and when there are suddenly many the job stops: a database restored from an older copy would
/// make real documents look unknown.
/// </summary>
public sealed class PurgeFiles(
    EigDbContext db,
    IFileStore files,
    UploadParts parts,
    TimeProvider machine,
    ILogger<PurgeFiles> logger
) : IRecurringWork
{
    /// <summary>More unknown files than that at once is an accident, not litter.</summary>
    public const int MostAtOnce = 100;

    private static readonly TimeSpan Settled = TimeSpan.FromDays(1);
    private static readonly TimeSpan KeptAside = TimeSpan.FromDays(30);

    public static string Name => "purge-files";

    public static string Cron => "17 * * * *";

    public async Task RunAsync(CancellationToken ct)
    {
        var now = machine.GetUtcNow();
        await PurgeUploadsAsync(now, ct);
        await SetOrphansAsideAsync(now, ct);
        files.Sweep(now - Settled, now - KeptAside);
    }

    private async Task PurgeUploadsAsync(DateTimeOffset now, CancellationToken ct)
    {
        // Listed before the rows are read: a part that appears meanwhile belongs to an upload that is too young to be listed.
        var found = parts.All();
        await db.Uploads.Where(upload => upload.StartedAt < now - Upload.Life).ExecuteDeleteAsync(ct);
        var open = (
            await db.Uploads.Where(upload => upload.DocumentId == null).Select(upload => upload.Id).ToListAsync(ct)
        ).ToHashSet();
        foreach (var id in found.Where(id => !open.Contains(id)))
        {
            parts.Delete(id);
        }
    }

    private async Task SetOrphansAsideAsync(DateTimeOffset now, CancellationToken ct)
    {
        var settled = files.List().Where(bytes => bytes.WrittenAt < now - Settled).Select(bytes => bytes.Id).ToList();
        var known = (await db.Files.Select(file => file.Id).ToListAsync(ct)).ToHashSet();
        var orphans = settled.Where(id => !known.Contains(id)).ToList();
        if (orphans.Count > MostAtOnce)
        {
            logger.LogCritical("{Count} files have no row: nothing is purged. See the runbook.", orphans.Count);
            return;
        }

        foreach (var id in orphans)
        {
            files.SetAside(id);
            logger.LogInformation("File {FileId} has no row and is set aside", id);
        }

        var missing = known.Except(files.List().Select(bytes => bytes.Id)).Count();
        if (missing > 0)
        {
            logger.LogError("{Count} files have a row and no bytes: run the command check --files", missing);
        }
    }
}
