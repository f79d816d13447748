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
public sealed class DemoController(ProgrammeClock clock) : Controller
{
    [HttpGet("")]
    public IActionResult Index() => View(Model(new ClockInput { At = ParisInstants.ToField(clock.Now) }));

    [HttpPost("date")]
    public async Task<IActionResult> ChangeDate(ClockInput input, CancellationToken ct)
    {
        var instant = ParisInstants.Parse(input.At, nameof(input.At));
        if (!instant.IsOk)
        {
            ModelState.AddModelError(nameof(input.At), instant.Error.Message);
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return View("Index", Model(input));
        }

        await clock.ChangeAsync((row, now) => row.TickFrom(instant.Value, now), ct);
        this.Flash($"Nous sommes maintenant le {FrenchDates.Long(instant.Value)}.");
        return RedirectToAction(nameof(Index));
    }

    private DemoModel Model(ClockInput input) => new(DemoScenario.Find(clock.Scenario!), FrenchDates.Long(clock.Now), input);
}

/// <param name="Scenario">Null when the database was built for a scenario that no longer exists.</param>
public sealed record DemoModel(DemoScenario? Scenario, string Today, ClockInput Clock);

public sealed class ClockInput
{
    /// <summary>Date and time in Paris.</summary>
    public string? At { get; init; }
}
