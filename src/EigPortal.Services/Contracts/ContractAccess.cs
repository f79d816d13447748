using EigPortal.Domain.Contracts;
using EigPortal.Services.Data;
using EigPortal.Services.Identity;

namespace EigPortal.Services.Contracts;

/// <summary>Which contracts an actor may see, and of which they may send the signed copy.</summary>
public static class ContractAccess
{
    /// <summary>
    /// Staff: all. Host contacts: those of their administrations. Mentors: those of the teams they accompany. Fellows: their own. A
    /// draft is the programme team's alone.
    /// </summary>
    public static IQueryable<Contract> VisibleTo(this IQueryable<Contract> contracts, Actor actor, EigDbContext db) =>
        actor.IsStaff
            ? contracts
            : contracts.Where(contract =>
                contract.State != ContractState.Draft
                && (
                    actor.HostIds.Contains(contract.HostId)
                    || db.Fellows.Any(fellow =>
                        fellow.Id == contract.FellowId
                        && (
                            fellow.AccountId == actor.AccountId
                            || db.Teams.Any(team =>
                                team.Id == fellow.TeamId && actor.MentoredChallengeIds.Contains(team.ChallengeId)
                            )
                        )
                    )
                )
            );

    /// <summary>Staff: all. Host contacts: those of their administrations, once sent.</summary>
    public static IQueryable<Contract> SignedCopyFrom(this IQueryable<Contract> contracts, Actor actor) =>
        actor.IsStaff
            ? contracts
            : contracts.Where(contract => contract.State != ContractState.Draft && actor.HostIds.Contains(contract.HostId));
}
