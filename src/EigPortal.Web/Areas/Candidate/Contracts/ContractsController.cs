using EigPortal.Services.Candidatures;
using EigPortal.Services.Contracts;
using EigPortal.Services.Identity;
using EigPortal.Web.Shared;
using Microsoft.AspNetCore.Mvc;

namespace EigPortal.Web.Areas.Candidate.Contracts;

/// <summary>A fellow's own contract, to read and keep.</summary>
public sealed class ContractsController(OwnCandidature own, ActorLoader actors, ContractLists lists, ContractFiles documents)
    : CandidateController(own, actors)
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
            ? this.Attachment(await documents.ReadAsync(id, documentId, await ActorAsync(ct), ct))
            : NotFound();
}
