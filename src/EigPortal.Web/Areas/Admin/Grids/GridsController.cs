using EigPortal.Domain.Shared;
using EigPortal.Services.Identity;
using EigPortal.Services.Juries;
using EigPortal.Web.Shared;
using EigPortal.Web.Startup;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.OutputCaching;

namespace EigPortal.Web.Areas.Admin.Grids;

/// <summary>The reading grid of the promotion: what the jury marks, how many readings a file needs, how many « coups de cœur ».</summary>
public sealed class GridsController(ReadingGrid grid, JuryBoard board, IOutputCacheStore cache, ActorLoader actors)
    : AdminController(actors)
{
    private const string Address = "/admin/jurys/grille";

    [HttpGet(Address)]
    public async Task<IActionResult> Index(CancellationToken ct) => View("Index", await ModelAsync(ct));

    [HttpPost(Address)]
    [ReadableForm]
    public async Task<IActionResult> Replace([FromForm] GridInput input, CancellationToken ct)
    {
        var result = await grid.ReplaceAsync(input.ToText(), input.Version, await ActorAsync(ct), ct);
        if (result.IsOk)
        {
            await PublicPages.EvictAsync(cache, ct);
            return Done("La grille est enregistrée. Le jury et la page publique des critères la montrent dès maintenant.");
        }

        return RefusedWith(result, (await ModelAsync(ct)) with { Grid = input });
    }

    [HttpPost(Address + "/reperes")]
    [ReadableForm]
    public async Task<IActionResult> Correct([FromForm] AnchorsInput input, CancellationToken ct)
    {
        var result = await grid.CorrectAsync(input.ToLines(), input.AnchorsReason, input.Version, await ActorAsync(ct), ct);
        if (result.IsOk)
        {
            await PublicPages.EvictAsync(cache, ct);
            return Done("Les repères sont corrigés. Le jury lit la nouvelle formulation et sa raison sur la grille.");
        }

        return RefusedWith(result, (await ModelAsync(ct)) with { Anchors = input }, "AnchorsReason");
    }

    [HttpPost(Address + "/lectures")]
    public async Task<IActionResult> Arrange([FromForm] ArrangementInput input, CancellationToken ct)
    {
        var actor = await ActorAsync(ct);
        var (readings, favourites) = (input.Readings, input.Favourites);
        var result = await grid.ArrangeAsync(readings, favourites, input.ArrangementReason, input.Version, actor, ct);
        return result.IsOk
            ? Done("C’est enregistré. Le jury lit le nouveau nombre de coups de cœur dès maintenant.")
            : RefusedWith(result, (await ModelAsync(ct)) with { Arrangement = input }, "ArrangementReason");
    }

    private LocalRedirectResult Done(string words)
    {
        this.Flash(words);
        return LocalRedirect(Address);
    }

    /// <summary>The page again with what was typed; what is saved stands beside it, so that saving again is a choice made knowing it.</summary>
    private ViewResult RefusedWith(Result result, GridModel model, string reasonField = "Reason")
    {
        AddErrors(result.Errors.Select(error => error.Field == "Reason" ? error with { Field = reasonField } : error));
        ModelState.Remove(nameof(GridInput.Version));
        return Refused(
            "Index",
            model,
            result.Errors.Contains(ReadingGrid.Changed) ? StatusCodes.Status409Conflict : StatusCodes.Status422UnprocessableEntity
        );
    }

    private async Task<GridModel> ModelAsync(CancellationToken ct)
    {
        var actor = await ActorAsync(ct);
        var state = await grid.CurrentAsync(actor, ct);
        return new GridModel(
            state,
            await board.JurorsAsync(state.Cohort.Id, actor, ct),
            GridInput.From(state.Cohort),
            AnchorsInput.From(state.Cohort),
            ArrangementInput.From(state.Cohort)
        );
    }
}
