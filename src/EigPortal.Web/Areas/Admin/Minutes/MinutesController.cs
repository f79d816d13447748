using EigPortal.Domain.Shared;
using EigPortal.Services.Cohorts;
using EigPortal.Services.Identity;
using EigPortal.Services.Selection.Sealing;
using EigPortal.Web.Shared;
using Microsoft.AspNetCore.Mvc;

namespace EigPortal.Web.Areas.Admin.Minutes;

/// <param name="Refusal">Why the viewer can't seal now; null when they can.</param>
public sealed record MinutesModel(DomainError? Refusal, IReadOnlyList<SealingLine> Sealed);

/// <summary>Sealed minutes of the whole selection, which anybody can verify without the portal (ADR 30).</summary>
public sealed class MinutesController(SealMinutes minutes, CurrentCohort current, ActorLoader actors) : AdminController(actors)
{
    private const string Address = "/admin/proces-verbal";

    [HttpGet(Address)]
    public async Task<IActionResult> Index(CancellationToken ct) => View("Index", await ModelAsync(ct));

    // Sealing is recorded, hence posted: a GET changes nothing.
    [HttpPost(Address)]
    public async Task<IActionResult> Seal(CancellationToken ct)
    {
        var made = await minutes.ExecuteAsync((await current.GetAsync(ct)).Id, await ActorAsync(ct), ct);
        if (!made.IsOk)
        {
            AddErrors(made.Errors);
            return Refused("Index", await ModelAsync(ct));
        }

        return this.Attachment(new MemoryStream(made.Value.Content), MinutesFile.ContentType, made.Value.FileName);
    }

    private async Task<MinutesModel> ModelAsync(CancellationToken ct)
    {
        var cohortId = (await current.GetAsync(ct)).Id;
        return new MinutesModel(
            await minutes.RefusalAsync(cohortId, await ActorAsync(ct), ct),
            await minutes.ListAsync(cohortId, ct)
        );
    }
}
