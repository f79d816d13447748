using EigPortal.Services.Candidatures;
using EigPortal.Services.Identity;
using EigPortal.Services.Selection.Explaining;
using Microsoft.AspNetCore.Mvc;

namespace EigPortal.Web.Areas.Candidate.Decisions;

/// <summary>Explains to a person the decision about them. It doesn't exist before the results are public.</summary>
public sealed class DecisionsController(OwnCandidature own, ActorLoader actors, OwnDecision decisions)
    : CandidateController(own, actors)
{
    [HttpGet("/candidature/decision")]
    public async Task<IActionResult> Show(CancellationToken ct) =>
        await FileAsync(ct) is { } file && await decisions.FindAsync(file, Arrived, ct) is { } explanation
            ? View("Show", explanation)
            : NotFound();
}
