using EigPortal.Domain.Cohorts;
using EigPortal.Services.Challenges;
using EigPortal.Services.Cohorts;
using EigPortal.Services.Time;
using EigPortal.Web.Features.Shared;
using EigPortal.Web.Startup;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.OutputCaching;
using Microsoft.Extensions.Options;

namespace EigPortal.Web.Features.Pages;

/// <summary>What the programme explains, and what the law asks a site to say.</summary>
[AllowAnonymous]
[OutputCache(PolicyName = PublicPages.Policy)]
public sealed class PagesController(CurrentCohort current, ProgrammeClock clock) : Controller
{
    [HttpGet("/selection")]
    [HttpHead("/selection")]
    public async Task<IActionResult> Selection(CancellationToken ct)
    {
        var cohort = await current.FindAsync(ct);
        return View(cohort is null ? [] : SelectionStep.Of(cohort, clock.Now));
    }

    [HttpGet("/eligibilite")]
    [HttpHead("/eligibilite")]
    public Task<IActionResult> Eligibility(CancellationToken ct) => ShowTextsAsync(nameof(Eligibility), ct);

    [HttpGet("/criteres")]
    [HttpHead("/criteres")]
    public async Task<IActionResult> Criteria(CancellationToken ct)
    {
        var cohort = await current.FindAsync(ct);
        return View(
            new CriteriaModel(
                cohort is null ? [] : [.. cohort.Criteria.OrderBy(criterion => criterion.Position)],
                cohort?.ScaleIsPublished == true ? null : ProgrammeTexts.Of(new()).AnchorsNote
            )
        );
    }

    [HttpGet("/algorithmes")]
    [HttpHead("/algorithmes")]
    public async Task<IActionResult> Algorithms([FromServices] IOptions<LegalOptions> legal, CancellationToken ct)
    {
        var cohort = await current.FindAsync(ct);
        return View(
            new AlgorithmsModel(
                cohort is null ? [] : [.. cohort.Criteria.OrderBy(criterion => criterion.Position)],
                cohort?.ScaleMax ?? ScoringDefaults.ScaleMax,
                legal.Value.ContactEmail
            )
        );
    }

    [HttpGet("/conditions")]
    [HttpHead("/conditions")]
    public Task<IActionResult> Conditions(CancellationToken ct) => ShowTextsAsync(nameof(Conditions), ct);

    [HttpGet("/accompagnement")]
    [HttpHead("/accompagnement")]
    public Task<IActionResult> Support(CancellationToken ct) => ShowTextsAsync(nameof(Support), ct);

    [HttpGet("/faq")]
    [HttpHead("/faq")]
    public Task<IActionResult> Faq(CancellationToken ct) => ShowTextsAsync(nameof(Faq), ct);

    [HttpGet("/donnees-personnelles")]
    [HttpHead("/donnees-personnelles")]
    public async Task<IActionResult> PersonalData([FromServices] IOptions<LegalOptions> legal, CancellationToken ct) =>
        View(new PersonalDataModel((await TextsAsync(ct)).DataProtection, legal.Value));

    [HttpGet("/mentions-legales")]
    [HttpHead("/mentions-legales")]
    public IActionResult Legal([FromServices] IOptions<LegalOptions> legal) => View(legal.Value);

    [HttpGet("/accessibilite")]
    [HttpHead("/accessibilite")]
    public IActionResult Accessibility([FromServices] IOptions<LegalOptions> legal) => View(legal.Value);

    [HttpGet("/plan-du-site")]
    [HttpHead("/plan-du-site")]
    public async Task<IActionResult> SiteMap([FromServices] ChallengeCatalogue catalogue, CancellationToken ct)
    {
        var cohorts = await catalogue.ListCohortsAsync(ct);
        var cohort = cohorts.FirstOrDefault(cohort => cohort.IsCurrent);
        return View(new SiteMapModel(cohorts, cohort is null ? [] : await catalogue.ListAsync(cohort.Id, ct)));
    }

    private async Task<IActionResult> ShowTextsAsync(string view, CancellationToken ct) => View(view, await TextsAsync(ct));

    private async Task<ProgrammeTexts> TextsAsync(CancellationToken ct) =>
        ProgrammeTexts.Of((await current.FindAsync(ct))?.Timetable ?? new Timetable());
}
