using EigPortal.Domain.Shared;
using EigPortal.Web.Security;
using EigPortal.Web.Shared;
using FluentValidation.AspNetCore;
using FluentValidation.Results;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;

namespace EigPortal.Web.Features.Account;

/// <summary>What the pages of accounts share. Nothing of them is ever kept by a cache.</summary>
[ReadableForm]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public abstract class AccountController : Controller
{
    /// <summary>A page that comes back with its errors.</summary>
    protected ViewResult Refused(string view, object model)
    {
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return View(view, model);
    }

    protected ViewResult Refused(string view, object model, ValidationResult shape)
    {
        shape.AddToModelState(ModelState);
        return Refused(view, model);
    }

    protected ViewResult Refused(string view, object model, Result refusal)
    {
        foreach (var error in refusal.Errors)
        {
            ModelState.AddModelError(error.Field ?? "", error.Message);
        }

        return Refused(view, model);
    }

    /// <summary>An address of this portal, or null: never a stranger's.</summary>
    protected string? Local(string? back) => Url.IsLocalUrl(back) ? back : null;

    /// <summary>Takes at least the configured time, so that the answer doesn't tell whether an account exists.</summary>
    protected async Task EvenlyAsync(Func<Task> work, CancellationToken ct)
    {
        var least = HttpContext.RequestServices.GetRequiredService<IOptions<AccountOptions>>().Value.AnswerMilliseconds;
        await Task.WhenAll(work(), Task.Delay(least, ct));
    }
}
