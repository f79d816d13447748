using EigPortal.Services.Demo;
using EigPortal.Services.Text;
using EigPortal.Services.Time;
using EigPortal.Web.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace EigPortal.Web.Features.Demo;

/// <summary>What a tester needs: accounts, mails, and the date.</summary>
[AllowAnonymous]
[DemoOnly]
[Route("demo")]
public sealed class DemoController(ProgrammeClock clock, DemoPath path) : Controller
{
    [HttpGet("")]
    public async Task<IActionResult> Index(CancellationToken ct) =>
        View("Index", await ModelAsync(new ClockInput { At = ParisInstants.ToField(clock.Now) }, ct));

    [HttpPost("date")]
    public async Task<IActionResult> ChangeDate(ClockInput input, CancellationToken ct)
    {
        var instant = ParisInstants.Parse(input.At, nameof(input.At));
        if (!instant.IsOk)
        {
            ModelState.AddModelError(nameof(input.At), instant.Error.Message);
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return View("Index", await ModelAsync(input, ct));
        }

        await clock.ChangeAsync((row, now) => row.TickFrom(instant.Value, now), ct);
        this.Flash($"Nous sommes maintenant le {FrenchDates.Long(instant.Value)}.");
        return RedirectToAction(nameof(Index));
    }

    private async Task<DemoModel> ModelAsync(ClockInput input, CancellationToken ct) =>
        new(DemoScenario.Find(clock.Scenario!), FrenchDates.Long(clock.Now), input, await path.StepsAsync(clock.Scenario, ct));
}

/// <param name="Scenario">Null when the database was built for a scenario that no longer exists.</param>
/// <param name="Steps">What is left to do, in the scenario that has a path; empty in the others.</param>
public sealed record DemoModel(DemoScenario? Scenario, string Today, ClockInput Clock, IReadOnlyList<DemoStep> Steps);

public sealed class ClockInput
{
    /// <summary>Date and time in Paris.</summary>
    public string? At { get; init; }
}
