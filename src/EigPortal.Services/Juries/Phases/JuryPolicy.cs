using EigPortal.Domain.Cohorts;
using EigPortal.Domain.Juries.Phases;
using EigPortal.Services.Data;
using EigPortal.Services.Data.Interceptors;
using EigPortal.Services.Identity;
using Microsoft.EntityFrameworkCore;

namespace EigPortal.Services.Juries.Phases;

/// <summary>
/// What jurors may see now of others' marks, of names, of ranks and of decisions. Whatever shows one of them to a juror asks here, and
/// starts from the queries of <see cref="PhaseQueries"/>.
/// </summary>
public sealed class JuryPolicy(EigDbContext db, ProgrammeNow programmeNow)
{
    private readonly Dictionary<Guid, JuryView> known = [];

    public async Task<JuryView> OfAsync(Cohort cohort, CancellationToken ct)
    {
        if (!known.TryGetValue(cohort.Id, out var view))
        {
            var phases = await db.JuryPhases.AsNoTracking().SingleAsync(row => row.CohortId == cohort.Id, ct);
            known[cohort.Id] = view = JuryView.Of(phases, cohort, programmeNow());
        }

        return view;
    }

    /// <summary>Of the promotion in which the actor sits.</summary>
    public async Task<JuryView> OfAsync(Guid cohortId, CancellationToken ct) =>
        known.TryGetValue(cohortId, out var view)
            ? view
            : await OfAsync(await db.Cohorts.AsNoTracking().SingleAsync(row => row.Id == cohortId, ct), ct);
}
