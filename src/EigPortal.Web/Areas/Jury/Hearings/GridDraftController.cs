using EigPortal.Services.Cohorts;
using EigPortal.Services.Hearings;
using EigPortal.Services.Identity;
using EigPortal.Services.Juries;
using EigPortal.Services.Time;
using EigPortal.Web.Areas.Jury.Readings;
using EigPortal.Web.Security;
using EigPortal.Web.Shared;
using Microsoft.AspNetCore.Mvc;

namespace EigPortal.Web.Areas.Jury.Hearings;

/// <summary>
/// Keeps the shared grid of a hearing while its note-taker writes, for the script of the candidature's drafts (ADR 9), with the answers
/// that a sheet gives. Nothing here locks, and nothing is a visit.
/// </summary>
[LeavesSessionAsIs]
[ReadableForm]
public sealed class GridDraftController(CollectiveSheets sheets, CurrentCohort current, ProgrammeClock clock, ActorLoader actors)
    : JuryController(actors)
{
    [HttpPost("/admin/jury/auditions/{id:guid}/brouillon")]
    public async Task<IActionResult> Keep(Guid id, [FromForm] ScoreSheetInput input, CancellationToken ct)
    {
        var result = await sheets.KeepAsync(
            await current.GetAsync(ct),
            input.ToCollective(id, OpenPageForm.Read(Request.Form)),
            await ActorAsync(ct),
            ct
        );
        if (result.IsOk)
        {
            return Ok(SheetAnswer.Kept(result.Value, input, clock.Now));
        }

        // Not theirs any more and unknown look alike, here too.
        return result.Errors.Contains(HearingRefusals.NotFound) ? NotFound(SheetAnswer.Refused("closed", clock.Now))
            : result.Errors.Contains(JuryErrors.ChangedElsewhere) || result.Errors.Contains(JuryErrors.GridChanged)
                ? Conflict(SheetAnswer.Refused("changed", clock.Now))
            : UnprocessableEntity(SheetAnswer.Refused("closed", clock.Now));
    }
}
