using EigPortal.Services.Candidatures;
using EigPortal.Services.Identity;
using EigPortal.Services.Privacy;
using EigPortal.Web.Shared;
using Microsoft.AspNetCore.Mvc;

namespace EigPortal.Web.Areas.Candidate.Exports;

/// <summary>The person's own file, whole, to keep.</summary>
public sealed class ExportsController(OwnCandidature own, ActorLoader actors, PersonalExport export)
    : CandidateController(own, actors)
{
    [HttpGet("/candidature/export")]
    public async Task<IActionResult> Export(CancellationToken ct)
    {
        if (await FileAsync(ct) is not { } file)
        {
            return ToStart();
        }

        var archive = await export.WriteAsync(file, await ActorAsync(ct), Arrived, ct);
        return this.Attachment(archive, "application/zip", $"candidature-{file.Candidature.Number ?? "brouillon"}.zip");
    }
}
