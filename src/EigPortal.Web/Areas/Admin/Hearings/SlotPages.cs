using EigPortal.Domain.Hearings;
using EigPortal.Services.Candidatures;
using EigPortal.Services.Data;
using EigPortal.Services.Hearings;
using EigPortal.Services.Identity;
using Microsoft.EntityFrameworkCore;

namespace EigPortal.Web.Areas.Admin.Hearings;

/// <summary>What the page of one person's hearing shows.</summary>
public sealed class SlotPages(EigDbContext db, RunningOrder order, ArrangeHearings arrange, HearingGrids grids)
{
    /// <returns>Null for a file that the actor may not see.</returns>
    public async Task<SlotModel?> OfAsync(Domain.Cohorts.Cohort cohort, Guid candidatureId, Actor actor, CancellationToken ct)
    {
        var person = await (
            from file in db.Candidatures.ForStaff(actor, db)
            join candidate in db.Candidates on file.CandidateId equals candidate.Id
            where file.Id == candidatureId && file.CohortId == cohort.Id && file.Number != null
            select new { file.Number, FullName = candidate.GivenName + " " + candidate.FamilyName }
        ).SingleOrDefaultAsync(ct);
        if (person is null)
        {
            return null;
        }

        var lines = (await order.ForStaffAsync(cohort.Id, actor, ct)).Lines;
        var own = lines.FirstOrDefault(line => line.CandidatureId == candidatureId);
        var adjustment = await db
            .HearingAdjustments.AsNoTracking()
            .SingleOrDefaultAsync(row => row.CandidatureId == candidatureId, ct);
        var mayMove = own is not null && Slot.Allowed.Allows(own.State, SlotVerb.Move);
        return new SlotModel(
            candidatureId,
            person.Number!,
            person.FullName,
            own,
            mayMove ? await arrange.FreePlacesAsync(own!.SlotId, actor, ct) : [],
            mayMove
                ? [.. lines.Where(line => line.CandidatureId != candidatureId && Slot.Allowed.Allows(line.State, SlotVerb.Move))]
                : [],
            AdjustmentInput.From(adjustment),
            [.. HalvesOf(cohort)],
            [.. (await grids.OfFileAsync(candidatureId, actor, ct)).Select(sheet => GridModel.From(sheet, cohort))]
        );
    }

    /// <summary>Whether the hearing is this file's, and the file one that the actor may see.</summary>
    public Task<bool> HoldsAsync(Guid candidatureId, Guid slotId, Actor actor, CancellationToken ct) =>
        db.Slots.ForStaff(actor, db).AnyAsync(slot => slot.Id == slotId && slot.CandidatureId == candidatureId, ct);

    public static IEnumerable<(DateOnly Day, HalfDay Half)> HalvesOf(Domain.Cohorts.Cohort cohort) =>
        from day in HearingText.DaysOf(cohort.Timetable)
        from half in Enum.GetValues<HalfDay>()
        select (day, half);
}
