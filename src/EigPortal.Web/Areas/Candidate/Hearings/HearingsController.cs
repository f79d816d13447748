using System.Text;
using EigPortal.Domain.Shared;
using EigPortal.Services.Calendars;
using EigPortal.Services.Candidatures;
using EigPortal.Services.Hearings;
using EigPortal.Services.Identity;
using EigPortal.Services.Time;
using EigPortal.Web.Shared;
using Microsoft.AspNetCore.Mvc;

namespace EigPortal.Web.Areas.Candidate.Hearings;

public sealed record OwnHearingsModel(IReadOnlyList<OwnHearing> Hearings, DateTimeOffset Now, string? Reason);

/// <summary>A person's hearing and their answer. Opening a page never answers: only a posted form does (B18).</summary>
public sealed class HearingsController(OwnCandidature own, ActorLoader actors, OwnHearings hearings, ProgrammeClock clock)
    : CandidateController(own, actors)
{
    [HttpGet("/candidature/audition")]
    public async Task<IActionResult> Index(CancellationToken ct) =>
        await ModelAsync(null, ct) is { Hearings.Count: > 0 } model ? View("Index", model) : NotFound();

    [HttpGet("/candidature/audition/{id:guid}/calendrier.ics")]
    public async Task<IActionResult> Calendar(Guid id, CancellationToken ct) =>
        await hearings.CalendarAsync(id, await ActorAsync(ct), ct) is { } file
            ? this.Attachment(new MemoryStream(Encoding.UTF8.GetBytes(file)), CalendarFile.ContentType, "audition-eig.ics")
            : NotFound();

    [HttpPost("/candidature/audition/{id:guid}/confirmer")]
    public async Task<IActionResult> Confirm(Guid id, CancellationToken ct) =>
        await AnswerAsync(
            await hearings.ConfirmAsync(id, await ActorAsync(ct), ct),
            "Votre venue est confirmée. Merci.",
            null,
            ct
        );

    [HttpPost("/candidature/audition/{id:guid}/deplacer")]
    public async Task<IActionResult> AskMove(Guid id, [FromForm(Name = "Reason")] string? reason, CancellationToken ct) =>
        await AnswerAsync(
            await hearings.AskMoveAsync(id, reason, await ActorAsync(ct), ct),
            "Votre demande est envoyée. Tant que l’équipe n’a pas répondu, votre créneau reste le vôtre.",
            reason,
            ct
        );

    private async Task<IActionResult> AnswerAsync(Result result, string done, string? reason, CancellationToken ct)
    {
        if (result.Errors.Contains(HearingRefusals.NotFound))
        {
            return NotFound();
        }

        if (result.IsOk)
        {
            this.Flash(done);
            return LocalRedirect("/candidature/audition");
        }

        AddErrors(result.Errors);
        return Refused("Index", await ModelAsync(reason, ct));
    }

    private async Task<OwnHearingsModel> ModelAsync(string? reason, CancellationToken ct) =>
        new(await hearings.ListAsync(await ActorAsync(ct), ct), clock.Now, reason);
}
