using EigPortal.Domain.Juries;
using EigPortal.Domain.Shared;
using EigPortal.Services.Cohorts;
using EigPortal.Services.Data;
using EigPortal.Services.Identity;
using EigPortal.Services.Time;
using EigPortal.Web.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace EigPortal.Web.Areas.Jury.Interests;

/// <summary>What a juror states before reading: employers, schools, people they know. Ties are inferred from it, and staff decide.</summary>
public sealed class InterestsController(EigDbContext db, CurrentCohort current, ProgrammeClock clock, ActorLoader actors)
    : JuryController(actors)
{
    [HttpGet("/admin/jury/interets")]
    public async Task<IActionResult> Index(CancellationToken ct) =>
        await FindAsync(ct) is { } juror
            ? View("Index", new InterestsModel(InterestsInput.From(juror), juror.InterestsStatedAt))
            : NotFound();

    [HttpPost("/admin/jury/interets")]
    public async Task<IActionResult> State([FromForm] InterestsInput input, CancellationToken ct)
    {
        if (await FindAsync(ct) is not { } juror)
        {
            return NotFound();
        }

        var result = juror.StateInterests(input.ToInterests(), clock.Now);
        if (!result.IsOk)
        {
            return Refused(input, juror.InterestsStatedAt, result.Errors);
        }

        await db.SaveChangesAsync(ct);
        this.Flash("Votre déclaration est enregistrée. Vous pouvez la compléter à tout moment.");
        return LocalRedirect("/admin/jury");
    }

    private ViewResult Refused(InterestsInput input, DateTimeOffset? statedAt, IReadOnlyList<DomainError> errors)
    {
        foreach (var error in errors)
        {
            ModelState.AddModelError(error.Field ?? "", error.Message);
        }

        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return View("Index", new InterestsModel(input, statedAt));
    }

    private async Task<Juror?> FindAsync(CancellationToken ct)
    {
        var actor = await ActorAsync(ct);
        var cohort = await current.GetAsync(ct);
        return await db.Jurors.SingleOrDefaultAsync(
            juror => actor.JurorIds.Contains(juror.Id) && juror.CohortId == cohort.Id,
            ct
        );
    }
}

/// <summary>Three texts, one item a line.</summary>
public sealed class InterestsInput
{
    public string? Employers { get; init; }
    public string? Schools { get; init; }
    public string? KnownPeople { get; init; }

    public static InterestsInput From(Juror juror) =>
        new()
        {
            Employers = string.Join('\n', juror.Employers),
            Schools = string.Join('\n', juror.Schools),
            KnownPeople = string.Join('\n', juror.KnownPeople),
        };

    public Domain.Juries.Interests ToInterests() => Domain.Juries.Interests.Parse(Employers, Schools, KnownPeople);
}

public sealed record InterestsModel(InterestsInput Input, DateTimeOffset? StatedAt);
