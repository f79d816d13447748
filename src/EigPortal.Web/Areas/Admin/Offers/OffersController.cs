using EigPortal.Domain.Shared;
using EigPortal.Services.Cohorts;
using EigPortal.Services.Identity;
using EigPortal.Services.Selection;
using EigPortal.Services.Time;
using EigPortal.Web.Shared;
using Microsoft.AspNetCore.Mvc;

namespace EigPortal.Web.Areas.Admin.Offers;

/// <param name="Now">From which an answer is late.</param>
public sealed record OffersModel(IReadOnlyList<OfferLine> Offers, DateTimeOffset Now);

/// <param name="Reason">What was typed when the form was refused.</param>
public sealed record OfferModel(OfferLine Offer, DateTimeOffset Now, string? Reason);

/// <summary>Offers and their answers. A late answer is proposed to be recorded as a refusal; nothing is declined by the clock.</summary>
public sealed class OffersController(
    OfferRegister offers,
    CurrentCohort current,
    ProgrammeClock clock,
    AcceptOffer accept,
    DeclineOffer decline,
    RemindOffer remind,
    ActorLoader actors
) : AdminController(actors)
{
    [HttpGet("/admin/propositions")]
    public async Task<IActionResult> Index(CancellationToken ct)
    {
        var cohort = await current.GetAsync(ct);
        return View("Index", new OffersModel(await offers.ListAsync(cohort.Id, await ActorAsync(ct), ct), clock.Now));
    }

    [HttpGet("/admin/propositions/{id:guid}")]
    public async Task<IActionResult> Show(Guid id, CancellationToken ct) =>
        await offers.FindAsync(id, await ActorAsync(ct), ct) is { } offer
            ? View("Show", new OfferModel(offer, clock.Now, Reason: null))
            : NotFound();

    [HttpPost("/admin/propositions/{id:guid}/relancer")]
    public async Task<IActionResult> Remind(Guid id, CancellationToken ct) =>
        await AnswerAsync(id, await remind.ExecuteAsync(id, await ActorAsync(ct), ct), "La relance part par courriel.", "", ct);

    [HttpPost("/admin/propositions/{id:guid}/accepter")]
    public async Task<IActionResult> Accept(Guid id, [FromForm] string? reason, CancellationToken ct)
    {
        var command = new AcceptOfferCommand(id, "", reason ?? "");
        var accepted = await accept.ExecuteAsync(command, await ActorAsync(ct), ct);
        return await AnswerAsync(id, accepted, "Acceptation enregistrée. La personne en reçoit la confirmation.", reason, ct);
    }

    [HttpPost("/admin/propositions/{id:guid}/decliner")]
    public async Task<IActionResult> Decline(Guid id, [FromForm] string? reason, CancellationToken ct)
    {
        var declined = await decline.ExecuteAsync(new DeclineOfferCommand(id, reason ?? ""), await ActorAsync(ct), ct);
        return await AnswerAsync(
            id,
            declined,
            "Refus enregistré. La place est libre : la liste d’attente dit qui elle désigne.",
            reason,
            ct
        );
    }

    private async Task<IActionResult> AnswerAsync(Guid id, Result result, string done, string? reason, CancellationToken ct)
    {
        if (result.IsOk)
        {
            this.Flash(done);
            return LocalRedirect($"/admin/propositions/{id}");
        }

        AddErrors(result.Errors);
        return
            !result.Errors.Contains(SelectionRefusals.NotFound)
            && await offers.FindAsync(id, await ActorAsync(ct), ct) is { } offer
            ? Refused("Show", new OfferModel(offer, clock.Now, reason))
            : NotFound();
    }
}
