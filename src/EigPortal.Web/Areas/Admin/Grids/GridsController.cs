using EigPortal.Services.Identity;
using EigPortal.Services.Juries;
using EigPortal.Web.Shared;
using Microsoft.AspNetCore.Mvc;

namespace EigPortal.Web.Areas.Admin.Grids;

/// <summary>The reading grid of the promotion: what the jury marks, how many readings a file needs, how many « coups de cœur ».</summary>
public sealed class GridsController(ReadingGrid grid, JuryBoard board, ActorLoader actors) : AdminController(actors)
{
    [HttpGet("/admin/jurys/grille")]
    public async Task<IActionResult> Index(CancellationToken ct) => View("Index", await ModelAsync(null, ct));

    [HttpPost("/admin/jurys/grille/lectures")]
    public async Task<IActionResult> Arrange([FromForm] ArrangementInput input, CancellationToken ct)
    {
        var actor = await ActorAsync(ct);
        var result = await grid.ArrangeAsync(input.Readings, input.Favourites, input.Reason, input.Version, actor, ct);
        if (result.IsOk)
        {
            this.Flash("C’est enregistré. Le jury lit le nouveau nombre de coups de cœur dès maintenant.");
            return LocalRedirect("/admin/jurys/grille");
        }

        AddErrors(result.Errors);
        // What is saved is beside each field: saving again is a choice made knowing it.
        ModelState.Remove(nameof(input.Version));
        return Refused(
            "Index",
            await ModelAsync(input, ct),
            result.Error == ReadingGrid.Changed ? StatusCodes.Status409Conflict : StatusCodes.Status422UnprocessableEntity
        );
    }

    private async Task<GridModel> ModelAsync(ArrangementInput? typed, CancellationToken ct)
    {
        var (cohort, version) = await grid.CurrentAsync(ct);
        var jurors = await board.JurorsAsync(cohort.Id, await ActorAsync(ct), ct);
        return new GridModel(cohort, version, jurors, typed ?? ArrangementInput.From(cohort));
    }
}
