using EigPortal.Domain.Contracts;
using EigPortal.Domain.Teams;
using EigPortal.Services.Candidatures;
using EigPortal.Services.Data;
using EigPortal.Services.Identity;

namespace EigPortal.Services.Contracts;

/// <summary>Which contracts an actor may see, and of which they may send the signed copy.</summary>
public static class ContractAccess
{
    /// <summary>Contracts that staff may work on: minus those of people with whom a tie excludes the actor.</summary>
    public static IQueryable<Contract> ForStaff(this IQueryable<Contract> contracts, Actor actor, EigDbContext db)
    {
        var seen = db.Fellows.ForStaff(actor, db).Select(fellow => fellow.Id);
        return contracts.Where(contract => seen.Contains(contract.FellowId));
    }

    /// <summary>Members of teams that staff may work on, by the same rule.</summary>
    public static IQueryable<Fellow> ForStaff(this IQueryable<Fellow> fellows, Actor actor, EigDbContext db)
    {
        var seen = db.Candidatures.ForStaff(actor, db).Select(candidature => candidature.Id);
        return fellows.Where(fellow => seen.Contains(fellow.CandidatureId));
    }

    /// <summary>
    /// Staff: all, minus their ties. Host contacts: those of their administrations. Mentors: those of the teams they accompany. Fellows: their own. A
    /// draft is the programme team's alone.
    /// </summary>
    public static IQueryable<Contract> VisibleTo(this IQueryable<Contract> contracts, Actor actor, EigDbContext db) =>
        actor.IsStaff
            ? contracts.ForStaff(actor, db)
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

    /// <summary>Staff: all, minus their ties. Host contacts: those of their administrations, once sent.</summary>
    public static IQueryable<Contract> SignedCopyFrom(this IQueryable<Contract> contracts, Actor actor, EigDbContext db) =>
        actor.IsStaff
            ? contracts.ForStaff(actor, db)
            : contracts.Where(contract => contract.State != ContractState.Draft && actor.HostIds.Contains(contract.HostId));
}
