using EigPortal.Domain.Shared;
using EigPortal.Services.Challenges;
using EigPortal.Services.Identity;
using EigPortal.Web.Shared;
using EigPortal.Web.Startup;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.OutputCaching;

namespace EigPortal.Web.Areas.Admin.Challenges;

/// <summary>What changes the standing of a challenge: publication, withdrawal, address, preview link.</summary>
[Route("admin/defis/{id:guid}")]
public sealed class ChallengeActsController(ChallengeWriting writing, IOutputCacheStore cache, ActorLoader actors)
    : AdminController(actors)
{
    [HttpPost("publier")]
    public async Task<IActionResult> Publish(Guid id, CancellationToken ct) =>
        await SayAsync(
            id,
            await writing.ActAsync(id, null, (challenge, now) => challenge.Publish(now), ct),
            "Le défi est publié : tout le monde peut le lire.",
            ct
        );

    [HttpPost("depublier")]
    public async Task<IActionResult> Unpublish(Guid id, CancellationToken ct) =>
        await SayAsync(
            id,
            await writing.ActAsync(id, null, (challenge, _) => challenge.Unpublish(), ct),
            "Le défi est redevenu un brouillon : le public ne le voit plus.",
            ct
        );

    [HttpPost("adresse")]
    public async Task<IActionResult> ChangeSlug(Guid id, string? slug, CancellationToken ct) =>
        await SayAsync(
            id,
            await writing.ChangeSlugAsync(id, slug?.Trim() ?? "", ct),
            "L’adresse est changée. L’ancienne y conduit toujours.",
            ct
        );

    [HttpPost("apercu")]
    public async Task<IActionResult> OpenPreview(Guid id, CancellationToken ct) =>
        await SayAsync(
            id,
            await writing.OpenPreviewAsync(id, ct),
            "Le lien d’aperçu est créé. Toute personne qui l’a peut lire le défi ; un lien plus ancien ne fonctionne plus.",
            ct
        );

    [HttpPost("apercu/fermer")]
    public async Task<IActionResult> ClosePreview(Guid id, CancellationToken ct) =>
        await SayAsync(id, await writing.ClosePreviewAsync(id, ct), "Le lien d’aperçu ne fonctionne plus.", ct);

    /// <summary>Says who will be told before anything happens.</summary>
    [HttpGet("retirer")]
    public async Task<IActionResult> ConfirmWithdrawal(Guid id, CancellationToken ct) =>
        await ModelAsync(id, new WithdrawInput(), ct) is { } model ? View("Withdraw", model) : NotFound();

    [HttpPost("retirer")]
    public async Task<IActionResult> Withdraw(Guid id, [FromForm] WithdrawInput input, CancellationToken ct)
    {
        if (await ModelAsync(id, input, ct) is not { } model)
        {
            return NotFound();
        }

        var name = model.Challenge.Name;
        var result = string.Equals(input.Confirmation?.Trim(), name, StringComparison.CurrentCultureIgnoreCase)
            ? await writing.ActAsync(id, null, (challenge, now) => challenge.Withdraw(input.Reason ?? "", now), ct)
            : new DomainError("challenge.confirmation", $"Recopiez le nom du défi pour confirmer : {name}.", "Confirmation");
        if (!result.IsOk)
        {
            AddErrors(result.Errors);
            return Refused("Withdraw", model);
        }

        return await SayAsync(id, result, $"Le défi est retiré. Courriels écrits : {model.Concerned}.", ct);
    }

    private async Task<WithdrawModel?> ModelAsync(Guid id, WithdrawInput input, CancellationToken ct) =>
        await writing.FindAsync(id, ct) is { } found
            ? new WithdrawModel(found.Challenge, await writing.CountConcernedAsync(id, await ActorAsync(ct), ct), input)
            : null;

    private async Task<IActionResult> SayAsync(Guid id, Result result, string done, CancellationToken ct)
    {
        if (!result.IsOk && result.Error == ChallengeWriting.NotFound)
        {
            return NotFound();
        }

        await PublicPages.EvictAsync(cache, ct);
        this.Flash(result.IsOk ? done : result.Error.Message, result.IsOk ? Dsfr.Severity.Success : Dsfr.Severity.Error);
        return LocalRedirect($"/admin/defis/{id}");
    }
}
