using EigPortal.Web.Dsfr;
using EigPortal.Web.Shared;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.ViewFeatures;

namespace EigPortal.Web.Areas.Candidate.Documents;

/// <summary>
/// Reads files somewhat above the limit, so that the page itself can say that they are too long. Far above, the body is not read at
/// all and the person is sent back to the page with the reason, rather than to a bare error. Runs before antiforgery reads the form.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OversizeUploadAttribute
    : Attribute,
        IAuthorizationFilter,
        IOrderedFilter,
        IRequestFormLimitsPolicy,
        IRequestSizePolicy
{
    /// <summary>In bytes.</summary>
    private const long MaxRead = 64L * 1024 * 1024;

    /// <summary>Before the filter of antiforgery, whose order is 1000.</summary>
    public int Order => 800;

    public void OnAuthorization(AuthorizationFilterContext context)
    {
        var http = context.HttpContext;
        if (http.Request.ContentLength > MaxRead)
        {
            var tempData = http.RequestServices.GetRequiredService<ITempDataDictionaryFactory>().GetTempData(http);
            tempData.SetFlash(
                "Ce fichier est bien trop lourd : la limite est de 10 Mo. Rien n’a été envoyé, vos documents n’ont pas changé.",
                Severity.Error
            );
            tempData.Save();
            context.Result = new LocalRedirectResult("/candidature/documents");
            return;
        }

        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            size.MaxRequestBodySize = MaxRead;
        }
    }
}
