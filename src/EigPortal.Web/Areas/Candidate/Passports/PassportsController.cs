using EigPortal.Services.Candidatures;
using EigPortal.Services.Identity;
using EigPortal.Services.Privacy;
using Microsoft.AspNetCore.Mvc;

namespace EigPortal.Web.Areas.Candidate.Passports;

/// <summary>What the portal holds of a person's candidature, who opened it and when it disappears.</summary>
public sealed class PassportsController(OwnCandidature own, ActorLoader actors, Passport passport)
    : CandidateController(own, actors)
{
    [HttpGet("/candidature/passeport")]
    public async Task<IActionResult> Show(CancellationToken ct) =>
        await FileAsync(ct) is { } file
            ? View("Show", PassportModel.From(file, await passport.OfAsync(file, (await ActorAsync(ct)).AccountId, ct), Arrived))
            : ToStart();
}
