using EigPortal.Domain.Candidatures;
using EigPortal.Domain.Shared;
using EigPortal.Services.Candidatures;
using EigPortal.Services.Identity;
using EigPortal.Web.Shared;
using Microsoft.AspNetCore.Mvc;

namespace EigPortal.Web.Areas.Admin.Forms;

/// <summary>The words of a section, of a question, and the question that staff add. A save over somebody else's work shows both.</summary>
[Route("admin/formulaire")]
public sealed class FormTextsController(FormWriting writing, ActorLoader actors) : AdminController(actors)
{
    [HttpGet("questions/{key}")]
    public async Task<IActionResult> EditQuestion(string key, CancellationToken ct)
    {
        var desk = await writing.DeskAsync(ct);
        return desk.Form.Question(key) is { } question
            ? View("Question", Question(desk, question, QuestionInput.From(question, desk.Token)))
            : NotFound();
    }

    [HttpPost("questions/{key}")]
    public async Task<IActionResult> SaveQuestion(string key, [FromForm] QuestionInput input, CancellationToken ct)
    {
        if ((await writing.DeskAsync(ct)).Form.Question(key) is not { } shown)
        {
            return NotFound();
        }

        var text = FormRules.IsCore(shown)
            ? input.ToText() with
            {
                Required = shown.Required,
                StaffOnly = shown.StaffOnly,
            }
            : input.ToText();
        var result = await writing.ActAsync(input.Token, (form, moment) => form.EditQuestion(key, text, moment), ct);
        return result.IsOk ? Saved(key) : await RefuseQuestionAsync(key, input, result, ct);
    }

    [HttpGet("rubriques/{key}/question")]
    public async Task<IActionResult> NewQuestion(string key, CancellationToken ct)
    {
        var desk = await writing.DeskAsync(ct);
        return desk.Form.Find(key) is { } section
            ? View("Question", New(desk, section, new QuestionInput { Kind = FieldKind.LongText, MaxLength = "1000" }))
            : NotFound();
    }

    [HttpPost("rubriques/{key}/question")]
    public async Task<IActionResult> AddQuestion(string key, [FromForm] QuestionInput input, CancellationToken ct)
    {
        // A kind that is not offered is refused with its field, like one that is missing.
        var kind = input.Kind ?? FieldKind.Declaration;
        var result = await writing.ActAsync(
            input.Token,
            (form, moment) => form.AddQuestion(key, kind, input.ToText(), moment),
            ct
        );
        return result.IsOk ? Saved($"rubrique-{key}") : await RefuseNewAsync(key, input, result, ct);
    }

    [HttpGet("rubriques/{key}")]
    public async Task<IActionResult> EditSection(string key, CancellationToken ct)
    {
        var desk = await writing.DeskAsync(ct);
        return desk.Form.Find(key) is { } section
            ? View("Section", new FormSectionModel(section, SectionInput.From(section, desk.Token), desk.Token))
            : NotFound();
    }

    [HttpPost("rubriques/{key}")]
    public async Task<IActionResult> SaveSection(string key, [FromForm] SectionInput input, CancellationToken ct)
    {
        var result = await writing.ActAsync(
            input.Token,
            (form, moment) => form.EditSection(key, input.Title ?? "", input.Introduction ?? "", moment),
            ct
        );
        return result.IsOk ? Saved($"rubrique-{key}") : await RefuseSectionAsync(key, input, result, ct);
    }

    private async Task<IActionResult> RefuseQuestionAsync(string key, QuestionInput input, Result result, CancellationToken ct)
    {
        var desk = await writing.DeskAsync(ct);
        if (desk.Form.Question(key) is not { } question)
        {
            return NotFound();
        }

        var model = Question(desk, question, input);
        return Refuse(result, "Question", IsConflict(result) ? model with { Meanwhile = question } : model);
    }

    private async Task<IActionResult> RefuseNewAsync(string key, QuestionInput input, Result result, CancellationToken ct)
    {
        var desk = await writing.DeskAsync(ct);
        return desk.Form.Find(key) is { } section ? Refuse(result, "Question", New(desk, section, input)) : NotFound();
    }

    private async Task<IActionResult> RefuseSectionAsync(string key, SectionInput input, Result result, CancellationToken ct)
    {
        var desk = await writing.DeskAsync(ct);
        return desk.Form.Find(key) is { } section
            ? Refuse(result, "Section", new FormSectionModel(section, input, desk.Token, IsConflict(result) ? section : null))
            : NotFound();
    }

    private LocalRedirectResult Saved(string anchor)
    {
        this.Flash(
            "C’est enregistré dans le brouillon du formulaire. Rien ne change pour les candidates et candidats avant sa publication."
        );
        return LocalRedirect($"/admin/formulaire#{anchor}");
    }

    private ViewResult Refuse(Result result, string view, object model)
    {
        AddErrors(result.Errors);
        // After a conflict, saving again is a choice made with both texts in sight.
        ModelState.Remove(nameof(QuestionInput.Token));
        return Refused(
            view,
            model,
            IsConflict(result) ? StatusCodes.Status409Conflict : StatusCodes.Status422UnprocessableEntity
        );
    }

    private static bool IsConflict(Result result) => result.Errors.Contains(FormWriting.Changed);

    private static QuestionModel Question(FormDesk desk, FieldDescriptor question, QuestionInput input) =>
        new(desk.Form.SectionOf(question.Key), question, input, desk.Token, desk.Moment.IsOpen);

    private static QuestionModel New(FormDesk desk, SectionDescriptor section, QuestionInput input) =>
        new(section, null, input, desk.Token, desk.Moment.IsOpen);
}
