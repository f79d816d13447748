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
    ) =>
        await AnswerAsync(
            id,
            await desk.AskAsync(new(id, input.Pieces, input.Reason ?? "", Until(input)), await ActorAsync(ct), ct),
            "La demande est envoyée. Un courriel prévient la personne, qui lit la raison sur le portail.",
            nameof(CompletionModel.Ask),
            model => model with { Ask = input },
            ct
        );

    [HttpPost("/admin/candidatures/{id:guid}/complement/prolonger")]
    public async Task<IActionResult> Extend(
        Guid id,
        [FromForm, Bind(Prefix = nameof(CompletionModel.More))] CompletionInput input,
        CancellationToken ct
    ) =>
        await AnswerAsync(
            id,
            await desk.ExtendAsync(id, Until(input), input.Reason ?? "", await ActorAsync(ct), ct),
            "L’échéance est repoussée. Un courriel le dit à la personne.",
            nameof(CompletionModel.More),
            model => model with { More = input },
            ct
        );

    [HttpPost("/admin/candidatures/{id:guid}/complement/retirer")]
    public async Task<IActionResult> Withdraw(
        Guid id,
        [FromForm, Bind(Prefix = nameof(CompletionModel.Ending))] CompletionInput input,
        CancellationToken ct
    ) =>
        await AnswerAsync(
            id,
            await desk.WithdrawAsync(id, input.Reason ?? "", await ActorAsync(ct), ct),
            "La demande est retirée. Un courriel le dit à la personne.",
            nameof(CompletionModel.Ending),
            model => model with { Ending = input },
            ct
        );

    private static Result<DateTimeOffset> Until(CompletionInput input) => ParisInstants.Parse(input.Until, nameof(input.Until));

    /// <param name="form">Name of the form that was sent: each error goes beside its field of that form.</param>
    /// <param name="typed">Puts what was typed back into that form.</param>
    private async Task<IActionResult> AnswerAsync(
        Guid id,
        Result result,
        string done,
        string form,
        Func<CompletionModel, CompletionModel> typed,
        CancellationToken ct
    )
    {
        if (await ModelAsync(id, ct) is not { } model)
        {
            return NotFound();
        }

        if (!result.IsOk)
        {
            AddErrors(result.Errors.Select(error => error with { Field = error.Field is null ? null : $"{form}.{error.Field}" }));
            return Refused("Edit", typed(model));
        }

        this.Flash(done);
        return LocalRedirect($"/admin/candidatures/{id}/complement");
    }

    private async Task<CompletionModel?> ModelAsync(Guid id, CancellationToken ct) =>
        await lists.FindAsync(id, (await current.GetAsync(ct)).Id, await ActorAsync(ct), ct) is { } folder
            ? new CompletionModel(folder, new(), new(), new(), clock.Now)
            : null;
}
