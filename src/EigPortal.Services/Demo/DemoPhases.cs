using EigPortal.Domain.Cohorts;
using EigPortal.Domain.Juries.Phases;
using EigPortal.Services.Identity;
using EigPortal.Services.Juries.Phases;
using Microsoft.EntityFrameworkCore;

namespace EigPortal.Services.Demo;

/// <summary>Opens phases of the jury as the team did, with the same preconditions as the page.</summary>
internal static class DemoPhases
{
    public static Task OpenAsync(
        DemoWorld world,
        Guid cohortId,
        JuryPhase to,
        DateTimeOffset at,
        Actor staff,
        CancellationToken ct
    ) =>
        world.ActAsync(
            at,
            staff.AccountId,
            async db =>
            {
                var cohort = await db.Cohorts.AsNoTracking().SingleAsync(row => row.Id == cohortId, ct);
                var opened = await new ChangePhases(db, new PhaseGaps(db, () => at), () => at).OpenAsync(cohort, to, staff, ct);
                if (!opened.IsOk)
                {
                    throw new InvalidOperationException(
                        $"The demo can't open the phase {to}: {string.Join(", ", opened.Errors.Select(error => error.Code))}"
                    );
                }
            },
            ct
        );
}
