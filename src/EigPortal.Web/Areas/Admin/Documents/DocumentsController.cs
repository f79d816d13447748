using EigPortal.Services.Files;
using EigPortal.Services.Identity;
using EigPortal.Web.Dsfr;
using EigPortal.Web.Shared;
using Microsoft.AspNetCore.Mvc;

namespace EigPortal.Web.Areas.Admin.Documents;

/// <summary>Sent files that nobody can open: blocked by the scanner, or waiting for it for too long.</summary>
public sealed class DocumentsController(FilesToHandle toHandle, AskForScan ask, ActorLoader actors) : AdminController(actors)
{
    [HttpGet("/admin/documents")]
    public async Task<IActionResult> Index(CancellationToken ct) =>
        View("Index", await toHandle.ListAsync(await ActorAsync(ct), ct));

    [HttpPost("/admin/documents/{id:guid}/analyser")]
    public async Task<IActionResult> Scan(Guid id, CancellationToken ct)
    {
        var result = await ask.ExecuteAsync(id, await ActorAsync(ct), ct);
        if (result.Errors.Contains(AskForScan.NotFound))
        {
            return NotFound();
        }

        this.Flash(
            result.IsOk ? "Nouvelle analyse demandée : la réponse arrive en moins d’une minute." : result.Error.Message,
            result.IsOk ? Severity.Success : Severity.Error
        );
        return LocalRedirect("/admin/documents");
    }
}
