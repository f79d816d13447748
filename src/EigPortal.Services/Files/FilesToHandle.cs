using EigPortal.Domain.Candidatures;
using EigPortal.Services.Candidatures;
using EigPortal.Services.Data;
using EigPortal.Services.Identity;
using Microsoft.EntityFrameworkCore;

namespace EigPortal.Services.Files;

/// <summary>A sent file that nobody can open, and where it is. Exactly one of the two holders is there.</summary>
/// <param name="Number">Number of the candidature; null for a contract.</param>
public sealed record FileToHandle(
    Guid FileId,
    string FileName,
    ScanState Scan,
    string? Signature,
    string? ScanError,
    int ScanAttempts,
    DateTimeOffset StoredAt,
    Guid? CandidatureId,
    string? Number,
    Guid? ContractId,
    string Person
);

/// <summary>
/// Files that need a person: blocked, or in quarantine for longer than the scanner usually takes. Documents of drafts are their
/// owner's business alone; those of a file that the actor must not see are neither listed nor counted (B21).
/// </summary>
public sealed class FilesToHandle(EigDbContext db, TimeProvider machine)
{
    private static readonly TimeSpan UsualWait = TimeSpan.FromMinutes(15);

    /// <summary>Blocked first, then the longest in quarantine.</summary>
    public async Task<IReadOnlyList<FileToHandle>> ListAsync(Actor actor, CancellationToken ct)
    {
        var candidatures = await OfCandidatures(actor).ToListAsync(ct);
        var contracts = await OfContracts(actor).ToListAsync(ct);
        return
        [
            .. candidatures
                .Concat(contracts)
                .OrderByDescending(row => row.Scan == ScanState.Infected)
                .ThenBy(row => row.StoredAt)
                .ThenBy(row => row.FileId),
        ];
    }

    public async Task<int> CountAsync(Actor actor, CancellationToken ct) =>
        await OfCandidatures(actor).CountAsync(ct) + await OfContracts(actor).CountAsync(ct);

    public async Task<FileToHandle?> FindAsync(Guid fileId, Actor actor, CancellationToken ct) =>
        (await ListAsync(actor, ct)).FirstOrDefault(row => row.FileId == fileId);

    private IQueryable<FileToHandle> OfCandidatures(Actor actor) =>
        from file in Waiting(actor)
        join document in db.Documents on file.Id equals document.FileId
        join candidature in db.Candidatures.ForStaff(actor, db) on document.CandidatureId equals candidature.Id
        join candidate in db.Candidates on candidature.CandidateId equals candidate.Id
        // What was submitted, or would be: a document replaced before any submission concerns nobody any more.
        where candidature.SubmittedAt != null && (document.RemovedAt == null || document.RemovedAt > candidature.SubmittedAt)
        select new FileToHandle(
            file.Id,
            document.FileName,
            file.Scan,
            file.Signature,
            file.ScanError,
            file.ScanAttempts,
            file.StoredAt,
            candidature.Id,
            candidature.Number,
            null,
            candidate.GivenName + " " + candidate.FamilyName
        );

    private IQueryable<FileToHandle> OfContracts(Actor actor) =>
        from file in Waiting(actor)
        join document in db.ContractDocuments on file.Id equals document.FileId
        join contract in db.Contracts on document.ContractId equals contract.Id
        join fellow in db.Fellows on contract.FellowId equals fellow.Id
        join candidature in db.Candidatures.ForStaff(actor, db) on fellow.CandidatureId equals candidature.Id
        select new FileToHandle(
            file.Id,
            document.FileName,
            file.Scan,
            file.Signature,
            file.ScanError,
            file.ScanAttempts,
            file.StoredAt,
            null,
            null,
            contract.Id,
            fellow.FullName
        );

    private IQueryable<StoredFile> Waiting(Actor actor)
    {
        var since = machine.GetUtcNow() - UsualWait;
        return db
            .Files.AsNoTracking()
            .Where(file =>
                actor.IsStaff && (file.Scan == ScanState.Infected || (file.Scan == ScanState.Pending && file.StoredAt < since))
            );
    }
}
