using System.Text;
using EigPortal.Services.Candidatures;
using EigPortal.Services.Identity;
using EigPortal.Services.Privacy;
using EigPortal.Web.Shared;
using Microsoft.AspNetCore.Mvc;

namespace EigPortal.Web.Areas.Candidate.Exports;

/// <summary>The person's own file, to keep: whole in an archive, or the draft alone, before and after closing.</summary>
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

    /// <summary>The draft as a text that anybody can read.</summary>
    [HttpGet("/candidature/brouillon")]
    public async Task<IActionResult> Draft(CancellationToken ct) =>
        await FileAsync(ct) is { } file
            ? this.Attachment(
                new MemoryStream(Encoding.UTF8.GetBytes(DraftText.Of(file, Arrived))),
                "text/plain; charset=utf-8",
                "brouillon.txt"
            )
            : ToStart();

    /// <summary>The draft for other tools.</summary>
    [HttpGet("/candidature/brouillon/json")]
    public async Task<IActionResult> DraftJson(CancellationToken ct) =>
        await FileAsync(ct) is { } file
            ? this.Attachment(
                new MemoryStream(Encoding.UTF8.GetBytes(await export.JsonAsync(file, await ActorAsync(ct), Arrived, ct))),
                "application/json",
                "brouillon.json"
            )
            : ToStart();
}
