using EigPortal.Domain.Shared;
using EigPortal.Services.Cohorts;
using EigPortal.Services.Completions;
using EigPortal.Services.Identity;
using EigPortal.Services.Text;
using EigPortal.Services.Time;
using EigPortal.Web.Shared;
using Microsoft.AspNetCore.Mvc;

namespace EigPortal.Web.Areas.Admin.Completions;

/// <summary>Requests for completion: the list, and for each file the forms that ask, give more time, or no longer ask.</summary>
public sealed class CompletionsController(
    CompletionLists lists,
    CompletionDesk desk,
    CurrentCohort current,
    ProgrammeClock clock,
    ActorLoader actors
) : AdminController(actors)
{
    [HttpGet("/admin/complements")]
    public async Task<IActionResult> Index(CancellationToken ct)
    {
        var cohort = await current.GetAsync(ct);
        return View("Index", new CompletionListModel(await lists.ListAsync(cohort.Id, await ActorAsync(ct), ct), clock.Now));
    }

    [HttpGet("/admin/candidatures/{id:guid}/complement")]
    public async Task<IActionResult> Edit(Guid id, CancellationToken ct) =>
        await ModelAsync(id, ct) is { } model ? View("Edit", model) : NotFound();

    [HttpPost("/admin/candidatures/{id:guid}/complement")]
    public async Task<IActionResult> Ask(
        Guid id,
        [FromForm, Bind(Prefix = nameof(CompletionModel.Ask))] CompletionInput input,
        CancellationToken ct
    )
    {
        var until = ParisInstants.Parse(input.Until, nameof(input.Until));
        var result = until.IsOk
            ? await desk.AskAsync(new(id, input.Pieces, input.Reason ?? "", until.Value), await ActorAsync(ct), ct)
            : until;
        return result.IsOk
            ? Done(id, "La demande est envoyée. Un courriel prévient la personne, qui lit la raison sur le portail.")
            : Refused(
                await ModelAsync(id, ct) is { } model ? model with { Ask = input } : null,
                nameof(CompletionModel.Ask),
                result
            );
    }

    [HttpPost("/admin/candidatures/{id:guid}/complement/prolonger")]
    public async Task<IActionResult> Extend(
        Guid id,
        [FromForm, Bind(Prefix = nameof(CompletionModel.More))] CompletionInput input,
        CancellationToken ct
    )
    {
        var until = ParisInstants.Parse(input.Until, nameof(input.Until));
        var result = until.IsOk ? await desk.ExtendAsync(id, until.Value, input.Reason ?? "", await ActorAsync(ct), ct) : until;
        return result.IsOk
            ? Done(id, "L’échéance est repoussée. Un courriel le dit à la personne.")
            : Refused(
                await ModelAsync(id, ct) is { } model ? model with { More = input } : null,
                nameof(CompletionModel.More),
                result
            );
    }

    [HttpPost("/admin/candidatures/{id:guid}/complement/retirer")]
    public async Task<IActionResult> Withdraw(
        Guid id,
        [FromForm, Bind(Prefix = nameof(CompletionModel.Ending))] CompletionInput input,
        CancellationToken ct
    )
    {
        var result = await desk.WithdrawAsync(id, input.Reason ?? "", await ActorAsync(ct), ct);
        return result.IsOk
            ? Done(id, "La demande est retirée. Un courriel le dit à la personne.")
            : Refused(
                await ModelAsync(id, ct) is { } model ? model with { Ending = input } : null,
                nameof(CompletionModel.Ending),
                result
            );
    }

    private LocalRedirectResult Done(Guid id, string message)
    {
        this.Flash(message);
        return LocalRedirect($"/admin/candidatures/{id}/complement");
    }

    /// <param name="form">Name of the form that is refused: each error goes beside its field of that form.</param>
    private IActionResult Refused(CompletionModel? model, string form, Result result)
    {
        if (model is null)
        {
            return NotFound();
        }

        AddErrors(result.Errors.Select(error => error with { Field = error.Field is null ? null : $"{form}.{error.Field}" }));
        return Refused("Edit", model);
    }

    private async Task<CompletionModel?> ModelAsync(Guid id, CancellationToken ct) =>
        await lists.FindAsync(id, (await current.GetAsync(ct)).Id, await ActorAsync(ct), ct) is { } folder
            ? new CompletionModel(folder, new(), new(), new(), clock.Now)
            : null;
}
