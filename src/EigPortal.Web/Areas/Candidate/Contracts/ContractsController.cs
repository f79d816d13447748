using EigPortal.Services.Candidatures;
using EigPortal.Services.Contracts;
using EigPortal.Services.Files;
using EigPortal.Services.Identity;
using EigPortal.Web.Shared;
using Microsoft.AspNetCore.Mvc;

namespace EigPortal.Web.Areas.Candidate.Contracts;

/// <summary>A fellow's own contract, to read and keep.</summary>
public sealed class ContractsController(
    OwnCandidature own,
    ActorLoader actors,
    ContractLists lists,
    ContractFiles documents,
    IFileStore files
) : CandidateController(own, actors)
{
    [HttpGet("/candidature/contrat")]
    public async Task<IActionResult> Show(CancellationToken ct)
    {
        var actor = await ActorAsync(ct);
        return actor.IsFellow ? View("Show", await lists.OwnAsync(actor, ct)) : NotFound();
    }

    [HttpGet("/candidature/contrat/{id:guid}/documents/{documentId:guid}")]
    public async Task<IActionResult> Download(Guid id, Guid documentId, CancellationToken ct) =>
        (await lists.OwnAsync(await ActorAsync(ct), ct)).Any(line => line.Id == id)
        && await documents.FindAsync(id, documentId, await ActorAsync(ct), ct) is { } found
        && await files.OpenReadAsync(found.FileId, ct) is { } content
            ? this.Attachment(content, found.ContentType, found.FileName)
            : NotFound();
}
