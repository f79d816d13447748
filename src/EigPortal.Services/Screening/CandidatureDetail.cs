using EigPortal.Domain.Candidatures;
using EigPortal.Domain.Challenges;
using EigPortal.Services.Candidatures;
using EigPortal.Services.Completions;
using EigPortal.Services.Data;
using EigPortal.Services.Data.Interceptors;
using EigPortal.Services.Files;
using EigPortal.Services.Identity;
using EigPortal.Services.Privacy;
using Microsoft.EntityFrameworkCore;

namespace EigPortal.Services.Screening;

/// <param name="Form">The version of the form that the last submission answers.</param>
/// <param name="Completion">The last request for completion; null when nothing was asked.</param>
/// <param name="Changes">What completions changed since the submission; null without one.</param>
public sealed record CandidatureDossier(
    Guid Id,
    string FullName,
    string Email,
    CandidatureState State,
    string? ScreeningArticle,
    string? ScreeningReason,
    string RemarksForJury,
    DateTimeOffset? ScreenedAt,
    bool HasUnsubmittedEdits,
    DateTimeOffset? ErasedAt,
    Snapshot Last,
    PromotionForm Form,
    int Sequence,
    IReadOnlyDictionary<Guid, ScanState> Scans,
    CompletionRequest? Completion,
    CompletionState? CompletionState,
    SnapshotChanges? Changes
)
{
    /// <summary>What the portal writes to the person waits until it is.</summary>
    public required bool IsAddressProved { get; init; }
}

public sealed record LateRow(Guid CandidatureId, string? Number, string FullName, string Act, DateTimeOffset At);

public sealed record ChallengeChoice(Guid Id, string Name);

/// <summary>One submitted file as staff read it.</summary>
public sealed class CandidatureDetail(
    EigDbContext db,
    CandidatureForms forms,
    FileOpenings openings,
    FileScans scans,
    ProgrammeNow programmeNow
)
{
    /// <summary>Null when there is no such file for this actor, whatever the reason.</summary>
    public async Task<CandidatureDossier?> FindAsync(Guid id, Actor actor, CancellationToken ct)
    {
        var row = await (
            from candidature in db.Candidatures.AsNoTracking().ForStaff(actor, db)
            join candidate in db.Candidates on candidature.CandidateId equals candidate.Id
            join account in db.Accounts on candidate.AccountId equals account.Id
            join snapshot in db.LastSnapshots() on candidature.Id equals snapshot.CandidatureId
            where candidature.Id == id && candidature.SubmittedAt != null
            select new
            {
                candidature,
                candidate.GivenName,
                candidate.FamilyName,
                account.Email,
                account.EmailConfirmed,
                Last = snapshot,
            }
        ).SingleOrDefaultAsync(ct);
        if (row is null)
        {
            return null;
        }

        var completion = await db
            .Completions.AsNoTracking()
            .Where(request => request.CandidatureId == id)
            .OrderByDescending(request => request.Number)
            .FirstOrDefaultAsync(ct);
        await openings.RecordAsync(id, OpenedPart.File, actor, ct);
        return new CandidatureDossier(
            row.candidature.Id,
            $"{row.GivenName} {row.FamilyName}".Trim(),
            row.Email ?? "",
            row.candidature.State,
            row.candidature.ScreeningArticle,
            row.candidature.ScreeningReason,
            row.candidature.RemarksForJury,
            row.candidature.ScreenedAt,
            row.candidature.HasUnsubmittedEdits,
            row.candidature.ErasedAt,
            row.Last,
            await forms.OfAsync(db, row.candidature.CohortId, row.Last.FormVersion, ct),
            row.Last.Sequence,
            await scans.OfAsync(row.Last, ct),
            completion,
            completion?.StateAt(programmeNow()),
            await SnapshotChanges.OfAsync(db, row.Last, ct)
        )
        {
            IsAddressProved = row.EmailConfirmed,
        };
    }

    /// <summary>Whether the document belongs to this file, and the file is the actor's to see.</summary>
    public Task<bool> HoldsAsync(Guid id, Guid documentId, Actor actor, CancellationToken ct) =>
        db
            .Candidatures.ForStaff(actor, db)
            .AnyAsync(
                candidature =>
                    candidature.Id == id
                    && db.Documents.Any(document => document.Id == documentId && document.CandidatureId == id),
                ct
            );

    public async Task<IReadOnlyList<ChallengeChoice>> ChallengesAsync(Guid cohortId, CancellationToken ct) =>
        await db
            .Challenges.AsNoTracking()
            .Where(challenge => challenge.CohortId == cohortId && challenge.State != ChallengeState.Draft)
            .OrderBy(challenge => challenge.Name)
            .Select(challenge => new ChallengeChoice(challenge.Id, challenge.Name))
            .ToListAsync(ct);

    public async Task<IReadOnlyList<LateRow>> LateAttemptsAsync(Guid cohortId, Actor actor, CancellationToken ct) =>
        await (
            from attempt in db.LateAttempts.AsNoTracking()
            join candidature in db.Candidatures.ForStaff(actor, db) on attempt.CandidatureId equals candidature.Id
            join candidate in db.Candidates on candidature.CandidateId equals candidate.Id
            where candidature.CohortId == cohortId
            orderby attempt.At descending, attempt.Id
            select new LateRow(
                candidature.Id,
                candidature.Number,
                candidate.GivenName + " " + candidate.FamilyName,
                attempt.Act,
                attempt.At
            )
        )
            .Take(500)
            .ToListAsync(ct);

    /// <summary>Saves what the caller recorded.</summary>
    public Task SaveAsync(CancellationToken ct) => db.SaveChangesAsync(ct);
}
