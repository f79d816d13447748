using EigPortal.Domain.Candidatures;
using EigPortal.Services.Completions;
using EigPortal.Web.Startup;
using Microsoft.AspNetCore.Mvc;

namespace EigPortal.Web.Shared;

/// <param name="Now">When the page was asked, in programme time.</param>
public sealed record CompletionNoticeModel(CompletionRequest Request, DateTimeOffset Now);

/// <summary>What the team asked the person to complete, on the page of their candidature; nothing when nothing was asked.</summary>
public sealed class CompletionNotice(OwnCompletion requests) : ViewComponent
{
    public async Task<IViewComponentResult> InvokeAsync(Guid candidatureId) =>
        await requests.LastAsync(candidatureId, HttpContext.RequestAborted) is { } request
            ? View("Default", new CompletionNoticeModel(request, Arrival.Of(HttpContext).Programme))
            : Content("");
}
