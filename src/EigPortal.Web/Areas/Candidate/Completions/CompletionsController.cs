using EigPortal.Domain.Candidatures;
using EigPortal.Domain.Shared;
using EigPortal.Services.Candidatures;
using EigPortal.Services.Completions;
using EigPortal.Services.Files;
using EigPortal.Services.Identity;
using EigPortal.Web.Areas.Candidate.Sections;
using EigPortal.Web.Shared;
using EigPortal.Web.Startup;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;

namespace EigPortal.Web.Areas.Candidate.Completions;

/// <summary>What the team asks to complete: the person prepares the answer, checks it, sends it. Nothing else of the file changes.</summary>
public sealed class CompletionsController(
    OwnCandidature own,
    ActorLoader actors,
    OwnCompletion requests,
    AnswerCompletion answer,
    FileScans scans
) : CandidateController(own, actors)
{
    private const string Address = "/candidature/complement";

    [HttpGet(Address)]
    public async Task<IActionResult> Edit(CancellationToken ct) =>
        await ModelAsync(ct) is { } model ? View("Edit", model) : ToStart();

    [HttpPost(Address)]
    [OversizeUpload(Address)]
    [ReadableForm]
    [EnableRateLimiting(RateLimits.Upload)]
    public async Task<IActionResult> Keep(CancellationToken ct)
    {
        if ((await KeepAsync(ct) ?? await JoinChosenAsync(ct)) is { } refused)
        {
            return refused;
        }

        if (Request.Form["suite"] == "verifier")
        {
            return LocalRedirect($"{Address}/verifier");
        }

        this.Flash("Votre réponse est gardée. Elle n’est pas envoyée.");
        return LocalRedirect(Address);
    }

    [HttpPost(Address + "/documents/{kind:regex(^(cv|portfolio)$)}")]
    [OversizeUpload(Address)]
    [ReadableForm]
    [EnableRateLimiting(RateLimits.Upload)]
    public async Task<IActionResult> Join(string kind, CancellationToken ct)
    {
        if (await KeepAsync(ct) is { } refused)
        {
            return refused;
        }

        if (Request.Form.Files.GetFile(kind) is not { } sent)
        {
            var none = new DomainError("file.none", "Choisissez un fichier PDF sur votre appareil.", kind);
            return await RefuseAsync(none, null, ct);
        }

        if (await JoinAsync(sent, ct) is { } refusal)
        {
            return refusal;
        }

        this.Flash($"{DocumentLabels.Of(Kind(kind))} joint à votre complément. Il n’est pas encore envoyé.");
        return LocalRedirect(Address);
    }

    [HttpPost(Address + "/documents/{kind:regex(^(cv|portfolio)$)}/retirer")]
    [OversizeUpload(Address)]
    [ReadableForm]
    public async Task<IActionResult> TakeBack(string kind, CancellationToken ct)
    {
        if (await KeepAsync(ct) is { } refused)
        {
            return refused;
        }

        var result = await answer.TakeBackAsync(Kind(kind), Arrived, await ActorAsync(ct), ct);
        if (!result.IsOk)
        {
            return await RefuseAsync(result, null, ct);
        }

        this.Flash("Document retiré de votre complément. Celui que vous aviez déposé reste.");
        return LocalRedirect(Address);
    }

    [HttpGet(Address + "/verifier")]
    public async Task<IActionResult> Review(CancellationToken ct) =>
        await ModelAsync(ct) is { IsOpen: true } model
            ? View("Review", new CompletionReviewModel(model, Guid.NewGuid().ToString("N")))
            : LocalRedirect(Address);

    [HttpPost(Address + "/envoyer")]
    [EnableRateLimiting(RateLimits.Submit)]
    public async Task<IActionResult> Send([FromForm] string? cle, CancellationToken ct)
    {
        var key = cle is { Length: > 0 and <= Snapshot.SubmissionKeyMaxLength } ? cle : Guid.NewGuid().ToString("N");
        var result = await answer.SendAsync(new SubmitCandidatureCommand(key, Arrived), await ActorAsync(ct), ct);
        if (!result.IsOk)
        {
            return await RefuseAsync(result, null, ct);
        }

        this.Flash("Votre complément est reçu. Un accusé de réception part à votre adresse.");
        return LocalRedirect($"/candidature/depot/{result.Value.Sequence}");
    }

    private static DocumentKind Kind(string kind) => Enum.Parse<DocumentKind>(kind, ignoreCase: true);

    /// <summary>Keeps what was typed, whatever the button. Null when it is kept.</summary>
    private async Task<IActionResult?> KeepAsync(CancellationToken ct)
    {
        var typed = (await ModelAsync(ct))?.Asked(SectionForm.Read(Request.Form)) ?? new Dictionary<string, string>();
        var command = new KeepCompletionCommand(typed, SectionForm.Version(Request.Form), Arrived);
        var result = await answer.KeepAsync(command, await ActorAsync(ct), ct);
        return result.IsOk ? null : await RefuseAsync(result, typed, ct, Request.Form.Files.FirstOrDefault()?.FileName);
    }

    /// <summary>A file that was chosen counts as joined, whichever button is pressed.</summary>
    private async Task<IActionResult?> JoinChosenAsync(CancellationToken ct)
    {
        foreach (var sent in Request.Form.Files.Where(file => file is { Length: > 0, Name: "cv" or "portfolio" }))
        {
            if (await JoinAsync(sent, ct) is { } refusal)
            {
                return refusal;
            }
        }

        return null;
    }

    private async Task<IActionResult?> JoinAsync(IFormFile sent, CancellationToken ct)
    {
        await using var content = sent.OpenReadStream();
        var command = new AttachDocumentCommand(Kind(sent.Name), sent.FileName, content, Arrived);
        var result = await answer.JoinAsync(command, await ActorAsync(ct), ct);
        return result.IsOk ? null : await RefuseAsync(result, null, ct, sent.FileName);
    }

    /// <summary>The page comes back with what was typed, whatever the refusal.</summary>
    private async Task<IActionResult> RefuseAsync(
        Result result,
        IReadOnlyDictionary<string, string>? typed,
        CancellationToken ct,
        string? file = null
    )
    {
        if (await ModelAsync(ct) is not { } model)
        {
            return ToStart();
        }

        if (result.Errors.Contains(CompletionErrors.Late))
        {
            return Refused("Edit", model with { Typed = typed, LateAt = Arrived, LateFile = file });
        }

        AddErrors(result.Errors);
        return result.Errors.Contains(CandidatureRefusals.Changed)
            ? Refused("Edit", model with { Typed = typed, Meanwhile = model.Request.Answers }, StatusCodes.Status409Conflict)
            : Refused("Edit", model with { Typed = typed });
    }

    private async Task<CompletionModel?> ModelAsync(CancellationToken ct)
    {
        if (await FileAsync(ct) is not { } own || await requests.FindAsync(own.Candidature.Id, ct) is not { } file)
        {
            return null;
        }

        var states = await scans.OfAsync(file.Joined.Select(document => document.FileId), ct);
        var slots = file.Request.Asked.Documents.Select(kind =>
        {
            var joined = file.Joined.SingleOrDefault(document => document.Kind == kind);
            return new CompletionSlot(
                kind,
                joined,
                file.About.Documents.SingleOrDefault(document => document.Kind == kind),
                joined is null ? ScanState.Clean : states.GetValueOrDefault(joined.FileId, ScanState.Pending)
            );
        });
        return new CompletionModel(file, own.Candidature.Number!, [.. slots], Arrived);
    }
}
