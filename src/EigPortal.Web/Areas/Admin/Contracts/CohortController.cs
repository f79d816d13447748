using EigPortal.Services.Cohorts;
using EigPortal.Services.Contracts;
using EigPortal.Services.Identity;
using EigPortal.Services.Selection;
using EigPortal.Services.Teams;
using EigPortal.Web.Shared;
using EigPortal.Web.Startup;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.OutputCaching;

namespace EigPortal.Web.Areas.Admin.Contracts;

/// <summary>The whole promotion, with what is missing for each person.</summary>
public sealed class CohortController(
    ContractLists lists,
    CurrentCohort current,
    PrepareContract prepare,
    LeaveTeam leave,
    IOutputCacheStore cache,
    ActorLoader actors
) : AdminController(actors)
{
    [HttpGet("/admin/promotion")]
    public async Task<IActionResult> Index(CohortNeed? manque, CancellationToken ct) =>
        View("Cohort", await ModelAsync(manque, ct));

    /// <summary>A team whose people all hide behind a tie doesn't exist for the viewer.</summary>
    [HttpGet("/admin/promotion/equipes/{teamId:guid}")]
    public async Task<IActionResult> Team(Guid teamId, CancellationToken ct)
    {
        var everybody = (await ModelAsync(null, ct)).Everybody;
        var members = everybody.Where(line => line.TeamId == teamId).ToList();
        return members.Count == 0 ? NotFound() : View("Team", new TeamModel(teamId, members));
    }

    [HttpPost("/admin/promotion/{fellowId:guid}/contrat")]
    public async Task<IActionResult> Prepare(Guid fellowId, CancellationToken ct)
    {
        var result = await prepare.ExecuteAsync(new PrepareContractCommand(fellowId), await ActorAsync(ct), ct);
        if (result.IsOk)
        {
            this.Flash("Contrat en préparation, aux conditions habituelles. Vérifiez-les, puis générez le document.");
            return LocalRedirect($"/admin/contrats/{result.Value.Id}");
        }

        if (result.Errors.Contains(ContractRefusals.NotFound))
        {
            return NotFound();
        }

        AddErrors(result.Errors);
        return Refused("Cohort", await ModelAsync(null, ct));
    }

    [HttpPost("/admin/promotion/{fellowId:guid}/depart")]
    public async Task<IActionResult> Leave(Guid fellowId, [FromForm] string? reason, CancellationToken ct)
    {
        var result = await leave.ExecuteAsync(new LeaveTeamCommand(fellowId, reason ?? ""), await ActorAsync(ct), ct);
        if (result.IsOk)
        {
            await PublicPages.EvictAsync(cache, ct);
            this.Flash("Départ enregistré. Le poste est de nouveau vacant.");
            return LocalRedirect("/admin/promotion");
        }

        if (result.Errors.Contains(SelectionRefusals.NotFound))
        {
            return NotFound();
        }

        var message = result.Error.Message;
        ModelState.AddModelError(CohortModel.ReasonField(fellowId), message);
        return Refused("Cohort", (await ModelAsync(null, ct)) with { Refused = (fellowId, reason ?? "", message) });
    }

    private async Task<CohortModel> ModelAsync(CohortNeed? need, CancellationToken ct)
    {
        var cohort = await current.GetAsync(ct);
        return new CohortModel(cohort.Name, await lists.CohortAsync(cohort.Id, await ActorAsync(ct), ct), need);
    }
}
