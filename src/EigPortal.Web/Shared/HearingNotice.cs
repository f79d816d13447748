using EigPortal.Services.Hearings;
using EigPortal.Services.Identity;
using Microsoft.AspNetCore.Mvc;

namespace EigPortal.Web.Shared;

/// <summary>The person's hearing, on the page of their candidature; nothing before it is announced.</summary>
public sealed class HearingNotice(OwnHearings hearings, ActorLoader actors) : ViewComponent
{
    public async Task<IViewComponentResult> InvokeAsync()
    {
        var actor = await actors.RequireAsync(HttpContext.RequestAborted);
        var own = await hearings.ListAsync(actor, HttpContext.RequestAborted);
        return own.Count > 0 ? View("Default", own) : Content("");
    }
}
