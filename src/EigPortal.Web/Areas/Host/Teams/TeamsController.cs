using EigPortal.Domain.Contracts;
using EigPortal.Services.Cohorts;
using EigPortal.Services.Contracts;
using EigPortal.Services.Files;
using EigPortal.Services.Identity;
using EigPortal.Services.Teams;
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
    UploadSignedContract upload,
    IOptions<LegalOptions> legal
) : Controller
{
    [HttpGet("/accueil")]
    public async Task<IActionResult> Index(CancellationToken ct) => View("Index", await ModelAsync(ct));

    [HttpPost("/accueil/contrats/{id:guid}/signe")]
    [EnableRateLimiting(RateLimits.Upload)]
    [RequestSizeLimit(UploadSignedContract.MaxLength + 1024 * 1024)]
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

        ModelState.AddModelError($"copie-{id}", result.Error.Message);
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return View("Index", await ModelAsync(ct));
    }

    [HttpGet("/accueil/contrats/{id:guid}/documents/{documentId:guid}")]
    public async Task<IActionResult> Download(Guid id, Guid documentId, [FromServices] IFileStore files, CancellationToken ct) =>
        await documents.FindAsync(id, documentId, await actors.RequireAsync(ct), ct) is { } found
        && await files.OpenReadAsync(found.FileId, ct) is { } content
            ? this.Attachment(content, found.ContentType, found.FileName)
            : NotFound();

    private async Task<HostModel> ModelAsync(CancellationToken ct)
    {
        var actor = await actors.RequireAsync(ct);
        var cohort = await current.GetAsync(ct);
        return new HostModel(
            cohort.Name,
            await challenges.OfAsync(cohort.Id, actor, ct),
            await contracts.VisibleAsync(actor, ct),
            legal.Value.ContactEmail
        );
    }
}

public sealed record HostModel(
    string Cohort,
    IReadOnlyList<HostChallenge> Challenges,
    IReadOnlyList<ContractLine> Contracts,
    string ContactEmail
)
{
    public ContractLine? ContractOf(HostMember member) =>
        Contracts
            .Where(contract => contract.FellowId == member.FellowId)
            .MinBy(contract => contract.State == ContractState.Broken);

    /// <summary>What the administration still owes for this person.</summary>
    public static string OwedFor(ContractLine? contract) =>
        (contract?.State ?? ContractState.Draft) switch
        {
            ContractState.Draft => "Rien pour l’instant\u00a0: le programme prépare le contrat.",
            ContractState.Sent => "La copie signée du contrat.",
            ContractState.Signed => "L’accueil de la personne le premier jour.",
            ContractState.Running or ContractState.Ended => "Rien.",
            ContractState.Broken => "Rien\u00a0: le contrat est rompu.",
        };
}
