using EigPortal.Domain.Cohorts;
using EigPortal.Services.Cohorts;
using EigPortal.Services.Identity;
using EigPortal.Services.Juries;
using EigPortal.Services.Text;
using EigPortal.Services.Time;
using EigPortal.Web.Shared;
using Microsoft.AspNetCore.Mvc;

namespace EigPortal.Web.Areas.Admin.Juries;

/// <summary>The closing of marking: what it left unlocked, and more time for one person.</summary>
public sealed class ClosingController(MarkingClosing closing, CurrentCohort current, ProgrammeClock clock, ActorLoader actors)
    : AdminController(actors)
{
    [HttpGet("/admin/jurys/cloture")]
    public async Task<IActionResult> Index(CancellationToken ct) => View("Closing", await ModelAsync(null, null, ct));

    [HttpPost("/admin/jurys/cloture/{id:guid}/rouvrir")]
    public async Task<IActionResult> Reopen(Guid id, [FromForm] ReopeningInput input, CancellationToken ct)
    {
        var until = ParisInstants.Parse(input.Until, nameof(input.Until));
        var result = await closing.ReopenAsync(await current.GetAsync(ct), id, until, input.Reason, await ActorAsync(ct), ct);
        if (result.Errors.Contains(JuryErrors.NotFound))
        {
            return NotFound();
        }

        if (!result.IsOk)
        {
            AddErrors(result.Errors);
            return Refused("Closing", await ModelAsync(id, input, ct));
        }

        this.Flash($"La notation est rouverte jusqu’au {FrenchDates.Long(until.Value)}. La personne reçoit un courriel.");
        return LocalRedirect("/admin/jurys/cloture");
    }

    private async Task<ClosingModel> ModelAsync(Guid? refused, ReopeningInput? typed, CancellationToken ct)
    {
        var cohort = await current.GetAsync(ct);
        return new ClosingModel(
            cohort,
            await closing.UnlockedAsync(cohort, await ActorAsync(ct), ct),
            refused,
            typed ?? new ReopeningInput(),
            clock.Now
        );
    }
}

public sealed class ReopeningInput
{
    public string? Until { get; init; }
    public string? Reason { get; init; }
}

/// <param name="Refused">The person for whom the form comes back.</param>
public sealed record ClosingModel(
    Cohort Cohort,
    IReadOnlyList<UnlockedJuror> Jurors,
    Guid? Refused,
    ReopeningInput Input,
    DateTimeOffset Now
)
{
    public DateTimeOffset? ClosesAt => Cohort.Timetable.ReadingClosesAt;
    public bool IsClosed => ClosesAt <= Now;
    public int Sheets => Jurors.Sum(juror => juror.Sheets.Count);
    public int LateSheets => Jurors.Sum(juror => juror.Sheets.Count(sheet => sheet.LateAt is not null));
}
