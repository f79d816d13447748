using EigPortal.Domain.Shared;
using EigPortal.Services.Cohorts;
using EigPortal.Services.Identity;
using EigPortal.Services.Juries;
using EigPortal.Web.Dsfr;
using EigPortal.Web.Shared;
using Microsoft.AspNetCore.Mvc;

namespace EigPortal.Web.Areas.Admin.Ties;

/// <summary>Ties that the portal found between jurors and files, to confirm or to waive with a reason.</summary>
public sealed class TiesController(ConflictReview review, CurrentCohort current, ActorLoader actors) : AdminController(actors)
{
    [HttpGet("/admin/jurys/liens")]
    public async Task<IActionResult> Index(CancellationToken ct) => View("Index", await ModelAsync(new TiesInput(), ct));

    [HttpPost("/admin/jurys/liens/retenir")]
    public async Task<IActionResult> Confirm([FromForm] TiesInput input, CancellationToken ct)
    {
        var (cohort, actor) = (await current.GetAsync(ct), await ActorAsync(ct));
        var done = await review.ConfirmAsync(cohort.Id, input.Keys, input.Level, TieWords.Of, actor, ct);
        return done.IsOk
            ? Done($"{FrenchNumbers.Count(done.Value, "lien retenu", "liens retenus")}. Les classements sont recalculés.")
            : await RefusedAsync(input, done, ct);
    }

    [HttpPost("/admin/jurys/liens/ecarter")]
    public async Task<IActionResult> Waive([FromForm] TiesInput input, CancellationToken ct)
    {
        var (cohort, actor) = (await current.GetAsync(ct), await ActorAsync(ct));
        var done = await review.WaiveAsync(cohort.Id, input.Keys, input.Reason, actor, ct);
        return done.IsOk
            ? Done($"{FrenchNumbers.Count(done.Value, "lien écarté", "liens écartés")}, avec votre raison dans l’historique.")
            : await RefusedAsync(input, done, ct);
    }

    private LocalRedirectResult Done(string message)
    {
        this.Flash(message, Severity.Success);
        return LocalRedirect("/admin/jurys/liens");
    }

    private async Task<IActionResult> RefusedAsync(TiesInput input, Result refused, CancellationToken ct)
    {
        AddErrors(refused.Errors);
        var changed = refused.Errors.Contains(JuryErrors.TiesChanged);
        var status = changed ? StatusCodes.Status409Conflict : StatusCodes.Status422UnprocessableEntity;
        return Refused("Index", await ModelAsync(input, ct), status);
    }

    private async Task<TiesModel> ModelAsync(TiesInput input, CancellationToken ct)
    {
        var actor = await ActorAsync(ct);
        return new TiesModel(await review.FindAsync((await current.GetAsync(ct)).Id, actor, ct), input, actor.AccountId);
    }
}
