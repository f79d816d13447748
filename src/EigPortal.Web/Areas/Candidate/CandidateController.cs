using EigPortal.Domain.Shared;
using EigPortal.Services.Candidatures;
using EigPortal.Services.Identity;
using EigPortal.Web.Startup;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;

namespace EigPortal.Web.Areas.Candidate;

/// <summary>What the pages of a person's own candidature share. Nothing of them is ever kept by a cache.</summary>
[Area("Candidate")]
[Consumes("application/x-www-form-urlencoded", "multipart/form-data")]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public abstract class CandidateController(OwnCandidature own, ActorLoader actors) : Controller
{
    /// <summary>When the request arrived, in programme time: what the windows are compared with.</summary>
    protected DateTimeOffset Arrived => Arrival.Of(HttpContext).Programme;

    protected Task<Actor> ActorAsync(CancellationToken ct) => actors.RequireAsync(ct);

    /// <summary>The person's candidature, or null when they have not started one.</summary>
    protected async Task<CandidatureFile?> FileAsync(CancellationToken ct) => await own.FindAsync(await ActorAsync(ct), ct);

    /// <summary>Pages of a candidature that does not exist lead to the page that starts one.</summary>
    protected IActionResult ToStart() => LocalRedirect("/candidature");

    /// <summary>A page that comes back with its errors.</summary>
    protected ViewResult Refused(string view, object model, int status = StatusCodes.Status422UnprocessableEntity)
    {
        Response.StatusCode = status;
        return View(view, model);
    }

    protected void AddErrors(IEnumerable<DomainError> errors)
    {
        foreach (var error in errors)
        {
            ModelState.AddModelError(error.Field ?? "", error.Message);
        }
    }
}
