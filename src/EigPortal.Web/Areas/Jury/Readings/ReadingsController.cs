using EigPortal.Domain.Shared;
using EigPortal.Services.Candidatures;
using EigPortal.Services.Cohorts;
using EigPortal.Services.Identity;
using EigPortal.Services.Juries;
using EigPortal.Services.Juries.Phases;
using EigPortal.Web.Shared;
using Microsoft.AspNetCore.Mvc;

namespace EigPortal.Web.Areas.Jury.Readings;

/// <summary>A juror's files: the next one, the list, a file beside its grid. A file of somebody else is an unknown address.</summary>
public sealed class ReadingsController(
    JurorReadings readings,
    SaveScoreSheet save,
    ReadDocument documents,
    JuryPolicy policy,
    CurrentCohort current,
    ActorLoader actors
) : JuryController(actors)
{
    [HttpGet("/admin/jury")]
    public async Task<IActionResult> Index(CancellationToken ct)
    {
        var (actor, cohort) = (await ActorAsync(ct), await current.GetAsync(ct));
        var work = await readings.ListAsync(actor, ct);
        return View(
            "Index",
            new OwnWorkModel(
                work,
                await policy.OfAsync(cohort, ct),
                await readings.TimeAsync(cohort, actor, ct),
                work.Favourites(cohort)
            )
        );
    }

    [HttpGet("/admin/jury/lectures/{id:guid}")]
    public async Task<IActionResult> Show(Guid id, CancellationToken ct) =>
        await readings.FindAsync(id, await ActorAsync(ct), ct) is { } file ? View("Show", ReadingModel.From(file)) : NotFound();

    [ReadableForm]
    [HttpPost("/admin/jury/lectures/{id:guid}")]
    public async Task<IActionResult> Save(Guid id, [FromForm] ScoreSheetInput input, CancellationToken ct)
    {
        var actor = await ActorAsync(ct);
        var result = await save.ExecuteAsync(input.ToText(id, OpenPageForm.Read(Request.Form), Arrived), actor, ct);
        if (result.IsOk && input.Then != ScoreSheetInput.ToLock)
        {
            return await readings.PlaceAsync(id, actor, ct) is { } place ? Continue(id, place, input.Then) : NotFound();
        }

        if (await readings.FindAsync(id, actor, ct) is not { } file)
        {
            return NotFound();
        }

        if (!result.IsOk)
        {
            return Refused(file, input, result.Errors);
        }

        return file.TryLock(Arrived) is { IsOk: false } incomplete
            ? Refused(file, ScoreSheetInput.From(file), incomplete.Errors)
            : LocalRedirect($"/admin/jury/lectures/{id}/verrouiller");
    }

    [HttpGet("/admin/jury/lectures/{id:guid}/documents/{documentId:guid}")]
    public async Task<IActionResult> Download(Guid id, Guid documentId, CancellationToken ct)
    {
        var actor = await ActorAsync(ct);
        return await readings.HoldsAsync(id, documentId, actor, ct)
            ? this.Attachment(await documents.ExecuteAsync(documentId, actor, ct, asJuror: true))
            : NotFound();
    }

    private LocalRedirectResult Continue(Guid id, ReadingPlace place, string? then)
    {
        if (then == ScoreSheetInput.ToRetain || then?.StartsWith(ScoreSheetInput.ToWithdraw, StringComparison.Ordinal) == true)
        {
            this.Flash(
                then == ScoreSheetInput.ToRetain
                    ? "Le passage est retenu et le brouillon enregistré."
                    : "Le passage est retiré et le brouillon enregistré."
            );
            return LocalRedirect($"/admin/jury/lectures/{id}");
        }

        this.Flash($"Le brouillon du dossier {place.Number} est enregistré.");
        var target = then == ScoreSheetInput.ToNext ? place.NextId ?? id : id;
        return LocalRedirect($"/admin/jury/lectures/{target}");
    }

    /// <summary>The form again, with all that was typed. When the sheet changed elsewhere, both versions are shown.</summary>
    private ViewResult Refused(ReadingFile file, ScoreSheetInput input, IReadOnlyList<DomainError> errors)
    {
        var changed = errors.Any(error => error.Field is null) && !errors.Contains(JuryErrors.KeptLate);
        Response.StatusCode = changed ? StatusCodes.Status409Conflict : StatusCodes.Status422UnprocessableEntity;
        foreach (var error in errors)
        {
            ModelState.AddModelError(FieldOf(error, file), error.Message);
        }

        // The hidden version must be the one now in the database, not the one that was posted.
        ModelState.Remove(nameof(input.Version));
        return View("Show", ReadingModel.From(file, input, changed));
    }

    private static string FieldOf(DomainError error, ReadingFile file) =>
        file.Cohort.Criteria.All(criterion => criterion.Key != error.Field) ? error.Field ?? ""
        : error.Code == "mark.comment" ? $"Marks[{error.Field}].Comment"
        : $"Marks[{error.Field}].Value";
}
