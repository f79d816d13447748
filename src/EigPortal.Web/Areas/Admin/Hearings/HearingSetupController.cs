using EigPortal.Domain.Hearings;
using EigPortal.Services.Cohorts;
using EigPortal.Services.Data;
using EigPortal.Services.Hearings;
using EigPortal.Services.Identity;
using EigPortal.Web.Dsfr;
using EigPortal.Web.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace EigPortal.Web.Areas.Admin.Hearings;

/// <summary>Days, lengths and limits of the hearings, and who sits in which panel.</summary>
public sealed class HearingSetupController(OrganiseHearings organise, EigDbContext db, CurrentCohort current, ActorLoader actors)
    : AdminController(actors)
{
    [HttpGet("/admin/auditions/organisation")]
    public async Task<IActionResult> Settings(CancellationToken ct)
    {
        var cohort = await current.GetAsync(ct);
        var settings = await organise.FindAsync(cohort.Id, ct);
        var text = settings?.Text ?? HearingText.Usual(cohort.Timetable);
        return View("Settings", new SettingsModel(SettingsInput.From(text, cohort.Timetable), settings?.Version > 0));
    }

    [HttpPost("/admin/auditions/organisation")]
    public async Task<IActionResult> SaveSettings([FromForm] SettingsInput input, CancellationToken ct)
    {
        var cohort = await current.GetAsync(ct);
        var saved = await organise.SaveAsync(cohort, input.ToText(), await ActorAsync(ct), ct);
        if (!saved.IsOk)
        {
            AddErrors(saved.Errors.Select(error => error with { Field = input.FieldOf(error) }));
            return Refused("Settings", new SettingsModel(input, false));
        }

        this.Flash("L’organisation des auditions est enregistrée.");
        return LocalRedirect("/admin/auditions/jurys");
    }

    [HttpGet("/admin/auditions/jurys")]
    public async Task<IActionResult> Panels(CancellationToken ct)
    {
        var cohort = await current.GetAsync(ct);
        return View(
            "Panels",
            new PanelsModel(
                await organise.FindAsync(cohort.Id, ct),
                await organise.PanelsAsync(cohort.Id, await ActorAsync(ct), ct)
            )
        );
    }

    [HttpPost("/admin/auditions/jurys")]
    public async Task<IActionResult> Compose(CancellationToken ct)
    {
        var made = await organise.ComposeAsync(await current.GetAsync(ct), await ActorAsync(ct), ct);
        this.Flash(
            made.IsOk
                ? $"{FrenchNumbers.Count(made.Value, "jury composé", "jurys composés")}. Relisez-les avant de faire un plan."
                : made.Error.Message,
            made.IsOk ? Severity.Success : Severity.Warning
        );
        return LocalRedirect("/admin/auditions/jurys");
    }

    [HttpGet("/admin/auditions/jurys/{id:guid}")]
    public async Task<IActionResult> Panel(Guid id, CancellationToken ct) =>
        await organise.FindPanelAsync(id, ct) is { } panel
            ? View("Panel", await ModelAsync(panel, PanelInput.From(panel), ct))
            : NotFound();

    [HttpPost("/admin/auditions/jurys/{id:guid}")]
    public async Task<IActionResult> SavePanel(Guid id, [FromForm] PanelInput input, CancellationToken ct)
    {
        var saved = await organise.DescribeAsync(id, input.ToText(), await ActorAsync(ct), ct);
        if (saved.IsOk)
        {
            this.Flash("Ce jury est enregistré. Si un plan existait, refaites-en un pour vérifier qu’il tient toujours.");
            return LocalRedirect("/admin/auditions/jurys");
        }

        if (saved.Errors.Contains(HearingRefusals.NotFound) || await organise.FindPanelAsync(id, ct) is not { } panel)
        {
            return NotFound();
        }

        AddErrors(saved.Errors);
        return Refused("Panel", await ModelAsync(panel, input, ct));
    }

    [HttpPost("/admin/auditions/jurys/{id:guid}/remplacer")]
    public async Task<IActionResult> Replace(Guid id, [FromForm] Guid juror, [FromForm] Guid? substitute, CancellationToken ct)
    {
        var replaced = await organise.ReplaceAsync(id, juror, substitute, await ActorAsync(ct), ct);
        if (replaced.Errors.Contains(HearingRefusals.NotFound))
        {
            return NotFound();
        }

        this.Flash(
            replaced.IsOk
                ? "Le remplacement est noté. Faites un plan pour vérifier qu’aucun lien n’écarte la nouvelle personne."
                : replaced.Error.Message,
            replaced.IsOk ? Severity.Success : Severity.Warning
        );
        return LocalRedirect($"/admin/auditions/jurys/{id}");
    }

    private async Task<PanelModel> ModelAsync(Panel panel, PanelInput input, CancellationToken ct) =>
        new(
            panel,
            input,
            await organise.JurorsAsync(panel.CohortId, ct),
            [
                .. (
                    await db
                        .Challenges.Where(challenge => challenge.CohortId == panel.CohortId)
                        .OrderBy(challenge => challenge.Name)
                        .Select(challenge => new { challenge.Id, challenge.Name })
                        .ToListAsync(ct)
                ).Select(row => (row.Id, row.Name)),
            ]
        );
}
