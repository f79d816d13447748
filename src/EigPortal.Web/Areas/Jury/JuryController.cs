using EigPortal.Services.Identity;
using Microsoft.AspNetCore.Mvc;

namespace EigPortal.Web.Areas.Jury;

/// <summary>What the pages of the jury share. The area asks for the capability of jurors; nothing is kept by a cache.</summary>
[Area("Jury")]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public abstract class JuryController(ActorLoader actors) : Controller
{
    protected Task<Actor> ActorAsync(CancellationToken ct) => actors.RequireAsync(ct);
}
