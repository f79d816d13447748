using EigPortal.Services.Candidatures;
using EigPortal.Services.Identity;
using EigPortal.Services.Messages;
using EigPortal.Web.Shared;
using EigPortal.Web.Startup;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;

namespace EigPortal.Web.Areas.Candidate.Messages;

/// <summary>What a person and the programme team write to each other in the file.</summary>
public sealed class MessagesController(
    OwnCandidature own,
    ActorLoader actors,
    MessageThreads threads,
    SendMessage send,
    HandleMessages handle
) : CandidateController(own, actors)
{
    private const string Address = "/candidature/messages";

    [HttpGet(Address)]
    public async Task<IActionResult> Index(CancellationToken ct) =>
        await ThreadAsync(new MessageInput(), ct) is { } thread ? View("Index", thread) : ToStart();

    [HttpPost(Address)]
    [EnableRateLimiting(RateLimits.Upload)]
    public async Task<IActionResult> Send([FromForm] MessageInput input, CancellationToken ct)
    {
        await using var content = input.Attachment?.OpenReadStream();
        var result = await send.FromPersonAsync(input.Body, input.Sent(content), await ActorAsync(ct), ct);
        if (result.IsOk)
        {
            this.Flash("Votre message est envoyé à l’équipe du programme.");
            return LocalRedirect(Address);
        }

        AddErrors(result.Errors);
        return await ThreadAsync(input, ct) is { } thread ? Refused("Index", thread) : ToStart();
    }

    [HttpPost(Address + "/lus")]
    public async Task<IActionResult> MarkRead(CancellationToken ct)
    {
        await handle.ByPersonAsync(await ActorAsync(ct), ct);
        this.Flash("Les messages sont marqués comme lus.");
        return LocalRedirect(Address);
    }

    [HttpGet(Address + "/pieces/{id:guid}")]
    public async Task<IActionResult> Download(Guid id, CancellationToken ct) =>
        this.Attachment(await threads.OpenOwnAsync(id, await ActorAsync(ct), ct));

    private async Task<ThreadModel?> ThreadAsync(MessageInput input, CancellationToken ct) =>
        await threads.OwnIdAsync(await ActorAsync(ct), ct) is { } id
            ? new ThreadModel(await threads.OfAsync(id, ct), IsStaff: false, Address, input)
            : null;
}
