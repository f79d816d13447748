using EigPortal.Domain.Contracts;
using EigPortal.Domain.Shared;
using EigPortal.Services.Data;
using EigPortal.Services.Identity;
using Microsoft.EntityFrameworkCore;

namespace EigPortal.Services.Contracts;

public sealed record PrepareContractCommand(Guid FellowId);

/// <summary>
/// Opens the draft contract of a person who joined a team, with the programme's usual terms: 4 000 € net, 70 % of the cost paid by
/// the programme, from the day the promotion starts to work. The employer is the host of the challenge.
/// </summary>
public sealed class PrepareContract(EigDbContext db)
{
    public async Task<Result<Contract>> ExecuteAsync(PrepareContractCommand command, Actor actor, CancellationToken ct)
    {
        var seat = await (
            from fellow in db.Fellows.ForStaff(actor, db)
            join team in db.Teams on fellow.TeamId equals team.Id
            join challenge in db.Challenges on team.ChallengeId equals challenge.Id
            join cohort in db.Cohorts on team.CohortId equals cohort.Id
            where fellow.Id == command.FellowId && fellow.LeftAt == null
            select new { challenge.HostId, cohort.Timetable.WorkStartsOn }
        ).SingleOrDefaultAsync(ct);
        if (seat is null)
        {
            return ContractRefusals.NotFound;
        }

        if (seat.WorkStartsOn is not { } startsOn)
        {
            return ContractRefusals.NoStart;
        }

        var terms = new ContractTerms(startsOn, Contract.DefaultNetMonthlySalary, Contract.DefaultProgrammeShare);
        var contract = new Contract(command.FellowId, seat.HostId, terms);
        db.Contracts.Add(contract);
        try
        {
            await db.SaveChangesAsync(ct);
            return contract;
        }
        catch (DbUpdateException refused) when (refused.Breaks("ux_contracts_one_live"))
        {
            return ContractRefusals.AlreadyPrepared;
        }
    }
}
