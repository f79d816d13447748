using EigPortal.Domain.Candidates;
using EigPortal.Domain.Candidatures;
using EigPortal.Domain.Cohorts;
using EigPortal.Domain.Shared;
using EigPortal.Services.Data;
using EigPortal.Services.Identity;
using Microsoft.EntityFrameworkCore;

namespace EigPortal.Services.Candidatures;

/// <summary>
/// Loads the actor's own candidature to change it: the row is locked until the end of the transaction, so that two tabs, two devices
/// or a double click act one after the other, each on what the other left.
/// </summary>
public sealed class CandidatureEditing(EigDbContext db, CandidatureForms forms)
{
    /// <summary>Runs one act on the actor's candidature in one transaction, which ends undone when the act is refused.</summary>
    /// <param name="act">Name of the act in the list of late attempts: "save", "submit" or "complement".</param>
    /// <param name="arrivedAt">When the request arrived, in programme time.</param>
    /// <param name="keepLate">What an act refused because it came after closing still leaves in the draft.</param>
    /// <param name="withCompletions">The act is about a request for completion: requests that are over are loaded too.</param>
    public async Task<TResult> ExecuteAsync<TResult>(
        Actor actor,
        string act,
        DateTimeOffset arrivedAt,
        Func<Editing, Task<TResult>> change,
        Func<DomainError, TResult> refuse,
        CancellationToken ct,
        Func<Editing, Task<Result>>? keepLate = null,
        bool withCompletions = false
    )
        where TResult : Result
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        if (await LoadAsync(actor, withCompletions, ct) is not { } editing)
        {
            return refuse(CandidatureRefusals.NotStarted);
        }

        var result = await change(editing);
        if (result.IsOk)
        {
            await db.SaveChangesAsync(ct);
            await transaction.CommitAsync(ct);
            return result;
        }

        await transaction.RollbackAsync(ct);
        db.ChangeTracker.Clear();
        if (result.Errors.Contains(CohortErrors.CallClosed) || result.Errors.Contains(CompletionErrors.Late))
        {
            await NoteLateAsync(actor, new LateAttempt(editing.Candidature.Id, act, arrivedAt), withCompletions, keepLate, ct);
        }

        return result;
    }

    /// <summary>Staff see the attempt; what was typed goes to the draft, never into the submission.</summary>
    private async Task NoteLateAsync(
        Actor actor,
        LateAttempt attempt,
        bool withCompletions,
        Func<Editing, Task<Result>>? keepLate,
        CancellationToken ct
    )
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        if (keepLate is not null && await LoadAsync(actor, withCompletions, ct) is { } editing && !(await keepLate(editing)).IsOk)
        {
            db.ChangeTracker.Clear();
        }

        db.LateAttempts.Add(attempt);
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
    }

    private async Task<Editing?> LoadAsync(Actor actor, bool withCompletions, CancellationToken ct)
    {
        var candidate = await db.Candidates.SingleOrDefaultAsync(
            person =>
                person.AccountId == actor.AccountId && db.Cohorts.Any(cohort => cohort.Id == person.CohortId && cohort.IsCurrent),
            ct
        );
        if (candidate is null)
        {
            return null;
        }

        await db.Database.ExecuteSqlAsync($"select 1 from candidatures where candidate_id = {candidate.Id} for update", ct);
        var candidature = await db
            .Candidatures.Include(found => found.Sections)
            .Include(found => found.Wishes)
            .Include(found => found.Documents)
            .Include(found => found.Snapshots)
            .SingleOrDefaultAsync(found => found.CandidateId == candidate.Id, ct);
        if (candidature is null)
        {
            return null;
        }

        // Few files have one: the others don't pay for the query.
        if (candidature.CompletionUntil is not null || withCompletions)
        {
            await db.Entry(candidature).Collection(found => found.Completions).LoadAsync(ct);
        }

        var cohort = await db.Cohorts.AsNoTracking().SingleAsync(found => found.Id == candidature.CohortId, ct);
        return new Editing(candidature, candidate, cohort, await forms.InForceAsync(db, cohort.Id, ct));
    }
}

/// <summary>A candidature being changed, with what its verbs ask for.</summary>
/// <param name="Form">The version of the form in force.</param>
public sealed record Editing(Candidature Candidature, Candidate Candidate, Cohort Cohort, PromotionForm Form)
{
    /// <summary>A section of the version in force: sections stay from one version to the next.</summary>
    public SectionDescriptor Section(string key) => Form.Find(key)!;

    /// <summary>Whether the call is closed for this person: what follows is late, whatever else it may be.</summary>
    public bool IsLate(DateTimeOffset arrivedAt) =>
        Candidature.TimetableFrom(Cohort.Timetable).CallAt(arrivedAt) == CallState.Closed;
}

public static class CandidatureRefusals
{
    public static readonly DomainError NotStarted = new(
        "candidature.not-started",
        "Vous n’avez pas commencé de candidature pour cette promotion."
    );

    public static readonly DomainError Juror = new(
        "candidature.juror",
        "Vous faites partie du jury de cette promotion : le règlement ne permet pas d’y candidater."
    );

    /// <summary>Somebody saved the same section after this form was opened.</summary>
    public static readonly DomainError Changed = new(
        "section.changed",
        "Cette rubrique a été enregistrée ailleurs depuis que vous avez ouvert cette page."
    );
}
