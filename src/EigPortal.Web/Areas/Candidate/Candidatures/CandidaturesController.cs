using EigPortal.Domain.Candidatures;
using EigPortal.Domain.Cohorts;
using EigPortal.Services.Candidatures;
using EigPortal.Services.Identity;
using EigPortal.Web.Shared;
using Microsoft.AspNetCore.Mvc;

namespace EigPortal.Web.Areas.Candidate.Candidatures;

/// <summary>The person's candidature: starting it, its task list while the call is open, what happens next afterwards.</summary>
public sealed class CandidaturesController(
    OwnCandidature own,
    ActorLoader actors,
    StartCandidature start,
    CandidatureOutcomes outcomes
) : CandidateController(own, actors)
{
    private readonly OwnCandidature own = own;

    [HttpGet("/candidature")]
    public async Task<IActionResult> Index(CancellationToken ct)
    {
        var file = await FileAsync(ct);
        if (file is null)
        {
            return View("Start", await StartModelAsync(null, null, ct));
        }

        return file.Timetable.CallAt(Arrived) == CallState.Open
            ? View("TaskList", TaskListModel.From(file, Arrived))
            : View("Timeline", TimelineModel.From(file, await outcomes.OfAsync(file, Arrived, ct), Arrived));
    }

    [HttpGet("/candidature/commencer")]
    public async Task<IActionResult> Start(string? defi, CancellationToken ct) =>
        View("Start", await StartModelAsync(await FileAsync(ct), defi, ct));

    [HttpPost("/candidature/commencer")]
    public async Task<IActionResult> StartNow([FromForm] string? defi, CancellationToken ct)
    {
        var result = await start.ExecuteAsync(new StartCandidatureCommand(defi, Arrived), await ActorAsync(ct), ct);
        if (!result.IsOk)
        {
            return Refused("Start", await StartModelAsync(null, defi, ct));
        }

        if (string.IsNullOrEmpty(defi))
        {
            this.Flash("Votre candidature est commencée. Elle s’enregistre rubrique par rubrique.");
            return LocalRedirect("/candidature");
        }

        this.Flash("Vos vœux sont enregistrés dans votre brouillon. Vérifiez leur ordre et le profil choisi.");
        return LocalRedirect("/candidature/voeux");
    }

    private async Task<StartModel> StartModelAsync(CandidatureFile? file, string? slug, CancellationToken ct)
    {
        var cohort = file?.Cohort ?? await own.CurrentCohortAsync(ct);
        var timetable = file?.Timetable ?? cohort.Timetable;
        var challenges = slug is null ? [] : file?.Challenges ?? await own.OpenChallengesAsync(cohort.Id, ct);
        return new StartModel(
            timetable.CallAt(Arrived),
            timetable.CallOpensAt,
            timetable.CallClosesAt,
            file is not null,
            file?.Candidature.Wishes.Count == Candidature.MaxWishes,
            challenges.SingleOrDefault(challenge => challenge.Slug == slug),
            file is null ? await start.RefusalAsync(cohort, await ActorAsync(ct), Arrived, ct) : null
        );
    }
}
