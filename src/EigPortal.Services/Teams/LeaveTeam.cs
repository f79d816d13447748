using EigPortal.Domain.Contracts;
using EigPortal.Domain.Selection;
using EigPortal.Domain.Shared;
using EigPortal.Services.Contracts;
using EigPortal.Services.Data;
using EigPortal.Services.Data.Interceptors;
using EigPortal.Services.Identity;
using EigPortal.Services.Selection;
using Microsoft.EntityFrameworkCore;

namespace EigPortal.Services.Teams;

public sealed record LeaveTeamCommand(Guid FellowId, string Reason);

/// <summary>
/// Records that a person leaves their team (E12, E18). The seat and its decision are freed, so that the next person can be retained.
/// Refuses while the contract is signed or running: break it first.
/// </summary>
public sealed class LeaveTeam(EigDbContext db, ProgrammeNow now)
{
    public async Task<Result> ExecuteAsync(LeaveTeamCommand command, Actor actor, CancellationToken ct)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var team = await db.Fellows.ForStaff(actor, db).AnyAsync(fellow => fellow.Id == command.FellowId, ct)
            ? await db
                .Teams.Include(found => found.Fellows)
                .SingleOrDefaultAsync(found => found.Fellows.Any(fellow => fellow.Id == command.FellowId), ct)
            : null;
        if (team is null)
        {
            return SelectionRefusals.NotFound;
        }

        if (string.IsNullOrWhiteSpace(command.Reason))
        {
            return new DomainError("team.reason", "Dites pourquoi cette personne quitte l’équipe.", "Reason");
        }

        await db.LockChallengeAsync(team.ChallengeId, ct);
        if (await HasLiveContractAsync(command.FellowId, ct))
        {
            return new DomainError("team.contract", "Son contrat est signé ou en cours : enregistrez d’abord la rupture.");
        }

        var left = team.Leave(command.FellowId, command.Reason, now());
        if (!left.IsOk)
        {
            return left;
        }

        await FreeSeatAsync(team.Fellows.Single(fellow => fellow.Id == command.FellowId).CandidatureId, command.Reason, ct);
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return Result.Ok;
    }

    private Task<bool> HasLiveContractAsync(Guid fellowId, CancellationToken ct) =>
        db.Contracts.AnyAsync(
            contract =>
                contract.FellowId == fellowId
                && (contract.State == ContractState.Signed || contract.State == ContractState.Running),
            ct
        );

    private async Task FreeSeatAsync(Guid candidatureId, string reason, CancellationToken ct)
    {
        var decision = await db.Decisions.SingleOrDefaultAsync(
            found => found.CandidatureId == candidatureId && found.State != DecisionState.Cancelled,
            ct
        );
        decision?.Cancel(reason, now());
    }
}
