using EigPortal.Domain.Candidatures;
using EigPortal.Web.Dsfr;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.ViewFeatures;

namespace EigPortal.Web.Shared;

/// <summary>What requests and forms take, from the one limit of a file (<see cref="Document.MaxLength"/>).</summary>
public static class UploadLimits
{
    private const long Megabyte = 1024 * 1024;

    /// <summary>In bytes: a file, and the form around it. What the server reads of any request, unless an action says otherwise.</summary>
    public const long MaxRequest = Document.MaxLength + Megabyte;

    /// <summary>In bytes: what is read of a file that is too long, so that its page can answer rather than the connection break.</summary>
    public const long MaxRead = 64 * Megabyte;

    /// <summary>Starts the hint of a field.</summary>
    public static string Sentence => $"PDF, {Document.MaxLength / Megabyte}\u00a0Mo au plus";

    public static string Megabytes => $"{Document.MaxLength / Megabyte}\u00a0Mo";
}

/// <summary>
/// Reads files somewhat above the limit, so that the page itself can say that they are too long. Far above, the body is not read at
/// all and the person is sent back to the page with the reason, rather than to a bare error. Runs before antiforgery reads the form.
/// </summary>
/// <param name="page">Page that holds the form.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OversizeUploadAttribute(string page)
    : Attribute,
        IAuthorizationFilter,
        IOrderedFilter,
        IRequestFormLimitsPolicy,
        IRequestSizePolicy
{
    /// <summary>Before the filter of antiforgery, whose order is 1000.</summary>
    public int Order => 800;

    public void OnAuthorization(AuthorizationFilterContext context)
    {
        var http = context.HttpContext;
        if (http.Request.ContentLength > UploadLimits.MaxRead)
        {
            var tempData = http.RequestServices.GetRequiredService<ITempDataDictionaryFactory>().GetTempData(http);
            tempData.SetFlash(
                $"Ce fichier est bien trop lourd : la limite est de {UploadLimits.Megabytes}. Rien n’a été envoyé, vos documents n’ont pas changé.",
                Severity.Error
            );
            tempData.Save();
            context.Result = new LocalRedirectResult(
                page.Replace("{id}", $"{context.RouteData.Values["id"]}", StringComparison.Ordinal)
            );
            return;
        }

        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            size.MaxRequestBodySize = UploadLimits.MaxRead;
        }
    }
}
