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
    [ReadableForm]
    public async Task<IActionResult> Keep(CancellationToken ct)
    {
        var typed = SectionForm.Read(Request.Form);
        var command = new KeepCompletionCommand(await AskedAsync(typed, ct), SectionForm.Version(Request.Form), Arrived);
        var result = await answer.KeepAsync(command, await ActorAsync(ct), ct);
        if (!result.IsOk)
        {
            return await RefuseAsync(result, command.Answers, ct);
        }

        if (typed.GetValueOrDefault("suite") == "verifier")
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
        if (Request.Form.Files.GetFile(kind) is not { } sent)
        {
            return await RefuseAsync(
                new DomainError("file.none", "Choisissez un fichier PDF sur votre appareil.", kind),
                null,
                ct
            );
        }

        await using var content = sent.OpenReadStream();
        var command = new AttachDocumentCommand(Kind(kind), sent.FileName, content, Arrived);
        var result = await answer.JoinAsync(command, await ActorAsync(ct), ct);
        if (!result.IsOk)
        {
            return await RefuseAsync(Result.Refuse([.. result.Errors.Select(error => error with { Field = kind })]), null, ct);
        }

        this.Flash($"{DocumentLabels.Of(Kind(kind))} joint à votre complément. Il n’est pas encore envoyé.");
        return LocalRedirect(Address);
    }

    [HttpPost(Address + "/documents/{kind:regex(^(cv|portfolio)$)}/retirer")]
    public async Task<IActionResult> TakeBack(string kind, CancellationToken ct)
    {
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

    /// <summary>The answers to what is asked, those that the browser did not send empty.</summary>
    private async Task<IReadOnlyDictionary<string, string>> AskedAsync(Dictionary<string, string> typed, CancellationToken ct) =>
        await ModelAsync(ct) is { } model
            ? model.File.Questions.ToDictionary(
                question => question.Key,
                question => question.Once(typed.GetValueOrDefault(question.Key) ?? "")
            )
            : new Dictionary<string, string>();

    /// <summary>The page comes back with what was typed, whatever the refusal.</summary>
    private async Task<IActionResult> RefuseAsync(Result result, IReadOnlyDictionary<string, string>? typed, CancellationToken ct)
    {
        if (await ModelAsync(ct) is not { } model)
        {
            return ToStart();
        }

        if (result.Errors.Contains(CompletionErrors.Late))
        {
            return Refused("Edit", model with { Typed = typed, LateAt = Arrived });
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
