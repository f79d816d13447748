using EigPortal.Domain.Contracts;
using EigPortal.Domain.Shared;
using EigPortal.Services.Contracts;
using EigPortal.Services.Identity;
using EigPortal.Web.Shared;
using EigPortal.Web.Startup;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;

namespace EigPortal.Web.Areas.Admin.Contracts;

/// <summary>Reads contracts and changes their terms and documents. Their steps are in <see cref="ContractStepsController"/>.</summary>
public sealed class ContractsController(
    ContractLists lists,
    ContractFiles documents,
    EditContract edit,
    GenerateContractDocument generate,
    UploadSignedContract upload,
    ActorLoader actors
) : ContractPageController(lists, actors)
{
    [HttpGet("/admin/contrats")]
    public async Task<IActionResult> Index(ContractState? etat, CancellationToken ct)
    {
        var actor = await ActorAsync(ct);
        return View(new ContractListModel(etat, await Lists.VisibleAsync(actor, ct, etat), await Lists.CountsAsync(actor, ct)));
    }

    [HttpGet("/admin/contrats/{id:guid}")]
    public async Task<IActionResult> Show(Guid id, CancellationToken ct) =>
        await Lists.FindAsync(id, await ActorAsync(ct), ct) is { } line ? View(ContractModel.From(line)) : NotFound();

    [HttpPost("/admin/contrats/{id:guid}")]
    public async Task<IActionResult> Edit(Guid id, [FromForm] ContractInput input, CancellationToken ct)
    {
        var terms = input.ToTerms();
        Result result = terms.IsOk
            ? await edit.ExecuteAsync(new EditContractCommand(id, terms.Value), await ActorAsync(ct), ct)
            : terms;
        return await AnswerAsync(id, result, "Conditions enregistrées. Générez une nouvelle version du document.", ct, input);
    }

    [HttpPost("/admin/contrats/{id:guid}/document")]
    public async Task<IActionResult> Generate(Guid id, CancellationToken ct) =>
        await AnswerAsync(
            id,
            await generate.ExecuteAsync(id, await ActorAsync(ct), ct),
            "Document généré : une nouvelle version est prête.",
            ct
        );

    [HttpPost("/admin/contrats/{id:guid}/signe")]
    [OversizeUpload("/admin/contrats/{id}")]
    [EnableRateLimiting(RateLimits.Upload)]
    public async Task<IActionResult> Sign(Guid id, [FromForm(Name = "File")] IFormFile? file, CancellationToken ct)
    {
        var command = await SignedUpload.ReadAsync(id, file, ct);
        var result = await upload.ExecuteAsync(command, await ActorAsync(ct), ct);
        return await AnswerAsync(id, result, "Copie signée enregistrée : le contrat est signé.", ct);
    }

    [HttpGet("/admin/contrats/{id:guid}/documents/{documentId:guid}")]
    public async Task<IActionResult> Download(Guid id, Guid documentId, CancellationToken ct) =>
        this.Attachment(await documents.ReadAsync(id, documentId, await ActorAsync(ct), ct));
}
