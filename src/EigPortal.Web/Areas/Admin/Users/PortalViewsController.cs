using EigPortal.Services.Identity;
using EigPortal.Web.Security;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace EigPortal.Web.Areas.Admin.Users;

/// <summary>Opens the portal as somebody else sees it, to look only (B34).</summary>
[Authorize(Policy = Capabilities.Administrator)]
public sealed class PortalViewsController(PortalViews views, ActorLoader actors) : AdminController(actors)
{
    private const string Address = "/admin/utilisateurs/{id:guid}/vue";

    [HttpGet(Address)]
    public async Task<IActionResult> Ask(Guid id, CancellationToken ct)
    {
        var actor = await ActorAsync(ct);
        return await views.FindAsync(id, actor, ct) is { } found
            ? View("ViewAs", await ModelAsync(found, null, actor, ct))
            : NotFound();
    }

    [HttpPost(Address)]
    public async Task<IActionResult> Begin(Guid id, [FromForm(Name = "Reason")] string? reason, CancellationToken ct)
    {
        var actor = await ActorAsync(ct);
        if (await views.FindAsync(id, actor, ct) is not { } found)
        {
            return NotFound();
        }

        var begun = await views.BeginAsync(found, reason, actor, ct);
        if (!begun.IsOk)
        {
            AddErrors(begun.Errors);
            return Refused("ViewAs", await ModelAsync(found, reason, actor, ct));
        }

        HttpContext.RequestServices.GetRequiredService<PortalViewCookie>().Write(HttpContext, begun.Value);
        return LocalRedirect(AccountPaths.Spaces);
    }

    private async Task<PortalViewModel> ModelAsync(PersonToView found, string? reason, Actor actor, CancellationToken ct) =>
        new(found.Person.AccountId, found.Name, reason, found.Refusal, await views.HasOneAsync(actor.AccountId, ct));
}
