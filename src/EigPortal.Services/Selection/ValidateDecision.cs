using EigPortal.Domain.Selection;
using EigPortal.Domain.Shared;
using EigPortal.Services.Data;
using EigPortal.Services.Data.Interceptors;
using EigPortal.Services.Identity;
using Microsoft.EntityFrameworkCore;

namespace EigPortal.Services.Selection;

public sealed record ValidateDecisionCommand(Guid DecisionId);

/// <summary>
/// Makes a decision final, by a second person. A retained person gets an offer and its mail at once, under embargo; a refusal or a
/// waiting-list notice is written and held until results are public.
/// </summary>
public sealed class ValidateDecision(EigDbContext db, ProgrammeNow now)
{
    public async Task<Result> ExecuteAsync(ValidateDecisionCommand command, Actor actor, CancellationToken ct)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await db.LockDecisionAsync(command.DecisionId, ct);
        var decision = await db.Decisions.SingleOrDefaultAsync(found => found.Id == command.DecisionId, ct);
        var candidature = decision is null
            ? null
            : await db
                .Candidatures.AsNoTracking()
                .DecidableBy(actor, db)
                .SingleOrDefaultAsync(found => found.Id == decision.CandidatureId, ct);
        if (decision is null || candidature is null)
        {
            return SelectionRefusals.NotFound;
        }

        if (RecordDecision.RefuseState(candidature.State, decision.Kind) is { } refusal)
        {
            return refusal;
        }

        var validated = decision.Validate(actor.AccountId, now());
        if (!validated.IsOk)
        {
            return validated;
        }

        if (decision.Kind == DecisionKind.Retained)
        {
            db.Offers.Add(new Offer(decision.Id, decision.CandidatureId, decision.PostId!.Value, now()));
        }

        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return Result.Ok;
    }
}
