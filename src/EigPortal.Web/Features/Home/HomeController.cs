using EigPortal.Services.Challenges;
using EigPortal.Services.Cohorts;
using EigPortal.Services.Time;
using EigPortal.Web.Features.Shared;
using EigPortal.Web.Startup;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.OutputCaching;

namespace EigPortal.Web.Features.Home;

/// <summary>The first page: what the programme is, whether it is open, until when, what to do.</summary>
[AllowAnonymous]
[OutputCache(PolicyName = PublicPages.Policy)]
public sealed class HomeController(CurrentCohort current, ChallengeCatalogue catalogue, ProgrammeClock clock) : Controller
{
    [HttpGet("/")]
    [HttpHead("/")]
    public async Task<IActionResult> Index(CancellationToken ct)
    {
        if (await current.FindAsync(ct) is not { } cohort)
        {
            return View("Empty");
        }

        var now = clock.Now;
        var model = HomeModel.From(
            cohort,
            now,
            await catalogue.ListAsync(cohort.Id, ct),
            await catalogue.CountPostsAsync(cohort.Id, ct),
            await catalogue.ListCohortsAsync(ct)
        );
        HttpContext.KeepAtMost(model.Call.Left?.ValidFor);
        return View(model);
    }
}
