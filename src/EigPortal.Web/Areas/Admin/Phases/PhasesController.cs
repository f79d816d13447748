using EigPortal.Domain.Juries.Phases;
using EigPortal.Domain.Shared;
using EigPortal.Services.Cohorts;
using EigPortal.Services.Identity;
using EigPortal.Services.Juries.Phases;
using EigPortal.Services.Time;
using EigPortal.Web.Shared;
using Microsoft.AspNetCore.Mvc;

namespace EigPortal.Web.Areas.Admin.Phases;

/// <summary>The phases of the jury: the one that is open, what it shows, what the next one waits for.</summary>
public sealed class PhasesController(
    ChangePhases phases,
    PhaseGaps gaps,
    CurrentCohort current,
    ProgrammeClock clock,
    ActorLoader actors
) : AdminController(actors)
{
    [HttpGet("/admin/phases")]
    public async Task<IActionResult> Index(CancellationToken ct) => View("Index", await ModelAsync(null, null, ct));

    [HttpPost("/admin/phases/ouvrir")]
    public async Task<IActionResult> Open([FromForm] JuryPhase to, CancellationToken ct) =>
        await AnswerAsync(
            await phases.OpenAsync(await current.GetAsync(ct), to, await ActorAsync(ct), ct),
            $"La phase « {Labels.Of(to)} » est ouverte. Le jury voit ce que cette page annonce.",
            null,
            ct
        );

    [HttpPost("/admin/phases/revenir")]
    public async Task<IActionResult> Return(
        [FromForm] JuryPhase to,
        [FromForm(Name = "Reason")] string? reason,
        CancellationToken ct
    ) =>
        await AnswerAsync(
            await phases.ReturnAsync(await current.GetAsync(ct), to, reason, await ActorAsync(ct), ct),
            $"Le jury est revenu à la phase « {Labels.Of(to)} ».",
            reason,
            ct
        );

    [HttpPost("/admin/phases")]
    public async Task<IActionResult> Describe([FromForm] PhasesInput input, CancellationToken ct)
    {
        var result = await phases.DescribeAsync(await current.GetAsync(ct), input.ToSights(), input.Why, input.Version, ct);
        if (result.IsOk)
        {
            this.Flash("Ce que montre chaque phase est enregistré.");
            return LocalRedirect("/admin/phases");
        }

        // The reason of this form is not the one of the form that goes back.
        AddErrors(result.Errors.Select(error => error.Field == "Reason" ? error with { Field = nameof(input.Why) } : error));
        var changed = result.Error == PhaseErrors.Changed;
        ModelState.Remove(nameof(input.Version));
        return Refused(
            "Index",
            await ModelAsync(input, null, ct),
            changed ? StatusCodes.Status409Conflict : StatusCodes.Status422UnprocessableEntity
        );
    }

    private async Task<IActionResult> AnswerAsync(Result result, string done, string? reason, CancellationToken ct)
    {
        if (result.IsOk)
        {
            this.Flash(done);
            return LocalRedirect("/admin/phases");
        }

        AddErrors(result.Errors);
        return Refused("Index", await ModelAsync(null, reason, ct));
    }

    private async Task<PhasesModel> ModelAsync(PhasesInput? typed, string? reason, CancellationToken ct)
    {
        var cohort = await current.GetAsync(ct);
        var (found, version) = await phases.FindAsync(cohort.Id, ct);
        return new PhasesModel(
            cohort,
            found,
            version,
            found.Next is { } next ? await gaps.BeforeAsync(next, cohort, await ActorAsync(ct), ct) : [],
            typed ?? PhasesInput.From(found),
            reason,
            clock.Now
        );
    }
}
