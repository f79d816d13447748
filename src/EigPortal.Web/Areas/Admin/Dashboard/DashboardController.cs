using EigPortal.Services.Cohorts;
using EigPortal.Services.Identity;
using EigPortal.Services.Mail;
using EigPortal.Services.Messages;
using EigPortal.Services.Screening;
using EigPortal.Services.Time;
using Microsoft.AspNetCore.Mvc;

namespace EigPortal.Web.Areas.Admin.Dashboard;

/// <summary>Opens on what needs a person now; every number leads to the list behind it.</summary>
public sealed class DashboardController(
    StaffDashboard dashboard,
    CurrentCohort current,
    ProgrammeClock clock,
    MailRegister mails,
    MessageThreads threads,
    ActorLoader actors
) : AdminController(actors)
{
    [HttpGet("/admin")]
    public async Task<IActionResult> Index(CancellationToken ct)
    {
        var cohort = await current.GetAsync(ct);
        var actor = await ActorAsync(ct);
        var figures = await dashboard.FiguresAsync(cohort.Id, actor, clock.Now, ct);
        var coverage = await dashboard.CoverageAsync(cohort.Id, actor, ct);
        var flows = await mails.FlowsAsync(TimeSpan.FromDays(1), actor, ct);
        var unanswered = await threads.UnansweredAsync(cohort.Id, actor, ct);
        return View(
            "Index",
            DashboardModel.From(cohort, figures, coverage, flows.Count(flow => flow.IsShort), unanswered, clock.Now)
        );
    }
}
