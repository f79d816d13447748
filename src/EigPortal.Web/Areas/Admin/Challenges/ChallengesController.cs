using EigPortal.Services.Challenges;
using EigPortal.Services.Cohorts;
using EigPortal.Services.Hosts;
using EigPortal.Services.Identity;
using EigPortal.Services.Mail;
using EigPortal.Web.Shared;
using EigPortal.Web.Startup;
using FluentValidation;
using FluentValidation.AspNetCore;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.OutputCaching;

namespace EigPortal.Web.Areas.Admin.Challenges;

/// <summary>The challenges of the current promotion: list, text, preview. A save over somebody else's work shows both versions.</summary>
[Route("admin/defis")]
public sealed class ChallengesController(
    ChallengeWriting writing,
    HostRegister hosts,
    CurrentCohort current,
    PortalUrls urls,
    IValidator<ChallengeInput> validator,
    IOutputCacheStore cache,
    ActorLoader actors
) : AdminController(actors)
{
    [HttpGet("")]
    public async Task<IActionResult> Index(CancellationToken ct) =>
        View("Index", await writing.ListAsync((await current.GetAsync(ct)).Id, await ActorAsync(ct), ct));

    [HttpGet("nouveau")]
    public async Task<IActionResult> New(CancellationToken ct) => View("Edit", await FormAsync(null, new ChallengeInput(), ct));

    [HttpPost("nouveau")]
    public async Task<IActionResult> Create([FromForm] ChallengeInput input, string? geste, CancellationToken ct)
    {
        if (await CheckAsync(null, input, geste, ct) is { } page)
        {
            return page;
        }

        var cohort = await current.GetAsync(ct);
        var made = await writing.CreateAsync(cohort.Id, input.HostId!.Value, input.ToText(), ct);
        if (!made.IsOk)
        {
            AddErrors(made.Errors);
            return Refused("Edit", await FormAsync(null, input, ct));
        }

        this.Flash("Le défi est enregistré comme brouillon. Ajoutez ses postes, puis publiez-le.");
        return LocalRedirect($"/admin/defis/{made.Value.Id}");
    }

    [HttpGet("{id:guid}")]
    public async Task<IActionResult> Show(Guid id, CancellationToken ct)
    {
        if (await writing.FindAsync(id, ct) is not { } found)
        {
            return NotFound();
        }

        var challenge = found.Challenge;
        var mentors = await hosts.MentorsAsync(challenge.CohortId, ct);
        var preview = challenge.PreviewToken is { } token ? urls.Absolute($"/defis/apercu/{token}") : null;
        var host = await hosts.FindAsync(challenge.HostId, ct);
        return View(
            "Show",
            new ChallengeShowModel(challenge, host!.Name, [.. mentors.Where(mentor => mentor.ChallengeId == id)], preview)
        );
    }

    [HttpGet("{id:guid}/modifier")]
    public async Task<IActionResult> Edit(Guid id, CancellationToken ct) =>
        await writing.FindAsync(id, ct) is { } found
            ? View("Edit", await FormAsync(id, ChallengeInput.From(found.Challenge, found.Version), ct))
            : NotFound();

    [HttpPost("{id:guid}/modifier")]
    public async Task<IActionResult> Update(Guid id, [FromForm] ChallengeInput input, string? geste, CancellationToken ct)
    {
        if (await CheckAsync(id, input, geste, ct) is { } page)
        {
            return page;
        }

        var result = await writing.ActAsync(
            id,
            input.Version,
            (challenge, _) => challenge.Edit(input.ToText(), input.HostId!.Value),
            ct
        );
        if (result.IsOk)
        {
            await PublicPages.EvictAsync(cache, ct);
            this.Flash("Le défi est enregistré.");
            return LocalRedirect($"/admin/defis/{id}");
        }

        return await RefuseAsync(id, input, result, ct);
    }

    private async Task<IActionResult> RefuseAsync(
        Guid id,
        ChallengeInput input,
        Domain.Shared.Result result,
        CancellationToken ct
    )
    {
        if (result.Error == ChallengeWriting.NotFound)
        {
            return NotFound();
        }

        if (result.Error != ChallengeWriting.Changed)
        {
            AddErrors(result.Errors);
            return Refused("Edit", await FormAsync(id, input, ct));
        }

        var found = (await writing.FindAsync(id, ct))!;
        var saved = ChallengeInput.From(found.Challenge, found.Version);
        return Refused(
            "Conflict",
            ChallengeConflictModel.From(id, saved, input, await hosts.NamesAsync(ct)),
            StatusCodes.Status409Conflict
        );
    }

    /// <summary>The form again, with its errors or with the preview that was asked for; null when it can be saved.</summary>
    private async Task<IActionResult?> CheckAsync(Guid? id, ChallengeInput input, string? act, CancellationToken ct)
    {
        if (id is { } known && await writing.FindAsync(known, ct) is null)
        {
            return NotFound();
        }

        var shape = await validator.ValidateAsync(input, ct);
        if (!shape.IsValid)
        {
            shape.AddToModelState(ModelState);
            return Refused("Edit", await FormAsync(id, input, ct));
        }

        return act == "apercu" ? View("Edit", await FormAsync(id, input, ct) with { ShowsPreview = true }) : null;
    }

    private async Task<ChallengeFormModel> FormAsync(Guid? id, ChallengeInput input, CancellationToken ct) =>
        new(id, input, await hosts.NamesAsync(ct));
}
