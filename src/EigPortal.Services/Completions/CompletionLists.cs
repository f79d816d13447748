using EigPortal.Domain.Candidatures;
using EigPortal.Services.Candidatures;
using EigPortal.Services.Data;
using EigPortal.Services.Identity;
using Microsoft.EntityFrameworkCore;

namespace EigPortal.Services.Completions;

/// <summary>A request as staff list it.</summary>
public sealed record CompletionRow
{
    public required Guid CandidatureId { get; init; }
    public required string Number { get; init; }
    public required string FullName { get; init; }
    public required CandidatureState FileState { get; init; }
    public required CompletionState State { get; init; }
    public required DateTimeOffset AskedAt { get; init; }
    public required DateTimeOffset Until { get; init; }
    public required DateTimeOffset? ClosedAt { get; init; }
}

/// <summary>A file with its requests, the last first.</summary>
/// <param name="Form">The version of the form that the last submission answers.</param>
public sealed record CompletionFolder(
    Guid CandidatureId,
    string Number,
    string FullName,
    CandidatureState State,
    PromotionForm Form,
    IReadOnlyList<CompletionRequest> Requests
);

/// <summary>Requests for completion as staff see them. Conflicts of interest hide a person here too.</summary>
public sealed class CompletionLists(EigDbContext db, CandidatureForms forms)
{
    /// <summary>Open ones first, the closest deadline first; then the others, the last closed first.</summary>
    public async Task<IReadOnlyList<CompletionRow>> ListAsync(Guid cohortId, Actor actor, CancellationToken ct) =>
        await (
            from request in db.Completions.AsNoTracking()
            join candidature in db.Candidatures.ForStaff(actor, db) on request.CandidatureId equals candidature.Id
            join candidate in db.Candidates on candidature.CandidateId equals candidate.Id
            where candidature.CohortId == cohortId && candidature.ErasedAt == null
            orderby request.ClosedAt == null descending, request.ClosedAt descending, request.Until, request.Id
            select new CompletionRow
            {
                CandidatureId = candidature.Id,
                Number = candidature.Number!,
                FullName = candidate.GivenName + " " + candidate.FamilyName,
                FileState = candidature.State,
                State = request.State,
                AskedAt = request.AskedAt,
                Until = request.Until,
                ClosedAt = request.ClosedAt,
            }
        ).ToListAsync(ct);

    /// <summary>Null when there is no such submitted file for this actor, whatever the reason.</summary>
    public async Task<CompletionFolder?> FindAsync(Guid candidatureId, Guid cohortId, Actor actor, CancellationToken ct)
    {
        var row = await (
            from candidature in db.Candidatures.AsNoTracking().ForStaff(actor, db)
            join candidate in db.Candidates on candidature.CandidateId equals candidate.Id
            join snapshot in db.LastSnapshots() on candidature.Id equals snapshot.CandidatureId
            where
                candidature.Id == candidatureId
                && candidature.CohortId == cohortId
                && candidature.SubmittedAt != null
                && candidature.ErasedAt == null
            select new
            {
                candidature.Number,
                candidature.State,
                FullName = candidate.GivenName + " " + candidate.FamilyName,
                snapshot.FormVersion,
            }
        ).SingleOrDefaultAsync(ct);
        return row is null
            ? null
            : new CompletionFolder(
                candidatureId,
                row.Number!,
                row.FullName,
                row.State,
                await forms.OfAsync(db, cohortId, row.FormVersion, ct),
                await db
                    .Completions.AsNoTracking()
                    .Where(request => request.CandidatureId == candidatureId)
                    .OrderByDescending(request => request.Number)
                    .ToListAsync(ct)
            );
    }
}
