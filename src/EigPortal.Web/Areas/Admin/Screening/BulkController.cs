using EigPortal.Domain.Candidatures;
using EigPortal.Domain.Shared;
using EigPortal.Services.Cohorts;
using EigPortal.Services.Identity;
using EigPortal.Services.Screening;
using EigPortal.Services.Screening.Opinions;
using EigPortal.Services.Time;
using EigPortal.Web.Shared;
using Microsoft.AspNetCore.Mvc;

namespace EigPortal.Web.Areas.Admin.Screening;

/// <summary>
/// Acts on several candidatures after a preview; each is done or refused by itself. What was done is undone as one, but for what somebody
/// did since.
/// </summary>
public sealed class BulkController(
    ScreenCandidature screen,
    CandidatureSearch search,
    GivenOpinions opinions,
    CurrentCohort current,
    ProgrammeClock clock,
    ActorLoader actors
) : AdminController(actors)
{
    private static readonly IReadOnlySet<CandidatureVerb> Acts = new HashSet<CandidatureVerb>
    {
        CandidatureVerb.Admit,
        CandidatureVerb.Reject,
        CandidatureVerb.Preselect,
        CandidatureVerb.SetAside,
        CandidatureVerb.Reconsider,
    };

    /// <summary>Shows who and how many before anything happens.</summary>
    [HttpPost("/admin/candidatures/lot")]
    public async Task<IActionResult> Preview([FromForm] BulkInput input, CancellationToken ct)
    {
        var model = await ModelAsync(input, ct);
        if (model.Rows.Count == 0 || input.Act is null || !Acts.Contains(input.Act.Value))
        {
            this.Flash("Cochez au moins une candidature et choisissez une action.", Dsfr.Severity.Warning);
            return LocalRedirect("/admin/candidatures");
        }

        return View("Preview", model);
    }

    [HttpPost("/admin/candidatures/lot/appliquer")]
    public async Task<IActionResult> Apply([FromForm] BulkInput input, CancellationToken ct)
    {
        if (input.Refuse() is { Count: > 0 } errors)
        {
            AddErrors(errors);
            return Refused("Preview", await ModelAsync(input, ct));
        }

        var actor = await ActorAsync(ct);
        var results = new List<BulkResult>();
        foreach (var row in await search.OfAsync(input.Ids, (await current.GetAsync(ct)).Id, actor, ct))
        {
            var done = await screen.ExecuteAsync(input.ToCommand(row.Id), actor, ct);
            results.Add(new BulkResult(row, done.IsOk ? null : done.Error.Message));
        }

        var remarks = RemarkWarning.Of(input.Reason);
        return View("Applied", new BulkResults(input.Act ?? CandidatureVerb.Edit, clock.Now, results, remarks));
    }

    private async Task<BulkModel> ModelAsync(BulkInput input, CancellationToken ct)
    {
        var (cohort, actor) = (await current.GetAsync(ct), await ActorAsync(ct));
        var rows = await search.OfAsync(input.Ids, cohort.Id, actor, ct);
        return new BulkModel(input, rows, await opinions.CountAsync([.. rows.Select(row => row.Id)], actor, ct));
    }
}
