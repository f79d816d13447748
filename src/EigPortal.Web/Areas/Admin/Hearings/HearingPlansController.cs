using EigPortal.Domain.Hearings;
using EigPortal.Services.Cohorts;
using EigPortal.Services.Hearings;
using EigPortal.Services.Identity;
using EigPortal.Web.Shared;
using Microsoft.AspNetCore.Mvc;

namespace EigPortal.Web.Areas.Admin.Hearings;

/// <summary>The plan of the hearings: proposed, read, then applied whole.</summary>
public sealed class HearingPlansController(PlanHearings plans, CurrentCohort current, ActorLoader actors)
    : AdminController(actors)
{
    [HttpGet("/admin/auditions/plan")]
    public async Task<IActionResult> Index([FromQuery] string? mode, CancellationToken ct) =>
        mode is null
            ? View("Plan", new HearingPlanModel(true, null))
            : View("Plan", await ModelAsync(mode != HearingPlanModel.Anew, ct));

    [HttpPost("/admin/auditions/plan")]
    public async Task<IActionResult> Apply([FromForm] string? mode, [FromForm] string? hash, CancellationToken ct)
    {
        var (cohort, actor, keeps) = (await current.GetAsync(ct), await ActorAsync(ct), mode != HearingPlanModel.Anew);
        var done = await plans.ApplyAsync(cohort.Id, keeps, hash ?? "", actor, ct);
        if (!done.IsOk)
        {
            AddErrors(done.Errors);
            return Refused(
                "Plan",
                await ModelAsync(keeps, ct),
                done.Errors.Contains(HearingErrors.Stale)
                    ? StatusCodes.Status409Conflict
                    : StatusCodes.Status422UnprocessableEntity
            );
        }

        this.Flash(
            $"Plan appliqué, version {done.Value.Version} : {FrenchNumbers.Count(done.Value.Placed, "audition placée", "auditions placées")}, {FrenchNumbers.Count(done.Value.Moved, "déplacée", "déplacées")}. Personne n’est encore prévenu."
        );
        return LocalRedirect("/admin/auditions");
    }

    private async Task<HearingPlanModel> ModelAsync(bool keeps, CancellationToken ct) =>
        new(keeps, await plans.PreviewAsync((await current.GetAsync(ct)).Id, keeps, await ActorAsync(ct), ct));
}
