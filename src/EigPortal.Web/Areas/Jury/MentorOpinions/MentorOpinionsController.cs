using EigPortal.Domain.Screening;
using EigPortal.Domain.Shared;
using EigPortal.Services.Candidatures;
using EigPortal.Services.Identity;
using EigPortal.Services.Juries;
using EigPortal.Services.Screening.Opinions;
using EigPortal.Web.Dsfr;
using EigPortal.Web.Shared;
using Microsoft.AspNetCore.Mvc;

namespace EigPortal.Web.Areas.Jury.MentorOpinions;

/// <summary>
/// Files about which a mentor was asked, one by one, before the preselection. A file that is screened, taken back or somebody else's is an
/// unknown address.
/// </summary>
public sealed class MentorOpinionsController(
    OwnMentorOpinions opinions,
    DeclareConflict declare,
    ReadDocument documents,
    ActorLoader actors
) : JuryController(actors)
{
    [HttpGet("/admin/jury/avis")]
    public async Task<IActionResult> Index(CancellationToken ct) =>
        View("Index", await opinions.ListAsync(await ActorAsync(ct), ct));

    [HttpGet("/admin/jury/avis/{id:guid}")]
    public async Task<IActionResult> Show(Guid id, CancellationToken ct) =>
        await opinions.FindAsync(id, await ActorAsync(ct), ct) is { } file
            ? View("Show", OpinionModel.From(file, OpinionInput.From(file)))
            : NotFound();

    [HttpPost("/admin/jury/avis/{id:guid}")]
    public async Task<IActionResult> Give(Guid id, [FromForm] OpinionInput input, CancellationToken ct)
    {
        var actor = await ActorAsync(ct);
        var given = await opinions.GiveAsync(id, input.Version, input.View, input.Words, actor, ct);
        if (!given.IsOk)
        {
            return await RefusedAsync(id, input, given, actor, ct);
        }

        var remarks = RemarkWarning.Of(input.Words);
        this.Flash(
            remarks.Count == 0
                ? "Votre avis est enregistré."
                : $"Votre avis est enregistré. Relisez ces mots : {string.Join(" ", remarks)}",
            remarks.Count == 0 ? Severity.Success : Severity.Warning
        );
        return LocalRedirect("/admin/jury/avis");
    }

    [HttpGet("/admin/jury/avis/{id:guid}/documents/{documentId:guid}")]
    public async Task<IActionResult> Download(Guid id, Guid documentId, CancellationToken ct)
    {
        var actor = await ActorAsync(ct);
        return await opinions.HoldsAsync(id, documentId, actor, ct)
            ? this.Attachment(await documents.ExecuteAsync(documentId, actor, ct, asJuror: true))
            : NotFound();
    }

    [HttpPost("/admin/jury/avis/{id:guid}/lien")]
    public async Task<IActionResult> Declare(Guid id, [FromForm] string? reason, CancellationToken ct)
    {
        var actor = await ActorAsync(ct);
        var result = await declare.ByMentorAsync(id, reason ?? "", actor, ct);
        if (!result.IsOk)
        {
            return await RefusedAsync(id, null, result, actor, ct);
        }

        this.Flash("Votre lien est déclaré. Ce dossier ne vous est plus ouvert, et votre avis n’est plus demandé.");
        return LocalRedirect("/admin/jury/avis");
    }

    /// <summary>The file again, with all that was typed; when the opinion changed elsewhere, with what is saved beside it.</summary>
    private async Task<IActionResult> RefusedAsync(
        Guid id,
        OpinionInput? typed,
        Result refused,
        Actor actor,
        CancellationToken ct
    )
    {
        if (await opinions.FindAsync(id, actor, ct) is not { } file)
        {
            return NotFound();
        }

        foreach (var error in refused.Errors)
        {
            ModelState.AddModelError(error.Field ?? "", error.Message);
        }

        var changed = refused.Errors.Contains(OpinionErrors.Changed);
        Response.StatusCode = changed ? StatusCodes.Status409Conflict : StatusCodes.Status422UnprocessableEntity;
        return View("Show", OpinionModel.From(file, typed ?? OpinionInput.From(file), changed));
    }
}
