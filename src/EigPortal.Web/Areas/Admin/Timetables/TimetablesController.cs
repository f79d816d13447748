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
        var saved = cohort.Timetable;
        var timetable = input.ToTimetable();
        AddErrors(timetable.Errors);
        if (!ModelState.IsValid)
        {
            return Refused("Edit", new TimetableModel(cohort, saved, input));
        }

        var result = await reschedule.ExecuteAsync(timetable.Value, input.Reason ?? "", input.Version, ct);
        if (result.IsOk)
        {
            await PublicPages.EvictAsync(cache, ct);
            this.Flash("Le calendrier est enregistré. Toutes les pages donnent les nouvelles dates.");
            return LocalRedirect("/admin/calendrier");
        }

        AddErrors(result.Errors);
        if (result.Error != RescheduleCohort.Changed)
        {
            return Refused("Edit", new TimetableModel(cohort, saved, input));
        }

        // The saved dates are beside each field: saving again is a choice made knowing them.
        ModelState.Remove(nameof(input.Version));
        var typed = TimetableInput.From(timetable.Value, version, input.Reason);
        return Refused("Edit", new TimetableModel(cohort, saved, typed), StatusCodes.Status409Conflict);
    }
}
