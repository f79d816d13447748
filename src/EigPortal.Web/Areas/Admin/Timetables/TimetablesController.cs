using EigPortal.Domain.Cohorts;
using EigPortal.Services.Cohorts;
using EigPortal.Services.Identity;
using EigPortal.Web.Shared;
using EigPortal.Web.Startup;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.OutputCaching;

namespace EigPortal.Web.Areas.Admin.Timetables;

/// <summary>The dates of the promotion, from which every page and rule takes them.</summary>
public sealed class TimetablesController(RescheduleCohort reschedule, IOutputCacheStore cache, ActorLoader actors)
    : AdminController(actors)
{
    [HttpGet("/admin/calendrier")]
    public async Task<IActionResult> Edit(CancellationToken ct)
    {
        var (cohort, version) = await reschedule.CurrentAsync(ct);
        return View("Edit", new TimetableModel(cohort, cohort.Timetable, TimetableInput.From(cohort.Timetable, version)));
    }

    [HttpPost("/admin/calendrier")]
    public async Task<IActionResult> Update([FromForm] TimetableInput input, CancellationToken ct)
    {
        var (cohort, version) = await reschedule.CurrentAsync(ct);
        var timetable = input.ToTimetable();
        AddErrors(timetable.Errors);
        if (!ModelState.IsValid)
        {
            return Refused("Edit", new TimetableModel(cohort, cohort.Timetable, input));
        }

        var result = await reschedule.ExecuteAsync(timetable.Value, input.Reason ?? "", input.Version, ct);
        if (result.IsOk)
        {
            await PublicPages.EvictAsync(cache, ct);
            this.Flash("Le calendrier est enregistré. Toutes les pages donnent les nouvelles dates.");
            return LocalRedirect("/admin/calendrier");
        }

        AddErrors(result.Errors);
        return result.Error == RescheduleCohort.Changed
            ? ShowBoth(cohort, TimetableInput.From(timetable.Value, version, input.Reason))
            : Refused("Edit", new TimetableModel(cohort, cohort.Timetable, input));
    }

    // The saved dates are beside each field: saving again is a choice made knowing them.
    private ViewResult ShowBoth(Cohort cohort, TimetableInput typed)
    {
        ModelState.Remove(nameof(typed.Version));
        return Refused("Edit", new TimetableModel(cohort, cohort.Timetable, typed), StatusCodes.Status409Conflict);
    }
}
