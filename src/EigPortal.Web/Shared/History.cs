using EigPortal.Services.Audit;
using Microsoft.AspNetCore.Mvc;

namespace EigPortal.Web.Shared;

/// <summary>
/// The history of an object: what, who, why, when. `@await Component.InvokeAsync("History", new { objectId })`, and `without` the kinds
/// of acts that are not the reader's to know.
/// </summary>
[ViewComponent(Name = "History")]
public sealed class History(AuditTrail trail) : ViewComponent
{
    public async Task<IViewComponentResult> InvokeAsync(Guid objectId, IReadOnlyCollection<string>? without = null) =>
        View("Default", await trail.OfAsync(objectId, null, without ?? [], HttpContext.RequestAborted));
}
