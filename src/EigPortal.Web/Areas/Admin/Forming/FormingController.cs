using EigPortal.Domain.Selection.Forming;
using EigPortal.Services.Cohorts;
using EigPortal.Services.Identity;
using EigPortal.Services.Selection.Forming;
using EigPortal.Web.Shared;
using Microsoft.AspNetCore.Mvc;

namespace EigPortal.Web.Areas.Admin.Forming;

/// <summary>Team formation: what it starts from, and the computations made.</summary>
public sealed class FormingController(
    FormTeams form,
    TeamFacts facts,
    TeamComputations computations,
    TeamConditions conditions,
    WorkOnTeams teams,
    CurrentCohort current,
    ActorLoader actors
) : AdminController(actors)
{
    [HttpGet("/admin/equipes")]
    public async Task<IActionResult> Index(CancellationToken ct) => View("Index", await ModelAsync(MinimumInput.Usual, null, ct));

    [HttpPost("/admin/equipes/calculs")]
    public async Task<IActionResult> Compute([FromForm] MinimumInput input, CancellationToken ct)
    {
        var minimum = input.Parse();
        if (!minimum.IsOk)
        {
            AddErrors(minimum.Errors);
            return Refused("Index", await ModelAsync(input.Minimum, null, ct));
        }

        var cohort = await current.GetAsync(ct);
        var formed = await form.ExecuteAsync(cohort.Id, minimum.Value[0], await ActorAsync(ct), ct);
        if (formed.Block is { } block)
        {
            return Refused("Index", await ModelAsync(input.Minimum, block, ct));
        }

        this.Flash("Les solutions sont calculées. Aucune n’est la bonne d’office : comparez-les.");
        return LocalRedirect($"/admin/equipes/calculs/{formed.ComputationId}");
    }

    private async Task<FormingModel> ModelAsync(string? minimum, TeamBlock? block, CancellationToken ct)
    {
        var (cohort, actor) = (await current.GetAsync(ct), await ActorAsync(ct));
        var asked = new MinimumInput { Minimum = minimum }.Parse();
        return new FormingModel(
            minimum,
            await facts.LoadAsync(cohort.Id, asked.IsOk ? asked.Value[0] : null, actor, ct),
            await conditions.ListAsync(cohort.Id, actor, ct),
            await computations.ListAsync(cohort.Id, actor, ct),
            await teams.OpenAsync(cohort.Id, actor, ct),
            block
        );
    }
}
