using EigPortal.Domain.Candidatures;
using EigPortal.Domain.Shared;
using EigPortal.Services.Data;
using EigPortal.Services.Data.Interceptors;
using EigPortal.Services.Identity;
using EigPortal.Services.Privacy.Erasing;
using EigPortal.Services.Text;
using Microsoft.EntityFrameworkCore;

namespace EigPortal.Services.Privacy;

/// <summary>
/// Erases a candidature for good (E17): what the person typed and sent, what was written about them, their mails, and their account when
/// nothing else needs it. The number, states, dates, marks and history stay, tied to nobody. One transaction; the bytes of files are
/// noted in it and destroyed after it, again by the retention job if the portal dies in between.
/// </summary>
public sealed class EraseCandidature(
    EigDbContext db,
    ErasureHolds holds,
    IEnumerable<IErasureStep> steps,
    ErasedFiles files,
    ProgrammeNow programmeNow
)
{
    public static readonly DomainError NotFound = new("erasure.unknown", "Ce dossier n’existe pas, ou il est déjà effacé.");

    /// <summary>Erases the actor's own file in the current promotion.</summary>
    public async Task<Result> ExecuteAsync(Actor actor, CancellationToken ct)
    {
        var own = await db
            .Candidatures.Where(candidature =>
                actor.CandidateIds.Contains(candidature.CandidateId)
                && db.Cohorts.Any(cohort => cohort.Id == candidature.CohortId && cohort.IsCurrent)
            )
            .Select(candidature => (Guid?)candidature.Id)
            .SingleOrDefaultAsync(ct);
        return own is { } id ? await ExecuteAsync(id, ErasureCause.Person, ct) : NotFound;
    }

    /// <summary>Refuses a file under a legal hold, and one already erased.</summary>
    public async Task<Result> ExecuteAsync(Guid candidatureId, ErasureCause cause, CancellationToken ct)
    {
        await using (var transaction = await db.Database.BeginTransactionAsync(ct))
        {
            await db.Database.ExecuteSqlAsync($"select 1 from candidatures where id = {candidatureId} for update", ct);
            if (await LoadAsync(candidatureId, ct) is not { } erasure)
            {
                return NotFound;
            }

            if (await holds.OfAsync(candidatureId, ct) is { } hold)
            {
                return hold;
            }

            var erased = erasure.Candidature.Erase(cause, erasure.IsUnderReview, erasure.At);
            if (!erased.IsOk)
            {
                return erased;
            }

            // The history and the confirmation are written here, while the address is still known.
            await db.SaveChangesAsync(ct);
            foreach (var step in steps.OrderBy(step => step.Order))
            {
                await step.EraseAsync(erasure, db, ct);
            }

            await transaction.CommitAsync(ct);
        }

        db.ChangeTracker.Clear();
        await files.DestroyAsync(ct);
        return Result.Ok;
    }

    private async Task<Erasure?> LoadAsync(Guid candidatureId, CancellationToken ct)
    {
        var candidature = await db
            .Candidatures.Include(found => found.Sections)
            .Include(found => found.Wishes)
            .Include(found => found.Documents)
            .Include(found => found.Snapshots)
            .Include(found => found.Completions)
            .AsSplitQuery()
            .SingleOrDefaultAsync(found => found.Id == candidatureId && found.ErasedAt == null, ct);
        if (candidature is null)
        {
            return null;
        }

        var now = programmeNow();
        var candidate = await db.Candidates.SingleAsync(found => found.Id == candidature.CandidateId, ct);
        var cohort = await db.Cohorts.AsNoTracking().SingleAsync(found => found.Id == candidature.CohortId, ct);
        var account = await db.Accounts.AsNoTracking().SingleAsync(found => found.Id == candidate.AccountId, ct);
        var kept = await holds.KeptContractAsync(candidatureId, FrenchDates.ParisDay(now), ct);
        return new Erasure(candidature, candidate, account, !cohort.ResultsArePublicAt(now), kept is not null, now);
    }
}
