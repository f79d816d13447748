using EigPortal.Domain.Candidatures;
using EigPortal.Domain.Cohorts;
using EigPortal.Domain.Shared;
using EigPortal.Services.Candidatures;
using EigPortal.Services.Candidatures.Uploads;
using EigPortal.Services.Files;
using EigPortal.Services.Identity;
using EigPortal.Web.Areas.Candidate.Shared;
using EigPortal.Web.Shared;
using EigPortal.Web.Startup;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;

namespace EigPortal.Web.Areas.Candidate.Documents;

/// <summary>The CV and the portfolio: sent, replaced, removed, and given back to the person they are of.</summary>
public sealed class DocumentsController(
    OwnCandidature own,
    ActorLoader actors,
    AttachDocument attach,
    RemoveDocument remove,
    ReadDocument read,
    FileScans scans,
    StartUpload uploads
) : CandidateController(own, actors)
{
    [HttpGet("/candidature/documents")]
    public async Task<IActionResult> Edit(CancellationToken ct) =>
        await FileAsync(ct) is { } file && file.Timetable.CallAt(Arrived) == CallState.Open
            ? View("Edit", await ModelAsync(file, ct))
            : ToStart();

    [HttpPost("/candidature/documents/{kind:regex(^(cv|portfolio)$)}")]
    [OversizeUpload("/candidature/documents")]
    [ReadableForm]
    [EnableRateLimiting(RateLimits.Upload)]
    public async Task<IActionResult> Attach(string kind, CancellationToken ct)
    {
        var asked = Enum.Parse<DocumentKind>(kind, ignoreCase: true);
        if (Request.Form.Files.GetFile(kind) is not { } sent)
        {
            return await RefuseAsync(asked, [new DomainError("file.none", "Choisissez un fichier PDF sur votre appareil.")], ct);
        }

        await using var content = sent.OpenReadStream();
        var command = new AttachDocumentCommand(asked, sent.FileName, content, Arrived);
        var result = await attach.ExecuteAsync(command, await ActorAsync(ct), ct);
        if (!result.IsOk)
        {
            return await RefuseAsync(asked, result.Errors, ct);
        }

        this.Flash($"{DocumentLabels.Of(asked)} enregistré dans votre brouillon : {result.Value.FileName}.");
        return LocalRedirect("/candidature/documents");
    }

    [HttpPost("/candidature/documents/{id:guid}/retirer")]
    public async Task<IActionResult> Remove(Guid id, CancellationToken ct)
    {
        var result = await remove.ExecuteAsync(new RemoveDocumentCommand(id, Arrived), await ActorAsync(ct), ct);
        if (result.Errors.Contains(RemoveDocument.NotFound) || result.Errors.Contains(CandidatureRefusals.NotStarted))
        {
            return NotFound();
        }

        if (!result.IsOk)
        {
            return await RefuseAsync(null, result.Errors, ct);
        }

        this.Flash("Document retiré de votre brouillon.");
        return LocalRedirect("/candidature/documents");
    }

    [HttpGet("/candidature/documents/{id:guid}")]
    public async Task<IActionResult> Download(Guid id, CancellationToken ct) =>
        this.Attachment(await read.OwnAsync(id, await ActorAsync(ct), ct));

    private async Task<IActionResult> RefuseAsync(DocumentKind? kind, IReadOnlyList<DomainError> errors, CancellationToken ct)
    {
        if (await FileAsync(ct) is not { } file)
        {
            return ToStart();
        }

        AddErrors(errors.Select(error => error with { Field = kind?.ToString().ToLowerInvariant() }));
        var late = errors.Contains(CohortErrors.CallClosed) ? Arrived : (DateTimeOffset?)null;
        return Refused("Edit", await ModelAsync(file, ct) with { Late = late });
    }

    private async Task<DocumentsModel> ModelAsync(CandidatureFile file, CancellationToken ct) =>
        DocumentsModel.From(
            file,
            await scans.OfAsync(file.Candidature.CurrentDocuments.Select(document => document.FileId), ct),
            await uploads.OpenAsync(file.Candidature.Id, await ActorAsync(ct), ct),
            Arrived
        );
}
