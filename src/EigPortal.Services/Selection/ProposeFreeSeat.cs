using EigPortal.Domain.Candidatures;
using EigPortal.Domain.Selection;
using EigPortal.Domain.Shared;
using EigPortal.Services.Data;
using EigPortal.Services.Data.Interceptors;
using EigPortal.Services.Identity;
using Microsoft.EntityFrameworkCore;

namespace EigPortal.Services.Selection;

/// <param name="CandidatureId">The person whom the page showed: a list that has changed since is noticed. Empty when none was chosen.</param>
/// <param name="Reason">Required when the person is not the one whom the lists designate.</param>
public sealed record ProposeFreeSeatCommand(Guid PostId, Guid CandidatureId, string Reason);

/// <summary>
/// Takes a person off the waiting lists and records that they are retained for a free seat, in one transaction. A second person
/// validates it as any decision; only then is the seat offered. Two people who act at once act one after the other (E12).
/// </summary>
public sealed class ProposeFreeSeat(EigDbContext db, WaitingLists lists, ProgrammeNow now)
{
    public async Task<Result<Decision>> ExecuteAsync(ProposeFreeSeatCommand command, Actor actor, CancellationToken ct)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        if (!await db.Posts.AnyAsync(post => post.Id == command.PostId, ct))
        {
            return SelectionRefusals.NotFound;
        }

        if (command.CandidatureId == Guid.Empty)
        {
            return WaitingErrors.PersonMissing;
        }

        if (await OpenAsync(command, actor, ct) is not { } waiting)
        {
            return SelectionRefusals.NotFound;
        }

        var designations = await lists.DesignateAsync(waiting.CohortId, ct);
        if (designations.SingleOrDefault(found => found.Seat.PostId == command.PostId) is not { } designation)
        {
            return WaitingErrors.SeatNotFree;
        }

        if (Refuse(waiting, designation, command) is { } refusal)
        {
            return refusal;
        }

        var place = waiting.Places.Single(found => found.List == designation.Seat.List);
        waiting.Cancel($"Place proposée depuis la liste d’attente, rang {place.Position}", now());
        await db.CancelUnsentMailsAsync([waiting.Id], ct);
        await db.SaveChangesAsync(ct);
        var recorded = Record(waiting, designation.Seat, command, actor);
        if (!recorded.IsOk)
        {
            return recorded;
        }

        recorded.Value.TellAids([.. waiting.Aids, DecisionAid.WaitingList]);
        db.Decisions.Add(recorded.Value);
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return recorded;
    }

    /// <summary>The standing decision of a person who waits, whom the actor may decide about. The promotion is locked.</summary>
    private async Task<Decision?> OpenAsync(ProposeFreeSeatCommand command, Actor actor, CancellationToken ct)
    {
        var candidatures = db.Candidatures.DecidableBy(actor, db).Where(found => found.Id == command.CandidatureId);
        if (await candidatures.Select(found => (Guid?)found.CohortId).SingleOrDefaultAsync(ct) is not { } cohortId)
        {
            return null;
        }

        await db.LockCohortAsync(cohortId, ct);
        return await db
            .Decisions.Include(decision => decision.Places)
            .SingleOrDefaultAsync(
                decision =>
                    decision.State != DecisionState.Cancelled
                    && candidatures.Any(found =>
                        found.Id == decision.CandidatureId && found.State == CandidatureState.Preselected
                    ),
                ct
            );
    }

    private static DomainError? Refuse(Decision waiting, SeatDesignation designation, ProposeFreeSeatCommand command)
    {
        if (
            waiting is not { Kind: DecisionKind.WaitingList, State: DecisionState.Validated }
            || !waiting.Places.Any(place => place.List == designation.Seat.List)
        )
        {
            return WaitingErrors.NotWaiting;
        }

        return designation.CandidatureId == command.CandidatureId || !string.IsNullOrWhiteSpace(command.Reason)
            ? null
            : WaitingErrors.OutOfOrder;
    }

    private Result<Decision> Record(Decision waiting, FreeSeat seat, ProposeFreeSeatCommand command, Actor actor) =>
        Decision.Record(
            waiting.CandidatureId,
            waiting.CohortId,
            DecisionKind.Retained,
            seat.PostId,
            seat.List.Profile,
            [seat.List.Profile],
            command.Reason,
            actor.AccountId,
            now()
        );
}
