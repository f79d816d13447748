using EigPortal.Services.Data;
using EigPortal.Services.Data.Interceptors;
using EigPortal.Services.Jobs;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace EigPortal.Services.Files.Scanning;

/// <summary>
/// Analyses the files in quarantine, one after the other, oldest due first. Nodes share the queue: each takes a file for a while, so
/// that a node that dies delays a file and loses none. When the scanner is down, the run ends and the next one tries again.
/// </summary>
public sealed class ScanFiles(
    EigDbContext db,
    IFileStore files,
    IFileScanner scanner,
    ProgrammeNow programmeNow,
    TimeProvider machine,
    ILogger<ScanFiles> logger
) : IRecurringWork
{
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(3);

    public static string Name => "scan-files";

    public static string Cron => "*/15 * * * * *";

    public async Task RunAsync(CancellationToken ct)
    {
        while (scanner.IsConfigured && await TakeAsync(ct) is { } file)
        {
            var verdict = await AskAsync(file, ct);
            await RecordAsync(file.Id, verdict, ct);
            if (verdict is ScanVerdict.Failed { IsDown: true })
            {
                return;
            }
        }
    }

    private async Task<StoredFile?> TakeAsync(CancellationToken ct)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var now = machine.GetUtcNow();
        // Files stored while there was no scanner are analysed once there is one.
        var due = await db
            .Files.FromSql(
                $"""
                select * from files
                where (scan = 'Pending' and next_scan_at <= {now}) or scan = 'NotScanned'
                order by next_scan_at, id limit 1
                for no key update skip locked
                """
            )
            .SingleOrDefaultAsync(ct);
        if (due is null)
        {
            return null;
        }

        if (due.Scan == ScanState.NotScanned)
        {
            due.AwaitScan(now);
        }

        due.BeginScan(now + Lease);
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        db.ChangeTracker.Clear();
        return due;
    }

    private async Task<ScanVerdict> AskAsync(StoredFile file, CancellationToken ct)
    {
        if (await files.OpenReadAsync(file.Id, ct) is not { } content)
        {
            logger.LogError("The bytes of file {FileId} are missing from the store", file.Id);
            return new ScanVerdict.Failed("Le contenu de ce fichier est introuvable.", IsDown: false);
        }

        await using (content)
        {
            return await scanner.ScanAsync(content, ct);
        }
    }

    private async Task RecordAsync(Guid fileId, ScanVerdict verdict, CancellationToken ct)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var file = await db.Files.SingleAsync(found => found.Id == fileId, ct);
        switch (verdict)
        {
            case ScanVerdict.Clean:
                file.MarkClean(machine.GetUtcNow());
                await BlockDocumentsAsync(fileId, false, ct);
                break;
            case ScanVerdict.Infected infected:
                file.MarkInfected(infected.Signature, machine.GetUtcNow());
                await BlockDocumentsAsync(fileId, true, ct);
                logger.LogWarning("File {FileId} holds malicious software: {Signature}", fileId, file.Signature);
                break;
            case ScanVerdict.Failed failed:
                file.NoteScanFailed(failed.Reason, machine.GetUtcNow());
                logger.LogWarning("File {FileId} could not be analysed: {Reason}", fileId, failed.Reason);
                break;
        }

        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        db.ChangeTracker.Clear();
    }

    /// <summary>Tells the candidatures and contracts that hold the file: their history and mails follow from it.</summary>
    private async Task BlockDocumentsAsync(Guid fileId, bool infected, CancellationToken ct)
    {
        var holders = await db
            .Documents.Where(document => document.FileId == fileId && (document.BlockedAt != null) != infected)
            .Select(document => new { document.Id, document.CandidatureId })
            .ToListAsync(ct);
        foreach (var holder in holders)
        {
            await db.Database.ExecuteSqlAsync($"select 1 from candidatures where id = {holder.CandidatureId} for update", ct);
            var candidature = await db
                .Candidatures.Include(found => found.Documents)
                .SingleAsync(found => found.Id == holder.CandidatureId, ct);
            _ = infected ? candidature.BlockDocument(holder.Id, programmeNow()) : candidature.UnblockDocument(holder.Id);
        }

        if (infected)
        {
            foreach (var document in await db.ContractDocuments.Where(found => found.FileId == fileId).ToListAsync(ct))
            {
                var contract = await db
                    .Contracts.Include(found => found.Documents)
                    .SingleAsync(found => found.Id == document.ContractId, ct);
                contract.BlockDocument(document.Id);
            }
        }
    }
}
