using EigPortal.Domain.Candidates;
using EigPortal.Domain.Candidatures;
using EigPortal.Domain.Cohorts;
using EigPortal.Domain.Shared;
using EigPortal.Services.Data;
using EigPortal.Services.Identity;
using Microsoft.EntityFrameworkCore;

namespace EigPortal.Services.Candidatures;

/// <param name="ChallengeSlug">A challenge to put among the wishes; null for none.</param>
/// <param name="ArrivedAt">When the request arrived, in programme time.</param>
public sealed record StartCandidatureCommand(string? ChallengeSlug, DateTimeOffset ArrivedAt);

/// <summary>
/// Starts the actor's candidature in the current promotion, or finds the one already started: there is one per person and promotion.
/// Refuses outside the call, and people who sit on the jury of the promotion.
/// </summary>
public sealed class StartCandidature(EigDbContext db, SaveWishes wishes, OwnCandidature own)
{
    public async Task<Result<Guid>> ExecuteAsync(StartCandidatureCommand command, Actor actor, CancellationToken ct)
    {
        var cohort = await own.CurrentCohortAsync(ct);
        if (await FindAsync(cohort.Id, actor, ct) is not { } id)
        {
            if (await RefusalAsync(cohort, actor, command.ArrivedAt, ct) is { } refusal)
            {
                return refusal;
            }

            id = await CreateAsync(cohort.Id, actor, command.ArrivedAt, ct);
        }

        await AddWishAsync(command, cohort, actor, ct);
        return id;
    }

    /// <summary>Why the actor, who has not started, may not; null when they may.</summary>
    public async Task<DomainError?> RefusalAsync(Cohort cohort, Actor actor, DateTimeOffset arrivedAt, CancellationToken ct) =>
        cohort.Timetable.CallAt(arrivedAt) switch
        {
            CallState.NotOpen or CallState.Unscheduled => CohortErrors.CallNotOpen,
            CallState.Closed => CohortErrors.CallClosed,
            CallState.Open => await db.Jurors.AnyAsync(
                juror => juror.AccountId == actor.AccountId && juror.CohortId == cohort.Id,
                ct
            )
                ? CandidatureRefusals.Juror
                : null,
        };

    private async Task<Guid?> FindAsync(Guid cohortId, Actor actor, CancellationToken ct) =>
        await (
            from candidate in db.Candidates
            join candidature in db.Candidatures on candidate.Id equals candidature.CandidateId
            where candidate.AccountId == actor.AccountId && candidate.CohortId == cohortId
            select (Guid?)candidature.Id
        ).SingleOrDefaultAsync(ct);

    private async Task<Guid> CreateAsync(Guid cohortId, Actor actor, DateTimeOffset now, CancellationToken ct)
    {
        var account = await db.Accounts.AsNoTracking().SingleAsync(person => person.Id == actor.AccountId, ct);
        var candidate = new Candidate(actor.AccountId, cohortId, account.GivenName, account.FamilyName);
        var candidature = new Candidature(candidate.Id, cohortId, now);
        db.Add(candidate);
        db.Add(candidature);
        try
        {
            await db.SaveChangesAsync(ct);
            return candidature.Id;
        }
        catch (DbUpdateException refused) when (refused.Breaks("ux_candidates_account_cohort"))
        {
            // Another click of the same person was faster.
            db.ChangeTracker.Clear();
            return (await FindAsync(cohortId, actor, ct))!.Value;
        }
    }

    /// <summary>Adds the challenge after the wishes already made, when there is room and it accepts candidatures.</summary>
    private async Task AddWishAsync(StartCandidatureCommand command, Cohort cohort, Actor actor, CancellationToken ct)
    {
        var challenge = (await own.OpenChallengesAsync(cohort.Id, ct)).SingleOrDefault(open =>
            open.Slug == command.ChallengeSlug
        );
        if (challenge is not null)
        {
            await wishes.AddAsync(new WishText(challenge.Id, challenge.Profiles[0], ""), command.ArrivedAt, actor, ct);
        }
    }
}
