using EigPortal.Domain.Candidatures;
using EigPortal.Domain.Cohorts;
using EigPortal.Domain.Shared;
using EigPortal.Services.Cohorts;
using EigPortal.Services.Data;
using EigPortal.Services.Time;
using Microsoft.EntityFrameworkCore;

namespace EigPortal.Services.Candidatures;

/// <summary>The form as staff work on it: the draft when there is one, else the version in force.</summary>
/// <param name="Token">Names what the page showed: the version, and the row of the draft when there is one.</param>
public sealed record FormDesk(Cohort Cohort, FormVersion? Draft, string Token, FormMoment Moment)
{
    public PromotionForm Form => Draft?.Form ?? Moment.InForce;

    public CallState Call => Cohort.Timetable.CallAt(Moment.Now);

    /// <summary>What publishing the draft would change.</summary>
    public IReadOnlyList<FormChange> Changes => Draft is null ? [] : FormChanges.Between(Moment.InForce, Draft.Form);
}

/// <summary>Staff's work on the form of the current promotion: each act checks what the page showed.</summary>
public sealed class FormWriting(EigDbContext db, CandidatureForms forms, CurrentCohort current, ProgrammeClock clock)
{
    private const string VersionColumn = "xmin";

    public static readonly DomainError Changed = new(
        "form.changed",
        "Quelqu’un a modifié le formulaire depuis que vous avez ouvert la page. Comparez avec ce qui est enregistré avant de recommencer."
    );

    public async Task<FormDesk> DeskAsync(CancellationToken ct)
    {
        var cohort = await current.GetAsync(ct);
        var inForce = await forms.InForceAsync(db, cohort.Id, ct);
        var draft = await db.FormVersions.SingleOrDefaultAsync(
            version => version.CohortId == cohort.Id && version.State == FormState.Draft,
            ct
        );
        var token = draft is null
            ? FormattableString.Invariant($"{inForce.Version}")
            : FormattableString.Invariant($"{draft.Number}-{db.Entry(draft).Property<uint>(VersionColumn).CurrentValue}");
        return new FormDesk(cohort, draft, token, new FormMoment(inForce, cohort.Timetable, clock.Now));
    }

    /// <summary>Applies one verb to the draft, begun when there is none, and saves.</summary>
    /// <param name="token">What the page showed.</param>
    public async Task<Result> ActAsync(string? token, Func<FormVersion, FormMoment, Result> verb, CancellationToken ct)
    {
        var desk = await DeskAsync(ct);
        if (desk.Token != token)
        {
            return Changed;
        }

        var draft = desk.Draft is { } known ? known : FormVersion.Draft(desk.Cohort.Id, desk.Moment);
        if (!draft.IsOk)
        {
            return Result.Refuse(draft.Errors);
        }

        var result = verb(draft.Value, desk.Moment);
        if (!result.IsOk)
        {
            return result;
        }

        // An act that changed nothing begins no draft.
        if (desk.Draft is null && draft.Value.Events.Count > 0)
        {
            db.FormVersions.Add(draft.Value);
        }

        return await SaveAsync(ct);
    }

    /// <summary>Gives up the draft.</summary>
    public async Task<Result> DiscardAsync(string? token, CancellationToken ct)
    {
        var desk = await DeskAsync(ct);
        if (desk.Token != token || desk.Draft is null)
        {
            return Changed;
        }

        var result = desk.Draft.Discard(desk.Moment);
        if (!result.IsOk)
        {
            return result;
        }

        db.FormVersions.Remove(desk.Draft);
        return await SaveAsync(ct);
    }

    /// <summary>The published versions, the last first.</summary>
    public async Task<IReadOnlyList<FormVersion>> PublishedAsync(Guid cohortId, CancellationToken ct) =>
        await db
            .FormVersions.AsNoTracking()
            .Where(version => version.CohortId == cohortId && version.State == FormState.Published)
            .OrderByDescending(version => version.Number)
            .ToListAsync(ct);

    /// <summary>How many people have a candidature in progress or submitted, and would be told of a change.</summary>
    public Task<int> CountToldAsync(Guid cohortId, CancellationToken ct) => db.ToldOfForm(cohortId).CountAsync(ct);

    private async Task<Result> SaveAsync(CancellationToken ct)
    {
        try
        {
            await db.SaveChangesAsync(ct);
            return Result.Ok;
        }
        catch (DbUpdateConcurrencyException)
        {
            // What is read next is what somebody else saved.
            db.ChangeTracker.Clear();
            return Changed;
        }
        catch (DbUpdateException refused)
            when (refused.Breaks("ux_form_versions_number") || refused.Breaks("ux_form_versions_one_draft"))
        {
            // Somebody else began a draft at the same instant.
            db.ChangeTracker.Clear();
            return Changed;
        }
    }
}

internal static class FormReaders
{
    /// <summary>People to whom a change of the form matters: their file is in progress or submitted.</summary>
    public static IQueryable<Candidature> ToldOfForm(this EigDbContext db, Guid cohortId) =>
        db.Candidatures.Where(candidature =>
            candidature.CohortId == cohortId
            && candidature.ErasedAt == null
            && (candidature.State == CandidatureState.Draft || candidature.State == CandidatureState.Submitted)
        );
}
