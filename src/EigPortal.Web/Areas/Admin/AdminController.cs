using EigPortal.Domain.Shared;
using EigPortal.Services.Identity;
using Microsoft.AspNetCore.Mvc;

namespace EigPortal.Web.Areas.Admin;

/// <summary>What the pages of the programme team share. The area asks for the capability of staff; nothing is kept by a cache.</summary>
[Area("Admin")]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public abstract class AdminController(ActorLoader actors) : Controller
{
    protected Task<Actor> ActorAsync(CancellationToken ct) => actors.RequireAsync(ct);

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
