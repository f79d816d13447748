using EigPortal.Domain.Shared;
using EigPortal.Services.Cohorts;
using EigPortal.Services.Extensions;
using EigPortal.Services.Identity;
using EigPortal.Services.Screening;
using EigPortal.Services.Text;
using EigPortal.Services.Time;
using EigPortal.Web.Shared;
using Microsoft.AspNetCore.Mvc;

namespace EigPortal.Web.Areas.Admin.Extensions;

/// <summary>More time for one person, before or after the closing (E1): the list, the search, the form.</summary>
public sealed class ExtensionsController(
    ExtensionLists lists,
    ExtendCandidature extend,
    CurrentCohort current,
    ProgrammeClock clock,
    ActorLoader actors
) : AdminController(actors)
{
    [HttpGet("/admin/delais")]
    public async Task<IActionResult> Index(string? q, CancellationToken ct)
    {
        var cohort = await current.GetAsync(ct);
        var actor = await ActorAsync(ct);
        var found = string.IsNullOrWhiteSpace(q) ? null : await lists.SearchAsync(q, cohort.Id, actor, ct);
        var given = await lists.GivenAsync(cohort.Id, actor, ct);
        return View("Index", new ExtensionListModel(q, given, found, cohort.Timetable.CallClosesAt, clock.Now));
    }

    [HttpGet("/admin/candidatures/{id:guid}/delai")]
    public async Task<IActionResult> Edit(Guid id, CancellationToken ct) =>
        await ModelAsync(id, new ExtensionInput(), ct) is { } model ? View("Edit", model) : NotFound();

    [HttpPost("/admin/candidatures/{id:guid}/delai")]
    public async Task<IActionResult> Extend(Guid id, [FromForm] ExtensionInput input, CancellationToken ct)
    {
        if (await ModelAsync(id, input, ct) is not { } model)
        {
            return NotFound();
        }

        var until = ParisInstants.Parse(input.Until, nameof(input.Until));
        var result = await extend.ExecuteAsync(new(id, until, input.Reason ?? ""), await ActorAsync(ct), ct);
        if (!result.IsOk)
        {
            AddErrors(result.Errors);
            return Refused("Edit", model, StatusOf(result));
        }

        this.Flash($"{model.Person.FullName} a jusqu’au {FrenchDates.Long(until.Value)}. Un courriel le lui dit.");
        return LocalRedirect($"/admin/candidatures/{id}/delai");
    }

    private static int StatusOf(Result result) =>
        result.Errors.Contains(ScreenCandidature.Changed)
            ? StatusCodes.Status409Conflict
            : StatusCodes.Status422UnprocessableEntity;

    private async Task<ExtensionModel?> ModelAsync(Guid id, ExtensionInput input, CancellationToken ct)
    {
        var cohort = await current.GetAsync(ct);
        return await lists.FindAsync(id, cohort.Id, await ActorAsync(ct), ct) is { } person
            ? ExtensionModel.From(person, cohort.Timetable, input)
            : null;
    }
}
