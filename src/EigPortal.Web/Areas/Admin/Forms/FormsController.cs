using EigPortal.Domain.Candidatures;
using EigPortal.Domain.Shared;
using EigPortal.Services.Candidatures;
using EigPortal.Services.Identity;
using EigPortal.Web.Shared;
using Microsoft.AspNetCore.Mvc;

namespace EigPortal.Web.Areas.Admin.Forms;

/// <summary>The form of the promotion: its sections, its versions, what publishing the draft would change and tell.</summary>
[Route("admin/formulaire")]
public sealed class FormsController(FormWriting writing, ActorLoader actors) : AdminController(actors)
{
    [HttpGet("")]
    public async Task<IActionResult> Index(CancellationToken ct) => View("Index", await PageAsync(ct));

    [HttpPost("questions/{key}/ordre")]
    public Task<IActionResult> MoveQuestion(string key, [FromForm] FormActInput input, CancellationToken ct) =>
        ActAsync(input, key, (form, moment) => form.MoveQuestion(key, input.IsUp, moment), "La question est déplacée.", ct);

    [HttpPost("questions/{key}/retirer")]
    public Task<IActionResult> Retire(string key, [FromForm] FormActInput input, CancellationToken ct) =>
        ActAsync(input, key, (form, moment) => form.Retire(key, moment), "La question ne sera plus posée.", ct);

    [HttpPost("questions/{key}/reposer")]
    public Task<IActionResult> Restore(string key, [FromForm] FormActInput input, CancellationToken ct) =>
        ActAsync(input, key, (form, moment) => form.Restore(key, moment), "La question sera posée de nouveau.", ct);

    [HttpPost("rubriques/{key}/ordre")]
    public Task<IActionResult> MoveSection(string key, [FromForm] FormActInput input, CancellationToken ct) =>
        ActAsync(input, key, (form, moment) => form.MoveSection(key, input.IsUp, moment), "La rubrique est déplacée.", ct);

    /// <summary>A section as a candidate would see it, from the draft when there is one. Nothing in it can be sent.</summary>
    [HttpGet("apercu/{section}")]
    public async Task<IActionResult> Preview(string section, CancellationToken ct)
    {
        var desk = await writing.DeskAsync(ct);
        return desk.Form.Find(section) is { } found
            ? View("Preview", new FormPreviewModel(desk.Form, found, desk.Draft is not null))
            : NotFound();
    }

    [HttpGet("versions/{number:int}")]
    public async Task<IActionResult> Version(int number, CancellationToken ct)
    {
        var published = await writing.PublishedAsync((await writing.DeskAsync(ct)).Cohort.Id, ct);
        return published.SingleOrDefault(version => version.Number == number) is { } found
            ? View("Version", new FormVersionModel(found, published.SingleOrDefault(other => other.Number == number - 1)?.Form))
            : NotFound();
    }

    [HttpGet("publication")]
    public async Task<IActionResult> Review(CancellationToken ct)
    {
        var desk = await writing.DeskAsync(ct);
        return desk.Draft is null
            ? LocalRedirect("/admin/formulaire")
            : View("Publish", await PublicationAsync(desk, new FormActInput { Token = desk.Token }, ct));
    }

    [HttpPost("publication")]
    public async Task<IActionResult> Publish([FromForm] FormActInput input, CancellationToken ct)
    {
        var result = await writing.ActAsync(input.Token, (form, moment) => form.Publish(input.Reason, moment), ct);
        if (result.IsOk)
        {
            this.Flash("La nouvelle version du formulaire est en vigueur.");
            return LocalRedirect("/admin/formulaire");
        }

        AddErrors(result.Errors);
        var desk = await writing.DeskAsync(ct);
        // What is published is what was read: a draft that changed meanwhile is shown again, with its new token.
        ModelState.Remove(nameof(input.Token));
        return Refused("Publish", await PublicationAsync(desk, input, ct), StatusOf(result));
    }

    [HttpPost("abandon")]
    public async Task<IActionResult> Discard([FromForm] FormActInput input, CancellationToken ct)
    {
        var result = await writing.DiscardAsync(input.Token, ct);
        return result.IsOk
            ? Done("Le brouillon du formulaire est abandonné. La version en vigueur reste.")
            : await RefuseAsync(result, ct);
    }

    private async Task<IActionResult> ActAsync(
        FormActInput input,
        string key,
        Func<FormVersion, FormMoment, Result> verb,
        string done,
        CancellationToken ct
    )
    {
        var form = (await writing.DeskAsync(ct)).Form;
        if (form.Find(key) is null && form.Sections.All(section => section.Questions.All(question => question.Key != key)))
        {
            return NotFound();
        }

        var result = await writing.ActAsync(input.Token, verb, ct);
        return result.IsOk ? Done(done, $"#{key}") : await RefuseAsync(result, ct);
    }

    private LocalRedirectResult Done(string done, string anchor = "")
    {
        this.Flash(done);
        return LocalRedirect($"/admin/formulaire{anchor}");
    }

    private async Task<IActionResult> RefuseAsync(Result result, CancellationToken ct)
    {
        // The page has no field of its own: the summary says why.
        AddErrors(result.Errors.Select(error => error with { Field = null }));
        return Refused("Index", await PageAsync(ct), StatusOf(result));
    }

    private static int StatusOf(Result result) =>
        result.Errors.Contains(FormWriting.Changed) ? StatusCodes.Status409Conflict : StatusCodes.Status422UnprocessableEntity;

    private async Task<FormPageModel> PageAsync(CancellationToken ct)
    {
        var desk = await writing.DeskAsync(ct);
        return new FormPageModel(desk, await writing.PublishedAsync(desk.Cohort.Id, ct));
    }

    private async Task<PublicationModel> PublicationAsync(FormDesk desk, FormActInput input, CancellationToken ct) =>
        new(desk, desk.Moment.IsOpen ? await writing.CountToldAsync(desk.Cohort.Id, ct) : 0, input);
}
