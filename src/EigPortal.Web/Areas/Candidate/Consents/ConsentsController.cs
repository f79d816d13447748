using EigPortal.Services.Candidatures;
using EigPortal.Services.Identity;
using EigPortal.Services.Selection;
using EigPortal.Services.Selection.Forming;
using EigPortal.Web.Dsfr;
using EigPortal.Web.Shared;
using Microsoft.AspNetCore.Mvc;

namespace EigPortal.Web.Areas.Candidate.Consents;

/// <summary>A challenge that the jury asks a person about (F16). Opening the page answers nothing: only a posted form does (B18).</summary>
public sealed class ConsentsController(OwnCandidature own, ActorLoader actors, OwnConsents consents)
    : CandidateController(own, actors)
{
    [HttpGet("/candidature/autre-defi/{id:guid}")]
    public async Task<IActionResult> Show(Guid id, CancellationToken ct) =>
        await consents.FindAsync(id, await ActorAsync(ct), ct) is { } detail
            ? View("Show", new ConsentModel(detail, Arrived))
            : NotFound();

    [HttpPost("/candidature/autre-defi/{id:guid}/accepter")]
    public Task<IActionResult> Accept(Guid id, CancellationToken ct) =>
        AnswerAsync(id, accepts: true, "Votre accord est enregistré. Vous pouvez encore changer d’avis sur cette page.", ct);

    [HttpPost("/candidature/autre-defi/{id:guid}/refuser")]
    public Task<IActionResult> Refuse(Guid id, CancellationToken ct) =>
        AnswerAsync(id, accepts: false, "Votre réponse est enregistrée. Vos vœux restent tels que vous les avez faits.", ct);

    private async Task<IActionResult> AnswerAsync(Guid id, bool accepts, string done, CancellationToken ct)
    {
        var answered = await consents.AnswerAsync(id, accepts, await ActorAsync(ct), ct);
        if (answered.Errors.Contains(SelectionRefusals.NotFound))
        {
            return NotFound();
        }

        this.Flash(answered.IsOk ? done : answered.Error.Message, answered.IsOk ? Severity.Success : Severity.Warning);
        return LocalRedirect($"/candidature/autre-defi/{id}");
    }
}

/// <param name="Now">When the page was asked, in programme time.</param>
public sealed record ConsentModel(OwnConsentDetail Detail, DateTimeOffset Now);
