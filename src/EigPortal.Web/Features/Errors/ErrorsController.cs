using System.Globalization;
using EigPortal.Web.Security;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace EigPortal.Web.Features.Errors;

/// <summary>Pages for requests that went wrong. A refusal looks like an absence: not yours and not found are the same.</summary>
[AllowAnonymous]
[IgnoreAntiforgeryToken]
[ApiExplorerSettings(IgnoreApi = true)]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class ErrorsController : Controller
{
    [Route("/erreur/{status:int:range(400,599)}")]
    public IActionResult Show()
    {
        // Read by hand: binding a parameter would read the form again, which may be the very thing that can't be read.
        var status = int.Parse((string)RouteData.Values["status"]!, CultureInfo.InvariantCulture);
        var isHidden = status == StatusCodes.Status403Forbidden && PortalViewGate.Of(HttpContext) is null;
        var shown = isHidden ? StatusCodes.Status404NotFound : status;
        Response.StatusCode = shown;
        return View("Show", ErrorModel.For(shown));
    }
}
