using EigPortal.Domain.Candidatures;
using EigPortal.Domain.Shared;
using EigPortal.Services.Candidatures;
using EigPortal.Services.Identity;
using EigPortal.Services.Privacy;
using EigPortal.Services.Text;
using EigPortal.Web.Shared;
using EigPortal.Web.Startup;
using FluentValidation;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;

namespace EigPortal.Web.Areas.Candidate.Erasures;

/// <summary>Erasing one's own file, after a page that says what goes, what stays and why, and what stops it.</summary>
public sealed class ErasuresController(
    OwnCandidature own,
    ActorLoader actors,
    EraseCandidature erase,
    ErasureHolds holds,
    SignInManager<Account> signIn,
    IValidator<ErasureInput> validator
) : CandidateController(own, actors)
{
    [HttpGet("/candidature/passeport/effacer")]
    public async Task<IActionResult> Confirm(CancellationToken ct) =>
        await FileAsync(ct) is { } file ? View("Confirm", await ModelAsync(file, new ErasureInput(), ct)) : ToStart();

    [HttpPost("/candidature/passeport/effacer")]
    [EnableRateLimiting(RateLimits.SignIn)]
    public async Task<IActionResult> Erase([FromForm] ErasureInput input, CancellationToken ct)
    {
        if (await FileAsync(ct) is not { } file)
        {
            return ToStart();
        }

        var refusals = await RefusalsAsync(input, ct);
        if (refusals.Count == 0)
        {
            var isTold = (await signIn.UserManager.GetUserAsync(User))!.EmailConfirmed;
            var result = await erase.ExecuteAsync(await ActorAsync(ct), ct);
            if (result.IsOk)
            {
                return await LeaveAsync(isTold);
            }

            refusals = result.Errors;
        }

        AddErrors(refusals);
        return Refused("Confirm", await ModelAsync(file, input, ct));
    }

    private async Task<IReadOnlyList<DomainError>> RefusalsAsync(ErasureInput input, CancellationToken ct)
    {
        var shape = await validator.ValidateAsync(input, ct);
        if (!shape.IsValid)
        {
            return [.. shape.Errors.Select(error => new DomainError("erasure.form", error.ErrorMessage, error.PropertyName))];
        }

        var account = (await signIn.UserManager.GetUserAsync(User))!;
        return
            !await signIn.UserManager.HasPasswordAsync(account)
            || await signIn.UserManager.CheckPasswordAsync(account, input.Password ?? "")
            ? []
            : [new DomainError("erasure.password", "Ce mot de passe n’est pas le vôtre.", nameof(input.Password))];
    }

    /// <summary>Somebody whose account is closed is signed out; somebody who keeps it goes on.</summary>
    /// <param name="isTold">The address was proved: nothing leaves for another (ADR 23).</param>
    private async Task<IActionResult> LeaveAsync(bool isTold)
    {
        var account = await signIn.UserManager.GetUserAsync(User);
        if (account is { ErasedAt: null })
        {
            this.Flash("Votre dossier est effacé. Votre compte reste ouvert, parce qu’il sert aussi à autre chose.");
            return LocalRedirect("/compte");
        }

        await signIn.SignOutAsync();
        this.Flash(
            isTold
                ? "Votre dossier est effacé et votre compte est fermé. Une confirmation part à votre adresse."
                : "Votre dossier est effacé et votre compte est fermé. Aucun courriel ne part : votre adresse n’était pas confirmée."
        );
        return LocalRedirect("/");
    }

    private async Task<ErasureModel> ModelAsync(CandidatureFile file, ErasureInput input, CancellationToken ct) =>
        new(
            file.Candidature.Number,
            file.Submissions.Count > 0,
            !file.Cohort.ResultsArePublicAt(Arrived)
                && file.Candidature.State is not (CandidatureState.Draft or CandidatureState.Withdrawn),
            await signIn.UserManager.HasPasswordAsync((await signIn.UserManager.GetUserAsync(User))!),
            await holds.OfAsync(file.Candidature.Id, ct),
            await holds.KeptContractAsync(file.Candidature.Id, FrenchDates.ParisDay(Arrived), ct),
            input
        );
}
