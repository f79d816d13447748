using EigPortal.Domain.Selection;
using EigPortal.Domain.Shared;
using EigPortal.Services.Cohorts;
using EigPortal.Services.Identity;
using EigPortal.Services.Selection;
using EigPortal.Web.Shared;
using Microsoft.AspNetCore.Mvc;

namespace EigPortal.Web.Areas.Admin.Waiting;

/// <summary>Waiting lists: whom they designate for the free seats, shown before anything is done, and their order.</summary>
public sealed class WaitingController(
    WaitingLists lists,
    ProposeFreeSeat propose,
    OrderWaitingList order,
    CurrentCohort current,
    ActorLoader actors
) : AdminController(actors)
{
    private const string Address = "/admin/liste-attente";

    [HttpGet(Address)]
    public async Task<IActionResult> Index(CancellationToken ct) =>
        View("Index", await ModelAsync(new WaitingInput(), refused: null, ct));

    [HttpPost(Address + "/postes/{postId:guid}")]
    public async Task<IActionResult> Propose(Guid postId, [FromForm] WaitingInput input, CancellationToken ct)
    {
        var command = new ProposeFreeSeatCommand(postId, input.CandidatureId, input.Reason ?? "");
        var proposed = await propose.ExecuteAsync(command, await ActorAsync(ct), ct);
        return await AnswerAsync(
            proposed,
            "Décision enregistrée. Une autre personne doit la valider : la proposition partira alors.",
            input,
            $"place-{postId:N}",
            ct
        );
    }

    [HttpPost(Address + "/{defi}/{profil}/ordre")]
    public async Task<IActionResult> Move(string defi, string profil, [FromForm] WaitingInput input, CancellationToken ct)
    {
        if (await FindAsync(defi, profil, ct) is not { } list)
        {
            return NotFound();
        }

        var command = new MoveWaitingCommand(list.Key, input.CandidatureId, input.Position ?? 0, input.Reason ?? "");
        var moved = await order.MoveAsync(command, await ActorAsync(ct), ct);
        return await AnswerAsync(moved, "Ordre changé, avec votre raison dans l’historique.", input, WaitingModel.IdOf(list), ct);
    }

    [HttpPost(Address + "/{defi}/{profil}/classement")]
    public async Task<IActionResult> Arrange(string defi, string profil, CancellationToken ct)
    {
        if (await FindAsync(defi, profil, ct) is not { } list)
        {
            return NotFound();
        }

        var cohort = await current.GetAsync(ct);
        var arranged = await order.ArrangeAsync(cohort.Id, list.Key, await ActorAsync(ct), ct);
        return await AnswerAsync(
            arranged,
            "La liste suit maintenant le classement du jury.",
            new WaitingInput(),
            WaitingModel.IdOf(list),
            ct
        );
    }

    private async Task<IActionResult> AnswerAsync(
        Result result,
        string done,
        WaitingInput input,
        string form,
        CancellationToken ct
    )
    {
        if (result.IsOk)
        {
            this.Flash(done);
            return LocalRedirect(Address);
        }

        if (result.Errors.Contains(SelectionRefusals.NotFound))
        {
            return NotFound();
        }

        AddErrors(result.Errors);
        var changed = result.Errors.Contains(WaitingErrors.SeatNotFree) || result.Errors.Contains(WaitingErrors.NotWaiting);
        var status = changed ? StatusCodes.Status409Conflict : StatusCodes.Status422UnprocessableEntity;
        return Refused("Index", await ModelAsync(input, form, ct), status);
    }

    private async Task<WaitingListName?> FindAsync(string challengeSlug, string profileSlug, CancellationToken ct) =>
        (await ModelAsync(new WaitingInput(), refused: null, ct))
            .Board.Lists.Select(list => list.List)
            .SingleOrDefault(list =>
                list.ChallengeSlug == challengeSlug && Domain.Challenges.Slugs.From(list.Profile) == profileSlug
            );

    private async Task<WaitingModel> ModelAsync(WaitingInput input, string? refused, CancellationToken ct) =>
        new(await lists.BoardAsync((await current.GetAsync(ct)).Id, await ActorAsync(ct), ct), input, refused);
}
