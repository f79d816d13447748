using EigPortal.Domain.Shared;
using EigPortal.Services.Cohorts;
using EigPortal.Services.Identity;
using EigPortal.Services.Juries;
using EigPortal.Services.Selection;
using EigPortal.Services.Selection.Deliberations;
using EigPortal.Web.Shared;
using Microsoft.AspNetCore.Mvc;

namespace EigPortal.Web.Areas.Admin.Deliberations;

/// <summary>Sittings of the jury: called, attended, opened, closed with minutes.</summary>
public sealed class DeliberationsController(
    Sittings sittings,
    DeliberationDesk desk,
    SelectionBoard board,
    RankedLists lists,
    CurrentCohort current,
    ActorLoader actors
) : AdminController(actors)
{
    private const string Address = "/admin/deliberations";

    [HttpGet(Address)]
    public async Task<IActionResult> Index(CancellationToken ct) => View("Index", await ListAsync(new ConveneInput(), ct));

    [HttpPost(Address)]
    public async Task<IActionResult> Convene([FromForm] ConveneInput input, CancellationToken ct)
    {
        var command = new ConveneCommand(input.Title, input.HeldOn, input.Quorum, input.ChairId, input.Members);
        var convened = await desk.ConveneAsync((await current.GetAsync(ct)).Id, command, ct);
        if (!convened.IsOk)
        {
            AddErrors(convened.Errors);
            return Refused("Index", await ListAsync(input, ct));
        }

        this.Flash("Séance convoquée. Le jour venu, notez les présences puis ouvrez-la.");
        return LocalRedirect($"{Address}/{convened.Value.Id}");
    }

    [HttpGet(Address + "/{id:guid}")]
    public async Task<IActionResult> Show(Guid id, CancellationToken ct) =>
        await SittingAsync(id, ct) is { } model ? View("Show", model) : NotFound();

    [HttpGet(Address + "/{id:guid}/proces-verbal")]
    public async Task<IActionResult> Minutes(Guid id, CancellationToken ct) =>
        await SittingAsync(id, ct) is { } model ? View("Minutes", model) : NotFound();

    [HttpPost(Address + "/{id:guid}/presences")]
    public async Task<IActionResult> Attend(Guid id, [FromForm] List<Guid> present, CancellationToken ct) =>
        await AnswerAsync(id, await desk.AttendAsync(id, present, ct), "Présences notées.", ct);

    [HttpPost(Address + "/{id:guid}/ouvrir")]
    public async Task<IActionResult> Open(Guid id, [FromForm] List<Guid> present, CancellationToken ct) =>
        await AnswerAsync(id, await desk.OpenAsync(id, present, ct), "Séance ouverte : choisissez une candidature à voter.", ct);

    [HttpPost(Address + "/{id:guid}/clore")]
    public async Task<IActionResult> Close(Guid id, CancellationToken ct) =>
        await AnswerAsync(id, await desk.CloseAsync(id, ct), "Séance close. Le procès-verbal est scellé.", ct);

    private async Task<IActionResult> AnswerAsync(Guid id, Result result, string done, CancellationToken ct)
    {
        if (result.IsOk)
        {
            this.Flash(done);
            return LocalRedirect($"{Address}/{id}");
        }

        AddErrors(result.Errors);
        return await SittingAsync(id, ct) is { } model ? Refused("Show", model) : NotFound();
    }

    private async Task<DeliberationsModel> ListAsync(ConveneInput input, CancellationToken ct)
    {
        var cohortId = (await current.GetAsync(ct)).Id;
        return new DeliberationsModel(
            await sittings.ListAsync(cohortId, await ActorAsync(ct), ct),
            await sittings.MembersAsync(cohortId, ct),
            input
        );
    }

    private async Task<SittingModel?> SittingAsync(Guid id, CancellationToken ct)
    {
        var cohortId = (await current.GetAsync(ct)).Id;
        var actor = await ActorAsync(ct);
        if (await sittings.FindAsync(id, cohortId, actor, ct) is not { } sitting)
        {
            return null;
        }

        return new SittingModel(
            sitting,
            await board.UndecidedAsync(cohortId, actor, ct),
            await lists.StandingsAsync(cohortId, actor, ct)
        );
    }
}
