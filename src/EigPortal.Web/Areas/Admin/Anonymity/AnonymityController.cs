using EigPortal.Domain.Shared;
using EigPortal.Services.Cohorts;
using EigPortal.Services.Files;
using EigPortal.Services.Identity;
using EigPortal.Services.Juries;
using EigPortal.Web.Dsfr;
using EigPortal.Web.Shared;
using EigPortal.Web.Startup;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;

namespace EigPortal.Web.Areas.Admin.Anonymity;

/// <summary>The first stage without identities: begun, prepared file by file, ended with a reason.</summary>
public sealed class AnonymityController(BlindStage blind, CurrentCohort current, ActorLoader actors) : AdminController(actors)
{
    [HttpGet("/admin/jurys/anonymat")]
    public async Task<IActionResult> Index(CancellationToken ct) => View("Index", await ModelAsync(null, ct));

    [HttpPost("/admin/jurys/anonymat")]
    public async Task<IActionResult> Start(CancellationToken ct)
    {
        var result = await blind.StartAsync((await current.GetAsync(ct)).Id, await ActorAsync(ct), ct);
        this.Flash(
            result.IsOk ? "Les identités sont masquées au jury, à partir de maintenant." : result.Error.Message,
            result.IsOk ? Severity.Success : Severity.Warning
        );
        return LocalRedirect("/admin/jurys/anonymat");
    }

    [HttpPost("/admin/jurys/anonymat/lever")]
    public async Task<IActionResult> Reveal([FromForm(Name = "Reason")] string? reason, CancellationToken ct)
    {
        var result = await blind.RevealAsync((await current.GetAsync(ct)).Id, reason, await ActorAsync(ct), ct);
        if (!result.IsOk)
        {
            AddErrors(result.Errors);
            return Refused("Index", await ModelAsync(reason, ct));
        }

        this.Flash("Le jury voit de nouveau qui a écrit. Votre raison est dans l’historique.");
        return LocalRedirect("/admin/jurys/anonymat");
    }

    [HttpPost("/admin/jurys/dossiers/{id:guid}/copies/{documentId:guid}")]
    [OversizeUpload("/admin/jurys/dossiers/{id}")]
    [EnableRateLimiting(RateLimits.Upload)]
    public async Task<IActionResult> Redact(Guid id, Guid documentId, IFormFile? file, CancellationToken ct)
    {
        byte[] bytes = [];
        if (file is not null)
        {
            await using var content = file.OpenReadStream();
            bytes = await SentFile.ReadAsync(content, ct);
        }

        return Answer(await blind.RedactAsync(id, documentId, bytes, await ActorAsync(ct), ct), id);
    }

    private IActionResult Answer(Result result, Guid id)
    {
        if (result.Errors.Contains(JuryErrors.NotFound))
        {
            return NotFound();
        }

        var done = "La copie est enregistrée : c’est elle que le jury lit tant que les identités sont masquées.";
        this.Flash(result.IsOk ? done : result.Error.Message, result.IsOk ? Severity.Success : Severity.Warning);
        return LocalRedirect($"/admin/jurys/dossiers/{id}#copies");
    }

    private async Task<AnonymityModel> ModelAsync(string? reason, CancellationToken ct)
    {
        var cohort = await current.GetAsync(ct);
        return new AnonymityModel(
            cohort.Id,
            cohort.BlindSince,
            cohort.RevealedAt,
            await blind.ProgressAsync(cohort.Id, await ActorAsync(ct), ct),
            reason
        );
    }
}

/// <param name="Since">Null when identities were never hidden.</param>
public sealed record AnonymityModel(
    Guid CohortId,
    DateTimeOffset? Since,
    DateTimeOffset? RevealedAt,
    BlindProgress Progress,
    string? Reason
);
