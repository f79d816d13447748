using EigPortal.Domain.Contracts;
using EigPortal.Domain.Selection;
using EigPortal.Services.Cohorts;
using EigPortal.Services.Contracts;
using EigPortal.Services.Identity;
using EigPortal.Services.Selection;
using EigPortal.Services.Teams;
using EigPortal.Web.Dsfr;
using EigPortal.Web.Shared;
using Microsoft.AspNetCore.Mvc;

namespace EigPortal.Web.Areas.Admin.Contracts;

/// <summary>The whole promotion, with what is missing for each person.</summary>
public sealed class CohortController(
    ContractLists lists,
    CurrentCohort current,
    PrepareContract prepare,
    LeaveTeam leave,
    ActorLoader actors
) : AdminController(actors)
{
    [HttpGet("/admin/promotion")]
    public async Task<IActionResult> Index(CancellationToken ct) =>
        View("Cohort", await lists.CohortAsync((await current.GetAsync(ct)).Id, await ActorAsync(ct), ct));

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

        this.Flash(result.Error.Message, Severity.Error);
        return LocalRedirect("/admin/promotion");
    }

    [HttpPost("/admin/promotion/{fellowId:guid}/depart")]
    public async Task<IActionResult> Leave(Guid fellowId, [FromForm] string? reason, CancellationToken ct)
    {
        var result = await leave.ExecuteAsync(new LeaveTeamCommand(fellowId, reason ?? ""), await ActorAsync(ct), ct);
        if (result.Errors.Contains(SelectionRefusals.NotFound))
        {
            return NotFound();
        }

        this.Flash(
            result.IsOk ? "Départ enregistré. Le poste est de nouveau vacant." : result.Error.Message,
            result.IsOk ? Severity.Success : Severity.Error
        );
        return LocalRedirect("/admin/promotion");
    }

    /// <summary>What a person still lacks before, or during, their ten months.</summary>
    public static string MissingFor(CohortLine line) =>
        line switch
        {
            { Offer: OfferState.Sent } => "Sa réponse à la proposition",
            { Contract: null or ContractState.Broken } => "Un contrat",
            { Contract: ContractState.Draft } => "L’envoi du contrat",
            { Contract: ContractState.Sent } => "La copie signée",
            { Contract: ContractState.Signed } => "La prise de poste",
            _ => "Rien",
        };
}
