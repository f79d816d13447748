using EigPortal.Domain.Shared;
using EigPortal.Services.Identity;
using EigPortal.Services.Selection;
using EigPortal.Web.Dsfr;
using EigPortal.Web.Shared;
using Microsoft.AspNetCore.Mvc;

namespace EigPortal.Web.Areas.Admin.Selection;

/// <summary>Release of refusals and waiting-list notices: a list prepared by one person, confirmed by another (B15).</summary>
public sealed class NoticesController(PrepareNotices prepare, ConfirmNotices confirm, DropNotices drop, ActorLoader actors)
    : AdminController(actors)
{
    [HttpPost("/admin/resultats/messages")]
    public async Task<IActionResult> Prepare(CancellationToken ct) =>
        Answer(await prepare.ExecuteAsync(await ActorAsync(ct), ct), "Liste préparée. Une autre personne doit la confirmer.");

    [HttpPost("/admin/resultats/messages/{id:guid}/confirmer")]
    public async Task<IActionResult> Confirm(Guid id, CancellationToken ct)
    {
        var result = await confirm.ExecuteAsync(new ConfirmNoticesCommand(id), await ActorAsync(ct), ct);
        return Answer(result, result.IsOk ? $"{FrenchCount(result.Value)} d’envoi." : "");
    }

    [HttpPost("/admin/resultats/messages/{id:guid}/abandonner")]
    public async Task<IActionResult> Drop(Guid id, CancellationToken ct) =>
        Answer(await drop.ExecuteAsync(id, await ActorAsync(ct), ct), "Envoi abandonné. Rien n’est parti.");

    private IActionResult Answer(Result result, string done)
    {
        if (!result.IsOk && result.Errors.Contains(SelectionRefusals.NotFound))
        {
            return NotFound();
        }

        this.Flash(result.IsOk ? done : result.Error.Message, result.IsOk ? Severity.Success : Severity.Error);
        return LocalRedirect("/admin/resultats");
    }

    private static string FrenchCount(int count) =>
        count < 2 ? $"{count}\u00a0message en cours" : $"{count}\u00a0messages en cours";
}
