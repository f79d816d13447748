using EigPortal.Services.Cohorts;
using EigPortal.Services.Identity;
using EigPortal.Services.Messages;
using EigPortal.Web.Shared;
using EigPortal.Web.Startup;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;

namespace EigPortal.Web.Areas.Admin.Messages;

public sealed record StaffThreadModel(ThreadLine Line, ThreadModel Thread);

/// <summary>The team's threads: those that wait for an answer first, and each with its form.</summary>
public sealed class MessagesController(
    MessageThreads threads,
    SendMessage send,
    HandleMessages handle,
    CurrentCohort current,
    ActorLoader actors
) : AdminController(actors)
{
    [HttpGet("/admin/messages")]
    public async Task<IActionResult> Index(CancellationToken ct) =>
        View("Index", await threads.ListAsync((await current.GetAsync(ct)).Id, await ActorAsync(ct), ct));

    [HttpGet("/admin/candidatures/{id:guid}/messages")]
    public async Task<IActionResult> Show(Guid id, CancellationToken ct)
    {
        if (await ThreadAsync(id, new MessageInput(), ct) is not { } thread)
        {
            return NotFound();
        }

        await threads.OpenThreadAsync(id, await ActorAsync(ct), ct);
        return View("Show", thread);
    }

    [HttpPost("/admin/candidatures/{id:guid}/messages")]
    [EnableRateLimiting(RateLimits.Upload)]
    public async Task<IActionResult> Send(Guid id, [FromForm] MessageInput input, CancellationToken ct)
    {
        await using var content = input.Attachment?.OpenReadStream();
        var result = await send.FromStaffAsync(id, input.Body, input.Sent(content), await ActorAsync(ct), ct);
        if (result.IsOk)
        {
            this.Flash("Le message est envoyé. La personne est prévenue par courriel, sans le contenu.");
            return LocalRedirect(Address(id));
        }

        AddErrors(result.Errors);
        return await ThreadAsync(id, input, ct) is { } thread ? Refused("Show", thread) : NotFound();
    }

    [HttpPost("/admin/candidatures/{id:guid}/messages/traiter")]
    public async Task<IActionResult> Handle(Guid id, CancellationToken ct)
    {
        if (!(await handle.ByStaffAsync(id, await ActorAsync(ct), ct)).IsOk)
        {
            return NotFound();
        }

        this.Flash("Les messages de cette personne sont marqués comme traités.");
        return LocalRedirect(Address(id));
    }

    [HttpGet("/admin/candidatures/{id:guid}/messages/pieces/{pieceId:guid}")]
    public async Task<IActionResult> Download(Guid id, Guid pieceId, CancellationToken ct) =>
        this.Attachment(await threads.OpenForStaffAsync(id, pieceId, await ActorAsync(ct), ct));

    private static string Address(Guid id) => $"/admin/candidatures/{id}/messages";

    private async Task<StaffThreadModel?> ThreadAsync(Guid id, MessageInput input, CancellationToken ct) =>
        await threads.FindForStaffAsync(id, await ActorAsync(ct), ct) is { } line
            ? new StaffThreadModel(line, new ThreadModel(await threads.OfAsync(id, ct), IsStaff: true, Address(id), input))
            : null;
}
