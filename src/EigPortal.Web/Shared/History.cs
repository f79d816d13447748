using EigPortal.Services.Audit;
using Microsoft.AspNetCore.Mvc;

namespace EigPortal.Web.Shared;

/// <summary>The history of an object: what, who, why, when. `@await Component.InvokeAsync("History", new { objectId })`.</summary>
[ViewComponent(Name = "History")]
public sealed class History(AuditTrail trail) : ViewComponent
{
    public async Task<IViewComponentResult> InvokeAsync(Guid objectId) =>
        View("Default", await trail.OfAsync(objectId, HttpContext.RequestAborted));
}
