using EigPortal.Domain.Cohorts;
using EigPortal.Services.Challenges;
using EigPortal.Services.Teams;
using EigPortal.Services.Time;
using EigPortal.Web.Features.Shared;
using EigPortal.Web.Startup;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.OutputCaching;

namespace EigPortal.Web.Features.Cohorts;

/// <summary>The promotions: their challenges, their figures and, once results are public, their teams.</summary>
[AllowAnonymous]
[Route("/promotions")]
[OutputCache(PolicyName = PublicPages.Policy)]
public sealed class CohortsController(ChallengeCatalogue catalogue, PublicTeams teams, ProgrammeClock clock) : Controller
{
    [HttpGet("")]
    [HttpHead("")]
    public async Task<IActionResult> Index(CancellationToken ct)
    {
        var cohorts = await catalogue.ListCohortsAsync(ct);
        var current = cohorts.FirstOrDefault(cohort => cohort.IsCurrent);
        var isPublic = current is not null && current.ResultsArePublicAt(clock.Now);
        return View(new CohortListModel(cohorts, PastFigures.Of(cohorts, isPublic)));
    }

    [HttpGet("{slug}")]
    [HttpHead("{slug}")]
    public async Task<IActionResult> Show(string slug, CancellationToken ct)
    {
        if (await catalogue.FindCohortAsync(slug, ct) is not { } cohort)
        {
            return NotFound();
        }

        var now = clock.Now;
        return View(
            new CohortPageModel(
                cohort,
                cohort.Timetable.CallAt(now),
                cohort.ResultsArePublicAt(now),
                await catalogue.ListAsync(cohort.Id, ct),
                await teams.OfAsync(cohort, now, ct),
                await teams.CorrectedAtAsync(cohort, now, ct)
            )
        );
    }
}
