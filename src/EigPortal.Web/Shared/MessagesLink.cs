using EigPortal.Services.Messages;
using Microsoft.AspNetCore.Mvc;

namespace EigPortal.Web.Shared;

/// <summary>The link to one's messages, with how many are new: <c>@await Component.InvokeAsync("MessagesLink", new { candidatureId })</c>.</summary>
[ViewComponent(Name = "MessagesLink")]
public sealed class MessagesLink(MessageThreads threads) : ViewComponent
{
    public async Task<IViewComponentResult> InvokeAsync(Guid candidatureId) =>
        View("Default", await threads.UnreadAsync(candidatureId, HttpContext.RequestAborted));
}
