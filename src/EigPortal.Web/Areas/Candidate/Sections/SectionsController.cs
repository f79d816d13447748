using System.Text;
using EigPortal.Domain.Candidatures;
using EigPortal.Domain.Cohorts;
using EigPortal.Domain.Shared;
using EigPortal.Services.Candidatures;
using EigPortal.Services.Identity;
using EigPortal.Web.Areas.Candidate.Shared;
using EigPortal.Web.Dsfr;
using EigPortal.Web.Shared;
using Microsoft.AspNetCore.Mvc;

namespace EigPortal.Web.Areas.Candidate.Sections;

/// <summary>One page per section of questions, drawn from its description. Saving keeps a draft and never submits.</summary>
[ReadableForm]
public sealed class SectionsController(OwnCandidature own, ActorLoader actors, SaveSection save)
    : CandidateController(own, actors)
{
    private readonly OwnCandidature own = own;

    [HttpGet("/candidature/{section}")]
    public async Task<IActionResult> Edit(string section, CancellationToken ct)
    {
        if (CandidatureForm.Find(section) is null)
        {
            return NotFound();
        }

        return await FileAsync(ct) is { } file && file.Timetable.CallAt(Arrived) == CallState.Open
            ? View("Edit", SectionModel.From(file, file.Form.Find(section)!, Arrived))
            : ToStart();
    }

    [HttpPost("/candidature/{section}")]
    public async Task<IActionResult> Save(string section, string? suite, CancellationToken ct)
    {
        if (CandidatureForm.Find(section) is null)
        {
            return NotFound();
        }

        var typed = SectionForm.Read(Request.Form);
        var answers = VersionChoice.IsPosted(Request.Form) ? await ChosenAsync(section, typed, ct) : typed;
        var command = new SaveSectionCommand(section, answers, SectionForm.Version(Request.Form), Arrived)
        {
            Page = OpenPageForm.Read(Request.Form),
            FormVersion = SectionForm.FormVersion(Request.Form),
        };
        var result = await save.ExecuteAsync(command, await ActorAsync(ct), ct);
        return result.IsOk ? Saved(await own.CurrentFormAsync(ct), section, suite) : await RefuseAsync(section, result, ct);
    }

    /// <summary>The saved answers where the person prefers them. Another version still, and nothing was chosen yet.</summary>
    private async Task<Dictionary<string, string>> ChosenAsync(string key, Dictionary<string, string> typed, CancellationToken ct)
    {
        var stored = (await FileAsync(ct))?.Candidature.Sections.SingleOrDefault(section => section.Key == key);
        return stored is null || stored.Version != SectionForm.Version(Request.Form)
            ? typed
            : typed.ToDictionary(
                answer => answer.Key,
                answer =>
                    VersionChoice.KeepsSaved(Request.Form, answer.Key)
                        ? stored.Answers.GetValueOrDefault(answer.Key) ?? ""
                        : answer.Value
            );
    }

    /// <summary>Gives back what was typed, as a file: after closing, nothing is saved any more and nothing need be lost.</summary>
    [HttpPost("/candidature/{section}/texte")]
    public async Task<IActionResult> GiveBack(string section, CancellationToken ct)
    {
        if ((await own.CurrentFormAsync(ct)).Find(section) is not { } descriptor)
        {
            return NotFound();
        }

        var answers = descriptor.Clean(SectionForm.Read(Request.Form, descriptor));
        var text = string.Join("\n\n", descriptor.AnsweredBy(answers).Select(field => $"{field.Label}\n{answers[field.Key]}"));
        return this.Attachment(new MemoryStream(Encoding.UTF8.GetBytes(text)), "text/plain; charset=utf-8", $"{section}.txt");
    }

    private IActionResult Saved(PromotionForm form, string section, string? suite)
    {
        this.Flash($"Rubrique « {form.Find(section)!.Title} » enregistrée dans votre brouillon.", Severity.Success);
        var next = form.Step(section);
        return suite == "suivante" && next < form.TaskList.Count
            ? LocalRedirect($"/candidature/{form.TaskList[next]}")
            : LocalRedirect("/candidature");
    }

    private async Task<IActionResult> RefuseAsync(string section, Result result, CancellationToken ct)
    {
        if (await FileAsync(ct) is not { } file)
        {
            return ToStart();
        }

        var descriptor = file.Form.Find(section)!;
        var typed = SectionForm.Read(Request.Form, descriptor);
        var model = SectionModel.From(file, descriptor, Arrived);
        var isLate = result.Errors.Contains(CohortErrors.CallClosed);
        if (!isLate && result.Errors.Contains(CandidatureRefusals.Changed))
        {
            return Refused("Conflict", Conflict(model, typed), StatusCodes.Status409Conflict);
        }

        AddErrors(result.Errors);
        // The version the form was filled from stays: another tab must still be noticed at the next attempt.
        return Refused(
            "Edit",
            model with
            {
                Answers = typed,
                Version = SectionForm.Version(Request.Form),
                StillTyped =
                [
                    .. descriptor.AnsweredBy(typed).Where(question => !question.IsOn && typed[question.Key].Length > 0),
                ],
                Late = isLate ? new LateModel(Arrived, model.Standing, IsKept(file, descriptor, typed)) : null,
            }
        );
    }

    private static bool IsKept(CandidatureFile file, SectionDescriptor descriptor, Dictionary<string, string> typed) =>
        descriptor
            .Clean(typed)
            .All(answer => (file.Candidature.AnswersOf(descriptor.Key).GetValueOrDefault(answer.Key) ?? "") == answer.Value);

    private ConflictModel Conflict(SectionModel saved, Dictionary<string, string> typed)
    {
        var cleaned = saved.Section.Clean(typed);
        return new ConflictModel(
            saved.Section.Title,
            saved.Href,
            saved.SavedAt,
            [
                .. saved
                    .Section.AnsweredBy(typed)
                    .Where(field => (saved.Answers.GetValueOrDefault(field.Key) ?? "") != cleaned[field.Key])
                    .Select(field => new ConflictRow(
                        field.Key,
                        field.Label,
                        field.Shown(saved.Answers.GetValueOrDefault(field.Key) ?? ""),
                        field.Shown(cleaned[field.Key])
                    )),
            ],
            [
                .. typed,
                new(SectionForm.VersionField, saved.Version.ToString(System.Globalization.CultureInfo.InvariantCulture)),
                new(SectionForm.FormVersionField, saved.FormVersion.ToString(System.Globalization.CultureInfo.InvariantCulture)),
                new(OpenPageForm.PageField, Request.Form[OpenPageForm.PageField].ToString()),
            ],
            saved.Standing
        );
    }
}
