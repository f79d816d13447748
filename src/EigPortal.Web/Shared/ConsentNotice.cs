using EigPortal.Domain.Selection.Forming;
using EigPortal.Services.Selection.Forming;
using Microsoft.AspNetCore.Mvc;

namespace EigPortal.Web.Shared;

/// <summary>Challenges that the jury asks the person about, on the page of their candidature; nothing when nothing was asked.</summary>
public sealed class ConsentNotice(OwnConsents consents) : ViewComponent
{
    public async Task<IViewComponentResult> InvokeAsync(Guid candidatureId) =>
        await consents.ListAsync(candidatureId, HttpContext.RequestAborted) is { Count: > 0 } questions
            ? View("Default", questions)
            : Content("");
}
