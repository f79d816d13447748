using EigPortal.Services.Cohorts;
using EigPortal.Services.Hosts;
using EigPortal.Services.Identity;
using EigPortal.Web.Areas.Admin.Challenges;
using EigPortal.Web.Shared;
using EigPortal.Web.Startup;
using FluentValidation;
using FluentValidation.AspNetCore;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.OutputCaching;

namespace EigPortal.Web.Areas.Admin.Hosts;

/// <summary>Host administrations. Their contacts are invited from the page of people.</summary>
[Route("admin/administrations")]
public sealed class HostsController(
    HostRegister register,
    CurrentCohort current,
    IValidator<HostInput> validator,
    IOutputCacheStore cache,
    ActorLoader actors
) : AdminController(actors)
{
    [HttpGet("")]
    public async Task<IActionResult> Index(CancellationToken ct) =>
        View("Index", await register.ListAsync((await current.GetAsync(ct)).Id, ct));

    [HttpGet("nouvelle")]
    public IActionResult New() => View("Edit", new HostFormModel(null, new HostInput()));

    [HttpPost("nouvelle")]
    public Task<IActionResult> Create([FromForm] HostInput input, CancellationToken ct) => SaveAsync(null, input, ct);

    [HttpGet("{id:guid}")]
    public async Task<IActionResult> Edit(Guid id, CancellationToken ct) =>
        await register.FindAsync(id, ct) is { } host ? View("Edit", new HostFormModel(id, HostInput.From(host))) : NotFound();

    [HttpPost("{id:guid}")]
    public Task<IActionResult> Update(Guid id, [FromForm] HostInput input, CancellationToken ct) => SaveAsync(id, input, ct);

    private async Task<IActionResult> SaveAsync(Guid? id, HostInput input, CancellationToken ct)
    {
        if (id is { } known && await register.FindAsync(known, ct) is null)
        {
            return NotFound();
        }

        var shape = await validator.ValidateAsync(input, ct);
        if (!shape.IsValid)
        {
            shape.AddToModelState(ModelState);
            return Refused("Edit", new HostFormModel(id, input));
        }

        var result = await register.SaveAsync(id, input.Name!, input.ShortName!, Lines.Of(input.Ministries), ct);
        if (!result.IsOk)
        {
            AddErrors(result.Errors);
            return Refused("Edit", new HostFormModel(id, input));
        }

        await PublicPages.EvictAsync(cache, ct);
        this.Flash("L’administration est enregistrée.");
        return LocalRedirect("/admin/administrations");
    }
}
