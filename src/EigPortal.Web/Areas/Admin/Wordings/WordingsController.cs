using EigPortal.Domain.Shared;
using EigPortal.Services.Identity;
using EigPortal.Services.Mail.Wording;
using EigPortal.Web.Shared;
using Microsoft.AspNetCore.Mvc;

namespace EigPortal.Web.Areas.Admin.Wordings;

/// <summary>Every message with example data, and the form that rewords it within its placeholders.</summary>
public sealed class WordingsController(MailWordings wordings, ActorLoader actors) : AdminController(actors)
{
    private const string Address = "/admin/courriels/modeles";

    [HttpGet(Address)]
    public async Task<IActionResult> Index(CancellationToken ct) =>
        View("Index", new WordingListModel(MailTemplates.All, await wordings.LastAsync(ct)));

    [HttpGet(Address + "/{key}")]
    public async Task<IActionResult> Edit(string key, CancellationToken ct)
    {
        if (MailTemplates.Find(key) is not { } template)
        {
            return NotFound();
        }

        var current = await wordings.OfAsync(template, ct);
        return View("Edit", WordingModel.From(template, current, WordingInput.From(current)));
    }

    [HttpPost(Address + "/{key}")]
    public async Task<IActionResult> Save(string key, [FromForm] WordingInput input, CancellationToken ct)
    {
        if (MailTemplates.Find(key) is not { } template)
        {
            return NotFound();
        }

        if (input.Act == "apercu")
        {
            return await PreviewAsync(template, input, ct);
        }

        var saved = await wordings.SaveAsync(input.ToWords(template), input.Version, await ActorAsync(ct), ct);
        return await AnswerAsync(template, input, saved, "Le nouveau texte sert dès le prochain message.", ct);
    }

    [HttpPost(Address + "/{key}/habituel")]
    public async Task<IActionResult> Reset(string key, [FromForm] WordingInput input, CancellationToken ct) =>
        MailTemplates.Find(key) is { } template
            ? await AnswerAsync(
                template,
                WordingInput.From(await wordings.OfAsync(template, ct)),
                await wordings.ResetAsync(template, input.Version, await ActorAsync(ct), ct),
                "Le message reprend son texte habituel.",
                ct
            )
            : NotFound();

    private async Task<IActionResult> PreviewAsync(MailTemplate template, WordingInput input, CancellationToken ct)
    {
        AddErrors(input.ToWords(template).Check());
        var model = WordingModel.From(template, await wordings.OfAsync(template, ct), input);
        return ModelState.IsValid ? View("Edit", model) : Refused("Edit", model);
    }

    private async Task<IActionResult> AnswerAsync(
        MailTemplate template,
        WordingInput input,
        Result result,
        string done,
        CancellationToken ct
    )
    {
        if (result.IsOk)
        {
            this.Flash(done);
            return LocalRedirect($"{Address}/{template.Key}");
        }

        AddErrors(result.Errors);
        var current = await wordings.OfAsync(template, ct);
        var model = WordingModel.From(template, current, input);
        if (!result.Errors.Contains(MailWordings.Changed))
        {
            return Refused("Edit", model);
        }

        // Saving again is a choice made with both texts in sight.
        ModelState.Remove(nameof(input.Version));
        return Refused("Edit", model with { Meanwhile = current.Words }, StatusCodes.Status409Conflict);
    }
}
