using EigPortal.Domain.Shared;
using EigPortal.Services.Cohorts;
using EigPortal.Services.Identity;
using EigPortal.Services.Juries;
using EigPortal.Web.Areas.Admin.Juries;
using EigPortal.Web.Dsfr;
using EigPortal.Web.Shared;
using Microsoft.AspNetCore.Mvc;

namespace EigPortal.Web.Areas.Admin.Plans;

/// <summary>The reading plan: what is asked, what the portal proposes, then everything applied at once.</summary>
public sealed class PlansController(
    PlanReadings plans,
    JuryMembers members,
    MarkingClosing closing,
    CurrentCohort current,
    ActorLoader actors
) : AdminController(actors)
{
    [HttpGet("/admin/jurys/plan")]
    public async Task<IActionResult> Index([FromQuery] PlanQuery query, CancellationToken ct)
    {
        AddErrors(query.Refusals());
        if (!ModelState.IsValid)
        {
            return Refused("Index", await ModelAsync(query, isAsked: false, ct));
        }

        return View("Index", await ModelAsync(query, query.IsAsked, ct));
    }

    [HttpPost("/admin/jurys/plan")]
    public async Task<IActionResult> Apply([FromForm] PlanQuery query, [FromForm] string? hash, CancellationToken ct)
    {
        AddErrors(query.Refusals());
        if (!ModelState.IsValid || !query.IsAsked)
        {
            return Refused("Index", await ModelAsync(query, isAsked: false, ct));
        }

        var (cohort, actor) = (await current.GetAsync(ct), await ActorAsync(ct));
        var done = await plans.ApplyAsync(cohort.Id, query.ToRules(), hash ?? "", actor, ct);
        if (!done.IsOk)
        {
            AddErrors(done.Errors);
            return Refused("Index", await ModelAsync(query, isAsked: true, ct), StatusOf(done));
        }

        return Done(done.Value, await closing.OutOfTimeAsync(cohort, done.Value.JurorIds, ct));
    }

    private LocalRedirectResult Done(AppliedPlan done, IReadOnlyList<OutOfTime> people)
    {
        this.Flash(
            $"{PlanWords.Done(done)} {TimeNeeded.Words(people)}".Trim(),
            people.Count == 0 ? Severity.Success : Severity.Warning,
            TimeNeeded.Link(people)
        );
        return LocalRedirect("/admin/jurys");
    }

    private static int StatusOf(Result refused) =>
        refused.Errors.Contains(JuryErrors.PlanStale) ? StatusCodes.Status409Conflict : StatusCodes.Status422UnprocessableEntity;

    private async Task<PlanModel> ModelAsync(PlanQuery query, bool isAsked, CancellationToken ct)
    {
        var (cohort, actor) = (await current.GetAsync(ct), await ActorAsync(ct));
        var jury = await members.ListAsync(cohort.Id, ct);
        var present = jury.Where(member => !member.HasLeft).ToList();
        var files = isAsked ? 0 : await plans.CountFilesAsync(cohort.Id, actor, ct);
        var filled = isAsked ? query : query.Filled(cohort.ReadingsPerFile, files, present);
        var preview = isAsked ? await plans.PreviewAsync(cohort.Id, query.ToRules(), actor, ct) : null;
        return new PlanModel(filled, present, preview?.Problem.Files.Count ?? files, preview);
    }
}
