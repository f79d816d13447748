using System.Text;
using EigPortal.Domain.Candidatures;
using EigPortal.Domain.Cohorts;
using EigPortal.Services.Candidatures;
using EigPortal.Services.Files;
using EigPortal.Services.Identity;
using EigPortal.Web.Areas.Candidate.Shared;
using EigPortal.Web.Shared;
using EigPortal.Web.Startup;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;

namespace EigPortal.Web.Areas.Candidate.Submissions;

/// <summary>Checking one's answers, submitting them, and the receipt of each submission.</summary>
public sealed class SubmissionsController(
    OwnCandidature own,
    ActorLoader actors,
    SubmitCandidature submit,
    OwnSubmissions submissions,
    FileScans scans
) : CandidateController(own, actors)
{
    [HttpGet("/candidature/verifier")]
    public async Task<IActionResult> Review(CancellationToken ct) =>
        await FileAsync(ct) is { } file && file.Timetable.CallAt(Arrived) == CallState.Open
            ? View("Review", ReviewModel.From(file, Guid.NewGuid().ToString("N"), Arrived))
            : ToStart();

    [HttpPost("/candidature/deposer")]
    [EnableRateLimiting(RateLimits.Submit)]
    public async Task<IActionResult> Submit([FromForm] string? cle, CancellationToken ct)
    {
        var key = cle is { Length: > 0 and <= Snapshot.SubmissionKeyMaxLength } ? cle : Guid.NewGuid().ToString("N");
        var actor = await ActorAsync(ct);
        var result = await submit.ExecuteAsync(new SubmitCandidatureCommand(key, Arrived), actor, ct);
        if (result.IsOk)
        {
            this.Flash(
                actor.IsAddressProved
                    ? "Votre candidature est déposée. Un accusé de réception part à votre adresse."
                    : "Votre candidature est déposée. Cette page en est la preuve."
            );
            return Lead($"/candidature/depot/{result.Value.Sequence}");
        }

        var isLate = result.Errors.Contains(CohortErrors.CallClosed);
        return IsScript ? LeadBack(isLate) : await RefuseAsync(key, isLate, ct);
    }

    // The script of the page sends the same key until it is heard: it is told where to go, a browser is sent there.
    private bool IsScript => Request.Headers.XRequestedWith == "fetch";

    private IActionResult Lead(string href) => IsScript ? Json(new { href }) : LocalRedirect(href);

    /// <summary>The page of answers says by itself what is missing.</summary>
    private IActionResult LeadBack(bool isLate)
    {
        if (!isLate)
        {
            return Lead("/candidature/verifier");
        }

        this.Flash(
            $"Votre dépôt est arrivé le {FrenchDates.ToTheSecond(Arrived)}, après la clôture de l’appel. C’est l’heure d’arrivée au portail qui compte. Votre brouillon est conservé tel qu’il était.",
            Dsfr.Severity.Error
        );
        return Lead("/candidature");
    }

    private async Task<IActionResult> RefuseAsync(string key, bool isLate, CancellationToken ct)
    {
        if (await FileAsync(ct) is not { } file)
        {
            return ToStart();
        }

        if (isLate)
        {
            return Refused("Late", new LateModel(Arrived, StandingModel.From(file, Arrived)));
        }

        var model = ReviewModel.From(file, key, Arrived);
        foreach (var section in model.Sections)
        {
            foreach (var error in section.Task.Missing)
            {
                ModelState.AddModelError($"rubrique-{section.Task.Key}", $"{section.Task.Title} – {error.Message}");
            }
        }

        return Refused("Review", model);
    }

    [HttpGet("/candidature/depot/{sequence:int}")]
    public async Task<IActionResult> Receipt(int sequence, CancellationToken ct)
    {
        if (
            await FileAsync(ct) is not { } file
            || await submissions.FindAsync(file.Candidature.Id, sequence, ct) is not { } snapshot
        )
        {
            return NotFound();
        }

        var form = await submissions.FormAsync(file.Cohort.Id, snapshot, ct);
        var states = await scans.OfAsync(snapshot, ct);
        var changes = await submissions.ChangesAsync(snapshot, ct);
        var model = SnapshotModel.From(snapshot, form, SnapshotReader.Owner, states, "/candidature/documents/", 3, changes);
        var isLast = sequence == file.LastVersion!.Sequence && file.Candidature.State != CandidatureState.Withdrawn;
        var proved = (await ActorAsync(ct)).IsAddressProved;
        return View("Receipt", new ReceiptModel(model, file.Cohort.Name, isLast, StandingModel.From(file, Arrived), proved));
    }

    /// <summary>The very bytes whose fingerprint the receipt states.</summary>
    [HttpGet("/candidature/depot/{sequence:int}/contenu")]
    public async Task<IActionResult> Content(int sequence, CancellationToken ct) =>
        await FileAsync(ct) is { } file && await submissions.FindAsync(file.Candidature.Id, sequence, ct) is { } snapshot
            ? this.Attachment(
                new MemoryStream(Encoding.UTF8.GetBytes(snapshot.Json)),
                "application/json",
                $"{file.Candidature.Number}-depot-{sequence}.json"
            )
            : NotFound();
}
