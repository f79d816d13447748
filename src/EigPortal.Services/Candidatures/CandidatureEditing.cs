using EigPortal.Domain.Candidates;
using EigPortal.Domain.Candidatures;
using EigPortal.Domain.Cohorts;
using EigPortal.Domain.Shared;
using EigPortal.Services.Data;
using EigPortal.Services.Identity;
using Microsoft.EntityFrameworkCore;

namespace EigPortal.Services.Candidatures;

/// <summary>What an act works on, beside the candidature itself: nothing else of it is read.</summary>
[Flags]
public enum EditingParts
{
    Answers = 1,
    Wishes = 2,
    Documents = 4,
    Draft = Answers | Wishes | Documents,
    Submissions = 8,

    /// <summary>Requests for completion that are over too; one that is open is always there.</summary>
    Completions = 16,
}

/// <summary>
/// Loads the actor's own candidature to change it: the row is locked until the end of the transaction, so that two tabs, two devices
/// or a double click act one after the other, each on what the other left.
/// </summary>
public sealed class CandidatureEditing(EigDbContext db, CandidatureForms forms)
{
    /// <summary>Runs one act on the actor's candidature in one transaction, which ends undone when the act is refused.</summary>
    /// <param name="parts">What the act reads or changes.</param>
    /// <param name="act">Name of the act in the list of late attempts: "save", "submit" or "complement".</param>
    /// <param name="arrivedAt">When the request arrived, in programme time.</param>
    /// <param name="keepLate">What an act refused because it came after closing still leaves in the draft.</param>
    public async Task<TResult> ExecuteAsync<TResult>(
        Actor actor,
        EditingParts parts,
        string act,
        DateTimeOffset arrivedAt,
        Func<Editing, Task<TResult>> change,
        Func<DomainError, TResult> refuse,
        CancellationToken ct,
        Func<Editing, Task<Result>>? keepLate = null
    )
        where TResult : Result
    {
        // A refused save undoes the whole act: there is nothing to come back to in the middle.
        db.Database.AutoSavepointsEnabled = false;
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        if (await LoadAsync(actor, parts, ct) is not { } editing)
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
            await NoteLateAsync(actor, parts, new LateAttempt(editing.Candidature.Id, act, arrivedAt), keepLate, ct);
        }

        return result;
    }

    /// <summary>Staff see the attempt; what was typed goes to the draft, never into the submission.</summary>
    private async Task NoteLateAsync(
        Actor actor,
        EditingParts parts,
        LateAttempt attempt,
        Func<Editing, Task<Result>>? keepLate,
        CancellationToken ct
    )
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        if (keepLate is not null && await LoadAsync(actor, parts, ct) is { } editing && !(await keepLate(editing)).IsOk)
        {
            db.ChangeTracker.Clear();
        }

        db.LateAttempts.Add(attempt);
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
    }

    private async Task<Editing?> LoadAsync(Actor actor, EditingParts parts, CancellationToken ct)
    {
        // Locked by a statement of its own: one that waits for a lock reads the other rows as they were before it waited.
        var id = await db
            .Database.SqlQuery<Guid>(
                $"""
                select candidature.id as "Value" from candidatures candidature
                join candidates person on person.id = candidature.candidate_id
                join cohorts cohort on cohort.id = person.cohort_id
                where person.account_id = {actor.AccountId} and cohort.is_current
                for update of candidature
                """
            )
            .ToListAsync(ct);
        if (id is not [var found])
        {
            return null;
        }

        var row = await (
            from candidature in With(parts)
            join candidate in db.Candidates on candidature.CandidateId equals candidate.Id
            join cohort in db.Cohorts on candidature.CohortId equals cohort.Id
            where candidature.Id == found
            select new
            {
                candidature,
                candidate,
                cohort,
                Form = db.FormVersions.Published().Where(version => version.CohortId == cohort.Id).Max(version => version.Number),
            }
        )
            .IgnoreAutoIncludes()
            .AsSplitQuery()
            .SingleAsync(ct);
        // Few files have one: the others don't pay for the query.
        if (row.candidature.CompletionUntil is not null && !parts.HasFlag(EditingParts.Completions))
        {
            await db.Entry(row.candidature).Collection(file => file.Completions).LoadAsync(ct);
        }

        return new Editing(row.candidature, row.candidate, row.cohort, await forms.OfAsync(db, row.cohort.Id, row.Form, ct));
    }

    private IQueryable<Candidature> With(EditingParts parts)
    {
        IQueryable<Candidature> files = db.Candidatures;
        files = parts.HasFlag(EditingParts.Answers) ? files.Include(file => file.Sections) : files;
        files = parts.HasFlag(EditingParts.Wishes) ? files.Include(file => file.Wishes) : files;
        files = parts.HasFlag(EditingParts.Documents) ? files.Include(file => file.Documents) : files;
        files = parts.HasFlag(EditingParts.Submissions) ? files.Include(file => file.Snapshots) : files;
        return parts.HasFlag(EditingParts.Completions) ? files.Include(file => file.Completions) : files;
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
