using EigPortal.Domain.Shared;
using EigPortal.Services.Cohorts;
using EigPortal.Services.Identity;
using EigPortal.Services.Selection;
using EigPortal.Services.Selection.Forming;
using EigPortal.Web.Dsfr;
using EigPortal.Web.Shared;
using Microsoft.AspNetCore.Mvc;

namespace EigPortal.Web.Areas.Admin.Forming;

/// <summary>Conditions of the jury on teams: described, seen at work, then added with a reason; lifted in one act.</summary>
public sealed class ConditionsController(TeamConditions conditions, TeamFacts facts, CurrentCohort current, ActorLoader actors)
    : AdminController(actors)
{
    [HttpGet("/admin/equipes/conditions")]
    public async Task<IActionResult> New([FromQuery] ConditionInput input, CancellationToken ct)
    {
        var inputs = await InputsAsync(input, ct);
        // A link may name the kind only: nothing is previewed, nor refused, before the form is sent.
        if (input.Minimum is null || input.ToText(inputs.Problem) is not { } text)
        {
            return View("Condition", new ConditionModel(input, inputs, null));
        }

        var (cohort, actor) = (await current.GetAsync(ct), await ActorAsync(ct));
        var preview = await conditions.PreviewAsync(cohort.Id, text, inputs.Problem.MinimumMark, actor, ct);
        if (preview.IsOk)
        {
            return View("Condition", new ConditionModel(input, inputs, preview.Value));
        }

        AddErrors(preview.Errors);
        return Refused("Condition", new ConditionModel(input, inputs, null));
    }

    [HttpPost("/admin/equipes/conditions")]
    public async Task<IActionResult> Add([FromForm] ConditionInput input, CancellationToken ct)
    {
        var inputs = await InputsAsync(input, ct);
        if (input.ToText(inputs.Problem) is not { } text)
        {
            return RefusedFor(input, inputs, [ConditionModel.KindMissing]);
        }

        var added = await conditions.AddAsync((await current.GetAsync(ct)).Id, text, await ActorAsync(ct), ct);
        if (!added.IsOk)
        {
            return RefusedFor(input, inputs, added.Errors);
        }

        this.Flash("La condition est ajoutée. Refaites le calcul pour en tenir compte.");
        return LocalRedirect("/admin/equipes");
    }

    [HttpPost("/admin/equipes/conditions/{id:guid}/lever")]
    public async Task<IActionResult> Lift(Guid id, CancellationToken ct)
    {
        var lifted = await conditions.LiftAsync(id, await ActorAsync(ct), ct);
        if (lifted.Errors.Contains(SelectionRefusals.NotFound))
        {
            return NotFound();
        }

        this.Flash(
            lifted.IsOk ? "La condition est levée. Refaites le calcul pour en tenir compte." : lifted.Error.Message,
            lifted.IsOk ? Severity.Success : Severity.Warning
        );
        return LocalRedirect("/admin/equipes");
    }

    private async Task<TeamInputs> InputsAsync(ConditionInput input, CancellationToken ct)
    {
        var minimum = new MinimumInput { Minimum = input.Minimum ?? MinimumInput.Usual }.Parse();
        return await facts.LoadAsync(
            (await current.GetAsync(ct)).Id,
            minimum.IsOk ? minimum.Value[0] : null,
            await ActorAsync(ct),
            ct
        );
    }

    private ViewResult RefusedFor(ConditionInput input, TeamInputs inputs, IReadOnlyList<DomainError> errors)
    {
        AddErrors(errors);
        return Refused("Condition", new ConditionModel(input, inputs, null));
    }
}
