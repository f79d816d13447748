using EigPortal.Domain.Juries;
using EigPortal.Domain.Selection;
using EigPortal.Domain.Selection.Deliberations;
using EigPortal.Domain.Shared;
using EigPortal.Services.Data;
using EigPortal.Services.Data.Interceptors;
using EigPortal.Services.Identity;
using Microsoft.EntityFrameworkCore;

namespace EigPortal.Services.Selection.Deliberations;

/// <param name="Decision">What is put to the vote, as it is recorded if it is adopted.</param>
public sealed record ResolveCommand(Guid DeliberationId, RecordDecisionCommand Decision, Ballot Ballot);

/// <summary>
/// Writes down a vote on a candidature. An adopted motion becomes a decision in the same transaction, which a second person validates as
/// any other. Members with a tie are left out of the count by the portal, whatever is typed.
/// </summary>
public sealed class ResolveCandidature(EigDbContext db, RecordDecision record, ProgrammeNow now)
{
    public async Task<Result<Resolution>> ExecuteAsync(ResolveCommand command, Actor actor, CancellationToken ct)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var sitting = await db.OpenDeliberationAsync(command.DeliberationId, ct);
        if (sitting is null || await MotionAsync(sitting, command.Decision, actor, ct) is not { } motion)
        {
            return SelectionRefusals.NotFound;
        }

        if (await IsDecidedAsync(motion.CandidatureId, ct))
        {
            return SelectionRefusals.AlreadyDecided;
        }

        var tied = await db.TiedWithAsync(motion.CandidatureId, ct);
        var voted = sitting.Resolve(motion, command.Ballot, tied, now());
        var errors = voted.Errors.ToList();
        if (!voted.IsOk || voted.Value.Outcome == ResolutionOutcome.Adopted)
        {
            var added = await record.AddAsync(command.Decision, actor, ct);
            errors.AddRange(added.Errors);
            if (errors.Count == 0)
            {
                voted.Value.Decide(added.Value.Id);
            }
        }

        if (errors.Count == 0)
        {
            errors.AddRange((await record.SaveAsync(ct)).Errors);
        }

        if (errors.Count > 0)
        {
            return Result<Resolution>.Refuse(errors);
        }

        await transaction.CommitAsync(ct);
        return voted;
    }

    private async Task<Motion?> MotionAsync(
        Deliberation sitting,
        RecordDecisionCommand decision,
        Actor actor,
        CancellationToken ct
    )
    {
        var number = await db
            .Candidatures.DecidableBy(actor, db)
            .Where(found => found.Id == decision.CandidatureId && found.CohortId == sitting.CohortId)
            .Select(found => found.Number)
            .SingleOrDefaultAsync(ct);
        var seat =
            decision.Kind == DecisionKind.NotRetained
                ? null
                : await (
                    from post in db.Posts
                    join challenge in db.Challenges on post.ChallengeId equals challenge.Id
                    where post.Id == decision.PostId
                    select challenge.Name + ", " + (post.Label != "" ? post.Label : post.Profile)
                ).SingleOrDefaultAsync(ct);
        return number is null ? null : new Motion(decision.CandidatureId, number, decision.Kind, seat ?? "");
    }

    private Task<bool> IsDecidedAsync(Guid candidatureId, CancellationToken ct) =>
        db.Decisions.AnyAsync(
            decision => decision.CandidatureId == candidatureId && decision.State != DecisionState.Cancelled,
            ct
        );
}

internal static class Recusals
{
    /// <summary>Accounts whom a standing tie keeps from deciding about a candidature.</summary>
    public static async Task<HashSet<Guid>> TiedWithAsync(this EigDbContext db, Guid candidatureId, CancellationToken ct) =>
        [
            .. await db
                .Conflicts.Where(conflict =>
                    conflict.CandidatureId == candidatureId
                    && conflict.LiftedAt == null
                    && (conflict.Level == ConflictLevel.Excluded || conflict.Level == ConflictLevel.ReadsOnly)
                )
                .Select(conflict => conflict.AccountId)
                .ToListAsync(ct),
        ];
}
