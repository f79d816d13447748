using EigPortal.Domain.Contracts;
using EigPortal.Domain.Shared;
using EigPortal.Services.Data;
using EigPortal.Services.Data.Interceptors;
using EigPortal.Services.Identity;
using EigPortal.Services.Text;
using Microsoft.EntityFrameworkCore;

namespace EigPortal.Services.Contracts;

public sealed record PrepareContractCommand(Guid FellowId);

/// <summary>
/// Opens the draft contract of a person who joined a team, with the programme's usual terms: 4 000 € net, 70 % of the cost paid by
/// the programme, from the day the promotion starts to work. The employer is the host of the challenge. Somebody who replaces another
/// once work has started begins today at the earliest, and has ten months too, past the end of the promotion when it must be (E12): the
/// first day stays to be agreed with the host in the draft.
/// </summary>
public sealed class PrepareContract(EigDbContext db, ProgrammeNow now)
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

        if (seat.WorkStartsOn is not { } workStartsOn)
        {
            return ContractRefusals.NoStart;
        }

        var today = FrenchDates.ParisDay(now());
        var startsOn = today > workStartsOn && await IsReplacementAsync(command.FellowId, ct) ? today : workStartsOn;
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

    /// <summary>Somebody had the seat before.</summary>
    private Task<bool> IsReplacementAsync(Guid fellowId, CancellationToken ct) =>
        db.Fellows.AnyAsync(
            former => former.LeftAt != null && db.Fellows.Any(fellow => fellow.Id == fellowId && fellow.PostId == former.PostId),
            ct
        );
}
