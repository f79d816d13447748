using EigPortal.Domain.Selection;
using EigPortal.Services.Candidatures;
using EigPortal.Services.Identity;
using EigPortal.Services.Selection;
using Microsoft.AspNetCore.Mvc;

namespace EigPortal.Web.Areas.Candidate.Offers;

/// <param name="Offer">Null while there is nothing to say of an offer.</param>
/// <param name="Waiting">Null for somebody who is on no waiting list.</param>
/// <param name="Outcome">What to say otherwise.</param>
public sealed record OfferSlotModel(OwnOfferDetail? Offer, OwnWaitingDetail? Waiting, CandidatureOutcome Outcome);

/// <summary>What the page of a candidature says of its end: the offer when there is one, where they wait, or the outcome.</summary>
[ViewComponent(Name = "Proposition")]
public sealed class OfferSlot(OwnOffer offers, OwnWaiting waiting, ActorLoader actors) : ViewComponent
{
    public async Task<IViewComponentResult> InvokeAsync(CandidatureOutcome outcome)
    {
        var actor = await actors.RequireAsync(HttpContext.RequestAborted);
        var offer = await offers.FindAsync(actor, HttpContext.RequestAborted);
        // A later decision that may be told says more than an offer taken back.
        var isPast = offer?.State == OfferState.Revoked && outcome.Outcome is not (Outcome.UnderReview or Outcome.Unknown);
        var waits = outcome.Outcome == Outcome.WaitingList ? await waiting.FindAsync(actor, HttpContext.RequestAborted) : null;
        return View("~/Areas/Candidate/Offers/Slot.cshtml", new OfferSlotModel(isPast ? null : offer, waits, outcome));
    }
}
