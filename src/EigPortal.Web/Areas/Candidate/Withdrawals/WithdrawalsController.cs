using EigPortal.Domain.Candidatures;
using EigPortal.Services.Candidatures;
using EigPortal.Services.Identity;
using EigPortal.Web.Areas.Candidate.Shared;
using EigPortal.Web.Dsfr;
using EigPortal.Web.Shared;
using Microsoft.AspNetCore.Mvc;

namespace EigPortal.Web.Areas.Candidate.Withdrawals;

/// <summary>Taking one's candidature back, after a page that says what it entails.</summary>
public sealed class WithdrawalsController(
    OwnCandidature own,
    ActorLoader actors,
    WithdrawCandidature withdraw,
    CandidatureOutcomes outcomes
) : CandidateController(own, actors)
{
    [HttpGet("/candidature/retirer")]
    public async Task<IActionResult> Confirm(CancellationToken ct)
    {
        if (await FileAsync(ct) is not { } file || !await IsPossibleAsync(file, ct))
        {
            return ToStart();
        }

        return View("Confirm", StandingModel.From(file, Arrived));
    }

    [HttpPost("/candidature/retirer")]
    public async Task<IActionResult> Withdraw(CancellationToken ct)
    {
        // A page left open must not undo an answer that the person has had since.
        if (await FileAsync(ct) is { } file && await IsAnsweredAsync(file, ct))
        {
            this.Flash("Votre candidature a reçu une réponse\u00a0: elle ne peut plus être retirée.", Severity.Error);
            return ToStart();
        }

        var result = await withdraw.ExecuteAsync(new WithdrawCandidatureCommand(Arrived), await ActorAsync(ct), ct);
        if (result.IsOk)
        {
            this.Flash("Votre candidature est retirée. Une confirmation part à votre adresse.");
        }
        else
        {
            this.Flash(result.Error.Message, Severity.Error);
        }

        return LocalRedirect("/candidature");
    }

    private async Task<bool> IsPossibleAsync(CandidatureFile file, CancellationToken ct) =>
        Candidature.Allowed.Allows(file.Candidature.State, CandidatureVerb.Withdraw) && !await IsAnsweredAsync(file, ct);

    private async Task<bool> IsAnsweredAsync(CandidatureFile file, CancellationToken ct) =>
        Candidature.Allowed.Allows(file.Candidature.State, CandidatureVerb.Withdraw)
        && (await outcomes.OfAsync(file, Arrived, ct)).Outcome != Outcome.UnderReview;
}
