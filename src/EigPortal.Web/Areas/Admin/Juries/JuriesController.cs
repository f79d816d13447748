using EigPortal.Domain.Juries;
using EigPortal.Domain.Shared;
using EigPortal.Services.Cohorts;
using EigPortal.Services.Identity;
using EigPortal.Services.Juries;
using EigPortal.Services.Time;
using EigPortal.Web.Dsfr;
using EigPortal.Web.Shared;
using Microsoft.AspNetCore.Mvc;

namespace EigPortal.Web.Areas.Admin.Juries;

/// <summary>How the jury is doing: jurors, ties, and every reading of one file.</summary>
public sealed class JuriesController(
    JuryBoard board,
    DeclareConflict declare,
    LiftConflict lift,
    BlindStage blind,
    CurrentCohort current,
    ProgrammeClock clock,
    ActorLoader actors
) : AdminController(actors)
{
    [HttpGet("/admin/jurys")]
    public async Task<IActionResult> Index(CancellationToken ct)
    {
        var cohort = await current.GetAsync(ct);
        var actor = await ActorAsync(ct);
        return View(
            "Index",
            new JuryModel(
                await board.JurorsAsync(cohort.Id, actor, ct),
                await board.ConflictsAsync(cohort.Id, actor, ct),
                cohort.FavouritesPerJuror,
                clock.Now
            )
        );
    }

    [HttpGet("/admin/jurys/dossiers/{id:guid}")]
    public async Task<IActionResult> File(Guid id, CancellationToken ct) =>
        await ModelAsync(id, new ConflictInput(), ct) is { } model ? View("File", model) : NotFound();

    [HttpPost("/admin/jurys/dossiers/{id:guid}/liens")]
    public async Task<IActionResult> Declare(Guid id, [FromForm] ConflictInput input, CancellationToken ct)
    {
        var actor = await ActorAsync(ct);
        var result = await declare.ByStaffAsync(input.AccountId, id, input.Level, input.Reason ?? "", actor, ct);
        if (result.IsOk)
        {
            this.Flash("Le lien est déclaré. Les classements sont recalculés.");
            var hidden = input.AccountId == actor.AccountId && input.Level == ConflictLevel.Excluded;
            return LocalRedirect(hidden ? "/admin/jurys" : $"/admin/jurys/dossiers/{id}");
        }

        AddErrors(result.Errors);
        return await ModelAsync(id, input, ct) is { } model ? Refused("File", model) : NotFound();
    }

    [HttpPost("/admin/jurys/liens/{id:guid}/lever")]
    public async Task<IActionResult> Lift(Guid id, CancellationToken ct)
    {
        var result = await lift.ExecuteAsync(id, await ActorAsync(ct), ct);
        return Answer(result, "Le lien est levé. Confiez de nouveau la lecture si elle doit revenir.", "/admin/jurys#liens");
    }

    private IActionResult Answer(Result result, string done, string target)
    {
        if (result.Errors.Contains(JuryErrors.NotFound))
        {
            return NotFound();
        }

        this.Flash(result.IsOk ? done : result.Error.Message, result.IsOk ? Severity.Success : Severity.Warning);
        return LocalRedirect(target);
    }

    private async Task<FileReadingsModel?> ModelAsync(Guid id, ConflictInput input, CancellationToken ct)
    {
        var actor = await ActorAsync(ct);
        if (await board.FindAsync(id, actor, ct) is not { } file)
        {
            return null;
        }

        var jurors = await board.JurorsAsync(file.CohortId, actor, ct);
        var people = jurors.Select(juror => new Choice(juror.AccountId.ToString(), juror.FullName)).ToList();
        if (people.All(person => person.Value != actor.AccountId.ToString()))
        {
            people.Add(new Choice(actor.AccountId.ToString(), $"{actor.FullName} (vous)"));
        }

        var cohort = await current.GetAsync(ct);
        return new FileReadingsModel(file, cohort.Criteria, people, input)
        {
            ToRedact = cohort.IsBlind ? await blind.DocumentsAsync(id, actor, ct) ?? [] : [],
        };
    }
}
