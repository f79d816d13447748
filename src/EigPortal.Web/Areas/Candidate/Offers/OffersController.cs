using EigPortal.Domain.Selection;
using EigPortal.Domain.Shared;
using EigPortal.Services.Candidatures;
using EigPortal.Services.Identity;
using EigPortal.Services.Selection;
using EigPortal.Web.Dsfr;
using EigPortal.Web.Shared;
using Microsoft.AspNetCore.Mvc;

namespace EigPortal.Web.Areas.Candidate.Offers;

/// <summary>The offer made to a person, and their answer. Opening a page never answers: only a posted form does (B18).</summary>
public sealed class OffersController(
    OwnCandidature own,
    ActorLoader actors,
    OwnOffer offers,
    AcceptOffer accept,
    DeclineOffer decline
) : CandidateController(own, actors)
{
    [HttpGet("/candidature/proposition")]
    public async Task<IActionResult> Show(CancellationToken ct) =>
        await offers.FindAsync(await ActorAsync(ct), ct) is { } offer ? View("Show", offer) : NotFound();

    [HttpGet("/candidature/proposition/accepter")]
    public async Task<IActionResult> ConfirmAccept(CancellationToken ct)
    {
        var actor = await ActorAsync(ct);
        return await offers.FindAsync(actor, ct) switch
        {
            null => NotFound(),
            { State: OfferState.Sent } offer => View(
                "Accept",
                new AcceptModel(offer, new AcceptInput { PublicName = actor.FullName })
            ),
            _ => LocalRedirect("/candidature/proposition"),
        };
    }

    [HttpPost("/candidature/proposition/accepter")]
    public async Task<IActionResult> Accept([FromForm] AcceptInput input, CancellationToken ct)
    {
        var actor = await ActorAsync(ct);
        if (await offers.FindAsync(actor, ct) is not { } offer)
        {
            return NotFound();
        }

        if (input.IsNamed && string.IsNullOrWhiteSpace(input.PublicName))
        {
            AddErrors([AcceptInput.NameMissing]);
            return Refused("Accept", new AcceptModel(offer, input));
        }

        var name = input.IsNamed ? input.PublicName! : "";
        var result = await accept.ExecuteAsync(new AcceptOfferCommand(offer.Id, name, ""), actor, ct);
        return Answer(result, "Votre acceptation est enregistrée. Bienvenue dans la promotion.");
    }

    [HttpGet("/candidature/proposition/decliner")]
    public async Task<IActionResult> ConfirmDecline(CancellationToken ct) =>
        await offers.FindAsync(await ActorAsync(ct), ct) switch
        {
            null => NotFound(),
            { State: OfferState.Sent } offer => View("Decline", offer),
            _ => LocalRedirect("/candidature/proposition"),
        };

    [HttpPost("/candidature/proposition/decliner")]
    public async Task<IActionResult> Decline([FromForm] string? reason, CancellationToken ct)
    {
        var actor = await ActorAsync(ct);
        if (await offers.FindAsync(actor, ct) is not { } offer)
        {
            return NotFound();
        }

        var result = await decline.ExecuteAsync(new DeclineOfferCommand(offer.Id, reason ?? ""), actor, ct);
        return Answer(result, "Votre réponse est enregistrée : vous avez décliné la proposition.");
    }

    private IActionResult Answer(Result result, string done)
    {
        this.Flash(result.IsOk ? done : result.Error.Message, result.IsOk ? Severity.Success : Severity.Error);
        return LocalRedirect("/candidature/proposition");
    }
}

public sealed record AcceptModel(OwnOfferDetail Offer, AcceptInput Input);

public sealed class AcceptInput
{
    public static readonly DomainError NameMissing = new(
        "offer.name",
        "Indiquez le nom à publier, ou décochez la case.",
        nameof(PublicName)
    );

    public bool IsNamed { get; set; }

    [System.ComponentModel.DataAnnotations.MaxLength(200)]
    public string? PublicName { get; set; }
}
