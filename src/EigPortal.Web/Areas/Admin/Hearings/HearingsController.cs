using EigPortal.Domain.Hearings;
using EigPortal.Domain.Shared;
using EigPortal.Services.Cohorts;
using EigPortal.Services.Hearings;
using EigPortal.Services.Identity;
using EigPortal.Services.Time;
using EigPortal.Web.Dsfr;
using EigPortal.Web.Shared;
using Microsoft.AspNetCore.Mvc;

namespace EigPortal.Web.Areas.Admin.Hearings;

/// <summary>The hearings of the promotion: where they stand, their running order, and their announcement by two people.</summary>
public sealed class HearingsController(
    OrganiseHearings organise,
    RunningOrder order,
    ReleaseHearings release,
    CurrentCohort current,
    ProgrammeClock clock,
    ActorLoader actors
) : AdminController(actors)
{
    [HttpGet("/admin/auditions")]
    public async Task<IActionResult> Index(CancellationToken ct) => View("Index", await ModelAsync(ct));

    [HttpGet("/admin/auditions/jour")]
    public async Task<IActionResult> Today(CancellationToken ct) => View("Today", await ModelAsync(ct));

    /// <param name="papier">Version written on somebody's paper, to be compared with the plan.</param>
    [HttpGet("/admin/auditions/programme")]
    public async Task<IActionResult> Programme(int? papier, CancellationToken ct) =>
        View("Programme", (await ModelAsync(ct)) with { Paper = papier });

    [HttpPost("/admin/auditions/annonce")]
    public async Task<IActionResult> Prepare(CancellationToken ct) =>
        Answer(
            await release.PrepareAsync((await current.GetAsync(ct)).Id, await ActorAsync(ct), ct),
            "L’annonce est préparée. Une autre personne doit la confirmer."
        );

    [HttpPost("/admin/auditions/annonce/confirmer")]
    public async Task<IActionResult> Confirm([FromForm] int version, CancellationToken ct)
    {
        var result = await release.ConfirmAsync((await current.GetAsync(ct)).Id, version, await ActorAsync(ct), ct);
        return Answer(
            result,
            result.IsOk ? $"{FrenchNumbers.Count(result.Value, "convocation part", "convocations partent")}." : ""
        );
    }

    [HttpPost("/admin/auditions/annonce/abandonner")]
    public async Task<IActionResult> Drop(CancellationToken ct) =>
        Answer(
            await release.DropAsync((await current.GetAsync(ct)).Id, await ActorAsync(ct), ct),
            "L’annonce est abandonnée. Rien n’est parti."
        );

    private IActionResult Answer(Result result, string done)
    {
        this.Flash(result.IsOk ? done : result.Error.Message, result.IsOk ? Severity.Success : Severity.Warning);
        return LocalRedirect("/admin/auditions");
    }

    private async Task<HearingsModel> ModelAsync(CancellationToken ct)
    {
        var (cohort, actor) = (await current.GetAsync(ct), await ActorAsync(ct));
        return new HearingsModel(
            await organise.FindAsync(cohort.Id, ct),
            await order.ForStaffAsync(cohort.Id, actor, ct),
            (await organise.PanelsAsync(cohort.Id, actor, ct)).Count,
            actor.AccountId,
            clock.Now
        );
    }
}
