using EigPortal.Domain.Shared;
using EigPortal.Services.Data;
using EigPortal.Services.Data.Interceptors;
using EigPortal.Services.Privacy.Erasing;
using EigPortal.Services.Text;
using Microsoft.EntityFrameworkCore;

namespace EigPortal.Services.Privacy;

/// <summary>Erases, at its term, the contract that outlived a file: documents, place in the team, mails, and the account kept for it.</summary>
public sealed class EraseKeptContract(
    EigDbContext db,
    ErasureHolds holds,
    IEnumerable<IErasureStep> steps,
    ErasedFiles files,
    ProgrammeNow programmeNow
)
{
    public async Task<Result> ExecuteAsync(Guid fellowId, CancellationToken ct)
    {
        var now = programmeNow();
        await using (var transaction = await db.Database.BeginTransactionAsync(ct))
        {
            await db.Database.ExecuteSqlAsync($"select 1 from fellows where id = {fellowId} for update", ct);
            var fellow = await db.Fellows.AsNoTracking().SingleAsync(found => found.Id == fellowId, ct);
            if (await holds.KeptContractAsync(fellow.CandidatureId, FrenchDates.ParisDay(now), ct) is not null)
            {
                return new DomainError("erasure.contract-kept", "Ce contrat doit encore être gardé.");
            }

            var candidature = await db.Candidatures.AsNoTracking().SingleAsync(found => found.Id == fellow.CandidatureId, ct);
            if (candidature.ErasedAt is null)
            {
                return new DomainError("erasure.file-first", "Le dossier s’efface avant le contrat.");
            }

            var candidate = await db.Candidates.AsNoTracking().SingleAsync(found => found.Id == candidature.CandidateId, ct);
            var account = await db.Accounts.AsNoTracking().SingleAsync(found => found.Id == fellow.AccountId, ct);
            var erasure = new Erasure(candidature, candidate, account, IsUnderReview: false, KeepsContract: false, now);
            foreach (
                var step in steps
                    .Where(step => step is EraseContract or EraseMails or EraseDocuments or EraseAccount)
                    .OrderBy(step => step.Order)
            )
            {
                await step.EraseAsync(erasure, db, ct);
            }

            await transaction.CommitAsync(ct);
        }

        db.ChangeTracker.Clear();
        await files.DestroyAsync(ct);
        return Result.Ok;
    }
}
