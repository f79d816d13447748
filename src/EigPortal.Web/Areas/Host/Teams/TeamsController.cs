using EigPortal.Services.Cohorts;
using EigPortal.Services.Contracts;
using EigPortal.Services.Identity;
using EigPortal.Services.Teams;
using EigPortal.Services.Time;
using EigPortal.Web.Areas.Admin.Contracts;
using EigPortal.Web.Shared;
using EigPortal.Web.Startup;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;

namespace EigPortal.Web.Areas.Host.Teams;

/// <summary>The one page of a host contact or a mentor, and the documents it gives.</summary>
[Area("Host")]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class TeamsController(
    ActorLoader actors,
    CurrentCohort current,
    HostChallenges challenges,
    ContractLists contracts,
    ContractFiles documents,
    UploadSignedContract upload
) : Controller
{
    [HttpGet("/accueil")]
    public async Task<IActionResult> Index(CancellationToken ct) => View("Index", await ModelAsync(ct));

    [HttpPost("/accueil/contrats/{id:guid}/signe")]
    [EnableRateLimiting(RateLimits.Upload)]
    [OversizeUpload("/accueil")]
    public async Task<IActionResult> Sign(Guid id, IFormFile? file, CancellationToken ct)
    {
        var command = await SignedUpload.ReadAsync(id, file, ct);
        var result = await upload.ExecuteAsync(command, await actors.RequireAsync(ct), ct);
        if (result.IsOk)
        {
            this.Flash("Copie signée enregistrée. Le contrat est signé.");
            return LocalRedirect("/accueil");
        }

        if (result.Errors.Contains(ContractRefusals.NotFound))
        {
            return NotFound();
        }

        ModelState.AddModelError(HostModel.CopyField(id), result.Error.Message);
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return View("Index", (await ModelAsync(ct)) with { RefusedCopy = (id, result.Error.Message) });
    }

    [HttpGet("/accueil/contrats/{id:guid}/documents/{documentId:guid}")]
    public async Task<IActionResult> Download(Guid id, Guid documentId, CancellationToken ct) =>
        this.Attachment(await documents.ReadAsync(id, documentId, await actors.RequireAsync(ct), ct));

    private async Task<HostModel> ModelAsync(CancellationToken ct)
    {
        var actor = await actors.RequireAsync(ct);
        var cohort = await current.GetAsync(ct);
        var services = HttpContext.RequestServices;
        return new HostModel(
            cohort.Name,
            HostPhase.At(cohort, services.GetRequiredService<ProgrammeClock>().Now),
            await challenges.OfAsync(cohort.Id, actor, ct),
            await contracts.VisibleAsync(actor, ct),
            services.GetRequiredService<IOptions<LegalOptions>>().Value.ContactEmail
        );
    }
}
