using EigPortal.Services.Challenges;
using EigPortal.Services.Cohorts;
using EigPortal.Services.Time;
using EigPortal.Web.Features.Shared;
using EigPortal.Web.Startup;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.OutputCaching;

namespace EigPortal.Web.Features.Challenges;

/// <summary>The challenges: a list to search and filter, a page each, and the preview that staff may hand out.</summary>
[AllowAnonymous]
[Route("/defis")]
public sealed class ChallengesController(CurrentCohort current, ChallengeCatalogue catalogue, ProgrammeClock clock) : Controller
{
    [HttpGet("")]
    [HttpHead("")]
    [OutputCache(PolicyName = PublicPages.Policy)]
    public async Task<IActionResult> Index(ChallengeListQuery query, CancellationToken ct)
    {
        var cohorts = await catalogue.ListCohortsAsync(ct);
        var shown = query.Promotion is null
            ? cohorts.FirstOrDefault(cohort => cohort.IsCurrent)
            : cohorts.SingleOrDefault(cohort => cohort.Slug == query.Promotion);
        if (shown is null)
        {
            return NotFound();
        }

        var cards = await catalogue.ListAsync(shown.Id, ct);
        var hits = query.Words.Length == 0 ? null : await catalogue.SearchAsync(shown.Id, query.Words, ct);
        var call = shown.IsCurrent ? CallStatus.At(await current.GetAsync(ct), clock.Now) : null;
        HttpContext.KeepAtMost(call?.Left?.ValidFor);
        return View(ChallengeListModel.From(query, shown, cohorts, cards, hits, call));
    }

    [HttpGet("{slug}")]
    [HttpHead("{slug}")]
    [OutputCache(PolicyName = PublicPages.Policy)]
    public async Task<IActionResult> Show(string slug, CancellationToken ct)
    {
        if (await catalogue.FindAsync(slug, ct) is { } sheet)
        {
            return await ShowAsync(sheet, ct);
        }

        return await catalogue.FindSlugAfterAsync(slug, ct) is { } present
            ? RedirectToActionPermanent(nameof(Show), new { slug = present })
            : NotFound();
    }

    /// <summary>Never cached nor indexed: the secret of the link is the only permission.</summary>
    [HttpGet("apercu/{token}")]
    [ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
    public async Task<IActionResult> Preview(string token, CancellationToken ct)
    {
        if (await catalogue.FindPreviewAsync(token, ct) is not { } sheet)
        {
            return NotFound();
        }

        Response.Headers["X-Robots-Tag"] = "noindex, nofollow";
        return View(
            "Show",
            new ChallengePageModel(sheet, Call: null, [], IsPreview: true, Request.Absolute($"/defis/{sheet.Challenge.Slug}"))
        );
    }

    private async Task<IActionResult> ShowAsync(ChallengeSheet sheet, CancellationToken ct)
    {
        var call = sheet.CohortIsCurrent ? CallStatus.At(await current.GetAsync(ct), clock.Now) : null;
        var others = await catalogue.ListAsync(sheet.Challenge.CohortId, ct);
        return View(
            "Show",
            new ChallengePageModel(
                sheet,
                call,
                ChallengePageModel.Similar(sheet, others),
                IsPreview: false,
                Request.Absolute($"/defis/{sheet.Challenge.Slug}")
            )
        );
    }
}
