using EigPortal.Services.Cohorts;
using EigPortal.Services.Identity;
using EigPortal.Services.Juries;
using EigPortal.Web.Dsfr;
using Microsoft.AspNetCore.Mvc;

namespace EigPortal.Web.Areas.Admin.Juries;

/// <summary>Gives files to jurors: choose, see what would happen, then a result per row.</summary>
public sealed class AssignmentsController(
    AssignReadings assign,
    JuryBoard board,
    RankedLists lists,
    MarkingClosing closing,
    CurrentCohort current,
    ActorLoader actors
) : AdminController(actors)
{
    [HttpGet("/admin/jurys/lectures")]
    public async Task<IActionResult> Index([FromQuery] FileQuery query, CancellationToken ct)
    {
        var usual = new AssignmentInput { ReadingsPerFile = (await current.GetAsync(ct)).ReadingsPerFile };
        return View("Assign", await ModelAsync(query, usual, ct));
    }

    [HttpPost("/admin/jurys/lectures/apercu")]
    public async Task<IActionResult> Preview([FromQuery] FileQuery query, [FromForm] AssignmentInput input, CancellationToken ct)
    {
        AddErrors(input.Refusals());
        if (!ModelState.IsValid)
        {
            return Refused("Assign", await ModelAsync(query, input, ct));
        }

        var cohort = await current.GetAsync(ct);
        var rows = await assign.PreviewAsync(input.ToRequest(cohort.Id), await ActorAsync(ct), ct);
        return View("Assigned", await ResultAsync(input, rows, isDone: false, ct));
    }

    [HttpPost("/admin/jurys/lectures")]
    public async Task<IActionResult> Apply([FromForm] AssignmentInput input, CancellationToken ct)
    {
        var (request, actor) = (input.ToRequest((await current.GetAsync(ct)).Id), await ActorAsync(ct));
        var report = await assign.ExecuteAsync(request, actor, ct);
        if (report.IsOk)
        {
            return View("Assigned", await ResultAsync(input, report.Value.Rows, isDone: true, ct));
        }

        if (report.Errors.Contains(JuryErrors.NotFound))
        {
            return NotFound();
        }

        AddErrors(report.Errors);
        var rows = await assign.PreviewAsync(request, actor, ct);
        return Refused("Assigned", await ResultAsync(input, rows, isDone: false, ct));
    }

    private async Task<AssignmentResultModel> ResultAsync(
        AssignmentInput input,
        IReadOnlyList<AssignmentRow> rows,
        bool isDone,
        CancellationToken ct
    )
    {
        var readers = rows.Where(row => row.IsDone).Select(row => row.JurorId).OfType<Guid>().Distinct().ToList();
        return new AssignmentResultModel(
            input,
            rows,
            isDone,
            await closing.OutOfTimeAsync(await current.GetAsync(ct), readers, ct)
        );
    }

    private async Task<AssignmentModel> ModelAsync(FileQuery query, AssignmentInput input, CancellationToken ct)
    {
        var cohort = await current.GetAsync(ct);
        var actor = await ActorAsync(ct);
        var challenges = (await lists.SummariesAsync(cohort.Id, actor, ct)).DistinctBy(list => list.ChallengeId);
        return new AssignmentModel(
            query,
            input,
            await board.FilesAsync(cohort.Id, query.Defi, query.Moins, query.Page, actor, ct),
            [.. (await board.JurorsAsync(cohort.Id, actor, ct)).Where(juror => !juror.HasLeft)],
            [.. challenges.Select(list => new Choice(list.ChallengeId.ToString(), list.Challenge))]
        );
    }
}
