using EigPortal.Domain.Challenges;
using EigPortal.Domain.Selection;
using EigPortal.Services.Candidatures;
using EigPortal.Services.Identity;
using EigPortal.Services.Selection;
using EigPortal.Web.Dsfr;
using EigPortal.Web.Shared;
using Microsoft.AspNetCore.Mvc;

namespace EigPortal.Web.Areas.Candidate.Waiting;

/// <summary>Leaving a waiting list, after a page that says what it entails.</summary>
public sealed class WaitingController(OwnCandidature own, ActorLoader actors, OwnWaiting waiting, LeaveWaitingList leave)
    : CandidateController(own, actors)
{
    private const string Address = "/candidature/liste-attente/{defi}/{profil}/quitter";

    [HttpGet(Address)]
    public async Task<IActionResult> Confirm(string defi, string profil, CancellationToken ct) =>
        await FindAsync(defi, profil, ct) is { } list ? View("Leave", list) : await NotThereAsync(defi, profil, ct);

    [HttpPost(Address)]
    public async Task<IActionResult> Leave(string defi, string profil, CancellationToken ct)
    {
        if (await FindAsync(defi, profil, ct) is not { } list)
        {
            return await NotThereAsync(defi, profil, ct);
        }

        var left = await leave.ExecuteAsync(list.Key, await ActorAsync(ct), ct);
        this.Flash(
            left.IsOk
                ? $"Vous avez quitté la liste d’attente du défi {list.Challenge}. Une confirmation part à votre adresse."
                : left.Error.Message,
            left.IsOk ? Severity.Success : Severity.Error
        );
        return ToStart();
    }

    // Somebody who has left, or to whom a seat is proposed meanwhile, is told so; nobody else learns that there is such a list.
    private async Task<IActionResult> NotThereAsync(string defi, string profil, CancellationToken ct)
    {
        if (!await waiting.HasWaitedAsync(await ActorAsync(ct), defi, profil, ct))
        {
            return NotFound();
        }

        this.Flash(WaitingErrors.LeftAlready.Message, Severity.Error);
        return ToStart();
    }

    private async Task<OwnWaitingList?> FindAsync(string defi, string profil, CancellationToken ct) =>
        (await waiting.FindAsync(await ActorAsync(ct), ct))?.Lists.SingleOrDefault(list =>
            list.ChallengeSlug == defi && Slugs.From(list.Profile) == profil
        );
}
