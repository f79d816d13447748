using EigPortal.Services.Identity;
using EigPortal.Web.Startup;
using Microsoft.AspNetCore.Mvc;

namespace EigPortal.Web.Areas.Jury;

/// <summary>What the pages of the jury share. The area asks for the capability of jurors; nothing is kept by a cache.</summary>
[Area("Jury")]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public abstract class JuryController(ActorLoader actors) : Controller
{
    /// <summary>Programme instant at which the request reached the portal: what decides a closing (ADR 16).</summary>
    protected DateTimeOffset Arrived => Arrival.Of(HttpContext).Programme;

    protected Task<Actor> ActorAsync(CancellationToken ct) => actors.RequireAsync(ct);
}
